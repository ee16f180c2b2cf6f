/// Where a search node looks: the perturbations d = x − x₀ of a box, no longer than a radius.
///
/// The lists hold bounds of d that are rounded outward.
struct SearchRegion {
  /// x₀.
  let origin: [Double]
  /// The norm of the radius.
  let norm: PerturbationNorm
  /// The least perturbation of each input.
  var lower: [Double]
  /// The greatest perturbation of each input.
  var upper: [Double]
  /// The greatest norm.
  var radius: Double

  var isEmpty: Bool { zip(lower, upper).contains { $0 > $1 } }

  /// The region with a smaller radius.
  mutating func shrink(to radius: Double) {
    guard radius < self.radius else { return }
    self.radius = radius
    for index in lower.indices {
      lower[index] = max(lower[index], -radius)
      upper[index] = min(upper[index], radius)
    }
  }

  /// The least perturbation of the box.
  var nearestToOrigin: [Double] { zip(lower, upper).map { min(max(0, $0), $1) } }

  /// A bound of |x| in each input.
  var greatestMagnitudes: [Double] {
    origin.indices.map { index in
      max((origin[index] + lower[index]).magnitude, (origin[index] + upper[index]).magnitude)
        .nextUp
    }
  }

  /// An upper bound of coefficients · d over the region.
  func upperBound(_ coefficients: [Double], slack: Double) -> Double {
    var overBox = 0.0
    var magnitudes = 0.0
    var dual = 0.0
    for index in coefficients.indices {
      let coefficient = coefficients[index]
      let term = max(coefficient * lower[index], coefficient * upper[index])
      overBox += term
      magnitudes += term.magnitude
      switch norm {
      case .l2: dual += coefficient * coefficient
      case .linf: dual += coefficient.magnitude
      case .l1: dual = max(dual, coefficient.magnitude)
      }
    }
    let length = norm == .l2 ? dual.squareRoot() : dual
    return min(overBox + slack * magnitudes, length * radius * (1 + slack))
  }
}
