/// A real number, or ±∞, as every output shows it.
///
/// In JSON: `{"exact": "1/100" | "sqrt(2)/2" | null, "decimal": "0.01", "enclosure": ["…", "…"]}`;
/// infinities are `"inf"` and `"-inf"` in all fields.
public struct ExactNumber: Codable, Hashable, Sendable {
  /// A rational number or a formula that the parser reads; `nil` when only an enclosure is known.
  public let exact: String?

  /// At least 20 significant digits, or all of them when the expansion ends earlier.
  public let decimal: String

  /// Two decimals, rounded outward, that enclose the number.
  public let enclosure: [String]

  /// The number with the given representations.
  public init(exact: String?, decimal: String, enclosure: [String]) {
    self.exact = exact
    self.decimal = decimal
    self.enclosure = enclosure
  }

  /// +∞.
  public static let infinity = ExactNumber(exact: "inf", decimal: "inf", enclosure: ["inf", "inf"])

  /// −∞.
  public static let minusInfinity = ExactNumber(
    exact: "-inf", decimal: "-inf", enclosure: ["-inf", "-inf"])

  /// Writes `exact` as null when it is not known.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(exact, forKey: .exact)
    try container.encode(decimal, forKey: .decimal)
    try container.encode(enclosure, forKey: .enclosure)
  }
}
