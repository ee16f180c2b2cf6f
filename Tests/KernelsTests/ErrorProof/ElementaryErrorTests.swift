import CKernels
import Formulas
import Randomness
import Reals
import Testing

@testable import Kernels

@Suite("Proved errors of the elementary functions")
struct ElementaryErrorTests {
  /// What is left of an argument of sin or cos is known so well that the rest changes them by less.
  static let turnUnits = 1e-6

  @Test(
    "the bound in errors.h holds for every argument", arguments: ElementaryProofs.names + ["erfcx"])
  func bounds(_ name: String) throws {
    let stated = ElementaryProofs.stated(name)
    let isTurned = name == "sin" || name == "cos"
    for part in try ElementaryProofs(Elementary.source).parts(of: name) {
      let goal = isTurned ? stated - Self.turnUnits : stated
      let outcome = part.proof.bound(from: part.lower, to: part.upper, goal: goal)
      #expect(outcome.failure == nil, "\(name)")
      #expect(outcome.bound <= goal && outcome.bound > 0)
    }
  }

  @Test("bounds that follow from others")
  func compositions() {
    #expect(ElementaryProofs.erfcOnTheRight <= CK_ERFC_ERROR)
    #expect(ElementaryProofs.tangent <= CK_TAN_ERROR)
    #expect(ElementaryProofs.scaledComplementBound <= CK_ERFCX_ERROR)
    #expect(ElementaryProofs.scaledComplementElsewhere <= CK_ERFCX_ERROR)
    #expect(ElementaryProofs.power <= CK_POWER_ERROR)
  }

  @Test("a remainder after whole quarter turns is known to 106 bits")
  func turns() {
    let reduction = TurnReduction(Elementary.primitives)
    #expect(reduction.isTrue)
    // From 1/2 on; smaller arguments are their own remainder, times 2/π.
    let least = (-53...971).map { reduction.least(exponent: $0) }.min() ?? 0
    #expect(least == -63)
    // The nearest of all doubles, 6381956970095103·2^797.
    #expect(reduction.least(exponent: 797) == least)
    let wrong = Elementary.primitives.replacing("0xfe1deb1cb129a73e", with: "0xfe1deb1cb129a73f")
    #expect(!TurnReduction(wrong).isTrue)
  }

  /// A range in which a change to the text must be seen.
  struct Change: CustomStringConvertible {
    let name: String
    let original: String
    let changed: String
    let range: ClosedRange<Double>

    var description: String { "\(name): \(original) → \(changed)" }
  }

  static let changes: [Change] = [
    Change(
      name: "exp", original: "0.041666666666666664", changed: "0.0416666666666", range: 0.3...0.34),
    Change(
      name: "exp", original: "1.9082149292705877e-10", changed: "1.908e-10", range: 5...5.1),
    Change(
      name: "exp", original: "c = (high - r) - low", changed: "c = (high - r) + low",
      range: 100...100.1),
    Change(
      name: "expm1", original: "0.16666666666666666", changed: "0.1666666666666", range: 0.3...0.34),
    Change(
      name: "log", original: "0.2857142857142857", changed: "0.2857142", range: 1.3...1.31),
    Change(
      name: "log", original: "0.6931471803691238", changed: "0.6931471803691237", range: 8...8.1),
    Change(name: "log1p", original: "log(u) + c / u", changed: "log(u)", range: 0.3...0.301),
    Change(name: "tanh", original: "2.0 * a) + 1.0", changed: "2.0 * a) - 1.0", range: 1...1.1),
    Change(
      name: "sinh", original: "0.5 * (e + e / (e + 1.0))", changed: "0.5 * (e + e / e)",
      range: 1...1.1),
    Change(
      name: "cosh", original: "0.5 * (e + 1.0 / e)", changed: "0.5 * (e - 1.0 / e)", range: 1...1.1),
    Change(
      name: "erf", original: "0.1128379167095512", changed: "0.1128379167095", range: 0.9...0.92),
    Change(
      name: "erfc", original: "0.37612638903183754", changed: "0.376126389031", range: 0.4...0.41),
    Change(
      name: "erfcx", original: "0.06633036581174806", changed: "0.06633036581173", range: 20...20.1),
    Change(
      name: "sin", original: "1.5893254773528196e-08", changed: "1.5893e-08",
      range: 0x1p-30...0x1.1p-30),
    Change(
      name: "sin", original: "0.008333333333333333", changed: "0.00833333333333", range: 0.4...0.41),
    Change(
      name: "cos", original: "0.001388888888888889", changed: "0.001388888888", range: 0.4...0.41),
    Change(
      name: "atan", original: "0.1999999999999999;", changed: "0.19999999999;", range: 0.3...0.31),
    Change(name: "cbrt", original: "y - a / (y * y)", changed: "y - a / (y + y)", range: 2...2.1),
  ]

  @Test("a changed coefficient or operation is found out", arguments: changes)
  func falsified(_ change: Change) throws {
    let text = Elementary.source
    let other = text.replacing(change.original, with: change.changed)
    try #require(other != text)
    let stated = ElementaryProofs.stated(change.name)
    func failure(_ text: String, _ goal: Double) throws -> String? {
      let parts = try ElementaryProofs(text).parts(of: change.name)
      let part = try #require(
        parts.first { $0.lower <= change.range.lowerBound && $0.upper > change.range.upperBound })
      return part.proof.bound(
        from: change.range.lowerBound, to: change.range.upperBound, goal: goal
      ).failure
    }
    #expect(try failure(text, stated) == nil)
    #expect(try failure(other, stated) != nil)
    // No function is rounded correctly.
    #expect(try failure(text, 0.45) != nil)
  }

  @Test(
    "the bound on a box is above every error measured in it",
    arguments: ["exp", "expm1", "log", "log1p", "tanh", "sinh", "cosh", "erf", "erfc", "atan"])
  func measured(_ name: String) throws {
    let function = try #require(ElementaryFunction(rawValue: name == "log" ? "ln" : name))
    let compute = try #require(ElementaryTests.kernel(function))
    let part = try #require(try ElementaryProofs(Elementary.source).parts(of: name).first)
    let arithmetic = BallArithmetic(precision: 1400)
    var generator = SplitMix64(seed: 7)
    for _ in 0..<60 {
      var lower = Double(
        sign: .plus, exponent: Int(generator.unit() * 12) - 9, significand: 1 + generator.unit())
      if function != .ln, generator.unit() < 0.5 { lower = -lower }
      if function == .log1p, lower < -1 { lower = -1 / (2 - lower) }
      let upper = lower + abs(lower) * 0x1p-8
      guard lower >= part.lower, upper <= part.upper else { continue }
      let bound = (try? part.proof.error(from: lower, to: upper)) ?? .infinity
      for _ in 0..<40 {
        let x = min(upper, lower + generator.unit() * (upper - lower))
        let truth = try arithmetic.apply(function, #require(Ball(exactly: x)))
        let difference = try arithmetic.sum(truth, #require(Ball(exactly: -compute(x))))
        let units = try arithmetic.quotient(difference, truth).approximation * 0x1p53
        #expect(abs(units) <= bound, "\(name)(\(x))")
      }
    }
  }
}
