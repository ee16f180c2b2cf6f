import Formulas

/// Why a question is undecided, or why a formula has no value: a kind with what it is about, and
/// what lies behind it.
///
/// A kind is worded in every language; in JSON a reason is one plain English string, and that string
/// read back gives an equal value.
public struct Reason: Hashable, Sendable {
  /// What stood in the way.
  public let kind: Kind

  /// What it is about, as text that a parser of formulas reads where it is a formula or a number;
  /// these fill the places `%1`, `%2`, … of the wording.
  public let arguments: [String]

  /// An array because a value cannot contain one of its own type.
  private let causes: [Reason]

  /// What lies behind it, if anything.
  public var cause: Reason? { causes.first }

  /// The reason of a kind; `arguments` are as many as the kind's wording has places.
  public init(_ kind: Kind, _ arguments: String..., cause: Reason? = nil) {
    self.init(kind, arguments: arguments, cause: cause)
  }

  /// Why an argument outside the domain of `function`, one of ln, log1p, √ and tan, gives no value.
  init(outsideDomainOf function: ElementaryFunction) {
    switch function {
    case .sqrt: self.init(.squareRootOfNegative)
    case .tan: self.init(.tangentPole)
    default: self.init(.logarithmOfNonpositive)
    }
  }

  init(_ kind: Kind, arguments: [String], cause: Reason? = nil) {
    self.kind = kind
    self.arguments = arguments
    causes = cause.map { [$0] } ?? []
  }

  /// The reason in words: the wording of each kind with its places filled in, and a colon between a
  /// reason and its cause.
  ///
  /// - Parameters:
  ///   - wording: the text for a kind, with the places `%1`, `%2`, ….
  ///   - written: how an argument is written.
  public func text(
    wording: (Kind) -> String, written: (String) -> String = { $0 }
  ) -> String {
    let pieces = wording(kind).split(separator: "%", omittingEmptySubsequences: false)
    let head = pieces.dropFirst().reduce(String(pieces.first ?? "")) { text, piece in
      guard let place = piece.first?.wholeNumberValue, arguments.indices.contains(place - 1) else {
        return text + "%" + piece
      }
      return text + written(arguments[place - 1]) + piece.dropFirst()
    }
    guard let cause else { return head }
    return "\(head): \(cause.text(wording: wording, written: written))"
  }
}

extension Reason: CustomStringConvertible {
  /// The reason in English.
  public var description: String { text(wording: \.wording) }

  /// Reads what ``description`` writes; `nil` for any other text.
  public init?(_ description: String) {
    let candidates = Kind.allCases.sorted { $0.literalLength > $1.literalLength }
    for kind in candidates {
      if let arguments = kind.arguments(in: description) {
        self.init(kind, arguments: arguments, cause: nil)
        return
      }
    }
    guard let colon = description.firstRange(of: ": "),
      let head = Reason(String(description[..<colon.lowerBound])),
      let cause = Reason(String(description[colon.upperBound...]))
    else { return nil }
    self.init(head.kind, arguments: head.arguments, cause: cause)
  }
}

extension Reason: Codable {
  /// Reads the English string.
  ///
  /// - Throws: `DecodingError` for a string that is not the wording of a reason.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let reason = Reason(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "no reason reads '\(text)'")
    }
    self = reason
  }

  /// Writes the English string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Reason.Kind {
  /// The number of letters outside the places: the more, the closer a text has to agree.
  fileprivate var literalLength: Int { literals.reduce(0) { $0 + $1.count } }

  /// The wording around the places `%1`, `%2`, …, which occur in this order.
  private var literals: [Substring] {
    let pieces = wording.split(separator: "%", omittingEmptySubsequences: false)
    return pieces.prefix(1) + pieces.dropFirst().map { $0.dropFirst() }
  }

  /// What fills the places where `text` is the wording, or `nil` where it is not; no argument
  /// contains a colon followed by a blank.
  fileprivate func arguments(in text: String) -> [String]? {
    var rest = Substring(text)
    let literals = literals
    guard let first = literals.first, let last = literals.last, rest.hasPrefix(first) else {
      return nil
    }
    rest = rest.dropFirst(first.count)
    if literals.count == 1 { return rest.isEmpty ? [] : nil }
    guard rest.hasSuffix(last) else { return nil }
    rest = rest.dropLast(last.count)
    var result: [String] = []
    for literal in literals.dropFirst().dropLast() {
      guard let place = rest.firstRange(of: literal) else { return nil }
      result.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    result.append(String(rest))
    return result.contains { $0.contains(": ") || $0.isEmpty } ? nil : result
  }
}
