import Formulas
import Testing

@Suite("Grammar of formulas")
struct GrammarTests {
  private static let x = Formula.x
  private static let positive = Condition.comparison(.x, .greater, 0)
  private static let negative = Condition.comparison(.x, .less, 0)

  @Test("values", arguments: valueTable)
  func values(text: String, expected: Formula) throws {
    #expect(try SampleTable.parser().parse(text).formula == expected)
  }

  static let valueTable: [(String, Formula)] = [
    // Numbers.
    ("12", 12),
    ("0.01", .ratio(1, 100)),
    (".5", .ratio(1, 2)),
    ("5.", 5),
    ("1e-3", .ratio(1, 1000)),
    ("2.50E+2", 250),
    ("0e999999999999", 0),
    ("0.1 + 0.2", .sum(.ratio(1, 10), .ratio(1, 5))),
    ("1/3", .ratio(1, 3)),
    ("-1/3", .ratio(-1, 3)),
    ("1/0", .quotient(1, 0)),
    ("2e", .product(2, .e)),
    ("2e+x", .sum(.product(2, .e), x)),
    ("2exp(x)", .product(2, .apply(.exp, x))),
    // Precedence.
    ("-x^2", .minus(.power(x, 2))),
    ("-2^x", .minus(.power(2, x))),
    ("(-2)^x", .power(-2, x)),
    ("2^-x", .power(2, .minus(x))),
    ("2^-x^2", .power(2, .minus(.power(x, 2)))),
    ("x^x^x", .power(x, .power(x, x))),
    ("x**2", .power(x, 2)),
    ("(x^2)^3", .power(.power(x, 2), 3)),
    // An exponent made of numbers is a number: the domain depends on whether it is an integer.
    ("x^(1 + 1)", .power(x, 2)),
    ("x^(2 - 2)", .power(x, 0)),
    ("x^(2*0.5)", .power(x, 1)),
    ("x^(2^-1)", .power(x, .ratio(1, 2))),
    ("x^(1/0)", .power(x, .quotient(1, 0))),
    ("-x*x", .product(.minus(x), x)),
    ("x*-x", .product(x, .minus(x))),
    ("--x", .minus(.minus(x))),
    ("+x", x),
    ("x - 1 + x", .sum(x, -1, x)),
    ("x - (1 + x)", .sum(x, .minus(.sum(1, x)))),
    ("(x + 1) + x", .sum(x, 1, x)),
    ("x + (1 + x)", .sum(x, .sum(1, x))),
    ("x*2*x", .product(x, 2, x)),
    ("x/2*x", .product(.quotient(x, 2), x)),
    ("x*2/x", .quotient(.product(x, 2), x)),
    ("x/2/3", .quotient(.quotient(x, 2), 3)),
    ("6/3/x", .quotient(2, x)),
    // Omitted signs of multiplication.
    ("0.01x", .product(.ratio(1, 100), x)),
    ("1/2x", .product(.ratio(1, 2), x)),
    ("2(x+1)", .product(2, .sum(x, 1))),
    ("x(x+1)", .product(x, .sum(x, 1))),
    ("(x)(x)", .product(x, x)),
    ("2 exp(x)", .product(2, .apply(.exp, x))),
    ("2x^2", .product(2, .power(x, 2))),
    ("2^2x", .product(.power(2, 2), x)),
    ("-2x", .product(-2, x)),
    ("x exp(x)", .product(x, .apply(.exp, x))),
    ("pi x", .product(.pi, x)),
    ("2πx", .product(2, .pi, x)),
    ("2|x|", .product(2, .apply(.abs, x))),
    // Brackets and roots.
    ("|x|", .apply(.abs, x)),
    ("||x| - 1|", .apply(.abs, .sum(.apply(.abs, x), -1))),
    ("|x||x|", .product(.apply(.abs, x), .apply(.abs, x))),
    ("|2(|x|)|", .apply(.abs, .product(2, .apply(.abs, x)))),
    ("⌊x⌋", .apply(.floor, x)),
    ("√x", .apply(.sqrt, x)),
    ("√(x+1)/2", .quotient(.apply(.sqrt, .sum(x, 1)), 2)),
    ("∛x", .apply(.cbrt, x)),
    ("x²", .power(x, 2)),
    ("x⁻¹²", .power(x, -12)),
    ("x² x³", .product(.power(x, 2), .power(x, 3))),
    ("x − 1", .sum(x, -1)),
    ("x·x × x", .product(x, x, x)),
    ("x ÷ 2", .quotient(x, 2)),
    // Functions.
    ("log(x)", .apply(.ln, x)),
    ("Exp(x)", .apply(.exp, x)),
    ("Phi(x)", .apply(.normalCDF, x)),
    ("Φ(x)", .apply(.normalCDF, x)),
    ("σ(x)", .apply(.sigmoid, x)),
    ("relu(x)", .greatest(0, x)),
    ("min(x, 1/2)", .least(x, .ratio(1, 2))),
    ("max(x, 1, -x)", .greatest(x, 1, .minus(x))),
    ("pow(x, 2)", .power(x, 2)),
    ("log2(x)", .quotient(.apply(.ln, x), .apply(.ln, 2))),
    ("sigmoid(x)", .apply(.sigmoid, x)),
    ("softplus(2x)", .apply(.softplus, .product(2, x))),
    // Choices.
    (
      "x if x > 0 else 0.01x",
      .pieces([.init(x, if: positive)], .product(.ratio(1, 100), x))
    ),
    ("where(x > 0, x, 1)", .pieces([.init(x, if: positive)], 1)),
    ("piecewise((x, x > 0), (1, true))", .pieces([.init(x, if: positive)], 1)),
    (
      "piecewise((x, x > 0), (1, x < 0))",
      .pieces([.init(x, if: positive), .init(1, if: negative)], nil)
    ),
    (
      "1 if x > 0 else 2 if x < 0 else 3",
      .pieces([.init(1, if: positive), .init(2, if: negative)], 3)
    ),
    (
      "1 if x > 0 else (2 if x < 0 else 3)",
      .pieces([.init(1, if: positive), .init(2, if: negative)], 3)
    ),
    (
      "where(x > 0, 1, where(x < 0, 2, 3))",
      .pieces([.init(1, if: positive), .init(2, if: negative)], 3)
    ),
    ("1 if true else ln(x)", 1),
    ("1 + (x if x > 0 else 0)", .sum(1, .pieces([.init(x, if: positive)], 0))),
  ]

