import Formulas
import Testing

@testable import Reals

@Suite("Taylor models")
struct TaylorModelTests {
  private func formula(_ text: String) throws -> Formula { try FormulaParser().parse(text).formula }

  private func rational(_ text: String) throws -> Rational { try #require(Rational(text: text)) }

  @Test(
    "the polynomial and the formula overlap everywhere, and are near each other",
    arguments: [
      ("x - tanh(x)", "0", "3/8"), ("exp(x) - 1 - x", "0", "1/2"), ("sin(x)/x", "0", "1/2"),
      ("(exp(x) - 1)/x - 1", "0", "1/4"), ("x*Phi(x)", "-3/4", "1/4"),
      ("ln(1 + x^2)", "1/2", "1/4"),
      ("x^3 - 2*x + 1", "1", "1/2"), ("sqrt(1 + x) - 1 - x/2", "0", "1/4"),
      ("1/(1 + exp(-x)) - 1/2", "0", "1/2"), ("erf(x) - x", "0", "1/8"),
    ])
  func inclusion(_ text: String, _ point: String, _ radius: String) throws {
    let (point, radius) = (try rational(point), try rational(radius))
    let formula = try formula(text)
    let model = try #require(TaylorModel(of: formula, at: point, radius: radius, degree: 20))
    #expect(model.coefficients.count == 21)
    let arithmetic = IntervalArithmetic(precision: 256)
    for k in -16...16 where k != 0 {
      let h = radius * (try #require(Rational(k, over: 16)))
      var value = Enclosure(model.coefficients[20])
      for c in model.coefficients.dropLast().reversed() {
        value = try arithmetic.sum(
          arithmetic.product(value, arithmetic.number(h)), Enclosure(c))
      }
      let truth = try arithmetic.evaluate(formula, at: arithmetic.number(point + h)).interval
      #expect(value.interval.overlaps(truth), "\(text) at \(point) + \(h)")
      let bounds = value.interval.doubleBounds
      #expect(bounds.upperBound - bounds.lowerBound < 1e-6, "\(text) at \(point) + \(h)")
    }
  }

  @Test(
    "there is none across a joint, a pole or an end of the domain",
    arguments: ["abs(x)", "max(0, x)", "1/x", "sqrt(x)", "ln(x + 1/8)", "x if x > 1/10 else 0"])
  func none(_ text: String) throws {
    let radius = try rational("1/4")
    #expect(TaylorModel(of: try formula(text), at: 0, radius: radius, degree: 8) == nil)
  }
}
