import Analysis
import Formulas
import Reals
import Testing

@Suite("Overflow of formulas as written")
struct OverflowTests {
  /// Where one operation of a formula overflows in a format.
  struct Threshold: Sendable {
    let formula: String
    let operation: String
    let format: String
    /// By mpmath, 22 digits; a negative one is the end of a half-line to −∞.
    let at: String
    let isTwoSided: Bool

    init(
      _ formula: String, _ operation: String, _ format: String, _ at: String, twoSided: Bool = false
    ) {
      (self.formula, self.operation, self.format) = (formula, operation, format)
      (self.at, isTwoSided) = (at, twoSided)
    }
  }

  private static func overflows(_ formula: String) throws -> [Trap] {
    FunctionAnalysis(of: try FormulaParser().parse(formula)).traps.filter { $0.kind == .overflow }
  }

  // T is 2^1024 − 2^970, 2^128 − 2^103, 65520 and 2^128 − 2^119.
  static let thresholds = [
    Threshold("2^x", "2^x", "float64", "1023.99999999999999992"),
    Threshold("2^x", "2^x", "float32", "127.9999999570043366436"),
    Threshold("2^x", "2^x", "float16", "15.99964773652837097862"),
    Threshold("1 + 3^(-x)", "3^-x", "bfloat16", "-80.7572289077495817809"),
    Threshold("sinh(x)", "sinh(x)", "float64", "710.4758600739439420972", twoSided: true),
    Threshold("log(cosh(x))", "cosh(x)", "float16", "11.7832578990286602526", twoSided: true),
    Threshold("exp(x)^2", "exp(x)^2", "float32", "44.36141954093533838681"),
    Threshold("exp(x)*exp(x)", "exp(x)*exp(x)", "float64", "354.8913564466919983939"),
    Threshold("x*exp(x)", "x*exp(x)", "float64", "703.2270331047701869311"),
    Threshold("x*exp(x)", "x*exp(x)", "float16", "8.903649472722744737935"),
    Threshold(
      "(x + sqrt(x^2 + 4))/2", "x^2", "float64", "1.340780792994259672743e+154", twoSided: true),
    Threshold("(x + sqrt(x^2 + 4))/2", "x^2", "float16", "255.9687480924185010106", twoSided: true),
    Threshold("x^3 - x", "x^3", "float32", "6981463588976.948175454", twoSided: true),
    Threshold("5*x^2", "5*x^2", "bfloat16", "8241574520964377053.552", twoSided: true),
    // The first of the operations on two operands.
    Threshold("x*x*0.001", "x*x", "float16", "255.9687480924185010106", twoSided: true),
    Threshold("exp(x*tanh(x)/x)*0 + exp(x)", "exp(x)", "float32", "88.72283908187067677413"),
  ]

  @Test("where 1 + exp(u) is a tie it is rounded to 1: the end is closed")
  func absorption() throws {
    for (formula, isBelow) in [("ln(1 + exp(x))", true), ("ln(1 + exp(-x))", false)] {
      let traps = FunctionAnalysis(of: try FormulaParser().parse(formula)).traps
        .filter { $0.kind == .absorption }
      #expect(traps.count == 4)
      #expect(traps.allSatisfy { $0.over?.toClosed == isBelow && $0.over?.fromClosed == !isBelow })
    }
  }

  @Test("thresholds agree with mpmath", arguments: thresholds)
  func threshold(_ truth: Threshold) throws {
    let traps = try Self.overflows(truth.formula).filter {
      $0.format == truth.format && $0.operation == truth.operation
    }
    #expect(traps.count == (truth.isTwoSided ? 2 : 1))
    let at = try #require(Double(truth.at))
    for trap in traps {
      let threshold = try #require(trap.threshold)
      let isBelow = trap.over?.from == .minusInfinity
      #expect(isBelow == (truth.isTwoSided ? threshold.decimal.hasPrefix("-") : at < 0))
      #expect((isBelow ? trap.over?.to : trap.over?.from) == threshold)
      let digits = threshold.decimal.filter(\.isNumber).prefix(17)
      #expect(truth.at.filter(\.isNumber).hasPrefix(digits), "\(threshold.decimal)")
      #expect(trap.isSelected == true)
      // At the threshold itself the tie goes to infinity.
      #expect(trap.over?.fromClosed == !isBelow && trap.over?.toClosed == isBelow)
    }
    if truth.isTwoSided { #expect(Set(traps.map { $0.over?.from == .minusInfinity }).count == 2) }
  }

  @Test(
    "an operation is told once, where overflow begins: not those that take its result",
    arguments: [
      // 1 + e^x = T a little before e^x = T, but no rounded e^x that is finite makes it overflow.
      ("1 + exp(x)", ["exp(x)"]), ("sqrt(x^2 + 4)", ["x^2"]), ("x^2/(1 + x^2)", ["x^2"]),
      // The sum exceeds the range only where the square has done so long before.
      ("x + sqrt(x^2 + 4)", ["x^2"]),
      // What is affine overflows for arguments near the end of the range only.
      ("3*x + 1", []), ("x/0.5", []), ("tanh(x)", []), ("x*sin(x)", []), ("1/x", []),
      // There is no value beyond ±1.
      ("sqrt(1 - x^2)", []), ("log(1 - exp(x))", []),
    ])
  func origin(formula: String, operations: [String]) throws {
    #expect(Set(try Self.overflows(formula).compactMap(\.operation)) == Set(operations))
  }

  @Test("what a condition or a branch computes")
  func branches() throws {
    let condition = try Self.overflows("1 if x^2 < 4 else 0")
    #expect(condition.count == 8)
    #expect(condition.allSatisfy { $0.isSelected == true })
    let branch = try Self.overflows("x if x > 0 else sinh(x)")
    let sides = Dictionary(grouping: branch) { $0.over?.from == .minusInfinity }
    #expect(sides[true]?.count == 4 && sides[true]?.allSatisfy { $0.isSelected == true } == true)
    #expect(sides[false]?.count == 4 && sides[false]?.allSatisfy { $0.isSelected == false } == true)
  }

  @Test("float64 arithmetic overflows beyond a threshold and not before", arguments: thresholds)
  func arithmetic(_ truth: Threshold) throws {
    guard truth.format == "float64" else { return }
    let operation = try FormulaParser().parse(truth.operation).formula
    let at = try #require(Double(truth.at))
    #expect(FloatArithmetic().value(of: operation, at: at * 1.0001).isInfinite)
    #expect(FloatArithmetic().value(of: operation, at: at * 0.9999).isFinite)
  }
}
