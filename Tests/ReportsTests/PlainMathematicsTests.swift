import Formulas
import Testing

@testable import Reports

@Suite("LaTeX as plain text")
struct PlainMathematicsTests {
  @Test(
    "what the printers write can be read on a terminal",
    arguments: [
      ("\\frac{1}{1 + e^{-x}}", "1/(1 + e^(-x))"),
      ("\\frac{f(0 + h) - f(0)}{h}", "(f(0 + h) - f(0))/h"),
      ("e^{0.5} \\approx 1.6487", "e^0.5 ≈ 1.6487"),
      ("\\lim_{h \\to 0^{+}} 1", "lim_(h → 0^+) 1"),
      ("\\sqrt{x} \\cdot \\sqrt[3]{2}", "sqrt(x) · cbrt(2)"),
      ("\\left|x\\right| \\ge 0", "|x| ≥ 0"),
      ("\\operatorname{ReLU}(z)", "ReLU(z)"),
      (
        "\\begin{cases} x, & x \\ge 0 \\\\ 0, & \\text{otherwise} \\end{cases}",
        "{ x, x ≥ 0 ; 0, иначе }"
      ),
      ("\\unknown{a}", "unknowna"),
      ("", ""),
      ("\\", ""),
      ("\\frac{1", "1/"),
    ])
  func text(latex: String, plain: String) {
    #expect(PlainMathematics.text(of: latex, otherwise: "иначе") == plain)
  }
}
