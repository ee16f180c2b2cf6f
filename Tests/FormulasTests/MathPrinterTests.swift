import Formulas
import Foundation
import Randomness
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Formulas as LaTeX and MathML")
struct MathPrinterTests {
  static let latexTable: [(String, String)] = [
    ("x - 1", "x - 1"),
    ("-x", "-x"),
    ("--x", "-(-x)"),
    ("0.01x", "0.01 \\, x"),
    ("1/3x", "\\frac{1}{3} \\, x"),
    ("2*3*x", "2 \\cdot 3 \\, x"),
    ("x*2^x", "x \\cdot 2^{x}"),
    ("x*(-2)", "x \\, (-2)"),
    ("x - (1 - x)", "x - (1 - x)"),
    ("x + -2x", "x + (-2 \\, x)"), ("-x/2", "-\\frac{x}{2}"),
    ("-2*pi*x/3", "-\\frac{2 \\, \\pi \\, x}{3}"), ("-(1 + x)/2", "-\\frac{1 + x}{2}"),
    ("(1 - x)/2", "\\frac{1 - x}{2}"), ("(-x + 1)/2", "\\frac{-x + 1}{2}"),
    ("1 - -x/2", "1 - \\left(-\\frac{x}{2}\\right)"),
    ("-(x + 1)", "-(x + 1)"),
    ("-2^x", "-2^{x}"),
    ("(-2)^x", "(-2)^{x}"),
    ("(1/2)^x", "0.5^{x}"),
    ("(1/3)^x", "\\left(\\frac{1}{3}\\right)^{x}"),
    ("x^(1/3)", "x^{1/3}"),
    ("x^(-1/3)", "x^{-1/3}"),
    ("x^2^x", "x^{2^{x}}"),
    ("(x^2)^x", "\\left(x^{2}\\right)^{x}"),
    ("sin(x)^2", "(\\sin(x))^{2}"),
    ("1/(1 + exp(-x))", "\\frac{1}{1 + e^{-x}}"),
    ("ln(1 + exp(x))", "\\ln\\left(1 + e^{x}\\right)"),
    ("exp(x/2)", "\\exp\\left(\\frac{x}{2}\\right)"),
    ("exp(-x^2)", "e^{-x^{2}}"),
    ("log1p(x)", "\\ln(1 + x)"),
    ("expm1(x)", "e^{x} - 1"),
    ("2*expm1(x)", "2 \\, \\left(e^{x} - 1\\right)"),
    ("sqrt(x) + cbrt(x)", "\\sqrt{x} + \\sqrt[3]{x}"),
    ("|x| + ⌊x⌋", "\\left|x\\right| + \\left\\lfloor x \\right\\rfloor"),
    ("max(0, x)", "\\max(0, x)"),
    ("sigmoid(x) + Phi(x)", "\\sigma(x) + \\Phi(x)"),
    ("softplus(x)*erf(x)", "\\operatorname{softplus}(x) \\cdot \\operatorname{erf}(x)"),
    ("pi*x + e", "\\pi \\, x + e"),
    (
      "x if x >= 0 else 0.01x",
      "\\begin{cases} x, & x \\ge 0 \\\\ 0.01 \\, x, & x < 0 \\end{cases}"
    ),
    (
      "x if -1 <= x <= 1 else 0",
      "\\begin{cases} x, & -1 \\le x \\le 1 \\\\ 0, & \\text{otherwise} \\end{cases}"
    ),
    (
      "piecewise((1, x < 0 or x > 1 and x != 2))",
      "\\begin{cases} 1, & x < 0 \\lor (x > 1 \\land x \\ne 2) \\end{cases}"
    ),
    (
      "2 + piecewise((1, not (x < 0 and x == x)))",
      "2 + \\left(\\begin{cases} 1, & \\lnot (x < 0 \\land x = x) \\end{cases}\\right)"
    ),
    (
      "x if x < inf else π",
      "\\begin{cases} x, & x < \\infty \\\\ \\pi, & x \\ge \\infty \\end{cases}"
    ),
  ]

  @Test("LaTeX", arguments: latexTable)
  func latex(text: String, expected: String) throws {
    #expect(try FormulaParser().parse(text).formula.latex() == expected)
  }

  @Test("names and words are those that are asked for")
  func options() throws {
    let formula = try FormulaParser().parse("z if |z| < 1 and z > 0 else 0").formula
    let latex = formula.latex(variable: "z", otherwise: "иначе")
    #expect(latex.contains("\\text{иначе}"))
    #expect(latex.hasPrefix("\\begin{cases} z, & \\left|z\\right| < 1 \\land z > 0"))
    #expect(
      formula.mathML(variable: "z", otherwise: "<иначе>", isBlock: true)
        .contains("<mtext>&lt;иначе&gt;</mtext>"))
    #expect(Condition.comparison(.x, .lessOrEqual, 1).latex() == "x \\le 1")
  }

  static let mathMLTable: [(String, String)] = [
    ("x - 1", "<mrow><mi>x</mi><mo>−</mo><mn>1</mn></mrow>"),
    ("-x", "<mrow><mo form=\"prefix\">−</mo><mi>x</mi></mrow>"),
    ("1/3", "<mfrac><mn>1</mn><mn>3</mn></mfrac>"),
    ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
    ("0.01x", "<mrow><mn>0.01</mn><mo>\u{2062}</mo><mi>x</mi></mrow>"),
    ("sqrt(x)", "<msqrt><mi>x</mi></msqrt>"),
    ("cbrt(x)", "<mroot><mi>x</mi><mn>3</mn></mroot>"),
    (
      "sin(x)",
      "<mrow><mi>sin</mi><mo>\u{2061}</mo><mrow><mo form=\"prefix\" stretchy=\"true\">(</mo>"
        + "<mi>x</mi><mo form=\"postfix\" stretchy=\"true\">)</mo></mrow></mrow>"
    ),
    (
      "piecewise((1, x < 0))",
      "<mrow><mo form=\"prefix\" stretchy=\"true\">{</mo><mtable columnalign=\"left left\"><mtr>"
        + "<mtd style=\"text-align: left\"><mrow><mn>1</mn><mo>,</mo></mrow></mtd>"
        + "<mtd style=\"text-align: left\"><mrow><mi>x</mi><mo>&lt;</mo><mn>0</mn></mrow></mtd>"
        + "</mtr></mtable></mrow>"
    ),
  ]

  @Test("MathML", arguments: mathMLTable)
  func mathML(text: String, expected: String) throws {
    #expect(
      try FormulaParser().parse(text).formula.mathML()
        == "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">\(expected)</math>")
  }

  @Test("random formulas give well-formed MathML and balanced LaTeX")
  func wellFormed() throws {
    var random = RandomFormulas(generator: SplitMix64(seed: 8))
    for _ in 0..<200 {
      let formula = random.formula(depth: 4)
      let parser = XMLParser(data: Data(formula.mathML().utf8))
      #expect(parser.parse(), "\(formula.text())")
      let latex = formula.latex()
      #expect(latex.filter { $0 == "{" }.count == latex.filter { $0 == "}" }.count)
      #expect(
        latex.components(separatedBy: "\\left").count
          == latex.components(separatedBy: "\\right").count)
    }
  }
}
