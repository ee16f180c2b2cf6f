/// An activation function as a catalogue describes it: its formula, and where it comes from.
///
/// Properties such as continuity are not stored here: they are derived from the formula.
public struct Activation: Hashable, Sendable {
  /// The name, in lower case with hyphens: `leaky-relu`.
  public let name: String

  /// What people call it.
  public let title: LocalizedText

  /// The formula in `x` and the names of the parameters, in the form of the textbook: `softplus`
  /// is `ln(1 + exp(x))`, because its traps in floating point follow from that form.
  public let formula: String

  /// The parameters, in the order of positional arguments after the first.
  public let parameters: [Parameter]

  /// Other names, such as the classes of PyTorch. Letter case does not matter, nor whether a name
  /// has hyphens or underscores.
  public let aliases: [String]

  /// The publication that introduced it or made it known.
  public let citation: Citation?

  /// What the frameworks return as the derivative at the kinks.
  public let kinkConventions: [KinkConvention]

  /// An activation with the given description.
  public init(
    name: String, title: LocalizedText, formula: String, parameters: [Parameter] = [],
    aliases: [String] = [], citation: Citation? = nil, kinkConventions: [KinkConvention] = []
  ) {
    self.name = name
    self.title = title
    self.formula = formula
    self.parameters = parameters
    self.aliases = aliases
    self.citation = citation
    self.kinkConventions = kinkConventions
  }
}

/// The JSON of catalogue entries: what `list` prints is what a user's file may hold.
///
/// A key that means nothing is an error, because it is most often a misspelt one.
extension Activation: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case name, title, formula, parameters, aliases, citation, kinkConventions
  }

  /// Reads an entry; `name` and `formula` are required.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(onlyKeyedBy: CodingKeys.self)
    let name = try container.decode(String.self, forKey: .name)
    self.init(
      name: name,
      title: try container.decodeIfPresent(LocalizedText.self, forKey: .title)
        ?? LocalizedText(name),
      formula: try container.decode(String.self, forKey: .formula),
      parameters: try container.decodeIfPresent([Parameter].self, forKey: .parameters) ?? [],
      aliases: try container.decodeIfPresent([String].self, forKey: .aliases) ?? [],
      citation: try container.decodeIfPresent(Citation.self, forKey: .citation),
      kinkConventions: try container.decodeIfPresent(
        [KinkConvention].self, forKey: .kinkConventions) ?? [])
  }

  /// Writes all that is known of the entry.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(title, forKey: .title)
    try container.encode(formula, forKey: .formula)
    try container.encode(parameters, forKey: .parameters)
    try container.encode(aliases, forKey: .aliases)
    try container.encodeIfPresent(citation, forKey: .citation)
    try container.encode(kinkConventions, forKey: .kinkConventions)
  }
}
