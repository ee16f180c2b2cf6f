import Analysis
import Formulas
import Foundation
import Testing

/// A formula that is meant to take long, with what is true of it by hand.
struct AdversarialFormula: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  /// `discontinuous`, `C0`, …, `Cinf`.
  let smoothness: String
  /// All points without derivative, `nil` where they are infinitely many or have no closed form.
  var kinks: [Rational]? = []

  var testDescription: String { name }
}

@Suite("Adversarial formulas end, and nothing that is said of them is wrong")
struct AdversarialFormulaTests {
  /// f(f(…f(x)…)), `depth` times, where `step` has the inner formula for y.
  private static func nested(_ step: String, _ depth: Int) -> String {
    (0..<depth).reduce("x") { inner, _ in step.replacing("y", with: inner) }
  }

  private static func joined(
    _ indices: Swift.Range<Int>, _ separator: String, _ term: (Int) -> String
  ) -> String {
    indices.map(term).joined(separator: separator)
  }

  private static func sevenths(_ count: Int) -> [Rational] {
    (0..<count).compactMap { Rational($0, over: 7) }
  }

  static let nestings = [
    AdversarialFormula(name: "tanh in tanh", text: nested("tanh(y)", 3), smoothness: "Cinf"),
    AdversarialFormula(
      name: "roots of roots", text: nested("sqrt(y)", 100), smoothness: "C0", kinks: [0]),
    AdversarialFormula(
      name: "|…|x|…|", text: nested("abs(y)", 199), smoothness: "C0", kinks: [0]),
    AdversarialFormula(
      name: "floor of floors", text: nested("floor(y)", 199), smoothness: "discontinuous",
      kinks: nil),
    AdversarialFormula(name: "1/(1/(…x))", text: nested("1/(y)", 30), smoothness: "Cinf"),
    AdversarialFormula(
      name: "branches in branches",
      text: (1..<100).reduce("x") { "(x + \($1) if x > \($1) else \($0))" },
      smoothness: "discontinuous", kinks: (1..<100).map { Rational($0) }),
  ]

  static let lengths = [
    AdversarialFormula(
      name: "100 absolute values", text: joined(0..<100, " + ") { "abs(x - \($0)/7)" },
      smoothness: "C0", kinks: sevenths(100)),
    AdversarialFormula(
      name: "a product of 100 factors", text: joined(0..<100, "*") { "(x - \($0))" },
      smoothness: "Cinf"),
    AdversarialFormula(
      name: "30 exponentials", text: joined(1..<31, " + ") { "exp(\($0)*x)" },
      smoothness: "Cinf"),
    // The tangents of x² at whole numbers meet halfway between them.
    AdversarialFormula(
      name: "the greatest of 100 lines",
      text: "max(\(joined(0..<100, ", ") { "\(2 * $0)*x - \($0 * $0)" }))",
      smoothness: "C0", kinks: (0..<99).compactMap { Rational(2 * $0 + 1, over: 2) }),
    AdversarialFormula(
      name: "150 branches",
      text: "piecewise(\(joined(1..<150, ", ") { "(\($0)*x, x < \($0))" }), (0, true))",
      smoothness: "discontinuous", kinks: (1..<150).map { Rational($0) }),
    AdversarialFormula(name: "(x + 1)^500", text: "(x + 1)^500", smoothness: "Cinf"),
    AdversarialFormula(
      name: "huge and tiny",
      text: "10^300*x + 1e-300*exp(1e-300*x) + 10^300*abs(x - 1e-300)", smoothness: "C0",
      kinks: [Rational(10).power(-300)].compactMap { $0 }),
  ]

  /// Exponents that no integer of the machine holds, or whose opposite, sum or successor does not.
  static let exponents = [
    "x^(-9223372036854775808)", "x^100000000000000000000", "1/x^100000000000000000000",
    "x^9223372036854775807/(1 + x^(-9223372036854775807))",
    "sin(x)^9223372036854775807 + x^(-9223372036854775807)",
  ].map { AdversarialFormula(name: $0, text: $0, smoothness: "Cinf") }

  @Test("no integer is said to be no integer, however large", arguments: exponents)
  func integerExponents(formula: AdversarialFormula) throws {
    let analysis = FunctionAnalysis(of: try FormulaParser().parse(formula.text))
    let said = try JSONEncoder().encode(analysis)
    #expect(!String(decoding: said, as: UTF8.self).contains("not an integer"))
  }

  @Test(
    "smoothness, kinks and verdicts", .timeLimit(.minutes(1)),
    arguments: nestings + lengths + exponents)
  func isRightOrUndecided(formula: AdversarialFormula) throws {
    let function = try FormulaParser().parse(formula.text)
    let analysis = FunctionAnalysis(of: function)
    if let name = analysis.smoothness.class {
      #expect(name == formula.smoothness)
    } else {
      #expect(analysis.smoothness.reason != nil)
    }
    let isContinuous = formula.smoothness != "discontinuous"
    #expect(analysis.continuity.verdict != (isContinuous ? .refuted : .proved))
    if analysis.continuity.verdict == .undecided { #expect(analysis.continuity.reason != nil) }
    #expect(
      analysis.differentiability.verdict
        != (formula.smoothness == "Cinf" ? .refuted : .proved))
    if let kinks = formula.kinks {
      let found = analysis.differentiability.exceptions
      for kink in found {
        let at = kink.at.exact
        #expect(kinks.contains { sameNumber(at, "\($0)") }, "a kink at \(kink.at.decimal)")
      }
      if analysis.differentiability.complete { #expect(found.count == kinks.count) }
      if analysis.differentiability.verdict == .undecided {
        #expect(analysis.differentiability.reason != nil)
      }
    }
  }
}
