import Foundation
import Testing

@Suite(
  "actlab report", .enabled(if: CommandLineTool.hasCharts, "charts are missing"), .serialized)
struct ReportTests {
  @Test(
    "the case study is written in each language",
    arguments: [
      ("ru", "# Анализ функций активации", "Непрерывность"),
      ("en", "# Activation functions", "Continuity"),
    ])
  func caseStudy(language: String, title: String, word: String) async throws {
    let folder = try TemporaryFolder()
    let result = try await CommandLineTool.run(
      "report", "case-study", "--language", language, "--format", "md", "-o",
      folder.path("new/study"))
    #expect(result.code == 0)
    #expect(result.output.isEmpty)
    #expect(result.error.contains("wrote \(folder.path("new/study/case-study.md"))\n"))
    let text = try folder.text("new/study/case-study.md")
    #expect(text.hasPrefix(title))
    #expect(text.contains(word))
    for name in ["relu", "leaky_relu", "softplus", "training"] {
      #expect(FileManager.default.fileExists(atPath: folder.path("new/study/figures/\(name).svg")))
    }

    let again = try await CommandLineTool.run(
      "report", "case-study", "--format", "md", "-o", folder.path("new/study"))
    #expect(again.code == 74)
    #expect(again.error.hasSuffix("exists\nUse --force to replace it.\n"))
  }

  @Test("the command that makes the report again names the catalogue file; parameters are told")
  func command() async throws {
    let folder = try TemporaryFolder()
    let catalogue = folder.path("it's mine.json")
    try Data(
      #"""
      {"schema": "actlab.catalogue.v1", "activations": [{
        "name": "mine", "title": {"en": "mine", "ru": "моя"}, "formula": "max(x, 0.1*x - 1)",
        "citation": {"authors": ["A"], "title": "T", "year": 2026, "identifier": "none"}}]}
      """#.utf8
    ).write(to: URL(filePath: catalogue))
    let result = try await CommandLineTool.run(
      "report", "case-study", "--function", "mine", "--function", "leaky_relu(x, alpha=0.2)",
      "--catalogue", catalogue, "--language", "en", "--format", "md", "-o", folder.path("a"))
    #expect(result.code == 0, "\(result.error)")
    let text = try folder.text("a/case-study.md")
    #expect(text.contains("--catalogue '\(folder.path("it'\\''s mine.json"))' --language en"))
    #expect(text.contains("LeakyReLU (α = 0.2)"))
    let twice = try await CommandLineTool.run(
      "report", "case-study", "--function", "relu", "--function", "max(0, x)", "-o",
      folder.path("b"))
    #expect(twice.code == 64)
    #expect(twice.error == "error: 'max(0, x)' is given twice\nName every function once.\n")
  }

  @Test("the same command gives the same bytes, for any functions")
  func typedFunctions() async throws {
    let folder = try TemporaryFolder()
    func write(to name: String) async throws {
      let result = try await CommandLineTool.run(
        "report", "case-study", "--function", "-x if x < 0 else x^2", "--function", "tanh",
        "--format", "md,ipynb,html", "-o", folder.path(name))
      #expect(result.code == 0, "\(result.error)")
    }
    try await write(to: "a")
    try await write(to: "b")
    for file in ["case-study.md", "case-study.ipynb", "case-study.html"] {
      let text = try folder.text("a/\(file)")
      #expect(!text.isEmpty)
      #expect(try folder.text("b/\(file)") == text)
    }
    #expect(try folder.text("a/case-study.html").contains("<math"))
  }

  @Test(
    "the homework is written in each language, the same bytes each time",
    arguments: [
      ("ru", "# Домашняя работа"), ("en", "# Homework"),
    ])
  func homework(language: String, title: String) async throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] {
      let result = try await CommandLineTool.run(
        "report", "homework", "--language", language, "-o", folder.path(name))
      #expect(result.code == 0, "\(result.error)")
    }
    for file in ["homework.md", "homework.ipynb", "homework.html"] {
      let text = try folder.text("a/\(file)")
      #expect(try folder.text("b/\(file)") == text)
      #expect(text.contains("0.4794") && text.contains("0.1137"))
    }
    #expect(try folder.text("a/homework.md").hasPrefix(title))
    let page = try folder.text("a/homework.html")
    #expect(page.contains("<math") && page.contains("<svg"))
    #expect(!page.contains("src=\"http") && !page.contains("<link"))
    for name in [
      "gradient-relu", "gradient-gelu", "loss", "initial", "trained", "jump-swapped",
      "jump-retrained",
    ] {
      #expect(FileManager.default.fileExists(atPath: folder.path("a/figures/\(name).svg")))
    }
  }

  @Test("formats that do not exist, and a file where the folder should be")
  func refusals() async throws {
    let folder = try TemporaryFolder()
    let format = try await CommandLineTool.run(
      "report", "case-study", "--format", "md,docx", "-o", folder.path("study"))
    #expect(format.code == 64)
    #expect(
      format.error
        == "error: 'docx' is not a format of reports\nThe formats are md, ipynb and html.\n")
    let file = try folder.file("file", "")
    let inFile = try await CommandLineTool.run("report", "case-study", "-o", file + "/study")
    #expect(inFile.code == 74)
    #expect(inFile.error == "error: '\(file)' is a file, not a folder\nChoose another folder.\n")
    let unwritable = try await CommandLineTool.run("report", "case-study", "-o", "/proc/study")
    #expect(unwritable.code == 74)
  }
}
