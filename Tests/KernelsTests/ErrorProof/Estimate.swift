/// A real number known to lie within a radius of a middle, in plain floating point: coarse, fast and rigorous.
///
/// It serves the coefficients of rounding errors, of which a digit or two matter. Every radius is computed with
/// at most ten roundings of non-negative numbers, for which the factor in `enlarged` more than makes up; overflow
/// gives an infinite radius or NaN, and neither is ever below a bound.
struct Estimate {
  var middle: Double
  var radius: Double

  init(middle: Double, radius: Double) {
    self.middle = middle
    self.radius = radius
  }

  /// The numbers from `lower` to `upper`.
  init(from lower: Double, to upper: Double) {
    middle = lower * 0.5 + upper * 0.5
    radius = Self.enlarged(max(upper - middle, middle - lower))
  }

  static func enlarged(_ radius: Double) -> Double {
    radius * (1 + 0x1p-48) + 0x1p-1070
  }

  /// The least upper bound of the magnitude, rounded upward.
  var magnitude: Double { Self.enlarged(abs(middle) + radius) }

  static prefix func - (a: Self) -> Self { Self(middle: -a.middle, radius: a.radius) }

  static func + (a: Self, b: Self) -> Self {
    let middle = a.middle + b.middle
    return Self(middle: middle, radius: enlarged(a.radius + b.radius + abs(middle) * 0x1p-52))
  }

  static func - (a: Self, b: Self) -> Self { a + -b }

  static func * (a: Self, b: Self) -> Self {
    let middle = a.middle * b.middle
    let radius =
      abs(a.middle) * b.radius + a.radius * abs(b.middle) + a.radius * b.radius
      + abs(middle) * 0x1p-52
    return Self(middle: middle, radius: enlarged(radius))
  }
}

/// The numbers between two floating-point ends, which may be infinite.
struct Span {
  var lower: Double
  var upper: Double

  /// The greatest and the least magnitude.
  var greatest: Double { max(abs(lower), abs(upper)) }
  var least: Double { lower > 0 ? lower : upper < 0 ? -upper : 0 }

  /// Enlarged on both sides.
  func widened(by amount: Double) -> Span {
    amount == 0 ? self : Span(lower: (lower - amount).nextDown, upper: (upper + amount).nextUp)
  }

  var estimate: Estimate { Estimate(from: lower, to: upper) }

  /// 1 over a span without 0.
  var reciprocal: Estimate {
    Estimate(from: (1 / upper).nextDown, to: (1 / lower).nextUp)
  }
}
