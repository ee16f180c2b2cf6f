import Foundation

/// A report as a Jupyter notebook (nbformat 4.5).
///
/// Cells have deterministic names, outputs are those of the run that made the report, and figures
/// are shown by `show("figures/…")`, which the first code cell defines: as an image and as
/// Vega-Lite in one bundle of MIME types.
public struct NotebookDocument: Sendable {
  /// The notebook as JSON text.
  public let text: String

  /// The notebook of `report` with the rendered `figures`, by name.
  ///
  /// - Throws: the error of encoding it.
  public init(_ report: Report, figures: [String: RenderedFigure]) throws {
    var cells: [Cell] = []
    var executions = 0
    func code(_ source: String, _ outputs: (Int) -> [Output]) -> Cell {
      executions += 1
      return Cell(
        id: "cell-\(cells.count + 1)", type: "code", source: source, executionCount: executions,
        outputs: outputs(executions))
    }
    for cell in report.cells {
      switch cell {
      case .markdown(let text):
        cells.append(
          Cell(
            id: "cell-\(cells.count + 1)", type: "markdown", source: text, executionCount: nil,
            outputs: nil))
        if cells.count == 1 && !figures.isEmpty { cells.append(code(Self.show) { _ in [] }) }
      case .code(let python):
        cells.append(
          code(python.source) { _ in
            python.output.isEmpty ? [] : [.stream(python.output + "\n")]
          })
      case .figure(let name, let caption):
        guard let figure = figures[name] else { continue }
        cells.append(code("show(\"figures/\(name)\")") { _ in [.figure(figure)] })
        cells.append(
          Cell(
            id: "cell-\(cells.count + 1)", type: "markdown", source: "*\(caption)*",
            executionCount: nil, outputs: nil))
      }
    }
    let notebook = Notebook(cells: cells, language: report.language.rawValue)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    text = String(decoding: try encoder.encode(notebook), as: UTF8.self) + "\n"
  }

  /// Shows a figure from the files beside the notebook.
  private static let show = """
    import base64
    import json
    from pathlib import Path

    from IPython.display import display


    def show(name):
        image = base64.b64encode(Path(name + ".png").read_bytes()).decode()
        chart = json.loads(Path(name + ".vl.json").read_text(encoding="utf-8"))
        bundle = {"image/png": image, "application/vnd.vegalite.v5+json": chart}
        display(bundle, raw=True)
    """
}

/// The structure that nbformat 4.5 prescribes.
private struct Notebook: Encodable {
  let cells: [Cell]
  let language: String

  private enum Keys: String, CodingKey {
    case cells, metadata, nbformat
    case minor = "nbformat_minor"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(cells, forKey: .cells)
    try container.encode(Metadata(), forKey: .metadata)
    try container.encode(4, forKey: .nbformat)
    try container.encode(5, forKey: .minor)
  }

  struct Metadata: Encodable {
    let kernelspec = [
      "display_name": "Python 3", "language": "python", "name": "python3",
    ]
    // Jupyter wants this key with an underscore.
    let language_info = ["name": "python"]
  }
}

private struct Cell: Encodable {
  let id: String
  let type: String
  let source: String
  let executionCount: Int?
  let outputs: [Output]?

  private enum Keys: String, CodingKey {
    case id, metadata, source, outputs
    case type = "cell_type"
    case executionCount = "execution_count"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(id, forKey: .id)
    try container.encode(type, forKey: .type)
    try container.encode([String: String](), forKey: .metadata)
    try container.encode(source.notebookLines, forKey: .source)
    guard let outputs else { return }
    try container.encode(outputs, forKey: .outputs)
    try container.encode(executionCount, forKey: .executionCount)
  }
}

private enum Output: Encodable {
  case stream(String)
  case figure(RenderedFigure)

  private enum Keys: String, CodingKey {
    case type = "output_type"
    case name, text, data, metadata
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    switch self {
    case .stream(let text):
      try container.encode("stream", forKey: .type)
      try container.encode("stdout", forKey: .name)
      try container.encode(text.notebookLines, forKey: .text)
    case .figure(let figure):
      try container.encode("display_data", forKey: .type)
      try container.encode([String: String](), forKey: .metadata)
      try container.encode(Bundle(figure: figure), forKey: .data)
    }
  }

  private struct Bundle: Encodable {
    let figure: RenderedFigure

    private enum Keys: String, CodingKey {
      case png = "image/png"
      case chart = "application/vnd.vegalite.v5+json"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(figure.png.base64EncodedString(), forKey: .png)
      try container.encode(figure.specification, forKey: .chart)
    }
  }
}

extension String {
  /// The lines with their ends, as notebooks store text.
  fileprivate var notebookLines: [String] {
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    let all = lines.enumerated().map { index, line in
      index + 1 < lines.count ? "\(line)\n" : String(line)
    }
    return all.last == "" ? all.dropLast() : all
  }
}
