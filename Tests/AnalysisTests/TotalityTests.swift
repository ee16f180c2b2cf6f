import Analysis
import Formulas
import Reals
import Testing

@Suite("What follows from the operations alone")
struct TotalityTests {
  private func analysis(_ text: String) throws -> FunctionAnalysis {
    FunctionAnalysis(of: try FormulaParser().parse(text))
  }

  @Test(
    "continuity on ℝ is composed where no cells can be found",
    arguments: ["max(sin(x), cos(x), sin(2x), x/10)", "|sin(x)*exp(x)| - |cos(x^2)|/3"])
  func continuous(_ text: String) throws {
    let analysis = try analysis(text)
    #expect(analysis.domain.verdict == .proved)
    #expect(analysis.domain.intervals.map { [$0.from, $0.to] } == [[.minusInfinity, .infinity]])
    #expect(analysis.continuity.verdict == .proved)
    #expect(analysis.continuity.onReals == .proved)
    #expect(analysis.continuity.exceptions.isEmpty)
  }

  @Test("floor(x²) is defined on ℝ, and its jumps in the window refute continuity")
  func jumps() throws {
    let analysis = try analysis("floor(x^2)")
    #expect(analysis.domain.verdict == .proved)
    #expect(analysis.continuity.verdict == .refuted)
    #expect(analysis.differentiability.verdict == .refuted)
    // ±√1, …, ±√24; 5 is the end of the window, and nothing is said of what is beyond.
    #expect(analysis.continuity.exceptions.count == 48)
    #expect(!analysis.continuity.complete && !analysis.differentiability.complete)
    let jump = try #require(analysis.continuity.exceptions.first { $0.at.exact == "sqrt(2)" })
    #expect(jump.left?.exact == "1" && jump.right?.exact == "2" && jump.value?.exact == "2")
    let joint = try #require(analysis.joints.first { $0.at.exact == "sqrt(2)" })
    #expect(joint.left?.derivative == .infinity && joint.right?.derivative?.exact == "0")
  }

  @Test(
    "what may be undefined somewhere, or jump, is not composed",
    arguments: ["max(sin(x), cos(x), sin(2x), ln(x))", "max(sin(x), cos(x), sin(2x), 1/x)"])
  func partial(_ text: String) throws {
    #expect(try analysis(text).domain.verdict != .proved)
  }

  @Test("an empty domain has a range without numbers, for a reason")
  func empty() throws {
    let range = try analysis("sqrt(-1 - x^2)").range
    #expect(range.infimum == nil && range.supremum == nil)
    #expect(range.reason?.kind == .emptyDomain)
  }

  @Test("the evidence of a refutation says so, and that of a domain names the joints in it")
  func evidence() throws {
    let relu = try analysis("max(0, x)")
    #expect(relu.differentiability.evidence.statement == "not differentiable")
    #expect(relu.continuity.evidence.statement == "continuous")
    #expect(relu.domain.evidence.premises.contains { $0.statement == "defined at 0" })
  }

  @Test(
    "one function in several spellings has the same answers",
    arguments: ["tanh((x^-1)^0.5)", "tanh(sqrt(1/x))", "tanh(1/sqrt(x))"])
  func spellings(_ text: String) throws {
    let analysis = try analysis(text)
    #expect(analysis.domain.intervals.map { [$0.from, $0.to] } == [[ExactNumber(0), .infinity]])
    #expect(analysis.continuity.verdict == .proved)
    #expect(analysis.range.infimum?.exact == "0" && analysis.range.supremum?.exact == "1")
    #expect(analysis.monotonicity.global == .decreasing)
  }
}
