import FloatFormats
import Formulas

/// Translates a formula, as it is written, to a program for a format: numbers are rounded to it, and each
/// operation is to be. sigmoid, softplus and Φ are the compositions that a program would write; squares
/// and cubes are products.
struct NaiveProgram {
  private var builder = ProgramBuilder()
  private let format: FloatFormat

  /// The program of `formula`.
  static func program(of formula: Formula, in format: FloatFormat) -> StraightLineProgram {
    var naive = NaiveProgram(format: format)
    let result = naive.place(of: formula)
    return naive.builder.program(endingWith: result, largestInput: .infinity)
  }

  private init(format: FloatFormat) { self.format = format }

  private mutating func number(_ value: Rational) -> Int {
    builder.add(
      .number(format.value(nearest: value.numerator, over: value.denominator), error: 0))
  }

  private mutating func number(_ value: Double) -> Int { builder.number(format.rounding(value)) }

  private mutating func place(of f: Formula) -> Int {
    switch f.operation {
    case .variable: builder.add(.input)
    case .number(let value): number(value)
    case .constant(.pi): number(.pi)
    case .constant(.e): number(0x1.5bf0a8b145769p1)
    case .constant(.inf): builder.number(.infinity)
    case .sum(let terms): chain(terms) { .sum($0, $1) }
    case .product(let factors): chain(factors) { .product($0, $1) }
    case .negation(let g): builder.add(.negation(place(of: g)))
    case .quotient(let a, let b): builder.add(.quotient(place(of: a), place(of: b)))
    case .power(let base, let exponent): power(base, exponent)
    case .apply(let function, let u): apply(function, place(of: u))
    case .minimum(let all): extreme(all, .less)
    case .maximum(let all): extreme(all, .greater)
    case .piecewise(let branches, let otherwise): piecewise(branches, otherwise)
    }
  }

  private mutating func chain(
    _ parts: [Formula], _ step: (Int, Int) -> StraightLineProgram.Step
  ) -> Int {
    var result = place(of: parts[0])
    for part in parts.dropFirst() { result = builder.add(step(result, place(of: part))) }
    return result
  }

  private mutating func power(_ base: Formula, _ exponent: Formula) -> Int {
    let a = place(of: base)
    switch exponent.rational {
    case 1: return a
    case 2: return builder.add(.product(a, a))
    case 3: return builder.add(.product(builder.add(.product(a, a)), a))
    default: return builder.add(.power(a, place(of: exponent)))
    }
  }

  /// The least or greatest; NaN if one is.
  private mutating func extreme(_ all: [Formula], _ relation: Condition.Relation) -> Int {
    var result = place(of: all[0])
    for f in all.dropFirst() {
      let next = place(of: f)
      let better = builder.select(relation, next, result, then: next, else: result)
      result = builder.select(.notEqual, next, next, then: next, else: better)
    }
    return result
  }

  private mutating func piecewise(_ branches: [Formula.Branch], _ otherwise: Formula?) -> Int {
    var result = otherwise.map { place(of: $0) } ?? builder.number(.nan)
    for branch in branches.reversed() {
      result = branch.condition.walk(then: place(of: branch.value), else: result) {
        builder.select($1, place(of: $0), place(of: $2), then: $3, else: $4)
      }
    }
    return result
  }

  private mutating func apply(_ function: ElementaryFunction, _ u: Int) -> Int {
    switch function {
    case .exp: return builder.call(.exp, u)
    case .ln: return builder.call(.log, u)
    case .log1p: return builder.call(.log1p, u)
    case .expm1: return builder.call(.expm1, u)
    case .sqrt: return builder.call(.sqrt, u)
    case .cbrt: return builder.call(.cbrt, u)
    case .abs: return builder.call(.abs, u)
    case .sign: return builder.call(.sign, u)
    case .tanh: return builder.call(.tanh, u)
    case .sinh: return builder.call(.sinh, u)
    case .cosh: return builder.call(.cosh, u)
    case .erf: return builder.call(.erf, u)
    case .erfc: return builder.call(.erfc, u)
    case .sin: return builder.call(.sin, u)
    case .cos: return builder.call(.cos, u)
    case .tan: return builder.call(.tan, u)
    case .atan: return builder.call(.atan, u)
    case .floor: return builder.call(.floor, u)
    case .sigmoid:
      let one = builder.number(1)
      let decay = builder.call(.exp, builder.add(.negation(u)))
      return builder.add(.quotient(one, builder.add(.sum(one, decay))))
    case .softplus:
      return builder.call(.log, builder.add(.sum(builder.number(1), builder.call(.exp, u))))
    case .normalCDF:
      let ratio = builder.add(.quotient(u, number(2.0.squareRoot())))
      let sum = builder.add(.sum(builder.number(1), builder.call(.erf, ratio)))
      return builder.add(.quotient(sum, builder.number(2)))
    }
  }
}
