import Testing

@testable import Proofs

@Suite("Rounded decimals")
struct RoundedDecimalTests {
  @Test(
    "significant digits, half away from zero",
    arguments: [
      ("5.0067153484891179", 6, "5.00672"), ("0.69314718055994530942", 4, "0.6931"),
      ("-0.0099999", 3, "-0.01"), ("9.9996", 4, "10"), ("709.782712893384", 5, "709.78"),
      ("1.9287498479639178e-22", 5, "1.9287 \\cdot 10^{-22}"), ("0", 3, "0"),
      ("-0.0", 3, "0"), ("123456789012", 3, "1.23 \\cdot 10^{11}"),
      ("0.00001", 3, "1 \\cdot 10^{-5}"),
      ("1e3", 2, "1000"), ("0.25", 1, "0.3"), ("-2.5", 1, "-3"),
    ])
  func latex(text: String, digits: Int, expected: String) {
    #expect(RoundedDecimal(text, significant: digits)?.latex == expected)
  }

  @Test(
    "up is away from zero, and exact digits stay",
    arguments: [
      ("1.1283791671", 6, "1.12838"), ("1.12837000001", 6, "1.12838"), ("1.12837", 6, "1.12837"),
      ("-0.10000001", 3, "-0.101"), ("9.9991", 3, "10"),
    ])
  func up(text: String, digits: Int, expected: String) {
    #expect(RoundedDecimal(text, significant: digits, rounding: .up)?.latex == expected)
  }

  @Test(
    "what is no finite decimal is refused",
    arguments: ["inf", "", "-", "1.2.3", "0x10", "1e", "1e99999999999999999999"])
  func refused(text: String) {
    #expect(RoundedDecimal(text, significant: 3) == nil)
  }
}
