import Formulas
import Reals

/// Taylor polynomials of a formula on the sides of a point, for stable forms that are inaccurate there.
struct SidedSeries {
  private let point: Double
  /// The coefficients on each side that has an expansion.
  private let sides: [(side: Int, coefficients: [Double])]

  /// Where the polynomials serve: in a twelfth of a radius of convergence of 3/2, say, twenty terms leave
  /// less than 2⁻⁵³.
  private static let radius = 0.125

  /// The polynomials beside `point`, a number of few bits; `nil` where there are none.
  init?(of formula: Formula, at point: Double) {
    guard let exact = Ball(exactly: point)?.exactRational else { return nil }
    self.point = point
    sides = [-1, 1].compactMap { side in
      Self.coefficients(of: formula, at: exact, side: side).map { (side, $0) }
    }
    if sides.isEmpty { return nil }
  }

  private static func coefficients(
    of formula: Formula, at point: Rational, side: Int
  ) -> [Double]? {
    let exact = ExactArithmetic()
    guard let at = try? exact.number(point),
      let expansion = try? OneSidedExpansion(
        of: formula, at: at, side: side, terms: 20, over: exact),
      expansion.ramification == 1
    else { return nil }
    var result: [Double] = []
    for n in 0..<20 {
      guard let coefficient = try? expansion.coefficient(n) else { break }
      if coefficient.sign == 0 {
        result.append(0)
      } else if let ball = coefficient.enclosure(digits: 20) {
        result.append(ball.approximation)
      } else {
        break
      }
    }
    return result.count >= 10 && result.contains { $0 != 0 } ? result : nil
  }

  /// The place of the polynomials near the point, and of `other` elsewhere.
  func select(beside other: Int, in builder: inout ProgramBuilder) -> Int {
    let x = builder.add(.input)
    let h = point == 0 ? x : builder.sum(x, builder.number(-point))
    let size = builder.call(.abs, h)
    let zero = builder.number(0)
    var result = other
    for (side, coefficients) in sides {
      let near = builder.select(
        .less, size, builder.number(Self.radius),
        then: Self.value(of: coefficients, at: h, in: &builder), else: result)
      result = builder.select(side < 0 ? .less : .greater, h, zero, then: near, else: result)
    }
    return result
  }

  /// The polynomial by Horner's rule.
  private static func value(
    of coefficients: [Double], at h: Int, in builder: inout ProgramBuilder
  ) -> Int {
    let lowest = coefficients.firstIndex { $0 != 0 } ?? 0
    var value = builder.approximation(coefficients[coefficients.count - 1])
    for n in (lowest..<(coefficients.count - 1)).reversed() {
      value = builder.product(value, h)
      if coefficients[n] != 0 {
        value = builder.sum(value, builder.approximation(coefficients[n]))
      }
    }
    for _ in 0..<lowest { value = builder.product(value, h) }
    return value
  }
}
