import Foundation

/// Whether a certificate proves what it claims.
public struct CertificateVerification: Codable, Hashable, Sendable {
  /// The name of the format.
  public var schema = "actlab.certificate-check.v1"
  /// Whether all claims are verified.
  public let isVerified: Bool
  /// The claims that are verified: all of them, or none.
  public let claims: [CertificateCheck.VerifiedClaim]
  /// The first thing that is wrong, or `nil`.
  public let flaw: String?

  /// Checks the bytes of a certificate file.
  ///
  /// - Parameter network: the bytes of a certificate without claims; the network must be the same as
  ///   its network.
  public init(of file: Data, ofNetwork network: Data? = nil) {
    do throws(CertificateFlaw) {
      claims = try CertificateCheck(of: file, ofNetwork: network).claims
      flaw = nil
    } catch {
      claims = []
      flaw = error.description
    }
    isVerified = flaw == nil
  }
}
