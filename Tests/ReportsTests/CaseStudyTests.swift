import Activations
import Foundation
import Installation
import Proofs
import Testing

@testable import Reports

@Suite("The case study")
struct CaseStudyTests {
  @Test("the assignment's own cells print what they print")
  func cells() async throws {
    let study = try await CaseStudy.assignment()
    let outputs = Dictionary(uniqueKeysWithValues: study.cells.map { ($0.name, $0.output) })
    #expect(
      outputs["relu"] == """
        ReLU' approx at -1.0 = 0.0
        ReLU' approx at 0.0 = 0.5
        ReLU' approx at 2.0 = 0.9999999999998899
        """)
    #expect(outputs["leaky_relu"]?.contains("Leaky ReLU' approx at 0.0 = 0.505\n") == true)
    #expect(
      outputs["softplus"]?.contains(
        "z=5.0: Softplus=5.006715, approx derivative=0.993307, sigmoid=0.993307") == true)
    let large = try #require(outputs["large-values"])
    #expect(large.contains("Softplus(-50) = 0.0\n"))
    #expect(large.contains("sigmoid(-50) = 1.928749847963918e-22\n"))
    #expect(large.contains("exp(1000) = OverflowError"))
    #expect(study.agreement.compared == 36)
    #expect(study.agreement.identical == 36)
  }

  @Test("both languages state the facts that the assignment asks for")
  func statements() async throws {
    let study = try await CaseStudy.assignment()
    let russian = MarkdownDocument(try CaseStudyReport(study, language: .ru, figures: [])).text
    for statement in [
      "годится $\\delta = \\varepsilon$", "= \\frac{0 + 1}{2} = 0.5.$$",
      "= \\frac{0.01 + 1}{2} = 0.505.$$", "C^\\infty(\\mathbb{R})",
      "z \\;\\mapsto\\; e^{z} \\;\\mapsto\\; 1 + e^{z}", "= \\sigma(z)", "Softplus и сигмоида",
      "$0 < \\operatorname{Softplus}'(\\xi) < 1$",
      "Почему это всё равно лучше", "$1.9287 \\cdot 10^{-22}$", "| float64 | $709.783$ |",
      "f'(-5) \\approx 0.00669", "8 (ReLU), 0 (Leaky ReLU), 0 (Softplus)",
    ] {
      #expect(russian.contains(statement), "\(statement)")
    }
    let english = MarkdownDocument(try CaseStudyReport(study, language: .en, figures: [])).text
    for statement in [
      "the choice $\\delta = \\varepsilon$ serves", "Why this is better all the same",
      "a scatter **between schemes**", "8 (ReLU), 0 (Leaky ReLU), 0 (Softplus)",
    ] {
      #expect(english.contains(statement), "\(statement)")
    }
    for text in [russian, english] { expectWellFormed(text) }
  }

  @Test(
    "any functions give a whole report",
    arguments: [
      ["x/x"], ["|x| + |x - 1|", "x^2"], ["x if x > 1 else 0"], ["sqrt(x)"], ["hard-swish"],
      ["leaky_relu(x, 0.2)"], ["sqrt(-1 - x^2)"],
    ])
  func anyFunctions(texts: [String]) async throws {
    let functions = try texts.map { try Catalogue.builtIn.parser.parse($0) }
    let study = try await CaseStudy(of: StudySubject.analysed(functions), command: "actlab")
    for cell in study.cells {
      #expect(!cell.output.contains("NameError") && !cell.output.contains("SyntaxError"))
    }
    for language in Language.allCases {
      let report = try CaseStudyReport(study, language: language, figures: ["functions"])
      expectWellFormed(MarkdownDocument(report).text)
    }
  }

  /// Random formulas from a small grammar: kinks, jumps, gaps and compositions; same seed, same text.
  private func randomFormulas(seed: UInt64) -> [String] {
    var state = seed
    func below(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(n))
    }
    func term(_ depth: Int) -> String {
      guard depth > 0 else { return ["x", "2*x - 1", "0.3*x", "1 - x", "1/2", "x + 1"][below(6)] }
      let (u, v) = (term(depth - 1), term(depth - 1))
      switch below(8) {
      case 0: return "(\(u)) * (\(v))"
      case 1: return "max(\(u), \(v))"
      case 2: return "(\(u) if x > \(below(3)) else \(v))"
      case 3: return "abs(\(u)) - \(v)"
      case 4: return "tanh(\(u))"
      case 5: return "sqrt(\(u))"
      case 6: return "(\(u))/(1 + (\(v))^2)"
      default: return "softplus(\(u)) + \(v)"
      }
    }
    return (0..<3).map { _ in term(2) }
  }

  @Test("random formulas give a whole report", arguments: [1, 2, 3, 4] as [UInt64])
  func randomReports(seed: UInt64) async throws {
    try await anyFunctions(texts: randomFormulas(seed: seed))
  }

  private func expectWellFormed(_ text: String) {
    for forbidden in ["<%", "%>", "<!--", "nil", "Optional(", "{{", "\n\n\n\n"] {
      #expect(!text.contains(forbidden), "\(forbidden)")
    }
    let prose = text.split(separator: "```").enumerated().filter { $0.offset.isMultiple(of: 2) }
      .map(\.element).joined()
    #expect(prose.count { $0 == "$" }.isMultiple(of: 2))
    #expect(prose.count { $0 == "{" } == prose.count { $0 == "}" })
  }
}
