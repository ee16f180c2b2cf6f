import BigInt
import Calculus
import Formulas
import Reals

/// f(x + T) = f(x) + c on the domain of f, which T > 0 moves onto itself.
struct Repetition {
  /// T.
  let period: RealPoint
  /// c.
  let drift: RealPoint
}

/// Finds a period of a formula, proved from its structure.
///
/// The periods of sin, cos, tan and floor of affine functions are the building blocks. If they are
/// commensurable, fractions and multiples of their least common multiple are tried, the smallest
/// first; what is found need not be the least period there is.
struct PeriodFinder {
  let points: PointArithmetic

  /// The fractions and multiples of the common multiple that are tried.
  private static let factors: [Rational] =
    [6, 4, 3, 2].compactMap { Rational(1, over: $0) } + [1, 2, 3, 4, 6]

  /// A period of `f` with its drift, or `nil` where the structure shows none.
  func repetition(of f: Formula) -> Repetition? {
    guard f.containsVariable, let multiple = commonMultiple(of: basePeriods(of: f)) else {
      return nil
    }
    for factor in Self.factors {
      guard let period = try? points.point((.number(factor) * multiple).simplified),
        case .drift(let c)? = ShiftRules(points: points, shift: period.formula).effect(on: f),
        let drift = try? points.point(c)
      else { continue }
      return Repetition(period: period, drift: drift)
    }
    return nil
  }

  /// The periods of trigonometric functions and integer parts of affine functions inside `f`.
  private func basePeriods(of f: Formula) -> [RealPoint] {
    var seen: Set<Formula> = []
    var result: [RealPoint] = []
    func collect(_ g: Formula) {
      guard g.containsVariable, seen.insert(g).inserted else { return }
      if case .apply(let function, let u) = g.operation, let unit = Self.unit(of: function),
        let slope = slope(of: u)
      {
        let period = (unit / Formula.apply(.abs, slope)).simplified
        if let point = try? points.point(period) { result.append(point) }
      }
      g.operation.children.forEach(collect)
    }
    collect(f)
    return result
  }

  private static func unit(of function: ElementaryFunction) -> Formula? {
    switch function {
    case .sin, .cos: 2 * .constant(.pi)
    case .tan: .constant(.pi)
    case .floor: 1
    default: nil
    }
  }

  /// The slope of an affine function that is not constant.
  private func slope(of u: Formula) -> Formula? {
    guard let slope = NormalForm(u.derivative)?.formula, !slope.containsVariable,
      let sign = try? points.sign(of: slope), sign != 0
    else { return nil }
    return slope
  }

  /// The least common multiple, or `nil` where two periods are not proved to be commensurable.
  private func commonMultiple(of periods: [RealPoint]) -> Formula? {
    guard let first = periods.first else { return nil }
    var (numerator, denominator) = (BigInt(1), BigInt(1))
    for period in periods.dropFirst() {
      guard let ratio = try? points.exact.quotient(period.value, first.value).rational,
        ratio.bitWidth <= 64
      else { return nil }
      let shared = numerator.greatestCommonDivisor(with: ratio.numerator)
      numerator = numerator / shared * ratio.numerator
      denominator = denominator.greatestCommonDivisor(with: ratio.denominator)
    }
    guard let factor = Rational(numerator, over: denominator) else { return nil }
    return (.number(factor) * first.formula).simplified
  }
}
