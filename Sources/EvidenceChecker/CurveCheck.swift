import Formulas

/// Checks lines above and below an analytic function by its Taylor expansions, with nothing that is
/// known of its curvature.
public final class CurveCheck {
  private let evaluator: TapeEvaluator
  private let precise: TapeEvaluator
  /// The most pieces that an interval is divided into.
  private let pieceLimit = 600

  /// A check for the function that `text` writes, in one variable and without cases; `nil` for
  /// anything else.
  public init?(_ text: String) {
    guard let formula = try? FormulaParser().parse(text).formula, let tape = FormulaTape(formula)
    else { return nil }
    evaluator = TapeEvaluator(tape, precision: 96)
    precise = TapeEvaluator(tape, precision: 320)
  }

  /// Whether slope · z + intercept ≥ f(z) is shown for all z in a closed interval.
  public func isAbove(slope: Double, intercept: Double, from: Double, to: Double) -> Bool {
    shows(1, slope, intercept, from, to)
  }

  /// Whether slope · z + intercept ≤ f(z) is shown for all z in a closed interval.
  public func isBelow(slope: Double, intercept: Double, from: Double, to: Double) -> Bool {
    shows(-1, slope, intercept, from, to)
  }

  /// Bounds of f between two numbers, each number being a sum of two `Double`s; `nil` where there
  /// are none.
  public func values(
    from: (Double, Double), to: (Double, Double)
  ) -> (lower: (Double, Double), upper: (Double, Double))? {
    let arithmetic = precise.bounds
    func number(_ parts: (Double, Double)) -> Bounds {
      arithmetic.sum(Bounds(parts.0, parts.0), Bounds(parts.1, parts.1))
    }
    guard let value = precise.value(on: number(from).hull(number(to))), value.isBounded else {
      return nil
    }
    let (low, high) = value.doubles
    guard low.isFinite, high.isFinite else { return nil }
    let below = arithmetic.sum(value.lowerEnd, Bounds(-low, -low)).doubles.lower
    let above = arithmetic.sum(value.upperEnd, Bounds(-high, -high)).doubles.upper
    return ((low, below), (high, above))
  }

  /// Shows sign · (slope · z + intercept − f(z)) ≥ 0 by bisection: near the middle m of a piece
  /// that is the value there, plus slope times distance, plus the second derivative's part.
  private func shows(
    _ sign: Double, _ slope: Double, _ intercept: Double, _ from: Double, _ to: Double
  ) -> Bool {
    guard from <= to, [slope, intercept, from, to].allSatisfy(\.isFinite) else { return false }
    let line = [slope, intercept].map { Bounds($0, $0) }
    let arithmetic = evaluator.bounds
    var pieces = [(from, to)]
    var count = 0
    while let (left, right) = pieces.popLast() {
      count += 1
      guard count <= pieceLimit else { return false }
      let middle = left + (right - left) / 2
      let center = Bounds(middle, middle)
      guard let there = evaluator.expansion(on: center, order: 1) else { return false }
      // The difference at the middle and its slope.
      let height = arithmetic.sum(
        arithmetic.sum(arithmetic.product(line[0], center), line[1]),
        arithmetic.negative(there.value))
      let rise = arithmetic.sum(line[0], arithmetic.negative(there[1]))
      let bend = evaluator.expansion(on: Bounds(left, right), order: 2)?[2]
      let run = max(right - middle, middle - left).nextUp
      if isNotNegative(sign, height, rise, bend, run) { continue }
      guard left < middle, middle < right else { return false }
      pieces.append((middle, right))
      pieces.append((left, middle))
    }
    return true
  }

  /// Whether sign · (height + rise · d − bend · d²) ≥ 0 for all |d| ≤ run, with the bounds in
  /// `Double`, rounded outward, and the rounding of the few operations here allowed for.
  private func isNotNegative(
    _ sign: Double, _ height: Bounds, _ rise: Bounds, _ bend: Bounds?, _ run: Double
  ) -> Bool {
    let (low, high) = height.doubles
    let value = sign > 0 ? low : -high
    guard value.isFinite else { return false }
    if run == 0 || run < 0x1p-1000 { return value >= 0 }
    let steep = max(rise.doubles.lower.magnitude, rise.doubles.upper.magnitude)
    guard let bend, bend.isBounded, steep.isFinite else { return false }
    // sign · (−bend) from below.
    let curve = sign > 0 ? -bend.doubles.upper : bend.doubles.lower
    let least: Double
    if curve > 0, steep < 2 * curve * run {
      least = value - steep * steep / (4 * curve)
    } else {
      least = value - steep * run + curve * run * run
    }
    let size = value.magnitude + steep * run + curve.magnitude * run * run
    return least - 0x1p-50 * size >= 0
  }
}
