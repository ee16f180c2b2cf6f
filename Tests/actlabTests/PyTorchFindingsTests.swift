import Foundation
import Testing

/// The root of the package, and PyTorch's interpreter seen from it.
private let checkout = (1...3).reduce(URL(filePath: #filePath)) { url, _ in
  url.deletingLastPathComponent()
}
private let python = ".venv-torch/bin/python"
private let isInstalled = FileManager.default.isExecutableFile(
  atPath: checkout.appending(path: python).path)

/// Whether the machine has the instructions with which PyTorch computes GELU by a form of its own; with
/// others it calls erf, and is better.
private let hasWideVectors =
  (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.contains("avx512f") ?? false
private let whyNot: Comment =
  "PyTorch's GELU has this fault with AVX-512 only, which is missing here"

/// What is known to be wrong in PyTorch, found by sweeps that are told nothing of it.
@Suite(
  "What sweeps find in PyTorch", .serialized,
  .enabled(if: isInstalled, "PyTorch is missing: see Scripts/setup.sh torch"))
struct PyTorchFindingsTests {
  /// The JSON report of PyTorch's function.
  private func report(_ arguments: String...) async throws -> [String: Any] {
    let outcome = try await CommandLineTool.run(
      ["accuracy"] + arguments + [
        "--format", "json", "--implementation",
        "\(python) Scripts/examples/torch_implementation.py",
      ], in: checkout)
    try #require(outcome.code == 0, "\(outcome.error)")
    return try object(outcome.output)
  }

  /// The first wrong zero above 0, from which on every input up to `end` must give one.
  private func firstWrongZero(_ report: [String: Any], upTo end: Float) throws -> Float {
    let findings = try #require(report["first"] as? [String: Any])
    let finding = try #require(findings["wrongZero"] as? [String: Any])
    let first = Float(try #require(finding["above"] as? Double))
    #expect(finding["count"] as? Int == Int(end.bitPattern - first.bitPattern) + 1)
    return first
  }

  @Test("the derivative of tanh in float32 is 0 from 9.01 on")
  func tanh() async throws {
    let report = try await report("tanh", "--of", "derivative", "--range", "8:12")
    let first = try firstWrongZero(report, upTo: 12)
    #expect(first > 9.01 && first < 9.02)
  }

  @Test("the derivative of the sigmoid in float32 is 0 from 16.6 on")
  func sigmoid() async throws {
    let report = try await report("sigmoid", "--of", "derivative", "--range", "16:20")
    let first = try firstWrongZero(report, upTo: 20)
    #expect(first > 16.6 && first < 16.7)
  }

  @Test(
    "GELU in float32 is 100 ulp and more off near −2.48, where its values are not yet small",
    .enabled(if: hasWideVectors, whyNot))
  func gelu() async throws {
    let report = try await report("gelu", "--range", "-4:-1", "--sample", "1000000")
    #expect(try #require(report["bulkMaxUlp"] as? Double) >= 100)
    let bulk = try #require(report["bulk"] as? [String: Any])
    #expect(abs(try #require(bulk["at"] as? Double) + 2.48) < 0.03)
  }

  @Test(
    "GELU in bfloat16 is infinite at 128 finite inputs, all of the largest",
    .enabled(if: hasWideVectors, whyNot))
  func geluOverflow() async throws {
    let report = try await report("gelu", "--dtype", "bfloat16")
    #expect(report["inputs"] as? Int == 65_280)
    #expect(report["spuriousInfinities"] as? Int == 128)
    let findings = try #require(report["first"] as? [String: Any])
    let finding = try #require(findings["spuriousInfinity"] as? [String: Any])
    // Half of the largest power of two on: twice the input is beyond the largest number.
    #expect(Float(try #require(finding["above"] as? Double)) == 0x1p127)
    #expect(finding["below"] as? Double == nil)
  }

  @Test("ReLU is right at every input")
  func relu() async throws {
    let report = try await report("relu", "--dtype", "bfloat16")
    #expect(report["maxUlp"] as? Double == 0)
    #expect(report["wrongZeros"] as? Int == 0 && report["nans"] as? Int == 0)
  }
}
