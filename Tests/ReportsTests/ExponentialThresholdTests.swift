import Reals
import Testing

@testable import Reports

@Suite("Thresholds of the exponential function")
struct ExponentialThresholdTests {
  /// Computed by mpmath at 50 digits: log((2 − 2^−p)·2^e) and −p·log 2.
  static let truth = [
    ("float64", "709.782712893383996787734541", "-36.7368005696771013991133024"),
    ("float32", "88.7228390818706767736211804", "-16.6355323334386874260135709"),
    ("float16", "11.0901107185269510362190185", "-7.62461898615939840358955334"),
    ("bfloat16", "88.7208840768371962548480841", "-5.54517744447956247533785697"),
  ]

  @Test("overflow and absorption of every format, to 20 digits")
  func values() {
    #expect(ExponentialThreshold.all.map(\.format) == Self.truth.map(\.0))
    for (threshold, truth) in zip(ExponentialThreshold.all, Self.truth) {
      #expect(Self.agree(threshold.overflow, truth.1), "\(threshold.overflow.decimal)")
      #expect(Self.agree(threshold.absorption, truth.2), "\(threshold.absorption.decimal)")
    }
  }

  /// Whether the decimal has 20 digits of `literal`, the last one perhaps rounded.
  private static func agree(_ number: ExactNumber, _ literal: String) -> Bool {
    let digits = number.decimal.filter(\.isNumber)
    return digits.count >= 20
      && number.decimal.dropLast() == literal.prefix(number.decimal.count - 1)
  }
}
