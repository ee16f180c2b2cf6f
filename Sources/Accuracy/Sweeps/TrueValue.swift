import FloatFormats

/// A true value to at least 2⁻²⁰ of a unit in the last place: the nearest double, and what is left to the
/// truth, as far as it matters.
struct Truth: Hashable, Sendable {
  /// The nearest double; infinite if the truth is above all of them.
  let nearest: Double
  /// The truth minus ``nearest``, to a few digits, in units in the last place that ``nearest`` has as a double.
  let remainder: Double
  /// The sign of the truth, 0 if it is zero; `nil` where that is not known.
  let sign: Int?
  /// Whether it is known on which side of ``nearest`` the truth lies, if that matters.
  let isSideKnown: Bool

  /// A truth with these parts; the sign is that of `nearest`, or of `remainder`.
  init(nearest: Double, remainder: Double) {
    let leading = nearest == 0 ? remainder : nearest
    self.init(
      nearest: nearest, remainder: remainder, sign: leading == 0 ? nil : leading < 0 ? -1 : 1)
  }

  /// A truth with these parts.
  init(nearest: Double, remainder: Double, sign: Int?, isSideKnown: Bool = true) {
    self.nearest = nearest
    self.remainder = remainder
    self.sign = sign
    self.isSideKnown = isSideKnown
  }

  /// The truth minus ``nearest``; 0 where no double is so small.
  var deviation: Double { remainder == 0 ? 0 : remainder * nearest.ulp }

  /// Whether the sign and the side are known.
  var isDefinite: Bool { sign != nil && isSideKnown }

  /// Whether what is known is enough to judge `result`.
  func decides(_ result: Double, in format: FloatFormat) -> Bool {
    (!result.isFinite || sign != nil || result == 0) && isBesideNoEdge(result, in: format)
  }

  /// Whether it does not matter for `result` on which side of ``nearest`` the truth lies, or is known.
  func isBesideNoEdge(_ result: Double, in format: FloatFormat) -> Bool {
    isSideKnown || result == nearest
      || !result.isFinite && nearest.magnitude != format.thresholdOfOverflow
  }

  /// Whether the truth rounds to infinity.
  func overflows(in format: FloatFormat) -> Bool {
    guard nearest.magnitude == format.thresholdOfOverflow, remainder != 0, nearest.isFinite else {
      return !format.rounding(nearest).isFinite
    }
    return (nearest < 0) == (remainder < 0)
  }

  /// Whether the truth is in the range of normal numbers, or beyond.
  func isNormal(in format: FloatFormat) -> Bool {
    nearest.magnitude == format.leastNormal
      ? remainder == 0 || (nearest < 0) == (remainder < 0) : nearest.magnitude > format.leastNormal
  }

  /// The unit in the last place of the truth in `format`.
  ///
  /// Just below a power of two it is half of the unit of that power.
  func unit(in format: FloatFormat) -> Double {
    guard nearest.isFinite else { return format.unit(of: .greatestFiniteMagnitude) * 2 }
    let isBelow = (nearest < 0) != (remainder < 0) && remainder != 0
    return format.unit(of: isBelow ? nearest.magnitude.nextDown : nearest)
  }

  /// The magnitude of `result` minus the truth, in units in the last place of the truth.
  func error(of result: Double, in format: FloatFormat) -> Double {
    let unit = unit(in: format)
    guard nearest.isFinite else {
      // From 2^1024 on, which is where no double is near any more.
      let half = nearest < 0 ? -0x1p1023 : 0x1p1023
      return abs(result / 2 - half) / (unit / 2)
    }
    return abs((result - nearest) / unit - remainder * (nearest.ulp / unit))
  }
}

/// What is known of the true value at an input.
enum TrueValue: Hashable, Sendable {
  case known(Truth)
  /// The input is outside the natural domain.
  case outside
  /// Enclosures at the highest precision tried did not decide it.
  case undecided

  /// Whether nothing is left open.
  var isDefinite: Bool {
    switch self {
    case .known(let truth): truth.isDefinite
    case .outside: true
    case .undecided: false
    }
  }
}
