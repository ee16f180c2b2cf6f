import Foundation
import Testing

@Suite("actlab plot")
struct PlotTests {
  @Test("the specification holds curves, difference points and the words of the language")
  func specification() async throws {
    let folder = try TemporaryFolder()
    let result = try await CommandLineTool.run(
      "plot", "relu", "--over", "-2:2", "--with", "derivative,differences", "--at", "-1,0,1",
      "--step", "1e-3", "-o", folder.path("relu.vl.json"), "--language", "ru")
    #expect(result.code == 0)
    #expect(result.output.isEmpty)
    let text = try folder.text("relu.vl.json")
    let root = try object(text)
    #expect((root["$schema"] as? String)?.contains("vega-lite/v5") == true)
    for word in ["relu′", "излом", "конечные разности, ε = 0.001", "0.5"] {
      #expect(text.contains(word))
    }
    let again = try await CommandLineTool.run(
      "plot", "relu", "--over", "-2:2", "--with", "derivative,differences", "--at", "-1,0,1",
      "--step", "1e-3", "-o", folder.path("again.vl.json"), "--language", "ru")
    #expect(again.code == 0)
    #expect(try folder.text("again.vl.json") == text)
  }

  @Test(
    "each format is what its name says",
    .enabled(if: CommandLineTool.hasCharts, "charts are missing"),
    arguments: [("f.svg", "<svg"), ("f.png", "\u{89}PNG"), ("f.pdf", "%PDF")])
  func formats(name: String, start: String) async throws {
    let folder = try TemporaryFolder()
    let result = try await CommandLineTool.run(
      "plot", "step", "1/x", "--with", "derivative", "--over", "-pi:pi", "-o", folder.path(name))
    #expect(result.code == 0, "\(result.error)")
    let data = try Data(contentsOf: URL(filePath: folder.path(name)))
    #expect(data.starts(with: start.unicodeScalars.map { UInt8($0.value) }))
  }

  @Test(
    "standard output takes SVG",
    .enabled(if: CommandLineTool.hasCharts, "charts are missing"))
  func standardOutput() async throws {
    let result = try await CommandLineTool.run("plot", "relu", "-o", "-")
    #expect(result.code == 0)
    #expect(result.output.hasPrefix("<svg"))
  }

  @Test("curves are true where float64 overflows, and told apart by name")
  func truth() async throws {
    let folder = try TemporaryFolder()
    let result = try await CommandLineTool.run(
      "plot", "softplus", "softplus", "--over", "-2000:2000", "-o", folder.path("f.vl.json"))
    #expect(result.code == 0)
    let layers = try #require(try object(folder.text("f.vl.json"))["layer"] as? [[String: Any]])
    let rows = layers.flatMap { layer in
      ((layer["data"] as? [String: Any])?["values"] as? [[String: Any]]) ?? []
    }.filter { $0["curve"] != nil }
    #expect(Set(rows.compactMap { $0["curve"] as? String }) == ["softplus", "softplus (2)"])
    #expect(rows.contains { ($0["y"] as? Double ?? 0) > 1999 })
  }

  @Test("a window without values says so")
  func empty() async throws {
    let folder = try TemporaryFolder()
    let result = try await CommandLineTool.run(
      "plot", "log(x)", "--over", "-3:-1", "-o", folder.path("f.vl.json"), "--language", "ru")
    #expect(result.code == 0)
    #expect(try folder.text("f.vl.json").contains("в этом окне значений нет"))
  }

  /// The rows of the layers of a plot that have a field.
  private func rows(_ field: String, _ arguments: String...) async throws -> [[String: Any]] {
    let folder = try TemporaryFolder()
    let result = try await CommandLineTool.run(
      ["plot"] + arguments + ["-o", folder.path("f.vl.json"), "--language", "en"])
    #expect(result.code == 0, "\(result.error)")
    let layers = try #require(try object(folder.text("f.vl.json"))["layer"] as? [[String: Any]])
    return layers.flatMap { layer in
      ((layer["data"] as? [String: Any])?["values"] as? [[String: Any]]) ?? []
    }.filter { $0[field] != nil }
  }

  @Test("a derivative is drawn only where it exists")
  func derivatives() async throws {
    let logarithm = try await rows("curve", "log(x)", "--with", "derivative")
      .filter { $0["curve"] as? String == "(log(x))′" }
    #expect(!logarithm.isEmpty && logarithm.allSatisfy { ($0["x"] as? Double ?? -1) > 0 })
    for formula in ["log(-1-x^2)", "inf"] {
      #expect(try await rows("curve", formula, "--with", "derivative").isEmpty)
    }
  }

  @Test("functions that repeat are broken at jumps and poles, and their kinks are marked")
  func repetition() async throws {
    let floor = try await rows("curve", "floor(x)", "--with", "derivative")
    let parts = Dictionary(grouping: floor) {
      "\($0["curve"] ?? "") \($0["part"] ?? "")"
    }.values
    #expect(parts.count == 20)
    for part in parts {
      #expect(Set(part.compactMap { $0["y"] as? Double }).count == 1)
      let x = part.compactMap { $0["x"] as? Double }
      #expect((x.max() ?? 0) - (x.min() ?? 0) == 1)
    }
    // Values at −5, …, 5; limits from the left at −4, …, 5; both slopes at all of them.
    let dots = try await rows("inside", "floor(x)")
    #expect(dots.count { $0["inside"] as? String == "#FFFFFF" } == 10)
    #expect(dots.count == 21)

    let tangent = try await rows("curve", "tan(x)")
    for part in Dictionary(grouping: tangent, by: { "\($0["part"] ?? "")" }).values {
      let y = part.compactMap { $0["y"] as? Double }
      #expect(y == y.sorted())
    }
    let kinks = try await rows("text", "abs(sin(x))", "--with", "derivative")
    #expect(
      Set(kinks.compactMap { $0["text"] as? String })
        == ["kink, x = −π", "kink, x = 0", "kink, x = π"])
  }

  @Test(
    "windows too narrow for the numbers of a chart are refused",
    arguments: [
      "0:1e-320", "1e15:1000000000000001", "1:1.00000000000000000001",
    ])
  func narrow(window: String) async throws {
    let folder = try TemporaryFolder()
    let result = try await CommandLineTool.run(
      "plot", "gelu", "--over", window, "-o", folder.path("f.vl.json"))
    #expect(result.code == 64)
    #expect(result.error.hasPrefix("error: the window is too narrow for the floating-point"))
  }

  @Test("what cannot be drawn is refused")
  func refusals() async throws {
    let folder = try TemporaryFolder()
    let what = try await CommandLineTool.run(
      "plot", "x", "--with", "colours", "-o", folder.path("f.vl.json"))
    #expect(what.code == 64)
    #expect(what.error.hasPrefix("error: 'colours' is nothing that can be drawn\n"))
    let far = try await CommandLineTool.run(
      "plot", "x", "--over", "-1e308:1e308", "-o", folder.path("f.vl.json"))
    #expect(far.code == 64)
  }
}
