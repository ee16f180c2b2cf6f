import FloatFormats
import Testing

@Suite("Bit patterns")
struct EncodingTests {
  private static let short = FloatFormat.allCases.filter { $0.bitWidth <= 16 }

  @Test("every pattern is that of its value; NaN has one", arguments: short)
  func roundTrip(format: FloatFormat) {
    var nans = 0
    for bits in 0..<(UInt64(1) << UInt64(format.bitWidth)) {
      let value = format.value(ofBitPattern: bits)
      if value.isNaN {
        nans += 1
        #expect(format.value(ofBitPattern: format.bitPattern(of: value)).isNaN)
      } else {
        #expect(format.bitPattern(of: value) == bits)
      }
    }
    let expected: [FloatFormat: Int] = [
      .float16: 2 * 1023, .bfloat16: 2 * 127, .float8E4M3: 2, .float8E5M2: 2 * 3,
    ]
    #expect(nans == expected[format])
  }

  #if arch(x86_64) && os(Linux) || arch(arm64)
    @Test("float16 decodes as the standard library's")
    func standardLibrary() {
      for bits in UInt16.min...UInt16.max {
        let value = FloatFormat.float16.value(ofBitPattern: UInt64(bits))
        let expected = Double(Float16(bitPattern: bits))
        #expect(value == expected || (value.isNaN && expected.isNaN))
        #expect(value.sign == expected.sign || value.isNaN)
      }
    }
  #endif

  @Test("bfloat16 and E5M2 are the upper halves of wider formats")
  func upperHalves() {
    for bits in UInt64(0)...0xFFFF {
      let value = FloatFormat.bfloat16.value(ofBitPattern: bits)
      let wide = FloatFormat.float32.value(ofBitPattern: bits << 16)
      #expect(value == wide || (value.isNaN && wide.isNaN))
    }
    for bits in UInt64(0)...0xFF {
      let value = FloatFormat.float8E5M2.value(ofBitPattern: bits)
      let wide = FloatFormat.float16.value(ofBitPattern: bits << 8)
      #expect(value == wide || (value.isNaN && wide.isNaN))
    }
  }

  @Test("E4M3 by hand")
  func e4m3() {
    let patterns: [(UInt64, Double)] = [
      (0x38, 1), (0x7E, 448), (0x08, 0x1p-6), (0x07, 7 * 0x1p-9), (0xB9, -1.125), (0x77, 240),
      (0x78, 256),
    ]
    for (bits, value) in patterns {
      #expect(FloatFormat.float8E4M3.value(ofBitPattern: bits) == value)
    }
    #expect(FloatFormat.float8E4M3.value(ofBitPattern: 0x7F).isNaN)
    #expect(FloatFormat.float8E4M3.value(ofBitPattern: 0xFF).isNaN)
  }

  @Test("the order of finite values", arguments: FloatFormat.allCases)
  func order(format: FloatFormat) {
    let count = format.finiteCount
    let places =
      format.bitWidth <= 16
      ? Array(0..<(2 * count))
      : [0, 1, count / 3, count - 2, count - 1, count, count + 1, 2 * count - 2, 2 * count - 1]
    var last = -Double.infinity
    for place in places {
      let value = format.value(at: place)
      #expect(format.ordinal(of: value) == place)
      #expect(value > last || (value == 0 && last == 0 && value.sign == .plus))
      last = value
    }
    #expect(format.value(at: 0) == -format.value(at: 2 * count - 1))
    #expect(format.value(at: count - 1).sign == .minus)
  }
}
