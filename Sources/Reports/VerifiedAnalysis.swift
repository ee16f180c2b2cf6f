import Analysis
import EvidenceChecker
import Formulas
import Reals

/// An analysis with what the independent checker found of the signs that it rests on.
public struct VerifiedAnalysis: Encodable, Sendable {
  /// The analysis.
  public let analysis: FunctionAnalysis
  /// What was found.
  public let verification: Verification

  /// An analysis and the outcomes of its claims.
  public init(analysis: FunctionAnalysis, verification: Verification) {
    self.analysis = analysis
    self.verification = verification
  }

  private enum CodingKeys: String, CodingKey { case verification }

  /// Writes the fields of the analysis, and `verification` beside them.
  public func encode(to encoder: any Encoder) throws {
    try analysis.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(verification, forKey: .verification)
  }
}

extension AnalysisOutline {
  /// The counts, and every claim that is not verified entirely.
  func section(of verification: Verification) -> Section {
    let counts = [
      phrase("verification.verified", "\(verification.verified)"),
      phrase("verification.partly", "\(verification.partly)"),
      phrase("verification.failed", "\(verification.failed)"),
    ]
    return Section(
      title: phrase("section.verification"), lines: counts + verification.claims.compactMap(line))
  }

  private func line(of checked: CheckedClaim) -> String? {
    let claim = checked.claim
    let tree = try? FormulaParser().parse(claim.formula, variable: "x").formula
    let formula = tree.map { notation.formula($0, variable: variable) } ?? claim.formula
    let whole = interval(claim.from, claim.to)
    switch checked.outcome {
    case .verified: return nil
    case .verifiedWithin(let from, let to):
      let part = interval(from.map { "\($0)" } ?? claim.from, to.map { "\($0)" } ?? claim.to)
      return phrase("verification.within", formula, whole, part)
    case .contradicted(let at):
      return phrase("verification.contradicted", formula, whole, number("\(at)"))
    case .notVerified(let obstacle, let at):
      let place = at.map { phrase("verification.near", number("\($0)")) } ?? ""
      let reason = phrase("verification.obstacle.\(obstacle.rawValue)") + place
      return phrase("verification.notVerified", formula, whole, reason)
    }
  }

  private func interval(_ from: String, _ to: String) -> String {
    notation.interval(from: exact(from), to: exact(to))
  }

  private func number(_ text: String) -> String { notation.number(exact(text)) }

  private func exact(_ text: String) -> ExactNumber {
    ExactNumber(exact: text, decimal: text, enclosure: [text, text])
  }
}
