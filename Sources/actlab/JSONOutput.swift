import Foundation

/// JSON as all commands write it: indented, with sorted keys, ending in a line feed, and the same
/// bytes each time. Numbers that are not finite are the texts `inf`, `-inf` and `nan`.
enum JSONOutput {
  /// The JSON of `value`.
  static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try encoder.encode(value) + Data("\n".utf8)
  }
}
