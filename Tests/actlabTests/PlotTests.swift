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
