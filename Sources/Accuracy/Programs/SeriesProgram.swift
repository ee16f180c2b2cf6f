import Formulas
import Reals

/// Programs that compute a formula beside a point by its Taylor polynomial.
///
/// They serve where the formula cancels: x − tanh(x) has lost all its digits beside 0. The remainder is in
/// the bound of the last coefficient, so that the bounds of the program hold; away from the point, and at
/// it, where the formula may be undefined, they are infinite.
enum SeriesProgram {
  /// Distances from the point that are tried, the largest first.
  private static let radii = [(1, 1), (3, 4), (1, 2), (3, 8), (1, 4), (1, 8), (1, 16), (1, 64)]
    .compactMap { Rational($0, over: $1) }

  /// No program reaches further.
  static let largestRadius = 1.0

  /// The power of h in the last term.
  private static let degree = 28

  /// The program of `formula` beside `point`; `nil` where no radius gives a small remainder.
  static func program(of formula: Formula, at point: Double) -> StraightLineProgram? {
    guard let exact = Rational(exactly: point) else { return nil }
    for radius in radii {
      guard let model = TaylorModel(of: formula, at: exact, radius: radius, degree: degree),
        model.remainderIsSmall
      else { continue }
      return program(of: model, at: point)
    }
    return nil
  }

  private static func program(of model: TaylorModel, at point: Double) -> StraightLineProgram {
    var builder = ProgramBuilder()
    let x = builder.add(.input)
    let h = point == 0 ? x : builder.sum(x, builder.number(-point))
    let coefficients = model.coefficients.map(\.roundedWithError)
    var value: Int?
    for (c, error) in coefficients.reversed() {
      let product = value.map { builder.product($0, h) }
      if c == 0, error == 0 {
        value = product
      } else {
        let number = builder.add(.number(c, error: error))
        value = product.map { builder.sum($0, number) } ?? number
      }
    }
    let unknown = builder.add(.number(.nan, error: .infinity))
    let size = builder.call(.abs, h)
    let radius = builder.number(Double(nearestTo: model.radius))
    let beside = builder.select(.less, size, radius, then: value ?? unknown, else: unknown)
    let result = builder.select(.greater, size, builder.number(0), then: beside, else: unknown)
    return builder.program(endingWith: result, largestInput: .greatestFiniteMagnitude)
  }
}

extension TaylorModel {
  /// Whether the doubt of the last term is far below the largest term, on the whole interval.
  fileprivate var remainderIsSmall: Bool {
    let r = Double(nearestTo: radius)
    var power = 1.0
    var largest = 0.0
    var doubt = 0.0
    for c in coefficients.map(\.roundedWithError) {
      largest = max(largest, abs(c.value) * power)
      doubt = c.error * power
      power *= r
    }
    return doubt <= largest * 0x1p-46
  }
}

extension Interval {
  /// A double inside or beside the interval, and how far the numbers of the interval are from it at most.
  fileprivate var roundedWithError: (value: Double, error: Double) {
    let bounds = doubleBounds
    let middle = bounds.lowerBound / 2 + bounds.upperBound / 2
    let error = max(bounds.upperBound - middle, middle - bounds.lowerBound)
    return (middle, error == 0 ? 0 : error.nextUp.nextUp)
  }
}
