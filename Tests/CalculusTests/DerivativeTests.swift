import Calculus
import Formulas
import Testing

/// The formula that `text` stands for.
func parsed(_ text: String) throws -> Formula {
  try FormulaParser(functions: FunctionTable()).parse(text).formula
}

@Suite("Derivative rules")
struct DerivativeTests {
  /// Derivatives as a table of calculus gives them.
  @Test(
    "the table of derivatives",
    arguments: [
      ("3", "0"), ("x", "1"), ("x^3", "3*x^2"), ("1/x", "-1/x^2"), ("sqrt(x)", "1/(2*sqrt(x))"),
      ("exp(x)", "exp(x)"), ("ln(x)", "1/x"), ("log1p(x)", "1/(1+x)"), ("expm1(x)", "exp(x)"),
      ("tanh(x)", "1-tanh(x)^2"), ("sinh(x)", "cosh(x)"), ("cosh(x)", "sinh(x)"),
      ("sigmoid(x)", "sigmoid(x)*(1-sigmoid(x))"), ("softplus(x)", "sigmoid(x)"),
      ("erf(x)", "2*exp(-x^2)/sqrt(pi)"), ("erfc(x)", "-2*exp(-x^2)/sqrt(pi)"),
      ("Phi(x)", "exp(-x^2/2)/sqrt(2*pi)"), ("sin(x)", "cos(x)"), ("cos(x)", "-sin(x)"),
      ("tan(x)", "1+tan(x)^2"), ("atan(x)", "1/(1+x^2)"), ("2^x", "2^x*ln(2)"),
      ("x^x", "x^x*(ln(x)+1)"), ("cbrt(x)", "1/(3*cbrt(x)^2)"),
      ("x*sigmoid(x)", "sigmoid(x)+x*sigmoid(x)*(1-sigmoid(x))"),
      ("ln(1+exp(x))", "exp(x)/(1+exp(x))"), ("x*exp(-x)", "(1-x)*exp(-x)"),
      ("x/(1+x^2)", "(1-x^2)/(1+x^2)^2"),
    ])
  func table(f: String, derivative: String) throws {
    let computed = try parsed(f).derivative
    #expect(computed.isIdentical(to: try parsed(derivative)), "\(computed.text())")
  }

  @Test(
    "derivatives are written as a person would",
    arguments: [
      ("x - x^2", "1 - 2*x"), ("x^2/2 - 3*x", "x - 3"), ("1/x", "-1/x^2"),
      ("1/(2*x)", "-1/(2*x^2)"), ("exp(-x^2)", "-2*x*exp(-x^2)"),
      ("sin(pi*x/2)", "pi*cos(pi*x/2)/2"), ("cos(pi*x)", "-pi*sin(pi*x)"),
      ("atan(-pi*x)", "-pi/(1 + (pi*x)^2)"), ("-x*exp(-x)", "x*exp(-x) - exp(-x)"),
      (
        "1.0507009873554804934193349852946*1.6732632423543772848170429916717*exp(x)",
        "1.75809934084737685994021752081231934206024580891220830977098282*exp(x)"
      ),
    ])
  func writing(f: String, derivative: String) throws {
    let computed = try parsed(f).derivative
    #expect(computed.text() == derivative)
    // What is printed reads back as the same formula, and is no further simplified.
    #expect(try parsed(computed.text()) == computed)
    #expect(computed.simplified == computed)
  }

  @Test("subtracting and adding the opposite are one operation")
  func sharedDifferences() throws {
    let count = OperationCount(
      of: [try parsed("exp(1 - 2*x)"), try parsed("sqrt(1 + -2*x)"), try parsed("ln(1 + x*-2)")])
    #expect(count.byKind == ["*": 2, "-": 1, "+": 1, "exp": 1, "sqrt": 1, "ln": 1])
    #expect(OperationCount(of: [try parsed("1 - 2*x")]).byKind == ["*": 1, "-": 1])
    let half = OperationCount(of: [try parsed("sin(1 - x/2)"), try parsed("cos(1 + -x/2)")])
    #expect(half.byKind == ["/": 1, "-": 1, "sin": 1, "cos": 1])
  }

  @Test("branches are differentiated one by one")
  func branches() throws {
    let derivative = try parsed("x^2 if x > 0 else 0.01*x").derivative
    #expect(derivative == (try parsed("2*x if x > 0 else 0.01")))
  }

