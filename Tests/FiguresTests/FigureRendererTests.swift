import Foundation
import Installation
import Testing

@testable import Figures

/// A small chart whose line is clipped, so that its SVG contains identifiers.
let parabola = VegaLiteSpecification([
  "data": [
    "values": .array((-3...3).map { ["x": .init(Double($0)), "y": .init(Double($0 * $0))] })
  ],
  "mark": ["type": "line", "clip": true],
  "encoding": [
    "x": ["field": "x", "type": "quantitative", "title": "абсцисса"],
    "y": ["field": "y", "type": "quantitative"],
  ],
])

/// Whether the charts' environment is there; `make test` makes it.
let canRender = (try? PythonEnvironment()) != nil

@Suite(
  "Rendering",
  .enabled(if: canRender, "the charts' environment is missing; `make setup` makes it"))
struct FigureRendererTests {
  @Test("one process draws every format, and sets formulas")
  func formats() async throws {
    let (svg, png, pdf, html) = try await FigureRenderer.run { renderer in
      (
        try await renderer.svg(parabola), try await renderer.png(parabola),
        try await renderer.pdf(parabola), try await renderer.html(markdown: "# $x^2$")
      )
    }
    #expect(svg.hasPrefix("<svg") && svg.contains("абсцисса"))
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    #expect(pdf.starts(with: Data("%PDF-".utf8)))
    #expect(html.hasPrefix("<h1>") && html.contains("<msup><mi>x</mi><mn>2</mn></msup>"))
  }

  @Test("equal requests give equal bytes, within a process and between processes")
  func determinism() async throws {
    var drawn: [[Data]] = []
    for _ in 1...2 {
      drawn += try await FigureRenderer.run { renderer in
        var results: [[Data]] = []
        for _ in 1...2 {
          results.append([
            Data(try await renderer.svg(parabola).utf8), try await renderer.png(parabola),
            try await renderer.pdf(parabola),
          ])
        }
        return results
      }
    }
    #expect(drawn.count == 4)
    for (name, format) in zip(["svg", "png", "pdf"], 0...) {
      #expect(Set(drawn.map { $0[format] }).count == 1, "\(name) differs")
    }
  }

  @Test("identifiers in an SVG are defined once, and every reference leads to one")
  func identifiers() async throws {
    let svg = try await FigureRenderer.run { try await $0.svg(parabola) }
    let defined = svg.matches(of: /\bid="([^"]+)"/).map { String($0.1) }
    let referred = svg.matches(of: /url\(#([^)]+)\)/).map { String($0.1) }
    #expect(!defined.isEmpty && Set(defined).count == defined.count)
    #expect(!referred.isEmpty && Set(referred).isSubset(of: defined))
  }

  @Test("Markdown: tables, inline and displayed formulas, raw HTML")
  func markdown() async throws {
    let html = try await FigureRenderer.run {
      try await $0.html(
        markdown: """
          | $z$ | значение |
          |:---:|---:|
          | 0 | 1/2 |

          $$\\lim_{h \\to 0^+} \\frac{f(h)}{h} = 1$$

          <svg></svg>
          """)
    }
    #expect(html.contains("<table>") && html.contains("<svg></svg>"))
    #expect(html.contains(#"display="inline""#) && html.contains(#"display="block""#))
    #expect(html.contains("<mfrac>") && !html.contains("$"))
  }

  @Test(
    "a formula that cannot be set is an error that quotes it",
    arguments: [#"\nosuchthing x"#, #"\begin{nosuchthing} a & b \end{nosuchthing}"#])
  func badFormula(latex: String) async throws {
    let error = await #expect(throws: FigureError.self) {
      try await FigureRenderer.run { try await $0.html(markdown: "$\(latex)$") }
    }
    #expect(error?.description.contains(latex) == true)
  }

  @Test("a refused specification is an error, and the renderer goes on")
  func rejected() async throws {
    let svg = try await FigureRenderer.run { renderer in
      await #expect(throws: FigureError.self) {
        try await renderer.svg(VegaLiteSpecification(["mark": "no such mark"]))
      }
      return try await renderer.svg(parabola)
    }
    #expect(svg.hasPrefix("<svg"))
  }

  @Test("a request that takes too long is stopped")
  func timeout() async throws {
    await #expect(throws: FigureError.timedOut(.milliseconds(1))) {
      try await FigureRenderer.run(timeout: .milliseconds(1)) { try await $0.png(parabola) }
    }
  }

  @Test("an error of the caller passes unchanged")
  func callersError() async throws {
    struct Mine: Error {}
    await #expect(throws: Mine.self) {
      try await FigureRenderer.run { _ in throw Mine() }
    }
  }
}

@Suite("Rendering with broken programs")
final class BrokenRendererTests {
  private var scripts: [URL] = []

  deinit {
    for script in scripts { try? FileManager.default.removeItem(at: script) }
  }

  /// Surroundings whose Python is a shell script.
  private func surroundings(python script: String) throws -> Surroundings {
    let file = FileManager.default.temporaryDirectory.appending(path: "python-\(UUID().uuidString)")
    scripts.append(file)
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    var surroundings = Surroundings.current
    surroundings.environment["ACTLAB_PYTHON"] = file.path
    return surroundings
  }

  @Test("a process that dies says its last words")
  func dies() async throws {
    let broken = try surroundings(python: "echo 'no module named life' >&2; exit 3")
    let error = await #expect(throws: FigureError.self) {
      try await FigureRenderer.run(in: broken) { try await $0.svg(parabola) }
    }
    #expect(error?.description.contains("no module named life") == true)
  }

  @Test("a missing package is named, with the command that installs it")
  func missingPackage() async throws {
    let answer = #"{"error": "No module named vl_convert", "missing": "vl_convert"}"#
    let bare = try surroundings(python: "read line; echo '\(answer)'")
    let error = await #expect(throws: MissingProgram.self) {
      try await FigureRenderer.run(in: bare) { try await $0.svg(parabola) }
    }
    #expect(error?.program.hasPrefix("the Python package vl_convert of ") == true)
    #expect(error?.remedy.contains(" -m pip install vl-convert-python ") == true)
  }

  @Test("an answer that is not JSON is an error")
  func nonsense() async throws {
    let broken = try surroundings(python: "read line; echo nonsense")
    await #expect(throws: FigureError.rejected("the answer is not JSON")) {
      try await FigureRenderer.run(in: broken) { try await $0.svg(parabola) }
    }
  }

  @Test("a missing interpreter is an error before anything runs")
  func missingInterpreter() async throws {
    var surroundings = Surroundings.current
    surroundings.environment["ACTLAB_PYTHON"] = "/no/such/python"
    await #expect(throws: MissingProgram.self) {
      try await FigureRenderer.run(in: surroundings) { try await $0.svg(parabola) }
    }
  }
}
