import Formulas
import Foundation
import Testing

@testable import Accuracy

@Suite("Printed float64 numbers")
struct PrintedDoubleTests {
  @Test(
    "text reads back to the same bits",
    arguments: [0.1, -0.0, 5e-324, .greatestFiniteMagnitude, .infinity, -.infinity, .nan])
  func roundTrip(value: Double) throws {
    let data = try JSONEncoder().encode([PrintedDouble(value)])
    #expect(try JSONDecoder().decode([PrintedDouble].self, from: data) == [PrintedDouble(value)])
  }

  @Test("zeros of different sign differ, and text that is no number is refused")
  func edgeCases() {
    #expect(PrintedDouble(0) != PrintedDouble(-0.0))
    #expect(PrintedDouble(1e-5).description == "1e-05")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([PrintedDouble].self, from: Data("[\"one\"]".utf8))
    }
  }

  @Test("conversion to rational numbers is exact")
  func exactConversion() {
    #expect(Rational(exactly: 0.5)?.description == "0.5")
    #expect(Rational(exactly: -3.0)?.description == "-3")
    #expect(Rational(exactly: 0x1p-1074) == Rational(2).power(-1074))
    #expect(Rational(exactly: .greatestFiniteMagnitude)?.isInteger == true)
    #expect(Rational(exactly: .nan) == nil)
  }
}
