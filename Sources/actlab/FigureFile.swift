import ActivationLab
import Foundation

/// A file that a figure is written to, in the format that its name asks for.
struct FigureFile {
  /// The formats, by what names end in.
  enum Format: String, CaseIterable {
    case svg, png, pdf
    case vegaLite = "vl.json"
  }

  /// The file, or `nil` for standard output.
  private let file: OutputFile?
  private let format: Format

  /// The file that `argument` names; `-` is standard output, as SVG.
  ///
  /// - Throws: `CommandError` if its name has no known ending, or if it cannot be written.
  init(_ argument: TextArgument, replacing: Bool) throws {
    guard argument.text != "-" else {
      (file, format) = (nil, .svg)
      return
    }
    let name = argument.text.lowercased()
    guard let format = Format.allCases.first(where: { name.hasSuffix(".\($0.rawValue)") }) else {
      throw CommandError.usage(
        "the format of the figure '\(argument.text)' is not known",
        remedy: "Give it a name that ends in .svg, .png, .pdf or .vl.json.")
    }
    self.format = format
    let file = OutputFile(URL(filePath: argument.text), replacing: replacing)
    try file.check()
    self.file = file
  }

  /// Draws the figure and writes it.
  func write(_ specification: VegaLiteSpecification) async throws {
    let data = try await Self.data(specification, format)
    guard let file else { return try Terminal.standardOutput(data) }
    try file.write(data)
  }

  private static func data(
    _ specification: VegaLiteSpecification, _ format: Format
  ) async throws -> Data {
    if format == .vegaLite { return Data(try specification.text().utf8) }
    return try await FigureRenderer.run { renderer in
      switch format {
      case .svg, .vegaLite: Data(try await renderer.svg(specification).utf8)
      case .png: try await renderer.png(specification)
      case .pdf: try await renderer.pdf(specification)
      }
    }
  }
}
