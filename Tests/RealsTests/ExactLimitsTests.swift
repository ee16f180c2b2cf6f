import BigInt
import Formulas
import Testing

@testable import Reals

@Suite("Exact arithmetic on ugly input")
struct ExactLimitsTests {
  private static func tower(_ height: Int) -> Formula {
    (0..<height).reduce(1) { f, _ in .exp(f) }
  }

  private static func nestedRadical(_ depth: Int) -> Formula {
    (0..<depth).reduce(0) { f, _ in .sqrt(2 + f) }
  }

  private static let rootSum: Formula = [3, 5, 7, 11, 13, 17, 19].reduce(.sqrt(2)) {
    $0 + .sqrt($1)
  }

  private static let huge = Formula.number(Rational(BigInt(10).power(30)))

  static let ugly: [Formula] = [
    rootSum, rootSum.raised(to: 8), 1 / rootSum, rootSum.raised(to: 8) - rootSum * rootSum,
    .sqrt(rootSum) - .sqrt(rootSum + .sqrt(23)), .cbrt(rootSum), .ln(rootSum), .exp(rootSum),
    nestedRadical(5), nestedRadical(12), nestedRadical(30), .cbrt(nestedRadical(6)),
    tower(3), tower(4), tower(5), tower(8), tower(4) - tower(3), 1 / tower(6), .sin(tower(4)),
    .exp(-tower(4)), .ln(tower(5)), .floor(tower(3)), .floor(tower(4)), .softplus(tower(3)),
    .softplus(-tower(3)), .sigmoid(tower(4)), .tanh(tower(4)), .erf(tower(3)), .erfc(tower(3)),
    .sin(huge), .cos(huge * huge), .tan(huge), .exp(huge), .exp(-huge), .ln(huge), .erf(huge),
    .erfc(huge), .phi(-huge), .phi(huge), .tanh(huge), .atan(huge), .cbrt(huge), .sqrt(huge),
    .floor(.exp(huge)), .exp(10_000_000_000) + 1, huge.raised(to: huge),
    Formula(2).raised(to: huge), Formula(2).raised(to: -huge), Formula(-2).raised(to: huge),
    Formula(9).raised(to: Formula(9).raised(to: 9)), Formula(2).raised(to: 1_000_000),
    Formula(2).raised(to: .number(Rational(1, over: 1_000_000_007) ?? 0)),
    Formula.pi.raised(to: .number(Rational(1, over: 1_000_003) ?? 0)),
    (1 + .sqrt(2)).raised(to: 1_000_000), (1 + .exp(1)).raised(to: 1_000_000),
    (1 + .exp(1) + .pi).raised(to: 19), (rootSum + .pi + .exp(1)).raised(to: 20),
    .sqrt(2) + .cbrt(3) + Formula(5).raised(to: .rational(1, 5))
      + Formula(7).raised(
        to: .rational(1, 7)),
    (.sqrt(2) + .cbrt(3) + Formula(5).raised(to: .rational(1, 5))).raised(to: 15),
    .sin(.pi / 1009), .cos(.pi / 97) + .cos(.pi / 89), .tan(.pi / 720),
    .sin(1) + .sin(2) + .sin(3) + .sin(4) + .sin(5), .sin(.sin(.sin(.sin(1)))),
    .atan(.atan(.atan(2))), .softplus(.softplus(.softplus(.softplus(1)))),
    .sigmoid(.sigmoid(.sigmoid(.tanh(1)))), .erf(.erf(.erf(1))) + .erfc(.erf(.erf(1))),
    .ln(.ln(.ln(tower(4)))), .exp(.exp(-huge)), .number(Rational(BigInt(1) << 99_999)) + .sqrt(2),
  ]

  @Test("every call ends: a value, or a reason", arguments: ugly)
  func ends(formula: Formula) {
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let value = try exactValue(formula)
      _ = value.sign
      _ = value.decimal(digits: 20)
      _ = value.closedForm
    } catch {
      #expect(error is EvaluationError)
    }
    // A second on an idle machine.
    #expect(clock.now - start < .seconds(60))
  }

  @Test("a spent budget is undecided, and the arithmetic works on")
  func budget() throws {
    let arithmetic = ExactArithmetic(workLimit: 1000)
    let zero = try arithmetic.number(0)
    let formula = (Self.rootSum + .pi + .exp(1)).raised(to: 20)
    #expect(throws: EvaluationError.self) { try arithmetic.evaluate(formula, at: zero) }
    #expect(try arithmetic.sum(arithmetic.number(2), arithmetic.number(3)).rational == 5)
    // Zero was made before: it is computed again where it is needed.
    #expect(try arithmetic.sum(zero, arithmetic.number(3)).rational == 3)
  }

  @Test("a spent budget leaves the constants that enclosures share intact")
  func constants() throws {
    let arithmetic = ExactArithmetic(workLimit: 1000)
    let zero = try arithmetic.number(0)
    for index in 2...12 {
      let formula = (.pi * .number(Rational(index)) + .exp(.sqrt(.pi)) + .ln(7)).raised(to: 15)
      _ = try? arithmetic.evaluate(formula - .floor(formula), at: zero)
    }
    // mpmath: π.
    #expect(
      try exactValue(.pi).decimal(digits: 60)
        == "3.14159265358979323846264338327950288419716939937510582097494")
  }

  @Test("numbers beyond the size limit are refused")
  func size() {
    #expect(throws: EvaluationError.self) {
      try exactValue(.number(Rational(BigInt(1) << 100_001)))
    }
    #expect(throws: EvaluationError.self) { try exactValue(Formula(2).raised(to: 100_001)) }
    #expect(throws: EvaluationError.self) {
      try exactValue(Formula(2).raised(to: .number(Rational(.min))))
    }
  }
}
