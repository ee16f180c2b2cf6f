/// The perturbations d with normal · d + offset ≥ 0.
struct HalfSpace {
  var normal: [Double]
  var offset: Double

  /// A smaller half-space, by a share of its size; itself where it does not depend on the
  /// perturbation, and so has no inside.
  func tightened(by margin: Double) -> HalfSpace {
    let length = PerturbationNorm.l1.length(normal)
    guard length > 0 else { return self }
    return HalfSpace(normal: normal, offset: offset - margin * (offset.magnitude + length))
  }

  /// A lower bound of a distance, with the multiplier of the half-space that shows it by weak
  /// duality; it is 0 where the box alone shows the bound, and 1 where it does not matter.
  struct Bound {
    var distance: Double
    var multiplier: Double
  }

  /// A lower bound, in spite of rounding, of the norm of the perturbations of the half-space within
  /// a box: hardly below the least norm; +∞ where there are proved to be none.
  func distance(in lower: [Double], _ upper: [Double], norm: PerturbationNorm) -> Bound {
    let slack = Rounding.relativeError(terms: normal.count)
    var greatest = offset
    var magnitudes = offset.magnitude
    for index in normal.indices {
      let term = max(normal[index] * lower[index], normal[index] * upper[index])
      greatest += term
      magnitudes += term.magnitude
    }
    if greatest + slack * magnitudes < 0 { return Bound(distance: .infinity, multiplier: 1) }
    switch norm {
    case .l2: return euclideanDistance(lower, upper, slack)
    case .linf: return Bound(distance: maximumDistance(lower, upper, slack), multiplier: 1)
    case .l1: return sumDistance(lower, upper, slack)
    }
  }

  // MARK: Euclidean

  /// By weak duality, ½|d|² ≥ φ(λ) = Σ min(½dᵢ² − λ nᵢ dᵢ) − λ·offset for each λ ≥ 0, with the
  /// minimum over the box; λ is chosen where φ is greatest, and only φ is rounded with care.
  private func euclideanDistance(
    _ lower: [Double], _ upper: [Double], _ slack: Double
  ) -> Bound {
    // φ′(λ) = −(n·d(λ) + offset), d(λ) = λn clipped to the box: Newton's method, kept in a bracket.
    var (below, above) = (0.0, Double.infinity)
    var multiplier = 0.0
    for _ in 0..<60 {
      var value = offset
      var slope = 0.0
      for index in normal.indices {
        let free = multiplier * normal[index]
        let step = min(max(free, lower[index]), upper[index])
        value += normal[index] * step
        if step == free { slope += normal[index] * normal[index] }
      }
      if value >= 0 { above = multiplier } else { below = multiplier }
      if value == 0 || (multiplier == 0 && value > 0) { break }
      var next = slope > 0 ? multiplier - value / slope : .infinity
      if !(next > below && next < above) {
        next = above == .infinity ? max(1e-12, 4 * multiplier) : below + (above - below) / 2
      }
      if next == multiplier || !next.isFinite { break }
      if (next - multiplier).magnitude <= 1e-15 * next { multiplier = next; break }
      multiplier = next
    }
    var dual = -multiplier * offset
    var magnitudes = dual.magnitude
    for index in normal.indices {
      let slope = multiplier * normal[index]
      let step = min(max(slope, lower[index]), upper[index])
      let square = 0.5 * step * step
      let product = slope * step
      dual += square - product
      magnitudes += square + product.magnitude
    }
    let bound = dual - slack * magnitudes - Rounding.absoluteError
    return Bound(
      distance: bound > 0 ? (2 * bound).squareRoot() * (1 - 0x1p-50) : 0, multiplier: multiplier)
  }

  // MARK: Maximum norm

  /// The greatest value of the half-space's form over the perturbations of the box with
  /// |dᵢ| ≤ `radius`, rounded upward.
  private func greatest(
    within radius: Double, _ lower: [Double], _ upper: [Double], _ slack: Double
  ) -> (value: Double, slope: Double) {
    var (value, magnitudes, slope) = (offset, offset.magnitude, 0.0)
    for index in normal.indices {
      let coefficient = normal[index]
      let bound = coefficient > 0 ? upper[index] : lower[index]
      let step =
        bound.magnitude <= radius || (bound < 0) == (coefficient > 0)
        ? bound : (coefficient > 0 ? radius : -radius)
      if step != bound { slope += coefficient.magnitude }
      value += coefficient * step
      magnitudes += (coefficient * step).magnitude
    }
    return (value + slack * magnitudes, slope)
  }

  private func maximumDistance(
    _ lower: [Double], _ upper: [Double], _ slack: Double
  ) -> Double {
    let least = normal.indices.reduce(0.0) { max($0, lower[$1], -upper[$1]) }
    // The greatest value is concave in the radius: Newton's method comes from below and stays there.
    var radius = least
    for _ in 0..<(2 * normal.count + 4) {
      let (value, slope) = greatest(within: radius, lower, upper, slack)
      guard value < 0, slope > 0 else { break }
      let next = radius - value / slope
      guard next > radius else { break }
      radius = next
    }
    var shrinkage = 0x1p-50
    while shrinkage < 1 {
      let candidate = radius * (1 - shrinkage)
      guard candidate > least else { return least }
      if greatest(within: candidate, lower, upper, slack).value < 0 { return candidate }
      shrinkage *= 16
    }
    return least
  }

  // MARK: Sum norm

  /// By weak duality, Σ|dᵢ| ≥ Σ min(|dᵢ| − λ nᵢ dᵢ) − λ·offset for each λ ≥ 0; the best λ is the
  /// reciprocal of the coefficient of the input that is moved last.
  private func sumDistance(_ lower: [Double], _ upper: [Double], _ slack: Double) -> Bound {
    var value = offset
    var room: [(coefficient: Double, gain: Double)] = []
    for index in normal.indices {
      let nearest = min(max(0, lower[index]), upper[index])
      value += normal[index] * nearest
      let end = normal[index] > 0 ? upper[index] : lower[index]
      if (end - nearest) * normal[index] > 0, end.magnitude >= nearest.magnitude {
        room.append((normal[index].magnitude, (end - nearest) * normal[index]))
      }
    }
    room.sort { $0.coefficient > $1.coefficient }
    var multiplier = 0.0
    for (coefficient, gain) in room where value < 0 {
      multiplier = 1 / coefficient
      value += gain
    }
    var dual = -multiplier * offset
    var magnitudes = dual.magnitude
    for index in normal.indices {
      let slope = multiplier * normal[index]
      var least = Double.infinity
      let nearest = min(max(0, lower[index]), upper[index])
      for step in [lower[index], nearest, upper[index]] {
        least = min(least, step.magnitude - slope * step)
      }
      dual += least
      magnitudes += max(lower[index].magnitude, upper[index].magnitude) * (1 + slope.magnitude)
    }
    return Bound(distance: max(0, dual - slack * magnitudes), multiplier: multiplier)
  }
}
