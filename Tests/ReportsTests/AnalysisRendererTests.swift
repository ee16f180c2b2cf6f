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
}
