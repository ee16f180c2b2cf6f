import Activations
import Analysis
import Calculus
import Formulas
import Reals
import Testing

/// What is true of a typed derivative, derived by hand.
struct DerivativeTruth: Sendable, CustomTestStringConvertible {
  let function: String
  let answer: String
  /// Where it is wrong, in the order of the places, and how; each as `kind from to except`.
  let errors: [String]
  let notes: [String]
  let factor: String?

  var testDescription: String { "\(function): \(answer)" }

  init(
    _ function: String, _ answer: String, errors: [String] = [], notes: [String] = [],
    factor: String? = nil
  ) {
    self.function = function
    self.answer = answer
    self.errors = errors
    self.notes = notes
    self.factor = factor
  }
}

@Suite("Grades of derivatives against truth derived by hand")
struct DerivativeGradingTests {
  private static func grade(_ function: String, _ answer: String) throws -> DerivativeGrade {
    let parser = FormulaParser(functions: Catalogue.builtIn.functionTable)
    return DerivativeGrade(of: try parser.parse(function), answer: try parser.parse(answer))
  }

  static let truths = [
    DerivativeTruth("relu", "1 if x > 0 else 0", notes: ["convention {0}"]),
    DerivativeTruth("relu", "1/2 if x == 0 else (1 if x > 0 else 0)", notes: ["convention {0}"]),
    DerivativeTruth(
      "relu", "2 if x == 0 else (1 if x > 0 else 0)", errors: ["noDerivative {0}"]),
    DerivativeTruth("leaky_relu", "1 if x >= 0 else 0.01", notes: ["convention {0}"]),
    DerivativeTruth(
      "leaky_relu", "1 if x >= 0 else 0.1", errors: ["wrong (-inf, 0)"], notes: ["convention {0}"]),
    DerivativeTruth("tanh", "1-tanh(x)^2"),
    DerivativeTruth("tanh", "1/cosh(x)^2"),
    DerivativeTruth("tanh", "4/(exp(x) + exp(-x))^2"),
    DerivativeTruth("tanh", "1 - tanh(x)", errors: ["wrong (-inf, inf) except 0"]),
    DerivativeTruth("sigmoid", "sigmoid(x)*(1 - sigmoid(x))"),
    DerivativeTruth("sigmoid", "exp(-x)/(1 + exp(-x))^2"),
    DerivativeTruth("sigmoid", "sigmoid(x)*(1+sigmoid(x))", errors: ["wrong (-inf, inf)"]),
    DerivativeTruth(
      "x^2", "x", errors: ["wrong (-inf, inf) except 0"], factor: "1/2"),
    DerivativeTruth("x^2", "2*z"),
    // At 0 the answer is written as 0/0.
    DerivativeTruth("x^2", "2*x*x/x", errors: ["missing {0}"]),
    DerivativeTruth("sqrt(x)", "1/(2*sqrt(x))"),
    DerivativeTruth(
      "sqrt(x)", "2/sqrt(x)", errors: ["wrong (0, inf)"], factor: "4"),
    DerivativeTruth("abs(x)", "x/abs(x)"),
    DerivativeTruth("abs(x)", "sign(x)", notes: ["convention {0}"]),
    DerivativeTruth("log(x)", "1/x", notes: ["outsideDomain (-inf, 0)"]),
    DerivativeTruth(
      "x^3 if x < 3 else 27*x - 54", "3*x^2 if x < 3 else 9", errors: ["wrong [3, inf)"]),
    DerivativeTruth(
      "x^3 if x < 3 else 27*x - 54", "3*x^2 if x <= 3 else 9", errors: ["wrong (3, inf)"]),
    DerivativeTruth("x^3 if x < 3 else 27*x - 54", "3*x^2 if x < 3 else 27"),
    DerivativeTruth("gelu", "Phi(x) + x*exp(-x^2/2)/sqrt(2*pi)"),
    DerivativeTruth("gelu", "Phi(x)", errors: ["wrong (-inf, inf) except 0"]),
    DerivativeTruth("sin(x)", "cos(x)"),
    DerivativeTruth("elu", "exp(x) if x < 0 else 1"),
    DerivativeTruth(
      "elu", "5 if x == 0 else (exp(x) if x < 0 else 1)", errors: ["wrong {0}"]),
    DerivativeTruth(
      "1/x", "1/x^2", errors: ["wrong (-inf, 0)", "wrong (0, inf)"], factor: "-1"),
    // σ(x) = tanh(x) iff u² − 2u − 1 = 0 for u = eˣ.
    DerivativeTruth(
      "softplus", "tanh(x)", errors: ["wrong (-inf, inf) except ln(1 + sqrt(2))"]),
    // f jumps where f′ has equal limits from both sides.
    DerivativeTruth("step", "0", notes: ["conventionAtJump {0}"]),
    DerivativeTruth("step", "1/2 if x == 0 else 0", errors: ["noDerivative {0}"]),
    DerivativeTruth("jump_relu(x, k=1)", "1 if x > 1 else 0", notes: ["conventionAtJump {1}"]),
    DerivativeTruth("jump_relu(x, k=1)", "1 if x >= 1 else 0", notes: ["conventionAtJump {1}"]),
    DerivativeTruth(
      "jump_relu(x, k=1)", "2 if x == 1 else (1 if x > 1 else 0)", errors: ["noDerivative {1}"]),
    // The limits of f′ are infinite: no value is a convention.
    DerivativeTruth(
      "sqrt(x) if x > 0 else 0", "0 if x <= 0 else 1/(2*sqrt(x))", errors: ["noDerivative {0}"]),
    DerivativeTruth("x + sin(x)^2", "1 + sin(2*x)"),
    DerivativeTruth("x^3", "3*x^2 + 1e-30*x", errors: ["wrong (-inf, inf) except 0"]),
    DerivativeTruth(
      "x^2", "2*x if x > 1 else -2*x", errors: ["wrong (-inf, 1] except 0"]),
    DerivativeTruth(
      "swish", "sigmoid(x) + x*sigmoid(x)*(1 - sigmoid(x))"),
    DerivativeTruth("x^2", "2*x if x > 0 else ln(x)", errors: ["missing (-inf, 0]"]),
    DerivativeTruth("x*abs(x)", "2*abs(x)"),
    DerivativeTruth("max(0, x)^2", "2*max(0, x)"),
  ]

