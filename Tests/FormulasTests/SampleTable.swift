import Formulas

/// A small table of functions that the tests of this module share.
enum SampleTable {
  static let definitions = [
    FunctionDefinition(
      name: "leaky-relu", aliases: ["LeakyReLU", "nn.LeakyReLU"],
      parameters: [FunctionDefinition.Parameter("alpha", default: Rational(1, over: 100) ?? 0)],
      body: "x if x >= 0 else alpha*x"),
    FunctionDefinition(
      name: "softplus",
      parameters: [FunctionDefinition.Parameter("beta", default: 1, range: .positive)],
      body: "ln(1 + exp(beta*x))/beta"),
    FunctionDefinition(
      name: "elu",
      parameters: [
        FunctionDefinition.Parameter(
          "alpha", default: 1, range: ParameterRange(minimum: .closed(0), maximum: .open(10)))
      ],
      body: "x if x > 0 else alpha*(exp(x) - 1)"),
    FunctionDefinition(name: "sigmoid", body: "1/(1 + exp(-x))"),
    FunctionDefinition(name: "mish", body: "x*tanh(softplus(x))"),
    FunctionDefinition(
      name: "interval",
      parameters: [
        FunctionDefinition.Parameter("lower", default: -1),
        FunctionDefinition.Parameter("upper", default: 1),
      ],
      body: "min(max(x, lower), upper)"),
    FunctionDefinition(name: "step", aliases: ["heaviside"], body: "1 if x > 0 else 0"),
  ]

  /// A parser with ``definitions``.
  static func parser() throws -> FormulaParser {
    FormulaParser(functions: try FunctionTable(definitions))
  }
}

extension Formula {
  /// A number literal for tests; the denominator is not zero.
  static func ratio(_ numerator: Int, _ denominator: Int) -> Formula {
    Formula.number(Rational(numerator)) / Formula.number(Rational(denominator))
  }

  static func sum(_ terms: Formula...) -> Formula { Formula(.sum(terms)) }
  static func product(_ factors: Formula...) -> Formula { Formula(.product(factors)) }
  static func minus(_ f: Formula) -> Formula { Formula(.negation(f)) }
  static func power(_ f: Formula, _ g: Formula) -> Formula { Formula(.power(f, g)) }
  static func quotient(_ f: Formula, _ g: Formula) -> Formula { Formula(.quotient(f, g)) }
  static func least(_ all: Formula...) -> Formula { Formula(.minimum(all)) }
  static func greatest(_ all: Formula...) -> Formula { Formula(.maximum(all)) }
  static func pieces(_ branches: [Branch], _ otherwise: Formula?) -> Formula {
    Formula(.piecewise(branches, otherwise: otherwise))
  }
  static let pi = Formula(.constant(.pi))
  static let e = Formula(.constant(.e))
}
