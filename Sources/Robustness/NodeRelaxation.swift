/// What a search node's relaxation says.
struct NodeAnswer {
  /// A lower bound of the norm of the perturbations of the node that reach the goal; +∞ where
  /// there are proved to be none.
  var distance: Double
  /// The nearest perturbation that the relaxation allows, if any.
  var point: [Double]?
  /// How much each hidden unit's line gives away at that point.
  var loss: [Double]
  /// The coefficients of the last form above the goal.
  var normal: [Double]
  /// The inequalities that were combined, with their multipliers.
  var proof: [ProofStep]
  /// All inequalities that were found, in the perturbation.
  var inequalities: [HalfSpace]
}

/// An inequality that holds wherever the goal is reached, and its share in the proof.
struct ProofStep {
  enum Source: Hashable {
    /// A form above the lead of the goal's target over a class is not negative.
    case rival(Int)
    /// A form above what a condition says is not negative.
    case condition(Int)
  }
  var source: Source
  /// The slopes of the lines that the form was computed with.
  var slopes: [UnitSlopes]
  var multiplier: Double
}

/// Bounds the distance in a search node by cutting planes: the nearest point that satisfies the
/// inequalities found so far gives the next ones, with lines that are tight there.
///
/// Where all units are confined to one part each, the first inequalities are exact, and so is the
/// answer. Source of the method: J. E. Kelley, "The cutting-plane method for solving convex
/// programs", SIAM Journal 8, 1960.
struct NodeRelaxation {
  let bounding: LinearBounding
  let goal: AttackGoal
  /// The most rounds of cutting planes.
  var roundLimit = 8
  /// Whether the answer's proof can be written down: with its slopes.
  var recordsProof = false

  private var network: SearchNetwork { bounding.network }
  private var region: SearchRegion { bounding.region }

  /// The answer; rounds end as soon as the distance is at least `cutoff`.
  func solve(cutoff: Double) -> NodeAnswer {
    var answer = NodeAnswer(
      distance: 0, point: nil, loss: [Double](repeating: 0, count: network.unitCount),
      normal: [], proof: [], inequalities: [])
    if bounding.isEmpty {
      answer.distance = .infinity
      return answer
    }
    var inequalities: [HalfSpace] = []
    var proof: [ProofStep] = []
    var sums = answer.loss
    var lines = bounding.lines
    var slopes = recordsProof ? bounding.slopes(of: lines) : []

    func add(_ source: ProofStep.Source, _ form: AffineForm) {
      let shifted = bounding.shifted(form)
      inequalities.append(HalfSpace(normal: shifted.coefficients, offset: shifted.constant))
      proof.append(ProofStep(source: source, slopes: slopes, multiplier: 0))
    }
    for index in bounding.bounds.conditions.indices {
      add(.condition(index), form(ofCondition: index, lines: lines))
    }
    for rival in goal.seeds.indices {
      add(.rival(goal.rivals[rival]), form(ofRival: rival, lines: lines).form)
    }

    var forms: [AffineForm] = []
    /// What the goal is furthest from at a point, linearised there, tells where to divide.
    func look(at point: [Double]) {
      var least = Double.infinity
      forms = []
      for rival in goal.seeds.indices {
        let (form, trace) = form(ofRival: rival, lines: lines)
        forms.append(form)
        let value = bounding.shifted(form).value(at: point)
        if value < least || rival == 0 {
          least = value
          answer.normal = form.coefficients
          answer.loss = losses(trace, lines, sums)
        }
      }
    }

    // One inequality alone may be enough.
    for (index, half) in inequalities.enumerated() {
      let bound = half.distance(in: region.lower, region.upper, norm: region.norm)
      if bound.distance >= cutoff {
        answer.distance = bound.distance
        proof[index].multiplier = bound.multiplier
        answer.proof = [proof[index]]
        answer.inequalities = inequalities
        return answer
      }
    }
    for _ in 1...roundLimit {
      let solution = LeastDistance.solve(
        inequalities, in: region.lower, region.upper, norm: region.norm,
        limit: cutoff * (1 + 1e-9))
      let bound = combined(inequalities, solution.multipliers)
        .distance(in: region.lower, region.upper, norm: region.norm)
      if bound.distance > answer.distance {
        answer.distance = bound.distance
        answer.proof = zip(proof, solution.multipliers).compactMap { step, multiplier in
          guard multiplier > 0 else { return nil }
          var step = step
          step.multiplier = multiplier * bound.multiplier
          return step
        }
      }
      // A contradiction that could not be proved says nothing: what was known before remains.
      let known = answer.distance == .infinity ? nil : answer.point ?? region.nearestToOrigin
      guard let point = solution.point ?? known else { break }
      answer.point = point
      let x = zip(region.origin, point).map { $0 + $1 }
      _ = network.forward(x, sums: &sums)
      lines = bounding.lines(near: sums)
      if recordsProof { slopes = bounding.slopes(of: lines) }
      look(at: point)
      guard solution.point != nil, answer.distance < cutoff else { break }
      // New inequalities where the point violates them.
      var isCut = false
      for index in bounding.bounds.conditions.indices
      where network.layer(ofUnit: bounding.bounds.conditions[index].unit) > 0 {
        let form = form(ofCondition: index, lines: lines)
        if isViolated(form, at: point) {
          add(.condition(index), form)
          isCut = true
        }
      }
      for (rival, form) in forms.enumerated() where isViolated(form, at: point) {
        add(.rival(goal.rivals[rival]), form)
        isCut = true
      }
      if !isCut { break }
    }
    answer.inequalities = inequalities
    return answer
  }

