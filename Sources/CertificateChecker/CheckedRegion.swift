/// The perturbations of a node: a box, and no longer than the claimed distance.
struct CheckedRegion {
  enum Norm: String {
    case l2
    case linf
    case l1
  }

  let norm: Norm
  let radius: ExactNumber
  let origin: [ExactNumber]
  var lower: [ExactNumber]
  var upper: [ExactNumber]

  var isEmpty: Bool { zip(lower, upper).contains { $0 > $1 } }

  /// The greatest value of coefficients · d over the box.
  func greatestOverBox(_ coefficients: [ExactNumber]) -> ExactNumber {
    var total = ExactNumber.zero(radius.base)
    for index in coefficients.indices where !coefficients[index].isZero {
      total += coefficients[index] * (coefficients[index].sign > 0 ? upper[index] : lower[index])
    }
    return total
  }

  /// An upper bound of coefficients · d over the region.
  func upperBound(_ coefficients: [ExactNumber]) -> ExactNumber {
    let zero = ExactNumber.zero(radius.base)
    let dual: ExactNumber
    switch norm {
    case .l2: dual = coefficients.reduce(zero) { $0 + $1 * $1 }.squareRootAbove
    case .linf: dual = coefficients.reduce(zero) { $0 + $1.magnitude }
    case .l1: dual = coefficients.reduce(zero) { .greatest($0, $1.magnitude) }
    }
    return .least(greatestOverBox(coefficients), dual * radius)
  }

  /// Whether no perturbation of the box that is shorter than the radius has
  /// coefficients · d + constant ≥ 0.
  ///
  /// By weak duality, size(d) ≥ min over the box of (size(d) − coefficients · d) − constant for all
  /// others, with size ½|d|² or Σ|dᵢ|.
  func excludes(_ coefficients: [ExactNumber], _ constant: ExactNumber) -> Bool {
    if (greatestOverBox(coefficients) + constant).sign < 0 { return true }
    let zero = ExactNumber.zero(radius.base)
    var least = -constant
    switch norm {
    // The box is no wider than the radius: what is left is a side of it that is as far.
    case .linf: return zip(lower, upper).contains { $0 >= radius || -$1 >= radius }
    case .l2:
      for (index, slope) in coefficients.enumerated() {
        let d = ExactNumber.greatest(lower[index], .least(upper[index], slope))
        least += (d * d).half - slope * d
      }
      return least >= (radius * radius).half
    case .l1:
      for (index, slope) in coefficients.enumerated() {
        let nearest = ExactNumber.greatest(lower[index], .least(upper[index], zero))
        let ends = [lower[index], nearest, upper[index]].map { $0.magnitude - slope * $0 }
        least += ends.dropFirst().reduce(ends[0]) { .least($0, $1) }
      }
      return least >= radius
    }
  }
}
