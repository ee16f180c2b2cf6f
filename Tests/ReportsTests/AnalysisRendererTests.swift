import Analysis
import Formulas
import Installation
import Proofs
import Testing

@testable import Reports

@Suite("A single analysis as text and Markdown")
struct AnalysisRendererTests {
  @Test("leaky ReLU in English text")
  func english() throws {
    let text = try AnalysisTextRenderer(language: .en).text(of: .leakyReLU)
    #expect(text.contains("Continuity\n  continuous at every real number\n"))
    #expect(text.contains("  corner at 0: one-sided derivatives 0.01 and 1\n"))
    #expect(text.contains("  Clarke subdifferential: [0.01, 1]\n"))
    #expect(text.contains("Smoothness\n  of class C^0 and no better\n"))
    #expect(text.contains("Lipschitz constant\n  1, attained\n"))
  }

  @Test("softplus in Russian text")
  func russian() throws {
    let text = try AnalysisTextRenderer(language: .ru).text(of: .softplus)
    #expect(text.contains("Непрерывность\n  непрерывна на всей прямой\n"))
    #expect(text.contains("бесконечно дифференцируема, C^∞"))
  }

  @Test("a trap at both ends of ℝ is told once")
  func trapOnce() throws {
    // sinh′ = cosh grows beyond all bounds on both sides, and is above 1 on all of ℝ.
    let analysis = FunctionAnalysis(of: try FormulaParser().parse("sinh(x)"))
    let text = try AnalysisTextRenderer(language: .en).text(of: analysis)
    #expect(text.components(separatedBy: "unbounded derivative").count == 2)
  }

  @Test("an empty list that goes on beyond the window is not called empty")
  func emptyListThatGoesOn() throws {
    // The extrema and zeros of sin(x/10)/x lie beyond 5; so do the convex parts.
    let analysis = FunctionAnalysis(of: try FormulaParser().parse("sin(x/10)/x"))
    let note = "infinitely many follow towards -∞ and +∞"
    let english = try AnalysisTextRenderer(language: .en).text(of: analysis)
    for list in ["Extrema\n  none in [-5, 5]\n", "Zeros\n  none in [-5, 5]\n"] {
      #expect(english.contains(list + "  listed is what meets [-5, 5]; \(note)\n"))
    }
    #expect(english.contains("  convex nowhere in [-5, 5]\n"))
    let russian = try AnalysisTextRenderer(language: .ru).text(of: analysis)
    #expect(russian.contains("Нули\n  на [-5, 5] нет\n"))
    #expect(russian.contains("  на [-5, 5] нигде не выпукла вниз\n"))
    let markdown = try AnalysisMarkdownRenderer(language: .en).markdown(of: analysis)
    #expect(markdown.contains("- none in $[-5, 5]$\n"))
    #expect(markdown.contains("- convex nowhere in $[-5, 5]$\n"))
  }

  @Test("a bound at infinity is open")
  func infiniteBound() throws {
    let analysis = FunctionAnalysis(of: try FormulaParser().parse("(1 + sin(x))*exp(-x)"))
    let text = try AnalysisTextRenderer(language: .en).text(of: analysis)
    #expect(text.contains("Range\n  within [0, +∞)\n"))
  }

  @Test("text fits 80 columns and every phrase is known", arguments: Language.allCases)
  func layout(language: Language) throws {
    for analysis in [FunctionAnalysis.relu, .leakyReLU, .softplus, .step] {
      let text = try AnalysisTextRenderer(language: language).text(of: analysis)
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
      for forbidden in ["%1", "%2", "section.", "kink.", "nil", "Optional("] {
        #expect(!text.contains(forbidden), "\(forbidden) in \(text)")
      }
    }
  }

  @Test("Markdown holds facts and proofs")
  func markdown() throws {
    let markdown = try AnalysisMarkdownRenderer(language: .en).markdown(of: .relu)
    #expect(markdown.contains("- corner at $0$: one-sided derivatives $0$ and $1$"))
    #expect(markdown.contains("## Proof: continuity\n\n**Claim.**"))
    #expect(markdown.count { $0 == "$" }.isMultiple(of: 2))
  }

  @Test("of a range that is no interval the ends are told, and whether they are values")
  func jumpingRange() throws {
    let analysis = FunctionAnalysis(of: try FormulaParser().parse("x if x > 1 else 0"))
    let text = try AnalysisTextRenderer(language: .en).text(of: analysis)
    #expect(text.contains("Range\n  infimum 0 (attained), supremum +∞\n"))
    let russian = try AnalysisTextRenderer(language: .ru).text(of: analysis)
    #expect(russian.contains("инфимум 0 (достигается), супремум +∞"))
  }

  @Test(
    "Markdown marks rounded numbers in intervals, and says that proofs round",
    arguments: Language.allCases)
  func rounded(language: Language) throws {
    let renderer = try AnalysisMarkdownRenderer(language: language)
    let parser = FormulaParser()
    let exact = try renderer.markdown(of: FunctionAnalysis(of: parser.parse("x*exp(x)")))
    // The minimum −1/e at −1 is exact; where f′ = 1/100 is not.
    #expect(exact.contains("$[-e^{-1}, +\\infty)$") || exact.contains("[-\\frac{1}{e}"))
    #expect(exact.contains("(\\approx "))
    let note = language.choose(en: "6 significant digits", ru: "до 6 значащих цифр")
    #expect(!exact.contains(note))
    let long = try renderer.markdown(
      of: FunctionAnalysis(of: parser.parse("1.0507009873554804934*x")))
    #expect(long.contains(note))
  }
}
