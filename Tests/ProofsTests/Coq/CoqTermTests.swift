import Formulas
import Testing

@testable import Proofs

@Suite("Formulas in Coq")
struct CoqTermTests {
  private func formula(_ text: String) throws -> Formula { try FormulaParser().parse(text).formula }

  @Test(
    "terms",
    arguments: [
      ("x - 1", "x - 1"), ("-x", "- x"), ("0.01*x", "1 / 100 * x"), ("2*(x + 1)", "2 * (x + 1)"),
      ("x/(1 + exp(-x))", "x / (1 + exp (- x))"), ("max(0, x)", "Rmax 0 x"), ("x^2", "x ^ 2"),
      ("(x + 1)^-2", "1 / (x + 1) ^ 2"), ("2^x", "Rpower 2 x"),
      ("sqrt(2)^x", "Rpower (sqrt 2) x"), ("sqrt(0)^x", "(if equals x 0 then 1 else 0)"),
      ("e^x", "exp x"),
      ("sqrt(2/pi)*x", "sqrt (2 / PI) * x"), ("x*-3", "x * (-3)"), ("abs(x)", "Rabs x"),
      ("x if x >= 0 else 0.1*x", "(if at_most 0 x then x else 1 / 10 * x)"),
      (
        "1 if -1 < x < 1 else 0",
        "(if (below (-1) x && below x 1)%bool then 1 else 0)"
      ),
    ])
  func terms(text: String, term: String) throws {
    #expect(try CoqTerm(formula(text)).text == term)
  }

  @Test(
    "the domain is that of the formula as written",
    arguments: [
      ("x^2 + exp(x)", "True"), ("x/x", "x <> 0"), ("ln(x) - ln(x)", "0 < x"),
      ("sqrt(1 - x^2)", "0 <= 1 - x ^ 2"), ("x^0.5", "0 <= x"), ("x^-0.5", "0 < x"),
      ("1/x if x > 1 else 0", "(if below 1 x then x <> 0 else True)"),
      ("sqrt(2)^x", "0 <= 2"), ("(pi - 1)^x", "True"), ("sqrt(0)^x", "0 <= 0 /\\ 0 <= x"),
      ("0^x", "0 <= x"),
      ("tan(x)", "cos x <> 0"), ("1/(x - 1)/sqrt(x)", "x - 1 <> 0 /\\ 0 <= x /\\ sqrt x <> 0"),
    ])
  func domains(text: String, proposition: String) throws {
    #expect(try CoqDomain(formula(text)).proposition == proposition)
  }

  @Test(
    "what cannot be written is an obstacle",
    arguments: [
      "floor(x)", "x^x", "x^100", "(1 - pi)^x", "(-2)^x", "x^100000000000000000000",
      "x^(-100000000000000000000)", "x^(-9223372036854775808)", "1/x^65",
    ])
  func obstacles(text: String) throws {
    let formula = try formula(text)
    #expect(throws: CoqObstacle.self) {
      _ = try CoqTerm(formula)
      _ = try CoqDomain(formula)
    }
  }

  @Test("a formula cannot end the comment that shows it")
  func comments() {
    var script = CoqScript()
    script.comment("a *) Axiom b (* c \"")
    #expect(script.text() == "\n(** a * ) Axiom b ( * c ' *)\n")
  }
}
