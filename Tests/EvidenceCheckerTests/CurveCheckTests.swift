import Formulas
import Testing

@testable import EvidenceChecker

/// Lines above and below functions, shown by enclosures. The truth is by hand: tangents and chords of
/// functions that bend one way, moved by a margin.
@Suite("Lines above and below curves")
struct CurveCheckTests {
  /// A function, an interval on which it is convex, a point in it and the tangent there, to 17 digits.
  struct Convex: Sendable {
    let formula: String
    let from: Double
    let to: Double
    let point: Double
    let slope: Double
    let value: Double
  }

  static let convex = [
    // e^x at 0; x² at 3.
    Convex(formula: "exp(x)", from: -700, to: 30, point: 0, slope: 1, value: 1),
    Convex(formula: "x^2", from: -5, to: 1e6, point: 3, slope: 6, value: 9),
    // ln(1 + e^x) at 0: slope 1/2, value ln 2.
    Convex(
      formula: "ln(1 + exp(x))", from: -300, to: 300, point: 0, slope: 0.5,
      value: 0.69314718055994531),
    Convex(
      formula: "-ln(1/(1 + exp(-x)))", from: -300, to: 300, point: 0, slope: -0.5,
      value: 0.69314718055994531),
  ]

  @Test("a tangent is below a convex function, and not above", arguments: convex)
  func tangents(of function: Convex) throws {
    let check = try #require(CurveCheck(function.formula))
    let intercept = function.value - function.slope * function.point
    let margin = 1e-12
    #expect(
      check.isBelow(
        slope: function.slope, intercept: intercept - margin, from: function.from, to: function.to))
    #expect(
      !check.isBelow(
        slope: function.slope, intercept: intercept + margin, from: function.from, to: function.to))
    #expect(
      !check.isAbove(
        slope: function.slope, intercept: intercept + margin, from: function.from, to: function.to))
  }

  @Test("a chord is above a convex function, and not below its ends")
  func chords() throws {
    // Between 8.25 and 22 softplus is x + e^−x − …: the chord through both ends, 60 digits of mpmath.
    let check = try #require(CurveCheck("ln(1 + exp(x))"))
    let (from, to) = (8.25, 22.0)
    let (low, high) = (8.2502612244352278, 22.000000000278947)
    let slope = (high - low) / (to - from)
    let intercept = low - slope * from
    #expect(check.isAbove(slope: slope, intercept: intercept + 1e-13, from: from, to: to))
    #expect(!check.isAbove(slope: slope, intercept: intercept - 1e-13, from: from, to: to))
    #expect(!check.isBelow(slope: slope, intercept: intercept - 1e-13, from: from, to: to))
  }

  @Test("an interval over an inflection, on which nothing but bisection serves")
  func inflection() throws {
    // tanh is below x/2 + 1 and above x/2 − 1, and between ±1.
    let check = try #require(CurveCheck("tanh(x)"))
    #expect(check.isAbove(slope: 0.5, intercept: 0.5, from: -1, to: 40))
    #expect(!check.isAbove(slope: 0.5, intercept: 0.1, from: -1, to: 40))
    #expect(check.isBelow(slope: 0, intercept: -1, from: -500, to: 500))
    #expect(!check.isBelow(slope: 0, intercept: -0.999, from: -500, to: 500))
  }

  @Test("next to nothing, far out")
  func farOut() throws {
    let check = try #require(CurveCheck("x*Phi(x)"))
    #expect(check.isBelow(slope: 0, intercept: -1e-21, from: -900, to: -12))
    #expect(check.isAbove(slope: 0, intercept: 0, from: -900, to: -12))
    #expect(!check.isAbove(slope: 0, intercept: -1e-21, from: -900, to: -12))
  }

  @Test("what is known of the curvature is one stretch where it touches")
  func knownCurvature() {
    var known = KnownCurvature()
    #expect(known.firstPart(from: -1, to: 1) == (1, nil))
    known.learn(from: 0, to: 1, sign: 1)
    known.learn(from: 2, to: 3, sign: -1)
    #expect(known.firstPart(from: -1, to: 4) == (0, nil))
    #expect(known.firstPart(from: 0, to: 4) == (1, 1))
    #expect(known.firstPart(from: 0.25, to: 0.5) == (0.5, 1))
    #expect(known.firstPart(from: 1, to: 4) == (2, nil))
    #expect(known.firstPart(from: 3, to: 4) == (4, nil))
    known.learn(from: 1, to: 1.5, sign: 1)
    known.learn(from: 1.5, to: 2, sign: -1)
    #expect(known.stretches.map(\.from) == [0, 1.5])
    #expect(known.stretches.map(\.to) == [1.5, 3])
    known.learn(from: -1, to: 0, sign: 1)
    #expect(known.stretches.map(\.from) == [-1, 1.5])
    #expect(known.stretches.map(\.sign) == [1, -1])
  }

  @Test("numbers that are none, and intervals the wrong way round")
  func unsuitable() throws {
    let check = try #require(CurveCheck("exp(x)"))
    #expect(!check.isAbove(slope: .nan, intercept: 0, from: 0, to: 1))
    #expect(!check.isAbove(slope: 9, intercept: 9, from: 1, to: 0))
    #expect(!check.isAbove(slope: 9, intercept: 9, from: 0, to: .infinity))
    #expect(CurveCheck("abs(") == nil)
    #expect(CurveCheck("max(0, x)") == nil)
  }

  @Test("logistic forms are equal to what they stand for, and defined where it is")
  func logisticForms() throws {
    for (text, form) in [
      ("ln(1 + exp(x))", "softplus"), ("log1p(exp(2*x))", "softplus"),
      ("ln(1/(exp(-x) + 1))", "softplus"), ("1/(1 + exp(-x))", "sigmoid"),
      ("exp(x)/(1 + exp(x))", "sigmoid"),
    ] {
      let formula = try FormulaParser().parse(text).formula
      let tape = try #require(FormulaTape(formula))
      #expect(
        tape.steps.contains {
          if case .apply(let function, _) = $0 { function.rawValue == form } else { false }
        }, "\(text)")
    }
    // Not of this form: the exponents, or the one, are others.
    for text in ["ln(2 + exp(x))", "exp(2*x)/(1 + exp(x))", "2/(1 + exp(x))"] {
      let formula = try FormulaParser().parse(text).formula
      #expect(formula.logisticForm == nil, "\(text)")
    }
    // ln(1/x) is −ln x, which is not defined at −1.
    let tape = try #require(FormulaTape(try FormulaParser().parse("ln(1/x)").formula))
    #expect(TapeEvaluator(tape, precision: 64).value(on: Bounds(-1, -1)) == nil)
  }
}
