import Figures
import Foundation
import Installation

/// A report as one HTML file that stands alone: MathML, inline SVG, its own style.
public struct HTMLDocument: Sendable {
  /// The text of the file.
  public let text: String

  /// The page of `report` with the rendered `figures`, by name; `renderer` sets the Markdown.
  ///
  /// - Throws: what the renderer throws, and the error of reading the style.
  public nonisolated(nonsending) init(
    _ report: Report, figures: [String: RenderedFigure], renderer: FigureRenderer
  ) async throws {
    var body: [String] = []
    for cell in report.cells {
      switch cell {
      case .markdown(let text): body.append(try await renderer.html(markdown: text))
      case .code(let cell): body.append(Self.code(cell))
      case .figure(let name, let caption):
        guard let figure = figures[name] else { continue }
        body.append(
          "<figure>\n\(figure.svg)\n<figcaption>\(caption.escapedForHTML)</figcaption>\n</figure>")
      }
    }
    let style = try Resources.text("style.css", module: "Reports")
    text = """
      <!DOCTYPE html>
      <html lang="\(report.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(report.title.escapedForHTML)</title>
      <style>
      \(style)</style>
      </head>
      <body>
      <main>
      \(body.joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
  }

  private static func code(_ cell: PythonCell) -> String {
    let source = "<pre class=\"code\"><code>\(cell.source.escapedForHTML)</code></pre>"
    let output = "<pre class=\"output\"><samp>\(cell.output.escapedForHTML)</samp></pre>"
    return cell.output.isEmpty ? source : "\(source)\n\(output)"
  }
}

extension String {
  /// With the characters that HTML gives a meaning replaced.
  fileprivate var escapedForHTML: String {
    reduce(into: "") { text, character in
      switch character {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      default: text.append(character)
      }
    }
  }
}