  @Test("places and kinds of errors", arguments: truths)
  func truth(_ truth: DerivativeTruth) throws {
    let grade = try Self.grade(truth.function, truth.answer)
    #expect(grade.verdict == (truth.errors.isEmpty ? .proved : .refuted))
    #expect(grade.errors.map(Self.summary) == truth.errors)
    #expect(grade.notes.map(Self.summary) == truth.notes)
    #expect(grade.factor?.exact == truth.factor)
    for error in grade.errors where error.kind == .wrong { try check(error.witness, truth) }
  }

  private static func summary(_ finding: DerivativeGrade.Finding) -> String {
    let over = finding.over
    func text(_ number: ExactNumber) -> String { number.exact ?? number.decimal }
    let place =
      over.from == over.to
      ? "{\(text(over.from))}"
      : (over.fromClosed ? "[" : "(") + "\(text(over.from)), \(text(over.to))"
        + (over.toClosed ? "]" : ")")
    let except = finding.except.map(text).joined(separator: " ")
    return "\(finding.kind.rawValue) \(place)" + (except.isEmpty ? "" : " except \(except)")
  }

  /// Checks a witness by a central difference in ball arithmetic.
  private func check(_ witness: DerivativeGrade.Witness?, _ truth: DerivativeTruth) throws {
    let witness = try #require(witness)
    let parser = FormulaParser(functions: Catalogue.builtIn.functionTable)
    let function = SampledFunction(try parser.parse(truth.function).formula)
    let answer = SampledFunction(try parser.parse(truth.answer).formula)
    let x = try #require(function.constant(witness.x))
    let place = try #require(x.exactRational)
    let slope = try #require(function.slope(at: place))
    let derivative = try #require(witness.derivative.flatMap(function.constant))
    let value = try #require(witness.value.flatMap(function.constant))
    let error = try #require(function.difference(slope, derivative))
    #expect(abs(error.approximation) < 1e-20)
    #expect(answer(x).ball?.overlaps(value) == true)
    #expect(!derivative.overlaps(value))
  }

  @Test("sin: the opposite sign is named, whatever is known of the zeros of the error")
  func oppositeSign() throws {
    let grade = try Self.grade("sin(x)", "-cos(x)")
    #expect(grade.verdict == .refuted)
    #expect(grade.factor?.exact == "-1")
  }

