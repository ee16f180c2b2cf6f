/// A float64 number that is written as text: the shortest decimal that reads back to the same bits,
/// `inf`, `-inf` or `nan`.
///
/// Equality is that of the bits, so that NaN equals itself and −0 differs from 0.
public struct PrintedDouble: Codable, Hashable, Sendable, CustomStringConvertible {
  /// The number.
  public let value: Double

  /// The number `value`.
  public init(_ value: Double) { self.value = value }

  /// The shortest decimal that reads back to the same bits.
  public var description: String { value.description }

  /// Equality of bits; all NaNs are one.
  public static func == (a: Self, b: Self) -> Bool {
    a.value.bitPattern == b.value.bitPattern || (a.value.isNaN && b.value.isNaN)
  }

  /// Feeds the bits.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(value.isNaN ? Double.nan.bitPattern : value.bitPattern)
  }

  /// Reads the text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Double(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a number")
    }
    self.value = value
  }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
