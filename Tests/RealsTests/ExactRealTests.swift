import Formulas
import Testing

@testable import Reals

@Suite("Exact constants as decimals and closed forms")
struct ExactRealTests {
  /// Values by mpmath at 80 digits.
  static let values: [(Formula, String)] = [
    (.sigmoid(1), "0.731058578630004879251159241821836274365144640165056519276366"),
    (.softplus(-5), "0.00671534848911806861641668773264207511489217296432032693600516"),
    (.softplus(-50), "1.92874984796391778301715681272821153295468469035705633219564e-22"),
    (.sigmoid(-50), "1.92874984796391778301697080892941049115653675340083633070818e-22"),
    (.tanh(.half), "0.462117157260009758502318483643672548730289280330113038552732"),
    (.erf(.half), "0.520499877813046537682746653891964528736451575757963700058806"),
    (.erfc(10), "2.08848758376254475700078629495778861156081811932116372701221e-45"),
    (.phi(-10), "7.61985302416052606597334325159930836350403327795696057803536e-24"),
    (.phi(1), "0.841344746068542948585232545632037922477912966726604390987394"),
    (.sin(1), "0.841470984807896506652502321630298999622563060798371065672752"),
    (.tan(1), "1.55740772465490223050697480745836017308725077238152003838395"),
    (.atan(2), "1.10714871779409050301706546017853704007004764540143264667654"),
    (.cbrt(-5), "-1.70997594667669698935310887254386010986805511054305492438286"),
    (
      Formula(2).raised(to: .sqrt(2)),
      "2.66514414269022518865029724987313984827421131371465949283598"
    ),
    (
      .pi.raised(to: .constant(.e)),
      "22.4591577183610454734271522045437350275893151339966922492030"
    ),
    (.sinh(-3), "-10.0178749274099018989745936194658280601781041231828634644057"),
    (.cosh(3), "10.0676619957777658419539360351158898368098037153712866799733"),
    (
      .apply(.log1p, .rational(1, 3)),
      "0.287682072451780927439219005993827431503509710897761056506666"
    ),
    (
      .apply(.expm1, .rational(1, 1000)),
      "0.00100050016670834166805575399305831156307620058070146022851467"
    ),
    (.tanh(.softplus(1)), "0.865098388267310346116233449256312386886430378290355892075598"),
    (
      .sin(.number(Rational(10).power(30) ?? 0)),
      "-0.0901169019121380580303864289529873302743963329930434498854607"
    ),
    (.exp(1000), "1.97007111401704699388887935224332312531693798532384578995280e434"),
    (
      .exp(10_000_000_000),
      "1.07775060795856491021424629591275782755902916941632875761819e4342944819"
    ),
    (.softplus(-100_000), "3.56294956530937312107117441874865236860876622218263051987578e-43430"),
    (.erfc(1000), "1.86003704863232337090847116228998437320623353992648847220071e-434298"),
  ]

  @Test("all digits are right", arguments: values)
  func digits(formula: Formula, expected: String) throws {
    let value = try exactValue(formula)
    #expect(value.decimal(digits: 60) == expected)
    #expect(value.sign == (expected.hasPrefix("-") ? -1 : 1))
  }

  @Test("decimals of a rational value end where they end")
  func rational() throws {
    #expect(try exactValue(.tanh(.ln(2))).decimal(digits: 20) == "0.6")
    #expect(try exactValue(.cbrt(-8)).decimal(digits: 20) == "-2")
    #expect(try exactValue(.tanh(.ln(2))).rational == Rational(3, over: 5))
    #expect(try exactValue(.sqrt(2)).rational == nil)
  }

  static let forms: [(Formula, Formula)] = [
    (.atan(1), .pi / 4),
    (3 * .atan(1), 3 * .pi / 4),
    (.sigmoid(1), .sigmoid(1)),
    (.sqrt(8), 2 * .sqrt(2)),
    (.sqrt(.half), .sqrt(2) / 2),
    (.cos(.pi / 5), (1 + .sqrt(5)) / 4),
    (.tan(.pi / 8), .sqrt(2) + -1),
    (.softplus(0), .ln(2)),
    (.exp(1), .constant(.e)),
    (.sqrt(2) * .sqrt(2), 2),
    (1 * .ln(2) + 0, .ln(2)),
    (.erf(1), .erf(1)),
    (.ln(.exp(.sqrt(2))), .sqrt(2)),
    (Formula(.maximum([0, .sqrt(2)])), .sqrt(2)),
    (.softplus(1) - .softplus(-1), 1),
  ]

