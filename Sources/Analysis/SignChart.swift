import Formulas
import Reals

/// Where a function vanishes on an open interval, and which sign it has between.
struct SignChart {
  /// A zero inside the interval.
  struct Zero {
    /// Where; `nil` for bounds in which zeros could be neither found nor excluded.
    let at: RealValue?
    /// Rational bounds that hold no other zero.
    let bounds: ClosedRange<Rational>
  }

  /// All zeros, from left to right; none for the zero function.
  let zeros: [Zero]
  /// The signs on the intervals that the zeros leave, one more than there are zeros; 0 alone for the
  /// zero function.
  let signs: [Int]

  /// A function with one sign everywhere.
  static func constant(_ sign: Int) -> SignChart { SignChart(zeros: [], signs: [sign]) }

  /// Whether there are places in which zeros could be neither found nor excluded.
  var isInDoubt: Bool { zeros.contains { $0.at == nil } }

  /// Whether the function is identically zero.
  var isZero: Bool { signs == [0] }
}

/// A sign chart with the function and the open interval that it is about.
struct ChartedFunction {
  let function: Formula
  let interval: OpenInterval
  let chart: SignChart

  init(_ function: Formula, on interval: OpenInterval, chart: SignChart) {
    self.function = function
    self.interval = interval
    self.chart = chart
  }
}

extension SignChart {
  /// The zeros with their places; throws where zeros are in doubt.
  func provedZeros() throws(EvaluationError) -> [RealValue] {
    var result: [RealValue] = []
    for zero in zeros {
      guard let at = zero.at else {
        let place = zero.bounds.lowerBound.decimal(significantDigits: 12, rounding: .nearest)
        throw .undecided(Reason(.zeroInDoubt, place))
      }
      result.append(at)
    }
    return result
  }
}
