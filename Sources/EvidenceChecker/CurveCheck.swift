import Formulas

/// Checks lines above and below an analytic function by its Taylor expansions, and by the curvature
/// that they show.
public final class CurveCheck {
  private let evaluator: TapeEvaluator
  private let precise: TapeEvaluator
  /// The most pieces that an interval is divided into.
  private let pieceLimit = 20_000
  /// The most places that are tried for a tangent.
  private let tangentLimit = 100
  /// What the pieces of earlier checks showed.
  private var known = KnownCurvature()

  /// A check for the function that `text` writes, in one variable and without cases; `nil` for
  /// anything else.
  public init?(_ text: String) {
    guard let formula = try? FormulaParser().parse(text).formula, let tape = FormulaTape(formula)
    else { return nil }
    evaluator = TapeEvaluator(tape, precision: 96)
    precise = TapeEvaluator(tape, precision: 320)
    if let sign = formula.signOfRootCurvature {
      let end = Double.greatestFiniteMagnitude
      known.learn(from: -end, to: end, sign: sign < 0 ? -1 : 1)
    }
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

  /// A line and the side of it: sign · (slope · z + intercept − f(z)) is to be shown not negative.
  private struct Line {
    let sign: Double
    let slope: Bounds
    let intercept: Bounds
  }

  /// Shows sign · (slope · z + intercept − f(z)) ≥ 0 by bisection, as far as the curvature is not
  /// known already.
  private func shows(
    _ sign: Double, _ slope: Double, _ intercept: Double, _ from: Double, _ to: Double
  ) -> Bool {
    guard from <= to, [slope, intercept, from, to].allSatisfy(\.isFinite) else { return false }
    let line = Line(
      sign: sign, slope: Bounds(slope, slope), intercept: Bounds(intercept, intercept))
    if from == to { return isShown(line, at: from) }
    var pieces = [(from, to)]
    var count = 0
    while let (left, right) = pieces.popLast() {
      let part = known.firstPart(from: left, to: right)
      if part.to < right { pieces.append((part.to, right)) }
      if let sign = part.sign {
        guard isShown(line, left, part.to, curvature: sign) else { return false }
        continue
      }
      count += 1
      guard count <= pieceLimit else { return false }
      if isShown(line, left, part.to) { continue }
      let middle = left + (part.to - left) / 2
      guard left < middle, middle < part.to else { return false }
      pieces.append((middle, part.to))
      pieces.append((left, middle))
    }
    return true
  }

  /// Shows it on a piece of which nothing is known: by the values of the difference; where it rises or
  /// falls, by its least end; by its curvature, which is remembered; or by its expansion about the
  /// middle.
  private func isShown(_ line: Line, _ left: Double, _ right: Double) -> Bool {
    let piece = Bounds(left, right)
    guard let there = evaluator.expansion(on: piece, order: 2) else { return false }
    if let sign = there[2].weakSign {
      known.learn(from: left, to: right, sign: sign)
      return isShown(line, left, right, curvature: sign)
    }
    if difference(line, at: piece, there.value).weakSign == 1 { return true }
    switch rise(line, there[1]).weakSign {
    case 1: return isShown(line, at: left)
    case -1: return isShown(line, at: right)
    default: return isShownByExpansion(line, left, right, bend: there[2])
    }
  }

  /// Shows it on a piece on which the function is convex (1) or concave (−1): of a concave difference
  /// the ends say all, of a convex one a tangent near its least value, or its values.
  private func isShown(_ line: Line, _ left: Double, _ right: Double, curvature: Int) -> Bool {
    if (line.sign > 0) == (curvature > 0) {
      return isShown(line, at: left) && isShown(line, at: right)
    }
    return isAboveTangent(line, left, right) || isEvident(line, left, right)
  }

  private func isEvident(_ line: Line, _ left: Double, _ right: Double) -> Bool {
    let piece = Bounds(left, right)
    return evaluator.value(on: piece).map { difference(line, at: piece, $0).weakSign == 1 } ?? false
  }

  private func isShown(_ line: Line, at z: Double) -> Bool { isEvident(line, z, z) }

  /// sign · (slope · z + intercept − value).
  private func difference(_ line: Line, at z: Bounds, _ value: Bounds) -> Bounds {
    let arithmetic = evaluator.bounds
    let height = arithmetic.sum(
      arithmetic.sum(arithmetic.product(line.slope, z), line.intercept),
      arithmetic.negative(value))
    return line.sign > 0 ? height : arithmetic.negative(height)
  }

  /// sign · (slope − f′).
  private func rise(_ line: Line, _ slope: Bounds) -> Bounds {
    let rise = evaluator.bounds.sum(line.slope, evaluator.bounds.negative(slope))
    return line.sign > 0 ? rise : evaluator.bounds.negative(rise)
  }

  /// Shows it where the difference is convex, by the tangent at a place near its least value, which
  /// Newton's method and bisection find: that place is a guess, the tangent is not.
  private func isAboveTangent(_ line: Line, _ left: Double, _ right: Double) -> Bool {
    let arithmetic = evaluator.bounds
    var (low, high) = (left, right)
    var place = left + (right - left) / 2
    for _ in 0..<tangentLimit {
      let point = Bounds(place, place)
      guard let there = evaluator.expansion(on: point, order: 2) else { return false }
      let height = difference(line, at: point, there.value)
      if height.weakSign != 1 { return false }
      let rise = rise(line, there[1])
      let runs = arithmetic.sum(Bounds(left, right), arithmetic.negative(point))
      if arithmetic.sum(height, arithmetic.product(rise, runs)).weakSign == 1 { return true }
      if rise.nearby > 0 { high = place } else { low = place }
      // The coefficient is half the second derivative of f.
      let next = place + rise.nearby / (2 * line.sign * there[2].nearby)
      place = next > low && next < high ? next : low + (high - low) / 2
      guard place > low, place < high else { return false }
    }
    return false
  }

  /// Shows it near the middle: by the value there, the slope times the distance, and bounds of the
  /// second derivative's part.
  private func isShownByExpansion(
    _ line: Line, _ left: Double, _ right: Double, bend: Bounds
  ) -> Bool {
    let arithmetic = evaluator.bounds
    let middle = left + (right - left) / 2
    let center = Bounds(middle, middle)
    guard bend.isBounded, let there = evaluator.expansion(on: center, order: 1) else {
      return false
    }
    let height = difference(line, at: center, there.value)
    let runs = arithmetic.sum(Bounds(left, right), arithmetic.negative(center))
    let run = arithmetic.magnitude(runs)
    let curve = line.sign > 0 ? arithmetic.negative(bend) : bend
    let change = arithmetic.sum(
      arithmetic.product(rise(line, there[1]), runs),
      arithmetic.product(curve, arithmetic.product(run, run)))
    return arithmetic.sum(height, change).weakSign == 1
  }
}
