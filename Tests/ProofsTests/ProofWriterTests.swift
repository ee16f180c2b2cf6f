import Installation
import Reals
import Testing

@testable import Analysis
@testable import Proofs

/// All text of a proof.
private func text(_ proof: FunctionProof) -> String {
  [
    proof.definition, proof.continuity, proof.differentiability, proof.smoothness,
    proof.derivation,
  ].joined(separator: "\n\n")
}

@Suite("Proofs in prose")
struct ProofWriterTests {
  private func proof(_ analysis: FunctionAnalysis, _ language: Language) throws -> FunctionProof {
    try ProofWriter(language: language).proof(of: analysis)
  }

  @Test("ReLU is continuous with δ = ε, and its one-sided derivatives at 0 are 0 and 1")
  func relu() throws {
    let proof = try proof(.relu, .ru)
    #expect(proof.continuity.contains("годится $\\delta = \\varepsilon$"))
    #expect(proof.continuity.contains("в каждой точке $a \\in \\mathbb{R}$"))
    #expect(proof.continuity.contains("По неравенству треугольника"))
    #expect(
      proof.differentiability.contains(
        "\\lim_{h \\to 0^-} \\frac{0 - 0}{h} = \\lim_{h \\to 0^-} 0 = 0."))
    #expect(
      proof.differentiability.contains(
        "\\lim_{h \\to 0^+} \\frac{h - 0}{h} = \\lim_{h \\to 0^+} 1 = 1."))
    #expect(proof.differentiability.contains("**не дифференцируема** в точке $z = 0$"))
    #expect(proof.smoothness.contains("классу $C^{0}$, но не $C^{1}$"))
  }

  @Test("leaky ReLU's step is 0.99, and conventions are judged by the subdifferential")
  func leaky() throws {
    let proof = try proof(.leakyReLU, .en)
    #expect(proof.differentiability.contains("\\frac{0.01\\,h - 0}{h}"))
    #expect(proof.differentiability.contains("f'_+(0) - f'_-(0) = 0.99"))
    #expect(proof.differentiability.contains("[0.01,\\, 1]"))
    #expect(proof.differentiability.contains("JAX takes $1$ (in the subdifferential)"))
  }

  @Test("softplus is a chain of three smooth maps, and its derivative the logistic function")
  func softplus() throws {
    let proof = try proof(.softplus, .ru)
    #expect(proof.smoothness.contains("z \\;\\mapsto\\; e^{z} \\;\\mapsto\\; 1 + e^{z}"))
    #expect(proof.smoothness.contains("$1 + e^{z} > 0$; это так"))
    #expect(proof.smoothness.contains("C^\\infty(\\mathbb{R})"))
    #expect(proof.derivation.contains("\\frac{e^{z}}{1 + e^{z}} && \\text{приводим"))
    #expect(proof.derivation.contains("\\sigma(z)"))
    #expect(proof.continuity.contains("$0 < f'(\\xi) < 1$"))
  }

  @Test("a jump is refuted by half the distance from the value to the limit")
  func jump() throws {
    let proof = try proof(.step, .en)
    #expect(proof.continuity.contains("is **not** continuous"))
    #expect(proof.continuity.contains("\\varepsilon_0 = d/2 = 0.5"))
    #expect(
      proof.differentiability.contains("\\frac{1 - 0}{h} \\xrightarrow[h \\to 0^+]{} +\\infty"))
    #expect(proof.smoothness.contains("of no class $C^k$"))
  }

  @Test("what is not decided is said to be so, with the reason")
  func undecided() throws {
    var analysis = FunctionAnalysis.softplus
    analysis.continuity.verdict = .undecided
    analysis.continuity.reason = Reason(.functionSign, "sin(1/x)")
    analysis.differentiability.verdict = .undecided
    analysis.smoothness = Smoothness(
      class: nil, atLeast: 2, reason: Reason(.agreementToOrder, "2"),
      evidence: analysis.smoothness.evidence)
    let english = try proof(analysis, .en)
    #expect(english.continuity.contains("**Continuity is not decided**"))
    #expect(
      english.continuity.contains(
        "the sign of $\\sin\\left(\\frac{1}{z}\\right)$ could not be decided"))
    #expect(
      english.differentiability.contains("Differentiability on the whole domain is not decided"))
    #expect(english.smoothness.contains("at least of class $C^{2}$"))
    let russian = try proof(analysis, .ru)
    #expect(russian.continuity.contains("**Непрерывность не установлена**"))
    #expect(russian.smoothness.contains("по крайней мере $C^{2}$"))
  }

  @Test("a gap in the domain is named, and no statement is about the whole line")
  func gap() throws {
    var analysis = FunctionAnalysis.softplus
    analysis.domain.intervals = [
      IntervalDescription(from: .minusInfinity, to: 0, fromClosed: false, toClosed: false),
      IntervalDescription(from: 0, to: .infinity, fromClosed: false, toClosed: false),
    ]
    analysis.domain.gaps = [.init(at: 0, kind: .removable, left: 1, right: 1)]
    let proof = try proof(analysis, .en)
    #expect(proof.definition.contains("$D = (-\\infty,\\, 0) \\cup (0,\\, +\\infty)$"))
    #expect(proof.definition.contains("the singularity is removable"))
    #expect(!text(proof).contains("\\in \\mathbb{R}$."))
    #expect(proof.continuity.contains("\\delta = \\min(r,\\, \\varepsilon)"))
  }

  @Test("prose is complete: no tags, no optionals, balanced formulas", arguments: Language.allCases)
  func wellFormed(language: Language) throws {
    for analysis in [FunctionAnalysis.relu, .leakyReLU, .softplus, .step] {
      let text = text(try proof(analysis, language))
      for forbidden in ["<%", "%>", "nil", "Optional(", "NumberView"] {
        #expect(!text.contains(forbidden), "\(forbidden)")
      }
      #expect(text.count { $0 == "$" }.isMultiple(of: 2))
      #expect(text.count { $0 == "{" } == text.count { $0 == "}" })
    }
  }
}
