import Foundation
import Testing

@Suite("actlab check-delta and check-derivative")
struct CheckTests {
  @Test("a proof ends with exit code 0, a refutation with 1")
  func codes() async throws {
    let right = try await CommandLineTool.run("check-delta", "relu", "--at", "0", "--delta", "eps")
    #expect(right.code == 0)
    #expect(right.output.contains("Proved: this δ serves for every ε > 0."))
    let wrong = try await CommandLineTool.run(
      "check-delta", "x^2", "--at", "3", "--delta", "ε/7", "--format", "json")
    #expect(wrong.code == 1)
    #expect(wrong.error.isEmpty)
    let grade = try object(wrong.output)
    #expect(grade["schema"] as? String == "actlab.check-delta.v1")
    #expect(grade["verdict"] as? String == "refuted")
    #expect((grade["servesBelow"] as? [String: Any])?["exact"] as? String == "7")
    let derivative = try await CommandLineTool.run(
      "check-derivative", "tanh", "1 - tanh(x)^2", "--format", "json")
    #expect(derivative.code == 0)
    #expect(try object(derivative.output)["schema"] as? String == "actlab.check-derivative.v1")
    let sign = try await CommandLineTool.run("check-derivative", "cos(x)", "sin(x)")
    #expect(sign.code == 1)
    #expect(sign.output.contains("g is the derivative with the opposite sign"))
  }

  @Test("text in both languages, within 80 columns", arguments: ["en", "ru"])
  func text(language: String) async throws {
    let runs = [
      ["check-delta", "x^2", "--at", "3", "--delta", "eps/7"],
      ["check-delta", "gelu", "--uniform", "--delta", "eps/1.128"],
      ["check-delta", "step", "--at", "0", "--delta", "-eps"],
      ["check-derivative", "relu", "1 if x > 0 else 0"],
      ["check-derivative", "softplus", "tanh(x)"],
    ]
    for run in runs {
      let result = try await CommandLineTool.run(run + ["--language", language])
      #expect(result.error.isEmpty)
      let hasCyrillic = result.output.contains { ("а"..."я").contains($0) }
      #expect(hasCyrillic == (language == "ru"))
      #expect(!result.output.contains("%") && !result.output.contains("delta."))
      #expect(!result.output.contains("answer."))
      for line in result.output.split(separator: "\n") { #expect(line.count <= 80) }
    }
  }

  @Test("the table says that it is about the running supremum, and asks for a positive δ")
  func legend() async throws {
    for (language, legend) in [("en", "the supremum of δ(ε)"), ("ru", "супремум δ(ε)")] {
      let result = try await CommandLineTool.run(
        "check-delta", "relu6", "--at", "7", "--delta", "1+eps", "--language", language)
      #expect(result.output.contains("δ̂(|f(x) − f(a)|) − |x − a|"))
      #expect(result.output.replacing("\n", with: " ").contains(legend))
      #expect(result.output.contains("δ(ε) > 0"))
      // Beyond 6 f has the value f(7): δ̂(0) is 0.
      #expect(result.output.contains("-x + 7") || result.output.contains("7 - x"))
    }
  }

  @Test("the counterexample is told in words")
  func words() async throws {
    let english = try await CommandLineTool.run(
      "check-delta", "relu", "--at", "0", "--delta", "2*eps")
    #expect(
      english.output.contains(
        "- counterexample: ε = 1, x = 1; there |x − a| = 1 and δ(ε) = 2 is greater, but\n"
          + "  |f(x) − f(a)| = 1 is not less than ε\n- it fails for arbitrarily small ε"))
    let russian = try await CommandLineTool.run(
      "check-derivative", "x^2", "x", "--language", "ru")
    #expect(
      russian.output.contains(
        "- g отличается от производной постоянным множителем: g = c·f', c = 0.5"))
  }

  @Test("Markdown has LaTeX, and the file is written")
  func markdown() async throws {
    let folder = try TemporaryFolder()
    let result = try await CommandLineTool.run(
      "check-delta", "x^2", "--at", "3", "--delta", "min(1, eps/7)", "--format", "md", "-o",
      folder.path("grade.md"))
    #expect(result.code == 0)
    #expect(result.output.isEmpty)
    #expect(try folder.text("grade.md").contains("\\frac{\\varepsilon}{7}"))
  }

  @Test(
    "wrong input is shown where it is wrong",
    arguments: [
      (
        ["check-delta", "relu", "--at", "0", "--delta", "-eps+x"],
        "error: unknown name 'x'\n  -eps+x\n       ^\nThe variable is 'eps' or 'epsilon'.\n"
      ),
      (
        ["check-delta", "relu", "--at", "0", "--delta", "min(1, eps"],
        "error: this bracket is never closed\n  min(1, eps\n     ^\n"
      ),
      (
        ["check-delta", "relu", "--at", "0", "--delta", "relu"],
        "error: 'relu' is a function; expected its argument in brackets\n  relu\n  ^~~~\n"
          + "Write 'relu(eps)'.\n"
      ),
      (
        ["check-delta", "relu", "--uniform", "--delta", "eps/a"],
        "error: unknown name 'a'\n  eps/a\n      ^\nThe variable is 'eps' or 'epsilon'.\n"
      ),
      (
        ["check-delta", "relu", "--at", "1,2", "--delta", "eps"],
        "error: --at takes one point, not 2\n"
      ),
      (
        ["check-delta", "relu", "--delta", "eps"],
        "error: give the point with --at, or --uniform.\nSee 'actlab check-delta --help'.\n"
      ),
      (
        ["check-delta", "relu", "--at", "0", "--uniform", "--delta", "eps"],
        "error: --uniform takes no point: leave out --at.\nSee 'actlab check-delta --help'.\n"
      ),
      (
        ["check-derivative", "relu", "-x+"],
        "error: the formula ends too early; expected a value\n  -x+\n     ^\n"
      ),
    ])
  func errors(arguments: [String], message: String) async throws {
    let result = try await CommandLineTool.run(arguments)
    #expect(result.code == 64)
    #expect(result.output.isEmpty)
    #expect(result.error == message)
  }
}