  @Test("closed forms are short", arguments: forms)
  func closedForm(formula: Formula, expected: Formula) throws {
    #expect(try exactValue(formula).closedForm == expected)
  }

  @Test("a long value has no closed form")
  func long() throws {
    let sum: Formula = (1...40).reduce(0) { $0 + .sin(.number(Rational($1))) }
    #expect(try exactValue(sum).closedForm == nil)
  }

  @Test("equality across undecidable magnitudes is nil, not a guess")
  func undecided() throws {
    let arithmetic = ExactArithmetic()
    // exp⁵(1) is beyond any enclosure; it equals itself, but its sign against another is open.
    let tower: Formula = (0..<5).reduce(1) { f, _ in .exp(f) }
    let value = try arithmetic.evaluate(tower, at: arithmetic.number(0))
    #expect(value.decimal(digits: 20) == nil)
    #expect(value.isEqual(to: value) == true)
    let other = try arithmetic.evaluate(.exp(tower) + 1, at: arithmetic.number(0))
    #expect(value.signOfDifference(from: other) == nil)
  }
}

@Suite("Numbers for output")
struct ExactNumberTests {
  @Test(
    "rational numbers",
    arguments: [
      (
        Rational(1, over: 3), "1/3", "0.33333333333333333333", "0.33333333333333333333",
        "0.33333333333333333334"
      ),
      (
        Rational(-2, over: 3), "-2/3", "-0.66666666666666666667", "-0.66666666666666666667",
        "-0.66666666666666666666"
      ),
      (Rational(1, over: 100), "1/100", "0.01", "0.01", "0.01"),
      (Rational(-7), "-7", "-7", "-7", "-7"),
      (Rational(0), "0", "0", "0", "0"),
    ])
  func rational(
    value: Rational?, exact: String, decimal: String, lower: String, upper: String
  ) throws {
    let number = ExactNumber(try #require(value))
    #expect(number == ExactNumber(exact: exact, decimal: decimal, enclosure: [lower, upper]))
  }

  @Test("irrational numbers and infinities")
  func irrational() throws {
    let number = try #require(ExactNumber(exactValue(.sqrt(2) / 2)))
    #expect(number.exact == "sqrt(2)/2")
    // mpmath: 0.707106781186547524400844362104849…
    #expect(number.decimal == "0.70710678118654752440")
    #expect(number.enclosure == ["0.7071067811865475244", "0.70710678118654752441"])
    #expect(try ExactNumber(exactValue(.constant(.inf))) == .infinity)
    #expect(try ExactNumber(exactValue(-.constant(.inf))) == .minusInfinity)
  }

  @Test("numbers that are only enclosed")
  func enclosed() throws {
    let interval = Interval(
      try #require(Rational(1, over: 3)), try #require(Rational(2, over: 3)), precision: 128)
    let number = try #require(ExactNumber(enclosedBy: interval))
    #expect(number.exact == nil)
    #expect(number.decimal.hasPrefix("0.5"))
    #expect(number.enclosure == ["0.33333333333333333333", "0.66666666666666666667"])
    #expect(ExactNumber(enclosedBy: .line) == nil)
  }
}

@Suite("Recognition of constants")
struct ConstantRecognitionTests {
  static let known: [Formula] = [
    .rational(22, 7), -3, .sqrt(2), (1 + .sqrt(5)) / 2, -5 * .pi / 6, .ln(2),
    .ln(.rational(49, 3)), .ln(49 + 20 * .sqrt(6)), .sqrt(1 / .pi), .sqrt(.sqrt(2) + 1),
  ]

  @Test("the formula is among the candidates", arguments: known)
  func candidates(formula: Formula) throws {
    let value = try exactValue(formula)
    let ball = try #require(value.enclosure(digits: 40))
    let candidates = ball.closedFormCandidates()
    #expect(try candidates.contains { try exactValue($0 - formula).sign == 0 })
  }

  @Test("numbers of no family give no candidates")
  func none() throws {
    for formula in [Formula.sin(1), .erf(1), .sigmoid(.sqrt(2)), .exp(.pi)] {
      let ball = try #require(exactValue(formula).enclosure(digits: 40))
      #expect(ball.closedFormCandidates().isEmpty)
    }
  }

  @Test("a wide ball gives no candidates")
  func wide() throws {
    let ball = Ball(
      Interval(try #require(Rational(1, over: 3)), 1, precision: 64), precision: 64)
    #expect(ball.closedFormCandidates().isEmpty)
  }
}
