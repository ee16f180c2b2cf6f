extension Activation {
  /// A constant of the formula that a call may choose.
  public struct Parameter: Hashable, Sendable {
    /// The name in the formula: `alpha`.
    public let name: String

    /// The symbol in mathematics: `α`.
    public let symbol: String

    /// The usual value, as exact decimal or fraction: `0.01`, `1/3`.
    public let defaultValue: String

    /// The values that make sense, as an interval: `[0, inf)`.
    public let range: String

    /// What the parameter does, in a phrase.
    public let meaning: LocalizedText

    /// A parameter with the given description.
    public init(
      name: String, symbol: String? = nil, defaultValue: String,
      range: String = Self.anyNumber, meaning: LocalizedText
    ) {
      self.name = name
      self.symbol = symbol ?? name
      self.defaultValue = defaultValue
      self.range = range
      self.meaning = meaning
    }

    /// The range of a parameter that may be any number.
    public static let anyNumber = "(-inf, inf)"
  }
}

extension Activation.Parameter: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case name, symbol
    case defaultValue = "default"
    case range, meaning
  }

  /// Reads a parameter; `name` and `default` are required.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(onlyKeyedBy: CodingKeys.self)
    let name = try container.decode(String.self, forKey: .name)
    self.init(
      name: name,
      symbol: try container.decodeIfPresent(String.self, forKey: .symbol),
      defaultValue: try container.decode(String.self, forKey: .defaultValue),
      range: try container.decodeIfPresent(String.self, forKey: .range) ?? Self.anyNumber,
      meaning: try container.decodeIfPresent(LocalizedText.self, forKey: .meaning)
        ?? LocalizedText(name))
  }
}
