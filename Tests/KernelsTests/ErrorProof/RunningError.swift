import CKernels

/// What the kernels in double precision compute with: numbers, or all numbers of a box with a bound of their errors.
protocol KernelNumber {
  static func number(_ value: Double) -> Self
  /// The double nearest to a real number.
  static func approximation(_ value: Double) -> Self
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self
  /// The upper 24 bits of a number that is not negative.
  var high: Self { get }
  func exp() -> Self
  func expm1() -> Self
  func log1p() -> Self
  func tanh() -> Self
  func erfcx() -> Self
}

/// The computed values of one variable for all inputs in a box, and how far each may be from the real number that it
/// stands for, in units of 2⁻⁵³.
///
/// Errors of operands are passed on by the derivative, of each operation its rounding is added; that they are related to
/// each other is not used. Ends are computed in double precision and moved apart by far more than that loses.
///
/// Source: N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, 3.3, running error analysis.
struct RunningError: KernelNumber {
  let lower: Double
  let upper: Double
  let error: Double

  init(_ ends: [Double], error: Double) {
    let low = ends.min() ?? .nan
    let high = ends.max() ?? .nan
    lower = low - abs(low) * 1e-12 - 0x1p-1000
    upper = high + abs(high) * 1e-12 + 0x1p-1000
    self.error = error * (1 + 1e-9) + 1e-250
  }

  /// All inputs of a box.
  init(from lower: Double, to upper: Double) {
    (self.lower, self.upper, error) = (lower, upper, 0)
  }

  static func number(_ value: Double) -> RunningError { RunningError(from: value, to: value) }

  static func approximation(_ value: Double) -> RunningError {
    RunningError([value], error: abs(value))
  }

  var magnitude: Double { max(abs(lower), abs(upper)) }
  var least: Double { lower > 0 ? lower : upper < 0 ? -upper : 0 }

  static func + (a: RunningError, b: RunningError) -> RunningError {
    rounded([a.lower + b.lower, a.upper + b.upper], a.error + b.error)
  }

  static func - (a: RunningError, b: RunningError) -> RunningError { a + (-b) }

  static func * (a: RunningError, b: RunningError) -> RunningError {
    rounded(
      [a.lower * b.lower, a.lower * b.upper, a.upper * b.lower, a.upper * b.upper],
      // A product of two errors is below 2⁻⁵⁰ of either.
      (a.magnitude * b.error + b.magnitude * a.error) * (1 + 0x1p-40))
  }

  static func / (a: RunningError, b: RunningError) -> RunningError {
    let least = b.least * (1 - 0x1p-40)
    return rounded(
      [a.lower / b.lower, a.lower / b.upper, a.upper / b.lower, a.upper / b.upper],
      (a.error + a.magnitude / least * b.error) / least)
  }

  static prefix func - (a: RunningError) -> RunningError {
    RunningError([-a.lower, -a.upper], error: a.error)
  }

  /// The result of an operation that is rounded.
  private static func rounded(_ ends: [Double], _ error: Double) -> RunningError {
    RunningError(ends, error: error + (ends.map { abs($0) }.max() ?? .nan))
  }

  /// What is left out is at most 2⁻²⁴ of the number; the difference from it is exact.
  var high: RunningError {
    RunningError([lower * (1 - 0x1p-23), upper * (1 + 0x1p-23)], error: 0)
  }

  /// An increasing or decreasing function with that largest slope and bound of its relative error.
  private func applying(
    _ function: (Double) -> Double, slope: Double, _ bound: Double
  ) -> RunningError {
    let ends = [function(lower), function(upper)]
    let size = ends.map { abs($0) }.max() ?? .nan
    return RunningError(ends, error: slope * error + bound * size)
  }

  func exp() -> RunningError {
    applying(el_exp, slope: el_exp(upper) * (1 + 1e-9), CK_EXP_ERROR)
  }
  func expm1() -> RunningError {
    applying(el_expm1, slope: el_exp(upper) * (1 + 1e-9), CK_EXPM1_ERROR)
  }
  func log1p() -> RunningError {
    applying(el_log1p, slope: 1.001 / (1 + lower), CK_LOG1P_ERROR)
  }
  func tanh() -> RunningError { applying(el_tanh, slope: 1.001, CK_TANH_ERROR) }

  /// From 1/2 on by its bound there; before, exp(x²)·erfc(x). Its slope is that at the lower end, 2x·erfcx(x) − 2/√π.
  func erfcx() -> RunningError {
    let slope = 1.001 * abs(2 * lower * el_erfcx(lower) - 1.1283791670955126) + 1e-9
    let square = upper * upper
    return applying(
      el_erfcx, slope: slope,
      lower >= 0.5
        ? ElementaryProofs.scaledComplementBound
        : square * 1.001 + CK_EXP_ERROR + CK_ERFC_ERROR + 1.001)
  }
}

extension Double: KernelNumber {
  static func number(_ value: Double) -> Double { value }
  static func approximation(_ value: Double) -> Double { value }
  var high: Double { Double(Float(self)) }
  func exp() -> Double { el_exp(self) }
  func expm1() -> Double { el_expm1(self) }
  func log1p() -> Double { el_log1p(self) }
  func tanh() -> Double { el_tanh(self) }
  func erfcx() -> Double { el_erfcx(self) }
}
