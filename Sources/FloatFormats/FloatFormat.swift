import BigInt

/// A binary floating-point format with subnormal numbers.
///
/// Every value of every format is a `Double` exactly, and is passed around as one; NaN carries no payload.
public enum FloatFormat: String, Codable, Hashable, Sendable, CaseIterable {
  /// IEEE binary64.
  case float64
  /// IEEE binary32.
  case float32
  /// IEEE binary16.
  case float16
  /// The upper half of binary32: 8 significand bits, the exponents of binary32.
  case bfloat16
  /// 4 exponent and 3 fraction bits, without infinities: only the two patterns with all bits set are NaN,
  /// and what would be infinite is NaN. Micikevicius et al., "FP8 formats for deep learning",
  /// arXiv:2209.05433 (PyTorch's `float8_e4m3fn`).
  case float8E4M3 = "float8-e4m3"
  /// The upper half of binary16: 5 exponent and 2 fraction bits; see ``float8E4M3``.
  case float8E5M2 = "float8-e5m2"

  /// The formats that programs compute in; those of 8 bits only store results.
  public static let arithmetic: [FloatFormat] = [.float64, .float32, .float16, .bfloat16]

  /// The number of bits of a value.
  public var bitWidth: Int {
    switch self {
    case .float64: 64
    case .float32: 32
    case .float16, .bfloat16: 16
    case .float8E4M3, .float8E5M2: 8
    }
  }

  /// The number of significand bits p, the hidden one included.
  public var precision: Int {
    switch self {
    case .float64: 53
    case .float32: 24
    case .float16: 11
    case .bfloat16: 8
    case .float8E4M3: 4
    case .float8E5M2: 3
    }
  }

  /// The largest exponent e of a finite value m·2ᵉ with 1 ≤ m < 2.
  public var maximumExponent: Int {
    switch self {
    case .float64: 1023
    case .float32, .bfloat16: 127
    case .float16, .float8E5M2: 15
    case .float8E4M3: 8
    }
  }

  /// The smallest exponent of a normal value.
  public var minimumExponent: Int { self == .float8E4M3 ? -6 : 1 - maximumExponent }

  /// Whether the format has infinities; without them NaN takes their place.
  public var hasInfinity: Bool { self != .float8E4M3 }

  /// The largest finite value: (2 − 2^(1−p))·2^emax, and a unit less where NaN has taken that pattern.
  public var largestFinite: BigInt {
    let unit = BigInt(1) << (maximumExponent + 1 - precision)
    return (BigInt(1) << (maximumExponent + 1)) - (hasInfinity ? unit : 2 * unit)
  }

  /// Half a unit in the last place above ``largestFinite``: what lies above it is rounded to infinity (NaN
  /// where there is none). The number itself is a tie, which goes to infinity in formats that have one and
  /// to ``largestFinite`` in E4M3.
  public var overflowThreshold: BigInt {
    largestFinite + (BigInt(1) << (maximumExponent - precision))
  }

  /// The number of finite values that are not negative, zero included: the bit patterns below it.
  public var finiteCount: UInt64 {
    let patterns = UInt64(1) << UInt64(bitWidth - 1)
    return patterns - (hasInfinity ? 1 << UInt64(precision - 1) : 1)
  }
}