  @Test("the derivative of max is that of the operand it takes")
  func maximum() throws {
    #expect(try parsed("max(0, x)").derivative == parsed("0 if 0 >= x else 1"))
  }

  @Test("higher derivatives")
  func higher() throws {
    #expect(try parsed("x^5").derivative(order: 3).isIdentical(to: parsed("60*x^2")))
    #expect(try parsed("x^5").derivative(order: 0) == parsed("x^5"))
  }
}

@Suite("Simplification")
struct SimplificationTests {
  @Test(
    "shorter formulas with the same value",
    arguments: [
      ("x + 0", "x"), ("1*x", "x"), ("x*0", "0"), ("x*x", "x^2"), ("2*x + 3*x", "5*x"),
      ("x - x", "0"), ("1/(1+exp(-x))", "sigmoid(x)"), ("exp(x)/(1+exp(x))", "sigmoid(x)"),
      ("ln(1+exp(2*x))", "softplus(2*x)"), ("ln(exp(1)+exp(x))", "ln(e+exp(x))"),
      ("x^1", "x"), ("(x^2)^3", "x^6"), ("2^10", "1024"), ("sqrt(0)", "0"), ("-(-x)", "x"),
      ("0.5*(2*x)", "x"), ("x/x", "1"), ("ln(e)", "1"),
    ])
  func simplified(f: String, expected: String) throws {
    let simplified = try parsed(f).simplified
    #expect(simplified == (try parsed(expected)), "\(simplified.text())")
  }

  @Test("the exponent of a root is not folded through a square: sqrt(x)^2 keeps its domain")
  func fractionalPowers() throws {
    #expect(try parsed("(x^2)^0.5").simplified != parsed("x"))
  }
}

@Suite("Normal forms")
struct NormalFormTests {
  @Test(
    "identities",
    arguments: [
      ("tanh(x)", "2*sigmoid(2*x) - 1"), ("softplus(x) - softplus(-x)", "x"),
      ("ln(1+exp(-x))", "ln(1+exp(x)) - x"), ("sigmoid(x) + sigmoid(-x)", "1"),
      ("cosh(x)^2 - sinh(x)^2", "1"), ("sin(x)^2 + cos(x)^2", "1"), ("erf(-x)", "-erf(x)"),
      ("erfc(x) + erf(x)", "2*Phi(x*sqrt(2)) - 1 + erfc(x)"), ("(x+1)^3", "x^3+3*x^2+3*x+1"),
      ("exp(x)*exp(-x)", "1"), ("sqrt(2)*sqrt(2)", "2"), ("exp(2*ln(x))", "x^2"),
      ("tanh(softplus(x))", "((1+exp(x))^2-1)/((1+exp(x))^2+1)"), ("x/x", "1"),
    ])
  func identical(f: String, g: String) throws {
    #expect(try parsed(f).isIdentical(to: parsed(g)))
  }

  @Test(
    "different functions stay different",
    arguments: [
      ("x", "abs(x)"), ("sqrt(x^2)", "x"), ("sin(x)", "x"), ("exp(x)", "1+x"),
      ("x+1e-30", "x"), ("tanh(x)", "erf(x)"), ("floor(x)", "x"),
    ])
  func different(f: String, g: String) throws {
    #expect(try !parsed(f).isIdentical(to: parsed(g)))
  }
}

@Suite("Operation counts")
struct OperationCountTests {
  @Test("shared subexpressions count once")
  func shared() throws {
    let count = OperationCount(of: [try parsed("exp(x)/(1+exp(x))")])
    #expect(count.byKind == ["exp": 1, "+": 1, "/": 1])
    #expect(count.total == 3)
  }

  @Test("kinds of operations")
  func kinds() throws {
    let count = { OperationCount(of: [try parsed($0)]).byKind }
    #expect(try count("max(0, x)") == ["compare": 1])
    // One comparison of x with 0 serves the maximum and the condition.
    let both = OperationCount(
      of: try ["max(0, x)", "where(x > 0, 1, 0)"].map { try FormulaParser().parse($0).formula })
    #expect(both.byKind == ["compare": 1])
    #expect(try count("x if x >= 0 else 0.01*x") == ["compare": 1, "*": 1])
    #expect(try count("x - 2*x^2 - 1") == ["-": 2, "*": 2])
    #expect(try count("pi*sqrt(2)") == [:])
  }
}
