import Foundation
import Testing

@Suite("actlab list --accuracy")
struct ListAccuracyTests {
  private func entries(_ arguments: String...) async throws -> [[String: Any]] {
    let result = try await CommandLineTool.run(
      ["list", "--accuracy", "--format", "json"] + arguments)
    #expect(result.code == 0, "\(result.error)")
    let report = try object(result.output)
    #expect(report["schema"] as? String == "actlab.catalogue-accuracy.v1")
    return try #require(report["entries"] as? [[String: Any]])
  }

  @Test(
    "in formats of up to 32 bits every form meets the target", arguments: ["float32", "float16"])
  func catalogue(dtype: String) async throws {
    let entries = try await entries("--dtype", dtype)
    let listed = try await CommandLineTool.run("list", "--format", "json")
    let activations = try #require(try object(listed.output)["activations"] as? [Any])
    #expect(entries.count == 2 * activations.count)
    #expect(entries.allSatisfy { $0["meetsTarget"] as? Bool == true })
    #expect(entries.map { $0["of"] as? String }.prefix(2) == ["value", "derivative"])
  }

  @Test("what misses it is shown, and the exit code is 1")
  func missed() async throws {
    let folder = try TemporaryFolder()
    // Beside multiples of 2π, roots of third order, the terms cancel; no form is known.
    let file = try folder.file(
      "mine.json",
      """
      {"schema": "actlab.catalogue.v1", "activations": [
        {"name": "difference", "formula": "tan(x) - sin(x)"}]}
      """)
    let result = try await CommandLineTool.run("list", "--accuracy", "--catalogue", file)
    #expect(result.code == 1)
    let rows = result.output.split(separator: "\n").filter { $0.contains("MISSED") }
    #expect(rows.count == 1 && rows[0].hasPrefix("difference") && rows[0].contains(" value "))
    let russian = try await CommandLineTool.run(
      "list", "--accuracy", "--catalogue", file, "--language", "ru")
    #expect(russian.output.contains("НЕТ"))
    let usage = try await CommandLineTool.run("list", "--dtype", "float16")
    #expect(usage.code == 64)
    #expect(usage.error.hasPrefix("error: --dtype is for --accuracy.\n"))
  }
}
