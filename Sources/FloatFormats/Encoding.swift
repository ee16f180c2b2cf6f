extension FloatFormat {
  /// The bits of a fraction.
  private var fractionWidth: Int { precision - 1 }

  /// The pattern of NaN that ``bitPattern(of:)`` gives: the sign is clear, the fraction is its first bit,
  /// all of its bits in E4M3.
  private var nanPattern: UInt64 {
    switch self {
    case .float64: Double.nan.bitPattern
    case .float32: UInt64(Float.nan.bitPattern)
    case .float16: 0x7E00
    case .bfloat16: 0x7FC0
    case .float8E4M3: 0x7F
    case .float8E5M2: 0x7E
    }
  }

  /// The value of a bit pattern, whose bits above ``bitWidth`` are ignored; NaN for every pattern of NaN.
  public func value(ofBitPattern bits: UInt64) -> Double {
    switch self {
    case .float64: return Double(bitPattern: bits)
    case .float32: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case .bfloat16:
      return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits & 0xFFFF) << 16))
    case .float16, .float8E4M3, .float8E5M2: break
    }
    let magnitude = bits & ((1 << UInt64(bitWidth - 1)) - 1)
    let isNegative = bits >> UInt64(bitWidth - 1) & 1 == 1
    let exponent = Int(magnitude >> UInt64(fractionWidth))
    let fraction = Double(magnitude & ((1 << UInt64(fractionWidth)) - 1))
    let top = (1 << (bitWidth - precision)) - 1
    var size: Double
    if hasInfinity && exponent == top {
      size = fraction == 0 ? .infinity : .nan
    } else if magnitude == nanPattern && !hasInfinity {
      size = .nan
    } else {
      let significand = exponent == 0 ? fraction : fraction + Double(1 << fractionWidth)
      let scale = minimumExponent + max(exponent, 1) - 1 - fractionWidth
      size = significand * Double(sign: .plus, exponent: scale, significand: 1)
    }
    if isNegative { size.negate() }
    return size
  }

  /// The bit pattern of a value of the format: of one that ``rounding(_:)`` leaves alone.
  public func bitPattern(of value: Double) -> UInt64 {
    if value.isNaN { return nanPattern }
    switch self {
    case .float64: return value.bitPattern
    case .float32: return UInt64(Float(value).bitPattern)
    case .bfloat16: return UInt64(Float(value).bitPattern >> 16)
    case .float16, .float8E4M3, .float8E5M2: break
    }
    let sign: UInt64 = value.sign == .minus ? 1 << UInt64(bitWidth - 1) : 0
    if value.isInfinite {
      return sign | ((1 << UInt64(bitWidth - 1)) - (1 << UInt64(fractionWidth)))
    }
    guard value != 0 else { return sign }
    let exponent = max(Int(value.exponent), minimumExponent)
    let scale = Double(sign: .plus, exponent: fractionWidth - exponent, significand: 1)
    // With the hidden bit in it, which a subnormal number lacks, this adds to the exponent field.
    let significand = UInt64(abs(value) * scale)
    return sign | ((UInt64(exponent - minimumExponent) << UInt64(fractionWidth)) + significand)
  }

  /// The place of a finite value in their order from the least on; −0 comes directly before 0.
  public func ordinal(of value: Double) -> UInt64 {
    let bits = bitPattern(of: abs(value))
    return value.sign == .minus ? finiteCount - 1 - bits : finiteCount + bits
  }

  /// The finite value at a place below 2·``finiteCount``; see ``ordinal(of:)``.
  public func value(at ordinal: UInt64) -> Double {
    ordinal < finiteCount
      ? -value(ofBitPattern: finiteCount - 1 - ordinal)
      : value(ofBitPattern: ordinal - finiteCount)
  }
}
