import BigInt

/// A binary floating-point format with subnormals and infinities, as IEEE 754 defines them.
public enum FloatFormat: String, Codable, Hashable, Sendable, CaseIterable {
  /// IEEE binary64.
  case float64
  /// IEEE binary32.
  case float32
  /// IEEE binary16.
  case float16
  /// The upper half of binary32: 8 significand bits, the exponents of binary32.
  case bfloat16

  /// The number of significand bits p, the hidden one included.
  public var precision: Int {
    switch self {
    case .float64: 53
    case .float32: 24
    case .float16: 11
    case .bfloat16: 8
    }
  }

  /// The largest exponent e of a finite value m·2ᵉ with 1 ≤ m < 2.
  public var maximumExponent: Int {
    switch self {
    case .float64: 1023
    case .float32, .bfloat16: 127
    case .float16: 15
    }
  }

  /// The smallest exponent of a normal value.
  public var minimumExponent: Int { 1 - maximumExponent }

  /// The largest finite value, (2 − 2^(1−p))·2^emax.
  public var largestFinite: BigInt {
    (BigInt(1) << (maximumExponent + 1)) - (BigInt(1) << (maximumExponent + 1 - precision))
  }

  /// The least real number that rounds to infinity, to nearest with ties to even: half a unit in the
  /// last place above ``largestFinite``.
  public var overflowThreshold: BigInt {
    (BigInt(1) << (maximumExponent + 1)) - (BigInt(1) << (maximumExponent - precision))
  }
}
