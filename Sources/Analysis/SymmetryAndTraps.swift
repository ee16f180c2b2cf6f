import Calculus
import Formulas
import Reals

extension FunctionAnalyzer {
  /// Even or odd: mirrored cells have mirrored formulas, or a sample refutes it.
  var symmetrySection: Symmetry {
    if cells.allSatisfy({ $0.formula == nil }), joints.allSatisfy({ $0.value.exact == nil }) {
      let reason = Reason(.noKnownValue)
      return Symmetry(kind: nil, reason: reason, evidence: Evidence(obstacle: reason))
    }
    let even = mirrored(sign: 1)
    let odd = mirrored(sign: -1)
    func result(_ kind: String?, _ evidence: Evidence, _ reason: Reason? = nil) -> Symmetry {
      Symmetry(kind: kind, reason: reason, evidence: evidence)
    }
    switch (even, odd) {
    case (.proved, .proved): return result("both", Evidence(.symmetry, "f = 0"))
    case (.proved, _): return result("even", Evidence(.symmetry, "f(-x) = f(x)"))
    case (_, .proved): return result("odd", Evidence(.symmetry, "f(-x) = -f(x)"))
    case (.refuted, .refuted):
      return result("none", Evidence(.enclosure, "a sample separates f(-x) from f(x) and -f(x)"))
    default:
      let reason = Reason(.symmetry)
      return result(nil, Evidence(obstacle: reason), reason)
    }
  }

  /// Whether f(−x) = sign·f(x).
  private func mirrored(sign: Int) -> Verdict {
    if separatedBySample(sign: sign) || separatedAtJoint(sign: sign) { return .refuted }
    let reversed = Array(cells.reversed())
    for (cell, mirror) in zip(cells, reversed) {
      guard let formula = cell.formula, let other = mirror.formula else {
        if case (.outsideDomain, .outsideDomain) = (cell.content, mirror.content) { continue }
        return .undecided
      }
      let reflected = other.substituting(-.x)
      guard formula.isIdentical(to: sign > 0 ? reflected : -reflected) else { return .undecided }
    }
    for (joint, mirror) in zip(joints, joints.reversed()) {
      guard let sum = try? points.exact.sum(joint.point.value, mirror.point.value),
        (try? points.sign(sum)) == 0
      else { return .undecided }
      guard let value = joint.value.exact, let other = mirror.value.exact else {
        if case (.undefined, .undefined) = (joint.value, mirror.value) { continue }
        return .undecided
      }
      guard let image = sign > 0 ? other : try? points.exact.negative(other),
        (try? points.compare(value, image)) == 0
      else { return .undecided }
    }
    return .proved
  }

  private func separatedBySample(sign: Int) -> Bool {
    let balls = BallArithmetic(precision: 256)
    for sample: Rational in [1, 3, 17] {
      for scale: Rational in [1, Rational(1, over: 8) ?? 1] {
        let right = value(at: sample * scale, balls)
        let left = value(at: -(sample * scale), balls)
        switch (left, right) {
        case (.defined(let left), .defined(let right)):
          guard let image = sign > 0 ? right : try? balls.negative(right),
            let signs = try? balls.comparison(left, image)
          else { continue }
          if !signs.contains(0) { return true }
        case (.undefined, .defined), (.defined, .undefined): return true
        default: continue
        }
      }
    }
    return false
  }

  private enum Sample {
    case defined(Ball)
    case undefined
    case undecided
  }

  private func value(at argument: Rational, _ balls: BallArithmetic) -> Sample {
    do throws(EvaluationError) {
      return .defined(try balls.evaluate(formula, at: balls.number(argument)))
    } catch {
      if case .undefined = error { return .undefined }
      return .undecided
    }
  }

  /// Whether the value at some joint and that at the mirrored point refute the symmetry.
  private func separatedAtJoint(sign: Int) -> Bool {
    joints.contains { joint in
      guard let value = joint.value.exact,
        let mirror = try? points.exact.negative(joint.point.value),
        let image = try? points.exact.evaluate(formula, at: mirror),
        let wanted = sign > 0 ? value : try? points.exact.negative(value),
        let order = try? points.compare(image, wanted)
      else { return false }
      return order != 0
    }
  }

