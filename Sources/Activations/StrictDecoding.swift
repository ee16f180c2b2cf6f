import Formulas

extension Decoder {
  /// The object at this place.
  ///
  /// - Throws: `DecodingError.dataCorrupted` at the first key, in alphabetical order, that `Key`
  ///   does not have; the message names the nearest key.
  package func container<Key: CodingKey & CaseIterable>(
    onlyKeyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    let known = type.allCases.map(\.stringValue)
    let present = try container(keyedBy: AnyKey.self).allKeys
    let unknown = present.filter { !known.contains($0.stringValue) }
    if let key = unknown.min(by: { $0.stringValue < $1.stringValue }) {
      let nearest = nearestName(to: key.stringValue, among: known)
      let advice =
        nearest.map { "did you mean '\($0)'?" }
        ?? "the fields are \(known.joined(separator: ", "))"
      throw DecodingError.dataCorrupted(
        .init(codingPath: codingPath + [key], debugDescription: "there is no such field; \(advice)")
      )
    }
    return try container(keyedBy: type)
  }
}

/// A key of any name.
private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
