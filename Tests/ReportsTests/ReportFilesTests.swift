import Figures
import Foundation
import Installation
import Subprocess
import Testing

@testable import Proofs
@testable import Reports

/// The interpreter of an environment in the root of this package, or `nil` if it was not set up.
private func interpreter(_ environment: String) -> URL? {
  var root = URL(filePath: #filePath)
  for _ in 0..<3 { root.deleteLastPathComponent() }
  let python = root.appending(path: "\(environment)/bin/python")
  return FileManager.default.isExecutableFile(atPath: python.path) ? python : nil
}

private let chartsAreSetUp = (try? PythonEnvironment()) != nil
private let testsAreSetUp = interpreter(".venv-tests") != nil

@Suite("The files of a report")
struct ReportFilesTests {
  @Test("three formats, each complete", .enabled(if: chartsAreSetUp, "run make setup"))
  func formats() async throws {
    let study = try await CaseStudy.assignment()
    let files = try await ReportFiles(study, language: .ru, formats: Set(ReportFormat.allCases))
    let names = ["relu", "leaky_relu", "softplus", "functions", "differences", "training"]
    let figures = names.flatMap { name in
      ["svg", "png", "vl.json"].map { "figures/\(name).\($0)" }
    }
    let proofs =
      ["relu", "leaky_relu", "softplus"].map { "proofs/\($0).v" } + ["proofs/_CoqProject"]
      + CoqLibrary.files.map { "proofs/ActivationLab/\($0).v" }
    #expect(
      Set(files.contents.keys)
        == Set(["case-study.md", "case-study.ipynb", "case-study.html"] + figures + proofs))
    let html = String(decoding: try #require(files.contents["case-study.html"]), as: UTF8.self)
    #expect(html.contains("<html lang=\"ru\">"))
    #expect(html.contains("<math"))
    #expect(html.count(of: "<svg") == names.count)
    for reference in ["src=\"http", "href=\"http", "url(http", "@import", "<script", "<link"] {
      #expect(!html.contains(reference), "\(reference)")
    }
    #expect(!html.contains("$$"))
  }

  @Test(
    "the notebook is valid, and a kernel computes the same",
    .enabled(if: chartsAreSetUp && testsAreSetUp, "run make setup and Scripts/setup.sh tests"))
  func notebook() async throws {
    let python = try #require(interpreter(".venv-tests"))
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let study = try await CaseStudy.assignment()
    try await ReportFiles(study, language: .en, formats: [.notebook])
      .write(to: folder, replacing: false)
    let script = """
      import json, sys
      import nbformat
      from nbconvert.preprocessors import ExecutePreprocessor

      def outputs(notebook):
          found = []
          for cell in notebook.cells:
              # A kernel on a busy machine sends what a cell prints in several parts.
              texts = [o.text for o in cell.get("outputs", []) if o.output_type == "stream"]
              found += ["".join(texts)] if texts else []
              for output in cell.get("outputs", []):
                  if output.output_type == "stream":
                      continue
                  else:
                      found.append(json.dumps(output.data, sort_keys=True).replace("\\\\n", ""))
          return found

      notebook = nbformat.read("case-study.ipynb", as_version=4)
      nbformat.validate(notebook)
      assert notebook.nbformat_minor == 5
      printed = outputs(notebook)
      for cell in notebook.cells:
          if cell.cell_type == "code":
              cell.outputs = []
      ExecutePreprocessor(timeout=120, kernel_name="python3").preprocess(
          notebook, {"metadata": {"path": "."}})
      computed = outputs(notebook)
      assert len(printed) == len(computed), (len(printed), len(computed))
      for ours, theirs in zip(printed, computed):
          assert ours == theirs, ours[:200] + " / " + theirs[:200]
      print(len(computed))
      """
    let outcome = try await Subprocess.run(
      .path(.init(python.path)), arguments: ["-c", script],
      workingDirectory: .init(folder.path), output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20))
    #expect(outcome.terminationStatus.isSuccess, "\(outcome.standardError)")
    // Eight cells print, six show figures.
    #expect(outcome.standardOutput == "14\n")
  }

  @Test("existing files are replaced only on demand")
  func replacing() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ReportFiles(contents: ["a.md": Data("a".utf8), "figures/b.svg": Data("b".utf8)])
    #expect(try files.write(to: folder, replacing: false).count == 2)
    #expect(throws: ReportFileExists.self) { try files.write(to: folder, replacing: false) }
    try files.write(to: folder, replacing: true)
    let text = try String(contentsOf: folder.appending(path: "figures/b.svg"), encoding: .utf8)
    #expect(text == "b")
  }
}

extension String {
  /// How often `part` occurs.
  fileprivate func count(of part: String) -> Int { components(separatedBy: part).count - 1 }
}
