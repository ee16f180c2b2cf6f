import Formulas
import Testing

@Suite("Calls of definitions")
struct FunctionTableTests {
  private let half = Rational(1, over: 2) ?? 0

  @Test(
    "a name of the table is that entry",
    arguments: ["leaky-relu", "leaky_relu", "Leaky-ReLU", " LEAKYRELU ", "nn.LeakyReLU"])
  func wholeName(text: String) throws {
    let function = try SampleTable.parser().parse(text)
    #expect(function.name == "leaky-relu")
    #expect(function.source == text)
    #expect(function.parameters == [.init("alpha", Rational(1, over: 100) ?? 0)])
    #expect(
      function.formula
        == .pieces(
          [.init(.x, if: .comparison(.x, .greaterOrEqual, 0))], .product(.ratio(1, 100), .x)))
  }

  @Test("an elementary name alone is the entry; applied, it is the elementary function")
  func coincidence() throws {
    let parser = try SampleTable.parser()
    let entry = try parser.parse("sigmoid")
    #expect(entry.name == "sigmoid")
    #expect(entry.formula == 1 / .sum(1, .apply(.exp, .minus(.x))))
    let applied = try parser.parse("sigmoid(x)")
    #expect(applied.name == nil)
    #expect(applied.formula == .apply(.sigmoid, .x))
    #expect(try parser.parse("tanh").formula == .apply(.tanh, .x))
    #expect(try parser.parse("relu").formula == .greatest(0, .x))
  }

  @Test("parameters by name and by position")
  func parameters() throws {
    let parser = try SampleTable.parser()
    let named = try parser.parse("leaky_relu(z, alpha=0.5)")
    #expect(named.name == "leaky-relu")
    #expect(named.variableName == "z")
    #expect(named.parameters == [.init("alpha", half)])
    #expect(try parser.parse("leaky_relu(z, α = 1/2)").formula == named.formula)
    #expect(try parser.parse("leaky_relu(z, 0.5)").formula == named.formula)
    #expect(
      try parser.parse("interval(x, upper=1/2)").formula
        == .least(.greatest(.x, -1), .ratio(1, 2)))
    #expect(
      try parser.parse("interval(x, -2, 1e-3)").formula
        == .least(.greatest(.x, -2), .ratio(1, 1000)))
    #expect(
      try parser.parse("softplus(x, beta=2)").formula
        == .quotient(.apply(.ln, .sum(1, .apply(.exp, .product(2, .x)))), 2))
  }

  @Test("a parameter with the value 1 is left out as a factor and divisor")
  func unitParameters() throws {
    let parser = try SampleTable.parser()
    #expect(try parser.parse("softplus").formula == .apply(.ln, .sum(1, .apply(.exp, .x))))
    #expect(
      try parser.parse("elu").formula
        == .pieces([.init(.x, if: .comparison(.x, .greater, 0))], .sum(.apply(.exp, .x), -1)))
    let swish = FunctionDefinition(
      name: "swish", parameters: [.init("beta", default: 1)], body: "x/(1 + exp(-beta*x))")
    let table = try FunctionTable([swish])
    #expect(
      try FormulaParser(functions: table).parse("swish").formula
        == .quotient(.x, .sum(1, .apply(.exp, .minus(.x)))))
  }

  @Test("the argument is any formula, and the tree is that of the written-out text")
  func arguments() throws {
    let parser = try SampleTable.parser()
    #expect(try parser.parse("step(2x)").name == nil)
    #expect(
      try parser.parse("elu(2x, 0.5)").formula
        == parser.parse("2x if 2x > 0 else 0.5*(exp(2x) - 1)").formula)
    #expect(
      try parser.parse("leaky_relu(1/2)").formula
        == parser.parse("1/2 if 1/2 >= 0 else 0.01*(1/2)").formula)
    #expect(
      try parser.parse("mish(x - 1)").formula
        == parser.parse("(x - 1)*tanh(softplus(x - 1))").formula)
    #expect(try parser.parse("sigmoid(step(x)) + 1").formula.nodeCount == 8)
    #expect(try parser.parse("leaky_relu(x) + 0").name == nil)
    #expect(try parser.parse("leaky_relu(2)").name == nil)
  }

  @Test("bad definitions", arguments: badTables)
  func badDefinitions(definitions: [FunctionDefinition], message: String) {
    let error = #expect(throws: FormulaError.self) { try FunctionTable(definitions) }
    #expect(error?.message == message)
  }

  static let badTables: [([FunctionDefinition], String)] = [
    (
      [FunctionDefinition(name: "f", body: "x +")],
      "in the definition of 'f': the formula ends too early"
    ),
    (
      [FunctionDefinition(name: "f", body: "f(x) + 1")],
      "in the definition of 'f': the definition calls itself: 'f' → 'f'"
    ),
    (
      [FunctionDefinition(name: "f", body: "g(x)"), FunctionDefinition(name: "g", body: "2*f(x)")],
      "in the definition of 'f': the definition calls itself: 'f' → 'g' → 'f'"
    ),
    (
      [FunctionDefinition(name: "x", body: "1")],
      "in the definition of 'x': 'x' cannot be a name"
    ),
    (
      [FunctionDefinition(name: "f", body: "x"), FunctionDefinition(name: "F", body: "x")],
      "in the definition of 'F': the name 'F' is taken by 'f'"
    ),
    (
      [FunctionDefinition(name: "f", parameters: [.init("exp", default: 1)], body: "x")],
      "in the definition of 'f': 'exp' cannot be a parameter"
    ),
    (
      [
        FunctionDefinition(
          name: "f", parameters: [.init("b", default: 0, range: .positive)], body: "b*x")
      ],
      "in the definition of 'f': the default value 0 of 'b' is out of range"
    ),
    (
      [FunctionDefinition(name: "f", body: "z")],
      "in the definition of 'f': the variable of a definition is 'x', not 'z'"
    ),
  ]

  @Test("ranges")
  func ranges() {
    let range = ParameterRange(minimum: .closed(0), maximum: .open(1))
    #expect(range.contains(0))
    #expect(range.contains(half))
    #expect(!range.contains(1))
    #expect(!range.contains(-1))
    #expect(range.condition(on: "p") == "0 <= p < 1")
    #expect(ParameterRange.positive.condition(on: "p") == "p > 0")
    #expect(ParameterRange(maximum: .closed(1)).condition(on: "p") == "p <= 1")
    #expect(ParameterRange.unbounded.condition(on: "p") == nil)
  }
}
