import Foundation

/// A chart in the Vega-Lite grammar of graphics (Satyanarayan, Moritz, Wongsuphasawat, Heer,
/// "Vega-Lite: A Grammar of Interactive Graphics", 2017), version 5.
public struct VegaLiteSpecification: Hashable, Sendable {
  /// The MIME type under which notebooks show a specification.
  public static let mimeType = "application/vnd.vegalite.v5+json"

  /// The specification.
  public let root: JSON

  /// A specification with the schema and the house style added.
  init(_ content: JSON) {
    root = content.merging([
      "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
      "background": "white", "config": Theme.configuration,
    ])
  }

  /// The text of a `.vl.json` file: indented, with sorted keys, ending in a line break.
  ///
  /// - Throws: what the encoder throws; every value of ``JSON`` can be encoded.
  public func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(root), as: UTF8.self) + "\n"
  }
}

extension VegaLiteSpecification: Codable {
  /// Reads any JSON value as a specification.
  public init(from decoder: any Decoder) throws { root = try JSON(from: decoder) }

  /// Writes the specification as JSON.
  public func encode(to encoder: any Encoder) throws { try root.encode(to: encoder) }
}
