import FloatFormats
import Foundation
import Testing

@testable import Accuracy

@Suite("The protocol of external programs")
struct BlockProtocolTests {
  @Test("the first line says format, quantity and function, and is read again")
  func header() throws {
    let request = BlockProtocol(
      format: .float8E4M3, quantity: .derivative, function: "max(0,  x)\nif x > 1 else π")
    #expect(
      request.header == "actlab-accuracy 1 float8-e4m3 derivative max(0,  x) if x > 1 else π")
    #expect(BlockProtocol(header: request.header) == request)
    for line in [
      "", "actlab-accuracy", "actlab-accuracy 2 float32 value x", "actlab 1 float32 value x",
      "actlab-accuracy 1 float33 value x", "actlab-accuracy 1 float32 slope x",
      "actlab-accuracy 1 float32 value",
    ] {
      #expect(BlockProtocol(header: line) == nil)
    }
  }

  @Test("a block is a count and bit patterns, little endian")
  func bytes() {
    func block(_ format: FloatFormat, _ inputs: [Double]) -> [UInt8] {
      BlockProtocol(format: format, quantity: .value, function: "x").block(inputs)
    }
    #expect(block(.float32, [1, -2]) == [2, 0, 0, 0, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0])
    #expect(block(.float16, [1]) == [1, 0, 0, 0, 0, 0x3C])
    #expect(block(.bfloat16, [-0.0]) == [1, 0, 0, 0, 0, 0x80])
    #expect(block(.float8E5M2, [1, .infinity]) == [2, 0, 0, 0, 0x3C, 0x7C])
    #expect(block(.float64, [1]) == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F])
  }

  @Test("numbers survive the way to bytes and back", arguments: FloatFormat.allCases)
  func roundTrip(format: FloatFormat) {
    let coding = BlockProtocol(format: format, quantity: .value, function: "x")
    let special: [Double] = [0, -0.0, 1, -1.5, .infinity, -.infinity, .nan, format.leastNormal]
    let values =
      format.bitWidth <= 16
      ? ImplementationFixtures.allValues(of: format) : special.map(format.rounding)
    let block = coding.block(values)
    #expect(block.count == 4 + values.count * format.bitWidth / 8)
    #expect(areIdentical(coding.values(of: Array(block.dropFirst(4))), values))
  }
}
