import Analysis
import FloatFormats
import Formulas
import Reals

/// A point of a format where a function has no derivative: a sweep of the derivative has no true value
/// there.
public struct KinkInput: Hashable, Sendable {
  /// The point.
  public let at: Double
  /// The derivative from the left, to the nearest double; `nil` where there is none, and at a point where
  /// the function is not continuous.
  public let left: Double?
  /// The derivative from the right.
  public let right: Double?

  /// The points among the numbers of `format` that an analysis lists, in ascending order; not those of
  /// infinite families.
  public static func all(of analysis: FunctionAnalysis, in format: FloatFormat) -> [KinkInput] {
    let evaluator = ConstantEvaluator()
    return analysis.differentiability.exceptions.compactMap { kink in
      guard let point = evaluator.formula(kink.at)?.rational else { return nil }
      let at = Double(nearestTo: point)
      guard Rational(exactly: at) == point, format.rounding(at) == at else { return nil }
      let isContinuous = kink.kind != .discontinuity
      func nearest(_ slope: ExactNumber?) -> Double? {
        isContinuous ? slope.flatMap { Double($0.decimal) } : nil
      }
      return KinkInput(at: at, left: nearest(kink.left), right: nearest(kink.right))
    }.sorted { $0.at < $1.at }
  }

  /// A point with its one-sided derivatives.
  public init(at: Double, left: Double?, right: Double?) {
    (self.at, self.left, self.right) = (at, left, right)
  }
}

/// What an implementation of a derivative returns where the function has none.
public struct KinkResult: Codable, Hashable, Sendable {
  /// The input.
  public let at: Double
  /// The derivative from the left, to the nearest double; `nil` where there is none.
  @Nullable public private(set) var left: Double?
  /// The derivative from the right.
  @Nullable public private(set) var right: Double?
  /// The result.
  public let result: Double
  /// Whether it lies between the one-sided derivatives, rounded to the format: for a Lipschitz function
  /// with one-sided limits of f′, in the Clarke subdifferential. `nil` where one of them does not exist.
  @Nullable public private(set) var within: Bool?

  init(_ result: Double, at input: Double, of kink: KinkInput, format: FloatFormat) {
    at = input
    left = kink.left
    right = kink.right
    self.result = result
    within = Self.isBetween(kink.left, kink.right, result, format)
  }

  private static func isBetween(
    _ left: Double?, _ right: Double?, _ result: Double, _ format: FloatFormat
  ) -> Bool? {
    guard let left, let right else { return nil }
    let (a, b) = (format.rounding(left), format.rounding(right))
    return min(a, b) <= result && result <= max(a, b)
  }
}
