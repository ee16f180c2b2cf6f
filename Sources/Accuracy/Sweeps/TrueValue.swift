import FloatFormats

/// A true value to at least 2⁻²⁰ of a unit in the last place: the nearest double, and what is left to the
/// truth, as far as it matters.
struct Truth: Hashable, Sendable {
  /// The nearest double; infinite if the truth is above all of them.
  let nearest: Double
  /// The truth minus ``nearest``, to a few digits.
  let remainder: Double

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
    guard nearest.isFinite else {
      // From 2^1024 on, which is where no double is near any more.
      let half = nearest < 0 ? -0x1p1023 : 0x1p1023
      return abs(result / 2 - half) / (unit(in: format) / 2)
    }
    return abs((result - nearest) - remainder) / unit(in: format)
  }
}

/// What is known of the true value at an input.
enum TrueValue: Hashable, Sendable {
  case known(Truth)
  /// The input is outside the natural domain.
  case outside
  /// Enclosures at the highest precision tried did not decide it.
  case undecided
}
