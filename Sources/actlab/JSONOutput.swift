import Foundation

/// JSON as all commands write it: indented, with sorted keys, ending in a line feed, and the same
/// bytes each time.
enum JSONOutput {
  /// The JSON of `value`.
  static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value) + Data("\n".utf8)
  }
}