  @Test("conditions", arguments: conditionTable)
  func conditions(text: String, expected: Condition) throws {
    let formula = try FormulaParser().parse("1 if \(text) else 0").formula
    #expect(formula == .pieces([.init(1, if: expected)], 0))
  }

  static let conditionTable: [(String, Condition)] = [
    ("x >= 0", .comparison(x, .greaterOrEqual, 0)),
    ("x ≤ 0", .comparison(x, .lessOrEqual, 0)),
    ("x ≠ 0", .comparison(x, .notEqual, 0)),
    ("x != 0", .comparison(x, .notEqual, 0)),
    ("x == 0", .comparison(x, .equal, 0)),
    ("x < inf", .comparison(x, .less, .constant(.inf))),
    (
      "-1 <= x < 1",
      .conjunction([
        .comparison(-1, .lessOrEqual, x), .comparison(x, .less, 1),
      ])
    ),
    (
      "x < 0 or x > 0 and not x > 0",
      .disjunction([
        negative, .conjunction([positive, .negation(positive)]),
      ])
    ),
    (
      "(x < 0 or x > 0) and x > 0",
      .conjunction([
        .disjunction([negative, positive]), positive,
      ])
    ),
    ("x < 0 and (x > 0 and x < 0)", .conjunction([negative, positive, negative])),
    ("not not x > 0", .negation(.negation(positive))),
    ("x > 0 or True", .disjunction([positive, .truth(true)])),
    ("(x + 1 > 0)", .comparison(.sum(x, 1), .greater, 0)),
    ("¬(x < 0) ∧ x > 0", .conjunction([.negation(negative), positive])),
  ]

  @Test("the variable is x or z")
  func variableNames() throws {
    #expect(try FormulaParser().parse("z^2").variableName == "z")
    #expect(try FormulaParser().parse("z^2").formula == FormulaParser().parse("x^2").formula)
    #expect(try FormulaParser().parse("1").variableName == "x")
  }

  @Test("constants")
  func constants() throws {
    let parser = FormulaParser()
    #expect(try parser.parseConstant("-pi/2") == .quotient(.minus(.pi), 2))
    #expect(try parser.parseConstant("-inf") == .minus(.constant(.inf)))
    #expect(try parser.parseConstant("∞") == .constant(.inf))
    #expect(try parser.parseConstant("-theta", parameters: ["theta": 2]) == -2)
    #expect(throws: FormulaError.self) { try parser.parseConstant("x + 1") }
  }
}
