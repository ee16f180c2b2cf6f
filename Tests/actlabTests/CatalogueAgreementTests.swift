import ActivationLab
import Foundation
import Subprocess
import Testing

@Suite("Analyses of the catalogue, as they are printed")
struct CatalogueAgreementTests {
  private static let checkout = (1...3).reduce(URL(filePath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }
  private static let python = checkout.appending(path: ".venv-tests/bin/python").path

  @Test("every section of every entry is decided, and none contradicts mpmath")
  func agreement() async throws {
    try #require(
      FileManager.default.isExecutableFile(atPath: Self.python), "run Scripts/setup.sh tests")
    let folder = try TemporaryFolder()
    var analyses: [String] = []
    for name in Catalogue.builtIn.activations.map(\.name) {
      let result = try await CommandLineTool.run("analyze", name, "--format", "json")
      try #require(result.code == 0, "\(name): \(result.error)")
      analyses.append(result.output)
      let reasons = Self.reasons(in: try object(result.output))
      #expect(reasons == [], "\(name) is not decided")
    }
    let file = try folder.file("analyses.json", "[\(analyses.joined(separator: ","))]")
    let script = Self.checkout.appending(path: "Scripts/check_analysis.py").path
    let check = try await Subprocess.run(
      .path(.init(Self.python)), arguments: [script, file], output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20))
    #expect(
      check.terminationStatus == .exited(0), "\(check.standardOutput)\(check.standardError)")
    // How much was compared, so that a check of nothing does not pass.
    let numbers = check.standardOutput.split(separator: " ").compactMap { Int($0) }
    #expect(numbers.first == analyses.count)
    #expect(numbers.count > 1 && numbers[1] > 25_000)
  }

  /// The reasons for undecided answers, anywhere in the JSON.
  private static func reasons(in value: Any) -> [String] {
    switch value {
    case let object as [String: Any]:
      let own = [object["reason"] as? String].compactMap { $0 }
      return own + object.values.flatMap(reasons)
    case let list as [Any]: return list.flatMap(reasons)
    default: return []
    }
  }
}