  private func isViolated(_ form: AffineForm, at point: [Double]) -> Bool {
    let shifted = bounding.shifted(form)
    let size = zip(shifted.coefficients, point).reduce(shifted.constant.magnitude) {
      $0 + ($1.0 * $1.1).magnitude
    }
    return shifted.value(at: point) < -1e-12 * size
  }

  /// A form above what the goal says of a rival, and the coefficients of the hidden units in it.
  private func form(ofRival rival: Int, lines: UnitLines) -> (form: AffineForm, trace: [Double]) {
    var trace: [Double]? = [Double](repeating: 0, count: network.unitCount)
    let form = bounding.form(aboveGoal: goal.seeds[rival], lines: lines, trace: &trace)
    return (form, trace ?? [])
  }

  private func form(ofCondition index: Int, lines: UnitLines) -> AffineForm {
    let condition = bounding.bounds.conditions[index]
    let layer = network.layer(ofUnit: condition.unit)
    let sign = condition.isLowerBound ? 1.0 : -1.0
    var form = bounding.form(
      aboveUnit: condition.unit - network.offsets[layer], layer, sign: sign, lines: lines)
    form.constant -= sign * condition.bound
    form.constant += 0x1p-51 * (form.constant.magnitude + condition.bound.magnitude)
    return form
  }

  /// Σ multiplier · inequality, with the rounding in its offset.
  private func combined(_ inequalities: [HalfSpace], _ multipliers: [Double]) -> HalfSpace {
    let dimension = region.origin.count
    var result = HalfSpace(normal: [Double](repeating: 0, count: dimension), offset: 0)
    var magnitudes = 0.0
    for (half, multiplier) in zip(inequalities, multipliers) where multiplier > 0 {
      result.offset += multiplier * half.offset
      magnitudes += (multiplier * half.offset).magnitude
      for index in 0..<dimension {
        let term = multiplier * half.normal[index]
        result.normal[index] += term
        magnitudes +=
          term.magnitude * max(region.lower[index].magnitude, region.upper[index].magnitude)
      }
    }
    result.offset += Rounding.relativeError(terms: inequalities.count) * magnitudes
    return result
  }

  private func losses(_ trace: [Double], _ lines: UnitLines, _ sums: [Double]) -> [Double] {
    network.functions.indices.map { unit in
      guard !network.functions[unit].isAffine(on: bounding.bounds.parts[unit]) else { return 0 }
      let line = trace[unit] > 0 ? lines.above[unit] : lines.below[unit]
      let z = min(max(sums[unit], bounding.bounds.lower[unit]), bounding.bounds.upper[unit])
      let given = line.slope * z + line.intercept - network.functions[unit].value(z)
      return max(0, trace[unit] * given)
    }
  }
}
