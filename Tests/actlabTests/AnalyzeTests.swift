import Foundation
import Testing

@Suite("actlab analyze and compare")
struct AnalyzeTests {
  @Test("the JSON of ReLU says what is true of it")
  func json() async throws {
    let result = try await CommandLineTool.run("analyze", "relu", "--format", "json")
    #expect(result.code == 0)
    let analysis = try object(result.output)
    #expect(analysis["schema"] as? String == "actlab.analysis.v1")
    let continuity = try #require(analysis["continuity"] as? [String: Any])
    #expect(continuity["onReals"] as? String == "proved")
    let differentiability = try #require(analysis["differentiability"] as? [String: Any])
    #expect(differentiability["verdict"] as? String == "refuted")
    let kink = try #require((differentiability["exceptions"] as? [[String: Any]])?.first)
    #expect((kink["left"] as? [String: Any])?["exact"] as? String == "0")
    #expect((kink["right"] as? [String: Any])?["exact"] as? String == "1")
    // The conventions come from the catalogue.
    let conventions = try #require(kink["conventions"] as? [[String: Any]])
    #expect(conventions.map { $0["framework"] as? String } == ["PyTorch", "JAX", "TensorFlow"])
  }

  @Test(
    "text fits 80 columns", arguments: ["en", "ru"],
    [
      ["analyze"], ["compare", "gelu-tanh"], ["differentiate"],
      ["differentiate", "--at", "-0.5,0", "--scheme", "all"], ["evaluate", "--at", "-0.5,0"],
      ["evaluate", "--at", "-0.5,0", "--of", "derivative", "--explain"], ["show"],
    ])
  func width(language: String, command: [String]) async throws {
    let long =
      "selu(x) + x*(0.12345678901234567890 if x < -1/3 else sqrt(2/pi)*(x + 0.044715*x^3)"
      + "*tanh(1 + x^2/7)*exp(-x^2/2))"
    for function in ["selu", "gelu-tanh", long] {
      let options = command[0] == "show" ? [] : ["--language", language]
      let result = try await CommandLineTool.run(
        [command[0], function] + command.dropFirst() + options)
      #expect(result.code == 0, "\(result.error)")
      let lines = result.output.split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines.filter { $0.count > 80 })")
    }
  }

  @Test("the same command gives the same bytes, and JSON is not translated")
  func determinism() async throws {
    let first = try await CommandLineTool.run("analyze", "hard-swish", "--format", "json")
    let second = try await CommandLineTool.run(
      "analyze", "hard-swish", "--format", "json", "--language", "ru")
    #expect(first.output == second.output)
    #expect(!first.output.isEmpty)
  }

  @Test("the text is in the language asked for, in 80 columns")
  func text() async throws {
    let english = try await CommandLineTool.run("analyze", "leaky_relu(z, alpha=0.05)")
    #expect(english.output.contains("corner at 0: one-sided derivatives 0.05 and 1"))
    let russian = try await CommandLineTool.run(
      "analyze", "leaky_relu(z, alpha=0.05)", "--language", "ru")
    #expect(russian.output.contains("излом в 0: односторонние производные 0.05 и 1"))
    for line in (english.output + russian.output).split(separator: "\n") {
      #expect(line.count <= 80)
    }
  }

  @Test("the Markdown holds proofs")
  func markdown() async throws {
    let result = try await CommandLineTool.run("analyze", "relu", "--format", "md")
    #expect(result.output.contains("## Proof: continuity"))
    #expect(!result.output.contains("<%"))
  }

  @Test("the window is that of the gradient regions")
  func window() async throws {
    let result = try await CommandLineTool.run(
      "analyze", "relu", "--over", "-6:3/2", "--format", "json")
    let regions = try #require(try object(result.output)["regions"] as? [[String: Any]])
    let over = try #require(regions.first?["over"] as? [String: Any])
    #expect((over["from"] as? [String: Any])?["decimal"] as? String == "-6")
    #expect((over["to"] as? [String: Any])?["decimal"] as? String == "1.5")
  }

  @Test("the verification is added on demand only, in both languages")
  func verification() async throws {
    let plain = try await CommandLineTool.run("analyze", "sigmoid", "--format", "json")
    #expect(try object(plain.output)["verification"] == nil)
    let json = try await CommandLineTool.run("analyze", "sigmoid", "--verify", "--format", "json")
    #expect(json.code == 0)
    let analysis = try object(json.output)
    #expect(analysis["schema"] as? String == "actlab.analysis.v1")
    let verification = try #require(analysis["verification"] as? [String: Any])
    let claims = try #require(verification["claims"] as? [[String: Any]])
    let counts = ["verified", "partly", "failed"].compactMap { verification[$0] as? Int }
    #expect(counts.count == 3 && counts.reduce(0, +) == claims.count && counts[0] > 0)
    #expect(claims.allSatisfy { $0["outcome"] is String && $0["claim"] is [String: Any] })

    for (language, title, line) in [
      ("en", "Verification\n", "verified by the independent checker"),
      ("ru", "Проверка\n", "подтверждённые независимой проверкой"),
    ] {
      let text = try await CommandLineTool.run(
        "analyze", "gelu", "--verify", "--language", language)
      #expect(text.output.contains(title) && text.output.contains(line))
      #expect(text.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
    let markdown = try await CommandLineTool.run(
      "analyze", "relu", "--verify", "--format", "md", "--language", "en")
    #expect(markdown.output.contains("## Verification") && markdown.output.contains("## Proof"))
  }

  @Test("functions stand side by side")
  func compare() async throws {
    let result = try await CommandLineTool.run("compare", "relu", "-x", "exp(x)")
    #expect(result.code == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.contains { $0.hasPrefix("differentiable?") && $0.contains("no: not at 0") })
    #expect(lines.contains { $0.hasPrefix("one-sided") && $0.contains("at 0: 0 and 1") })
    #expect(lines.contains { $0.hasPrefix("smoothness") && $0.contains("C^0") })

    let json = try await CommandLineTool.run("compare", "relu", "tanh", "--format", "json")
    let columns = try #require(try object(json.output)["columns"] as? [[String: Any]])
    #expect(columns.map { $0["smoothness"] as? String } == ["C0", "Cinf"])
    let russian = try await CommandLineTool.run(
      "compare", "relu", "tanh", "--language", "ru", "--format", "md")
    #expect(russian.output.contains("| непрерывна? | да, на всей прямой | да, на всей прямой |"))
  }

  @Test("numbers that look alike are told to differ, and by how much")
  func lookAlikes() async throws {
    let jump = try await CommandLineTool.run("analyze", "0.3 if x < 0.3 else 0.3 + 1e-30")
    #expect(jump.output.contains("the limits at 0.3 differ: right minus left is 1e-30"))
    let corner = try await CommandLineTool.run(
      "analyze", "x if x < 0 else (1 + 1e-30)*x", "--language", "ru")
    #expect(
      corner.output.contains(
        "односторонние производные в 0 различны: правая минус левая — 1e-30"))
    let plain = try await CommandLineTool.run("analyze", "abs(x)")
    #expect(!plain.output.contains("differ:"))
  }
}