  @Test(
    "functions with infinitely many pieces that repeat are graded on a period",
    arguments: [
      DerivativeTruth("tan(x)", "1/cos(x)^2"),
      DerivativeTruth("tan(x)", "1 + tan(x)^2"),
      // 1 + tan² = 1/cos only where cos = 1.
      DerivativeTruth(
        "tan(x)", "1/cos(x)",
        errors: ["wrong (-pi/2, pi/2) except 0", "wrong (pi/2, 3*pi/2)"]),
      DerivativeTruth("abs(sin(x))", "cos(x)*sign(sin(x))", notes: ["convention {0}"]),
      DerivativeTruth("floor(x)", "0", notes: ["conventionAtJump {0}"]),
      DerivativeTruth("floor(x)", "where(x == floor(x), 1, 0)", errors: ["noDerivative {0}"]),
      DerivativeTruth("floor(x)", "0/sin(pi*x)^2"),
      DerivativeTruth(
        "x - floor(x)", "1/(sin(pi*x)^2 + cos(pi*x)^2)", notes: ["conventionAtJump {0}"]),
    ])
  func periodic(_ truth: DerivativeTruth) throws {
    let grade = try Self.grade(truth.function, truth.answer)
    #expect(grade.verdict == (truth.errors.isEmpty ? .proved : .refuted))
    #expect(grade.errors.map(Self.summary) == truth.errors)
    #expect(grade.notes.map(Self.summary) == truth.notes)
    #expect(grade.period != nil)
  }

  @Test("an answer that does not repeat is not said to be right")
  func aperiodic() throws {
    #expect(try Self.grade("tan(x)", "1/cos(x)^2 + x^2").verdict != .proved)
    #expect(try Self.grade("sin(x)", "cos(x)").period == nil)
  }

  @Test("at a jump the limits of f′ stand beside a convention")
  func conventionAtJump() throws {
    let grade = try Self.grade("x if x >= 0 else 2*x + 1", "1.5 if x == 0 else (1 if x > 0 else 2)")
    #expect(grade.verdict == .proved && grade.notes.map(\.kind) == [.conventionAtJump])
    #expect(grade.notes.first?.left?.exact == "2" && grade.notes.first?.right?.exact == "1")
  }

  @Test("the derivative's formula that an analysis prints is right, also at joints")
  func ownFormula() throws {
    let parser = FormulaParser(functions: Catalogue.builtIn.functionTable)
    for text in ["symlog", "where(x == 0, 1, sin(x)/x)", "x*abs(x)", "where(x > 0, exp(-1/x), 0)"] {
      let analysis = FunctionAnalysis(of: try parser.parse(text))
      let grade = try Self.grade(text, analysis.derivative.formula)
      #expect(grade.verdict == .proved, "\(text): \(analysis.derivative.formula)")
    }
  }

  @Test("the one-sided derivatives stand beside a convention")
  func convention() throws {
    let grade = try Self.grade("leaky_relu", "1 if x >= 0 else 0.01")
    let note = try #require(grade.notes.first)
    #expect(note.left?.exact == "1/100")
    #expect(note.right?.exact == "1")
    #expect(note.witness?.value?.exact == "1")
  }

  @Test(
    "random formulas: what is proved agrees with central differences, what is spoilt is refuted")
  func random() throws {
    var formulas = RandomActivations(seed: 11)
    var generator = SampleGenerator(seed: 5)
    var proved = 0
    for _ in 0..<20 {
      let formula = try FormulaParser().parse(formulas.formula(depth: 2))
      let derivative = formula.formula.derivative
      // Larger ones take seconds, and are undecided as a rule.
      guard derivative.nodeCount <= 80 else { continue }
      let texts = [
        derivative, (derivative * (1 + .x * .x)) / (1 + .x * .x), derivative + .x / 1000,
      ]
      let grades = texts.map { text in
        DerivativeGrade(
          of: formula, answer: ParsedFunction(source: "", formula: text, variableName: "x"))
      }
      // The rewritten derivative is as right as the derivative.
      #expect(!(grades[0].verdict == .proved && grades[1].verdict == .refuted), "\(formula.source)")
      if grades[0].verdict == .proved, !formula.formula.isUndefinedEverywhere {
        #expect(grades[2].verdict == .refuted, "\(formula.source)")
      }
      guard grades[0].verdict == .proved else { continue }
      proved += 1
      let function = SampledFunction(formula.formula)
      let answer = SampledFunction(derivative)
      for _ in 0..<40 {
        let x = generator.centre()
        // Far out, and next to a switch, differences say little.
        guard x.magnitude < 100, let slope = function.slope(at: x), let value = answer(x).ball,
          let before = answer(x - function.step(60)).ball,
          let after = answer(x + function.step(60)).ball,
          abs(before.approximation - after.approximation) < 1e-9
        else { continue }
        let error = abs(slope.approximation - value.approximation)
        #expect(error <= 1e-6 * (1 + abs(value.approximation)), "\(formula.source) at \(x)")
      }
    }
    #expect(proved >= 6)
  }
}

extension Formula {
  /// Whether no value is met at a few samples.
  fileprivate var isUndefinedEverywhere: Bool {
    let function = SampledFunction(self)
    return [-3, -1, 0, 1, 2, 5].allSatisfy { function(Rational($0)).ball == nil }
  }
}
