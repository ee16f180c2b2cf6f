import Formulas
import Foundation

/// The JSON of a catalogue: `{"schema": "actlab.catalogue.v1", "activations": […]}`.
extension Catalogue: Encodable {
  /// The name of the format.
  public static let schema = "actlab.catalogue.v1"

  private enum CodingKeys: String, CodingKey, CaseIterable { case schema, activations }

  /// Writes the format that ``init(contentsOf:)`` reads.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(activations, forKey: .activations)
  }

  /// What a file holds.
  private struct Content: Decodable {
    let activations: [Activation]

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(onlyKeyedBy: CodingKeys.self)
      let schema = try container.decode(String.self, forKey: .schema)
      guard schema == Catalogue.schema else {
        throw DecodingError.dataCorruptedError(
          forKey: .schema, in: container,
          debugDescription: "the format is '\(schema)', expected '\(Catalogue.schema)'")
      }
      activations = try container.decode([Activation].self, forKey: .activations)
    }
  }

  /// The catalogue in the JSON file `file`, alone.
  ///
  /// Its entries cannot call the built-in ones; see ``merging(contentsOf:)``.
  /// - Throws: ``CatalogueError``.
  public init(contentsOf file: URL) throws {
    try self.init(try Self.activations(in: file), from: file)
  }

  /// The catalogue with the entries of the JSON file `file` added.
  ///
  /// The new entries can call those that are here. A name that is taken is an error.
  /// - Throws: ``CatalogueError``.
  public func merging(contentsOf file: URL) throws -> Catalogue {
    try Catalogue(activations + Self.activations(in: file), from: file)
  }

  private init(_ activations: [Activation], from file: URL) throws {
    do {
      try self.init(activations)
    } catch var error as CatalogueError {
      error.file = file.path
      throw error
    }
  }

  private static func activations(in file: URL) throws -> [Activation] {
    let data: Data
    do {
      // A pipe has no size to be mapped by; reading to the end serves files and pipes.
      data = try FileHandle(forReadingFrom: file).readToEnd() ?? Data()
    } catch {
      throw CatalogueError(
        kind: .unreadableFile, file: file.path, problem: "the file cannot be read",
        remedy: "Give the path of a JSON file that exists and that you may read.")
    }
    do {
      return try JSONDecoder().decode(Content.self, from: data).activations
    } catch let error as DecodingError {
      throw CatalogueError(decoding: error, data: data, file: file)
    }
  }
}

extension CatalogueError {
  /// The error for a file whose JSON is not a catalogue.
  fileprivate init(decoding error: DecodingError, data: Data, file: URL) {
    let path: [any CodingKey]
    let problem: String
    let remedy: String
    switch error {
    case .keyNotFound(let key, let context):
      path = context.codingPath + [key]
      (problem, remedy) = ("the field is missing", "Add the field.")
    case .typeMismatch(let type, let context):
      path = context.codingPath
      (problem, remedy) = ("the value has another type", Self.advice(for: type))
    case .valueNotFound(let type, let context):
      path = context.codingPath
      (problem, remedy) = ("the value is null", Self.advice(for: type))
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      path = context.codingPath
      (problem, remedy) = (context.debugDescription, "Correct or remove the field.")
    default:
      path = []
      (problem, remedy) = (
        data.isEmpty ? "the file is empty" : "the file is not JSON",
        "Start from what 'actlab list --format json' prints."
      )
    }
    let place = path.isEmpty ? JSONSyntax.firstError(in: data) : nil
    let isInEntry = path.count > 1 && path[0].stringValue == "activations"
    let number = isInEntry ? path[1].intValue : nil
    self.init(
      file: file.path, entry: number.map { Self.name(ofEntry: $0, in: data) },
      field: Self.text(of: path.dropFirst(number == nil ? 0 : 2)), problem: problem, remedy: remedy,
      formulaError: place.flatMap { Self.syntaxError(at: $0, in: data, remedy: remedy) })
  }

  /// The error that shows the line of a place in a file that is not JSON; `nil` for an empty file.
  private static func syntaxError(at place: Int, in data: Data, remedy: String) -> FormulaError? {
    let space = Data(" \t\r\n".utf8)
    let end = data.lastIndex { !space.contains($0) }.map { $0 + 1 } ?? 0
    guard end > 0 else { return nil }
    let before = String(decoding: data.prefix(min(place, end)), as: UTF8.self)
    let line = before.count(where: \.isNewline) + 1
    let start =
      before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).last ?? ""
    let rest = String(decoding: data.dropFirst(min(place, end)), as: UTF8.self)
      .prefix { !$0.isNewline }
    return FormulaError(
      place < end
        ? "line \(line) is not JSON from the marked place on"
        : "the file ends in line \(line), too early",
      suggestion: remedy, source: "\(start)\(rest)", range: start.count..<start.count + 1)
  }

  private static func text(of path: some Sequence<any CodingKey>) -> String? {
    let text = path.reduce("") { text, key in
      if let index = key.intValue { return text + "[\(index)]" }
      return text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)"
    }
    return text.isEmpty ? nil : text
  }

  private static func advice(for type: any Any.Type) -> String {
    switch type {
    case is String.Type: "Write a text in quotes; numbers too, so that they stay exact: \"0.01\"."
    case is Int.Type: "Write an integer."
    case is [Any].Type: "Write a list in square brackets."
    default:
      "Write an object in braces, or a list in brackets, as 'actlab list --format json' does."
    }
  }

  /// The name of the entry, or its number counted from 1 where it has no name.
  private static func name(ofEntry index: Int, in data: Data) -> String {
    let object = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
    let entries = object?["activations"] as? [Any] ?? []
    let entry = entries.indices.contains(index) ? entries[index] as? [String: Any] : nil
    return entry?["name"] as? String ?? "#\(index + 1)"
  }
}
