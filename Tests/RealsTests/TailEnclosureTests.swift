import Formulas
import Testing

@testable import Reals

/// The inclusion law on half-lines, by two ways that have to overlap: the expansion, and Arb at
/// single points.
@Suite("Enclosures on half-lines")
struct TailEnclosureTests {
  let exact = ExactArithmetic()

  /// The value of the expansion at t.
  private func value(_ series: TailSeries, at t: Ball, precision: Int) throws -> Ball {
    let balls = BallArithmetic(precision: precision)
    var result = Ball(0)
    for term in series.terms {
      let m = try balls.evaluate(term.monomial.formula, at: t)
      let c = try balls.evaluate(term.coefficient.formula, at: t)
      result = try balls.sum(result, balls.product(c, m))
    }
    if let remainder = series.remainder {
      let m = try balls.evaluate(remainder.monomial.formula, at: t)
      let factor = Ball(remainder.factor, precision: precision)
      result = try balls.sum(result, balls.product(factor, m))
    }
    return result
  }

  /// Checks one formula at several t ≥ R; the number of comparisons that could have failed.
  private func check(_ formula: Formula, terms: Int, from start: Rational) throws -> Int {
    guard
      let expansion = try? TailExpansion(
        of: formula, toward: .plusInfinity, terms: terms, from: start, over: exact)
    else { return 0 }
    let range = try? expansion.range()
    var count = 0
    let offsets: [Rational] = [0, 1, 7, 60].map { Rational($0, over: 3) ?? 0 }
    let points =
      offsets.map { expansion.start + $0 }
      + [2, 8, 100, 1 << 20, 1 << 62].map { expansion.start * Rational($0) }
    for t in points {
      let precision = t < 400 ? 2000 : 400
      let point = Ball(t, precision: precision)
      guard let truth = try? BallArithmetic(precision: precision).evaluate(formula, at: point),
        truth.isBounded
      else { continue }
      if let range {
        let overlaps = range.overlaps(Interval(truth, precision: precision))
        #expect(overlaps, "range of \(formula) at \(t)")
      }
      if let sign = expansion.strictSign {
        #expect(truth.sign.contains(sign), "sign of \(formula) at \(t)")
      }
      guard let found = try? value(expansion.series, at: point, precision: precision),
        found.isBounded
      else { continue }
      #expect(found.overlaps(truth), "\(formula) at \(t): \(found), not \(truth)")
      count += 1
    }
    return count
  }

  @Test(
    "functions of one kind",
    arguments: [
      "1/(1+1/x)", "exp(1/x)", "ln(1+1/x)", "(1+1/x)^(1/3)", "(1+1/x)^(-7)", "(1+1/x)^100",
      "(x^2-3*x)^sqrt(2)", "sqrt(x^2+x)", "cbrt(1-x)", "atan(x)", "atan(1+1/x)", "atan(-2-1/x)",
      "sin(1+1/x)", "cos(2-3/x)", "tan(1/x)", "tan(1+1/x)", "erf(x)", "erf(1+1/x)", "erf(-1/x)",
      "erfc(x)", "erfc(-x)", "erfc(sqrt(x))", "erfc(-2+1/x)", "Phi(x)", "Phi(-x)", "Phi(1/2-1/x)",
      "tanh(x)", "tanh(-x)", "tanh(1/x)", "tanh(1-1/x)", "sinh(1/x)", "cosh(x)", "sigmoid(x)",
      "sigmoid(-x)", "sigmoid(1+1/x)", "softplus(x)", "softplus(-x)", "softplus(1/x)",
      "expm1(1/x)", "expm1(-x)", "log1p(1/x)", "log1p(x)", "log1p(exp(x))", "floor(2-1/x)",
      "sin(x)", "cos(x^2)", "abs(sin(x))", "max(sin(x),cos(x))", "sign(sin(x))", "x^x", "x^(1/x)",
      "exp(-exp(x)/(1-1/x))", "1/exp(exp(x)/(1-1/x))", "x^ln(x)",
      "exp(sqrt(ln(x)))", "ln(ln(x)+1/x)", "ln(2+sin(x))", "1/(2+cos(x))", "(2+sin(x))^(-3)",
      "(2+sin(x))^0.3", "exp(sin(x))", "cbrt(sin(x))", "tanh(2+sin(x))", "erf(sin(x))*x",
      "softplus(x+sin(x))", "x*exp(-x)*ln(x)^3", "(x^5+x^4+x^3+x^2+x+1)/(x^6-1)",
      "(x+ln(x)+exp(-x))^3", "1/(x-ln(x))", "exp(x+1/x+exp(-x))", "x*(sqrt(x^2+1)-x)",
      "erf(x+sin(x))", "atan(x+sin(x))", "floor(1/x+pi)", "min(max(0,x),6)", "pi^(1/x)-1",
    ])
  func single(text: String) throws {
    let formula = try FormulaParser(functions: FunctionTable()).parse(text).formula
    var count = 0
    for terms in [1, 2, 5, 9] {
      for start in [4, 16, 256] as [Rational] {
        count += try check(formula, terms: terms, from: start)
      }
    }
    #expect(count > 20)
  }

  @Test("random formulas", arguments: 0..<12)
  func random(seed: Int) throws {
    var source = FormulaSource(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
    var count = 0
    for index in 0..<40 {
      let formula = source.formula(depth: 2 + index % 3)
      for (terms, start) in [(2, 4), (4, 16), (7, 64)] as [(Int, Rational)] {
        count += try check(formula, terms: terms, from: start)
      }
    }
    #expect(count > 200)
  }

  @Test("signs that a search finds hold at every sample", arguments: 0..<6)
  func signs(seed: Int) throws {
    var source = FormulaSource(seed: UInt64(seed) &* 0xD134_2543_DE82_EF95 | 1)
    var count = 0
    for index in 0..<25 {
      let formula = source.formula(depth: 3 + index % 2)
      for direction in [TailDirection.minusInfinity, .point(try exact.number(1), side: -1)] {
        guard let found = TailExpansion.sign(of: formula, toward: direction, over: exact)
        else { continue }
        let substituted = formula.substituting(direction.argument)
        for factor in [1, 2, 3, 50, 1000, 1_000_000_000] as [Rational] {
          let t = Ball(found.start * factor, precision: 2000)
          guard let value = try? BallArithmetic(precision: 2000).evaluate(substituted, at: t)
          else { continue }
          #expect(value.sign.contains(found.sign), "\(substituted) from \(found.start)")
          if value.sign.lowerBound == value.sign.upperBound { count += 1 }
        }
      }
    }
    #expect(count > 60)
  }
}

/// Random formulas, always the same for the same seed (xorshift64*).
private struct FormulaSource {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next(_ count: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % count
  }

  mutating func formula(depth: Int) -> Formula {
    if depth == 0 {
      let constants: [Formula] = [1, 2, -1, -3, .number(Rational(1, over: 2) ?? 0), .constant(.pi)]
      return next(5) < 3 ? .x : constants[next(constants.count)]
    }
    let u = formula(depth: depth - 1)
    switch next(16) {
    case 0, 1, 2: return u + formula(depth: depth - 1)
    case 3, 4, 5: return u * formula(depth: depth - 1)
    case 6, 7: return u / formula(depth: depth - 1)
    case 8: return u.raised(to: .number(Rational(next(9) - 4, over: 1 + next(3)) ?? 0))
    case 9: return Formula(.maximum([u, formula(depth: depth - 1)]))
    default:
      let functions = ElementaryFunction.allCases
      return .apply(functions[next(functions.count)], u)
    }
  }
}
