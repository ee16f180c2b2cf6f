import Foundation
import Installation

/// What errors say in another language than English, line by line.
///
/// The resource maps English messages to translations, in which `%1` to `%9` stand for what varies;
/// that is translated in its turn where it is a message itself.
public struct ErrorTranslation: Sendable {
  private let messages: [(english: [String], numbers: [Int], translation: String)]

  /// The translations into `language`; none into English.
  ///
  /// - Throws: the error of finding or reading them.
  public init(language: Language) throws {
    guard language != .en else {
      messages = []
      return
    }
    let url = try Resources.url("\(language.rawValue)/errors.json", module: "Reports")
    let table = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: url))
    // The longest first: what says more is nearer.
    messages = table.sorted { ($1.key.count, $0.key) < ($0.key.count, $1.key) }.map {
      (Self.constants(of: $0.key), Self.numbers(in: $0.key), $0.value)
    }
  }

  /// A message, or the remedy that follows it, in the language; `nil` where it is not known.
  public func text(of message: String) -> String? {
    for (constants, numbers, translation) in messages {
      guard let arguments = Self.arguments(of: message, between: constants) else { continue }
      return zip(numbers, arguments).reduce(translation) { text, argument in
        text.replacing("%\(argument.0)", with: self.text(of: argument.1) ?? argument.1)
      }
    }
    return nil
  }

  /// The parts of a message that do not vary, the first of them at its beginning.
  private static func constants(of key: String) -> [String] {
    key.split(separator: #/%\d/#, omittingEmptySubsequences: false).map(String.init)
  }

  private static func numbers(in key: String) -> [Int] {
    key.matches(of: #/%(\d)/#).compactMap { Int($0.1) }
  }

  /// What stands between the constant parts; `nil` where the message is another one.
  private static func arguments(of message: String, between constants: [String]) -> [String]? {
    guard let first = constants.first, message.hasPrefix(first) else { return nil }
    var rest = message.dropFirst(first.count)
    guard let last = constants.dropFirst().last else { return rest.isEmpty ? [] : nil }
    var arguments: [String] = []
    for constant in constants.dropFirst().dropLast() {
      guard let range = rest.firstRange(of: constant) else { return nil }
      arguments.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    guard rest.hasSuffix(last) else { return nil }
    return arguments + [String(rest.dropLast(last.count))]
  }
}
