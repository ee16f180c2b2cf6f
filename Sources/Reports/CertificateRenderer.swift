import CertificateChecker
import Installation

/// What the check of a certificate found, as text or Markdown.
public struct CertificateRenderer: Sendable {
  private let writer: NetworkWriter

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws {
    writer = try NetworkWriter(language: language, decimals: 6)
  }

  /// Plain text of 80 columns.
  public func text(of verification: CertificateVerification) -> String {
    document(verification).text()
  }

  /// Markdown.
  public func markdown(of verification: CertificateVerification) -> String {
    document(verification).markdown
  }

  private func document(_ verification: CertificateVerification) -> BlockDocument {
    var document = BlockDocument()
    if let flaw = verification.flaw {
      document.append(.line(writer.phrase("certificate.rejected", flaw)))
      return document
    }
    document.append(.line(writer.phrase("certificate.verified", "\(verification.claims.count)")))
    document.append(
      .table(
        header: ["sample", "class", "excluded", "lower", "upper", "nodes"].map {
          writer.phrase("attack.\($0)")
        },
        rows: verification.claims.map { claim in
          [
            "\(claim.sample)", "\(claim.label)\(claim.target.map { " → \($0)" } ?? "")",
            claim.targets.map(String.init).joined(separator: " "), writer.all(claim.lower),
            claim.upper.map(writer.all) ?? "—", "\(claim.nodes)",
          ]
        }))
    return document
  }
}