  // MARK: Traps

  /// What follows from the rest of the analysis.
  func traps(_ domain: Domain, _ range: Range, _ regions: GradientRegions?) -> [Trap] {
    deadZones + vanishingGradients(regions) + steepPoints + oneSignedOutput(range) + jumpsAndKinks
      + domainTraps(domain)
      + OverflowThresholds(points: points, oracle: oracle, cells: frame == nil ? cells : [])
      .traps(of: formula)
  }

  private var deadZones: [Trap] {
    cells.compactMap { cell in
      guard let derivative = cell.derivative, derivative.isIdentical(to: 0) else { return nil }
      return Trap(kind: .deadZone, over: points.describe(cell.interval))
    }
  }

  /// Where f′ tends to 0 or ∞ far out: on the outermost region, if that is known.
  private func vanishingGradients(_ regions: GradientRegions?) -> [Trap] {
    [-1, 1].compactMap { direction in
      let tail = regions?.pieces?
        .first { direction < 0 ? $0.from == .minusInfinity : $0.to == .infinity }
        .map { region in
          IntervalDescription(
            from: region.from, to: region.to, fromClosed: region.fromClosed,
            toClosed: region.toClosed)
        }
      guard let derivative = (direction < 0 ? cells.first : cells.last)?.derivative,
        !derivative.isIdentical(to: 0), let limit = slopeAtInfinity(direction)
      else { return nil }
      let end = direction < 0 ? ExactNumber.minusInfinity : .infinity
      switch limit {
      case .infinite:
        return Trap(
          kind: .explodingGradient, over: tail, threshold: points.describe(limit), toward: end)
      case .finite(let slope):
        guard (try? points.sign(slope)) == 0 else { return nil }
        return Trap(
          kind: .vanishingGradient, over: tail, threshold: points.describe(slope), toward: end)
      }
    }
  }

  /// Points of the domain, or gaps in it, beside which f′ tends to an infinity.
  private var steepPoints: [Trap] {
    joints.compactMap { joint in
      guard [joint.left, joint.right].contains(where: { $0?.slope?.isInfinite == true }) else {
        return nil
      }
      let at = points.describe(joint.point)
      return Trap(
        kind: .explodingGradient,
        over: IntervalDescription(from: at, to: at, fromClosed: true, toClosed: true))
    }
  }

  private func oneSignedOutput(_ range: Range) -> [Trap] {
    // The zero function has the sign 0 throughout, and its mean is 0.
    if range.infimum == ExactNumber(0), range.supremum == ExactNumber(0) { return [] }
    guard let bounds = range.bounds, let lower = bounds.first, let upper = bounds.last,
      let bound = [lower, upper].first(where: { $0.exact == "0" })
        ?? (lower.isPositive ? lower : nil) ?? (upper.isNegative ? upper : nil)
    else { return [] }
    return [Trap(kind: .notZeroCentred, threshold: bound)]
  }

  private var jumpsAndKinks: [Trap] {
    joints.compactMap { joint in
      guard joint.value.exact != nil, joint.differentiable == .refuted else { return nil }
      let at = points.describe(joint.point)
      let point = IntervalDescription(from: at, to: at, fromClosed: true, toClosed: true)
      return Trap(kind: joint.continuous == .refuted ? .jump : .kink, over: point)
    }
  }

  private func domainTraps(_ domain: Domain) -> [Trap] {
    guard domain.isAllReals == .refuted else { return [] }
    return [Trap(kind: .domain)]
  }
}

extension ExactNumber {
  /// Whether the enclosure lies above 0.
  fileprivate var isPositive: Bool {
    enclosure.first.map { !$0.hasPrefix("-") && $0.contains { ("1"..."9").contains($0) } } ?? false
  }

  /// Whether the enclosure lies below 0.
  fileprivate var isNegative: Bool {
    enclosure.last.map { $0.hasPrefix("-") && $0.contains { ("1"..."9").contains($0) } } ?? false
  }
}
