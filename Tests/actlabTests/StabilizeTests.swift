import Foundation
import Testing

@Suite("actlab stabilize")
struct StabilizeTests {
  @Test("the text names the rules, and what the formula as written does wrong")
  func text() async throws {
    let result = try await CommandLineTool.run("stabilize", "softplus")
    #expect(result.code == 0)
    #expect(result.output.contains("log-sum-exp"))
    #expect(result.output.contains("wrong zeros"))
    #expect(result.output.contains("result = "))
  }

  @Test("the JSON has its schema, and the same bytes each time")
  func json() async throws {
    let first = try await CommandLineTool.run(
      "stabilize", "1/(1 + exp(-x))", "--of", "derivative", "--format", "json")
    let second = try await CommandLineTool.run(
      "stabilize", "1/(1 + exp(-x))", "--of", "derivative", "--format", "json")
    #expect(first.output == second.output)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "actlab.stable.v1")
    let error = try #require(object["error"] as? [String: Any])
    #expect(try #require(error["maxUlp"] as? Double) < 1)
  }

  @Test("a source has no --format, and an unknown dtype is refused")
  func usage() async throws {
    let both = try await CommandLineTool.run("stabilize", "tanh", "--emit", "c", "--format", "json")
    #expect(both.code == 64)
    let wide = try await CommandLineTool.run("stabilize", "tanh", "--dtype", "float64", "--certify")
    #expect(wide.code == 64 && wide.error.contains("up to 32 bits"))
    let unknown = try await CommandLineTool.run("stabilize", "tanh", "--dtype", "float12")
    #expect(unknown.code == 64)
    #expect(unknown.error.contains("float32"))
  }

  @Test("a formula without any value is said to have none")
  func emptyDomain() async throws {
    let result = try await CommandLineTool.run("stabilize", "x/0", "--dtype", "bfloat16")
    #expect(result.code == 64 && result.error.contains("'x/0' has no value at any input tried"))
  }

  @Test("the prose is translated")
  func russian() async throws {
    let result = try await CommandLineTool.run("stabilize", "tanh", "--language", "ru")
    #expect(result.output.contains("Устойчивая форма"))
  }
}
