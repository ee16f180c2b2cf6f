import Activations
import Analysis
import Installation
import Testing

@testable import Proofs

/// Proofs about functions as the analysis describes them.
@Suite("Proofs about analysed functions")
struct AnalysedProofTests {
  private func proof(_ text: String, _ language: Language = .en) throws -> FunctionProof {
    let function = try Catalogue.builtIn.parser.parse(text)
    return try ProofWriter(language: language).proof(
      of: FunctionAnalysis(of: function, conventions: []))
  }

  @Test(
    "δ = ε/L is simplified",
    arguments: [
      ("x/6", "6\\,\\varepsilon"), ("2*x", "\\varepsilon/2"), ("3*x/2", "2\\,\\varepsilon/3"),
      ("x", "\\varepsilon"), ("0.01*x", "100\\,\\varepsilon"), ("1.1*x", "10\\,\\varepsilon/11"),
      ("sqrt(2)*x", "\\frac{\\sqrt{2}}{2}\\,\\varepsilon"),
    ])
  func delta(text: String, delta: String) throws {
    let proof = try proof(text)
    #expect(proof.uniformDelta == delta)
    #expect(proof.continuity.contains("the choice $\\delta = \(delta)$ serves"))
  }

  @Test("a constant takes any δ, on each interval of a domain with gaps too")
  func constant() throws {
    let gap = try proof("x/x").continuity
    #expect(gap.contains("every $\\delta > 0$ less than the distance from $a$"))
    #expect(gap.contains("\\right| = 0. \\qquad (*)"))
    #expect(try proof("3").uniformDelta == nil)
  }

  @Test("a local δ for a polynomial is explicit: |f′| ≤ 2R for x² on |x| ≤ R = |a| + 1")
  func localDelta() throws {
    let text = try proof("x^2").continuity
    #expect(text.contains("$R = \\left|a\\right| + 1$"))
    #expect(text.contains("$M = 2 \\, R$"))
  }

  @Test("near a gap r is at most half the distance to it")
  func radius() throws {
    #expect(try proof("1/x").continuity.contains("$\\tfrac{1}{2}\\left|a\\right|$"))
    #expect(try proof("1/(x - 2)").continuity.contains("$\\tfrac{1}{2}\\left|a - 2\\right|$"))
    #expect(try proof("log(x + 3)").continuity.contains("$\\tfrac{1}{2}\\left|a + 3\\right|$"))
  }

  @Test("for 1/x: |f′| ≤ 4/a² on |x| ≥ |a|/2; for ln x: |f′| ≤ 2/|a|")
  func reciprocal() throws {
    #expect(try proof("1/x").continuity.contains("$M = 4/\\left|a\\right|^{2}$"))
    #expect(try proof("log(x)").continuity.contains("$M = 2/\\left|a\\right|$"))
  }

  @Test(
    "at a vertical tangent δ is a power of ε: |√(4x)| < ε exactly if x < ε²/4",
    arguments: [
      ("sqrt(x)", "\\varepsilon^{2}"), ("cbrt(x)", "\\varepsilon^{3}"),
      ("3*sqrt(x)", "(\\varepsilon/3)^{2}"), ("sqrt(4*x)", "\\varepsilon^{2}/4"),
    ])
  func steep(text: String, delta: String) throws {
    let continuity = try proof(text).continuity
    #expect(continuity.contains("So $\\delta = \(delta)$ serves."), "\(continuity)")
  }

  @Test("one formula on several intervals is named once, with all of them")
  func unions() throws {
    let gap = try proof("1/x", .ru)
    #expect(gap.derivation.contains("*При $x < 0 \\text{ или } x > 0$:*"))
    #expect(gap.derivation.components(separatedBy: "\\begin{aligned}").count == 2)
    let root = try proof("cbrt(x)")
    #expect(root.continuity.contains("for $x \\in \\mathbb{R}$."))
    #expect(root.smoothness.contains("For $x < 0 \\text{ or } x > 0$"))
    let hat = try proof("max(0, 1 - |x|)")
    #expect(hat.continuity.contains("For $x \\le -1 \\text{ or } x \\ge 1$ we have"))
  }

  @Test("joints outside the domain are no joints of the proofs")
  func outside() throws {
    let proof = try proof("abs(x)/x", .ru)
    #expect(proof.differentiability.contains("нет точек стыка, принадлежащих $D$"))
    #expect(!proof.smoothness.contains("В точке стыка"))
    #expect(!proof.derivation.contains("точки стыка"))
  }

  @Test("irrational corners have a step")
  func irrational() throws {
    let text = try proof("abs(x^2 - 2)").differentiability
    #expect(text.contains("f'_+(\\sqrt{2}) - f'_-(\\sqrt{2}) = 4 \\, \\sqrt{2}"))
  }

  @Test("of a function without domain only the definition is written")
  func empty() throws {
    let proof = try proof("sqrt(-1 - x^2)", .ru)
    #expect(proof.definition.contains("область определения пуста"))
    #expect(proof.continuity.isEmpty && proof.smoothness.isEmpty && proof.derivation.isEmpty)
  }
}
