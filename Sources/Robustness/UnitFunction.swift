/// slope · z + intercept.
struct Line {
  var slope: Double
  var intercept: Double

  /// Whether both numbers are finite.
  var isFinite: Bool { slope.isFinite && intercept.isFinite }

  /// A bound of |slope · z + intercept| for z in an interval.
  func greatestMagnitude(from lower: Double, to upper: Double) -> Double {
    (slope.magnitude * max(lower.magnitude, upper.magnitude) + intercept.magnitude)
      * (1 + 0x1p-50)
  }
}

/// An activation function as the search sees it: in `Double`, with bounds that hold in spite of
/// rounding.
///
/// The real line is divided into *parts*, numbered from left to right; a search node confines the
/// sum of a unit to some parts and to an interval.
protocol UnitFunction {
  /// Whether the parts are curved, so that no division ever makes lines exact.
  var isCurved: Bool { get }

  /// The number of parts.
  var partCount: Int { get }

  /// The ends of a part; outward where they are no `Double`s.
  func ends(ofPart part: Int) -> (lower: Double, upper: Double)

  /// Whether a part contains its left end, or its right end.
  func part(_ part: Int, containsLowerEnd isLower: Bool) -> Bool

  /// Those of `parts` that a sum in [lower, upper] can lie in; at least one.
  func parts(_ parts: ClosedRange<Int>, within lower: Double, _ upper: Double) -> ClosedRange<Int>

  /// Whether the function is affine on `parts`.
  func isAffine(on parts: ClosedRange<Int>) -> Bool

  /// A line that is above the function on `parts` between `lower` and `upper`, in the closure: at
  /// jumps it is above the limits from those parts too. Near `reference` it is as low as a line
  /// can be.
  func lineAbove(
    on parts: ClosedRange<Int>, from lower: Double, to upper: Double, near reference: Double
  ) -> Line

  /// The same from below.
  func lineBelow(
    on parts: ClosedRange<Int>, from lower: Double, to upper: Double, near reference: Double
  ) -> Line

  /// How to divide the sums in [lower, upper] of `parts`, where the function is not affine.
  func division(
    of parts: ClosedRange<Int>, from lower: Double, to upper: Double, near reference: Double
  ) -> UnitDivision

  /// The value at z, rounded.
  func value(_ z: Double) -> Double

  /// The derivative at z, rounded; at a kink, of one side.
  func derivative(_ z: Double) -> Double
}

/// Two sets of sums of a unit that together are all: the left one up to `end`, the right one from
/// `end` on (rounded outward, so that they may overlap).
struct UnitDivision {
  var leftParts: ClosedRange<Int>
  var rightParts: ClosedRange<Int>
  var leftEnd: Double
  var rightEnd: Double
  /// Whether the function is curved, so that the ends are all that tells the sets apart.
  var isCurved = false
}
