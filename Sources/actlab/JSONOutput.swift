import Foundation

/// JSON as all commands write it: indented, with sorted keys, ending in a line feed, and the same
/// bytes each time. Numbers that are not finite are the texts `inf`, `-inf` and `nan`.
enum JSONOutput {
  private static let infinity = "inf"
  private static let minusInfinity = "-inf"
  private static let nan = "nan"

  /// The JSON of `value`.
  static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: infinity, negativeInfinity: minusInfinity, nan: nan)
    return try encoder.encode(value) + Data("\n".utf8)
  }

  /// What ``data(_:)`` has written.
  static func value<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: infinity, negativeInfinity: minusInfinity, nan: nan)
    return try decoder.decode(type, from: data)
  }
}
