/// min ½|d|² subject to inequalities and a box, by the dual active set method.
///
/// Source: D. Goldfarb, A. Idnani, "A numerically stable dual method for solving strictly convex
/// quadratic programs", Mathematical Programming 27, 1983; here the Hessian is the identity.
struct EuclideanProgram {
  private let inequalities: [HalfSpace]
  private let lower: [Double]
  private let upper: [Double]
  private let dimension: Int

  /// The active constraints in the order in which they came: an inequality, or a side of the box.
  private var active: [Int] = []
  private var multipliers: [Double] = []
  private var point: [Double]

  init(_ inequalities: [HalfSpace], _ lower: [Double], _ upper: [Double]) {
    self.inequalities = inequalities
    self.lower = lower
    self.upper = upper
    dimension = lower.count
    point = [Double](repeating: 0, count: lower.count)
  }

  private var constraintCount: Int { inequalities.count + 2 * dimension }

  /// normal · d + offset at the point; `scale` is the size of the terms.
  private func slack(_ constraint: Int) -> (value: Double, scale: Double) {
    if constraint < inequalities.count {
      let half = inequalities[constraint]
      var (value, scale) = (half.offset, half.offset.magnitude)
      for index in 0..<dimension {
        let term = half.normal[index] * point[index]
        value += term
        scale += term.magnitude
      }
      return (value, scale)
    }
    let side = constraint - inequalities.count
    return side < dimension
      ? (point[side] - lower[side], lower[side].magnitude)
      : (upper[side - dimension] - point[side - dimension], upper[side - dimension].magnitude)
  }

  private func normal(_ constraint: Int) -> [Double] {
    if constraint < inequalities.count { return inequalities[constraint].normal }
    let side = constraint - inequalities.count
    var normal = [Double](repeating: 0, count: dimension)
    if side < dimension { normal[side] = 1 } else { normal[side - dimension] = -1 }
    return normal
  }

  private func length(_ constraint: Int) -> Double {
    constraint < inequalities.count
      ? PerturbationNorm.l2.length(inequalities[constraint].normal) : 1
  }

  mutating func solve(limit: Double) -> LeastDistance {
    let lengths = (0..<constraintCount).map(length)
    // Constraints that differ from active ones by rounding alone.
    var ignored: Set<Int> = []
    for _ in 0..<(20 * (constraintCount + 1)) {
      // The constraint that is violated by the greatest distance.
      var worst = -1
      var depth = 0.0
      for constraint in 0..<constraintCount
      where !active.contains(constraint) && !ignored.contains(constraint) {
        let (value, scale) = slack(constraint)
        guard value < -1e-14 * scale else { continue }
        guard lengths[constraint] > 0 else { return contradiction(constraint, []) }
        if value / lengths[constraint] < depth {
          (worst, depth) = (constraint, value / lengths[constraint])
        }
      }
      guard worst >= 0, PerturbationNorm.l2.length(point) <= limit else { break }
      if let ray = activate(worst) {
        let (value, scale) = slack(worst)
        guard value > -1e-9 * scale else { return contradiction(worst, ray) }
        ignored.insert(worst)
      }
    }
    return LeastDistance(point: point, multipliers: byInequality(active, multipliers))
  }

  /// Makes a violated constraint active; returns the multipliers of a contradiction when there is
  /// no way.
  private mutating func activate(_ constraint: Int) -> [Double]? {
    let new = normal(constraint)
    let newLength = PerturbationNorm.l2.length(new)
    var multiplier = 0.0
    while true {
      let normals = active.map(normal)
      let direction = solveNormalEquations(normals, new)
      var step = new
      for (weight, normal) in zip(direction, normals) {
        for index in 0..<dimension { step[index] -= weight * normal[index] }
      }
      let square = step.reduce(0) { $0 + $1 * $1 }
      var blocking = -1
      var partial = Double.infinity
      for (index, weight) in direction.enumerated() where weight > 1e-13 {
        let ratio = multipliers[index] / weight
        if ratio < partial { (partial, blocking) = (ratio, index) }
      }
      let canMove = square.squareRoot() > 1e-11 * newLength && active.count < dimension
      let full = canMove ? -slack(constraint).value / square : .infinity
      let length = min(partial, max(0, full))
      guard length < .infinity else { return direction.map { -$0 } }
      for index in multipliers.indices { multipliers[index] -= length * direction[index] }
      multiplier += length
      if canMove {
        for index in 0..<dimension { point[index] += length * step[index] }
      }
      if full <= partial {
        active.append(constraint)
        multipliers.append(multiplier)
        return nil
      }
      active.remove(at: blocking)
      multipliers.remove(at: blocking)
    }
  }

  /// The weights w with (N Nᵀ) w = N v for the rows N, by Cholesky's decomposition.
  private func solveNormalEquations(_ rows: [[Double]], _ v: [Double]) -> [Double] {
    let count = rows.count
    var factor = [Double](repeating: 0, count: count * count)
    var weights = [Double](repeating: 0, count: count)
    func product(_ a: [Double], _ b: [Double]) -> Double {
      var sum = 0.0
      for index in 0..<dimension { sum += a[index] * b[index] }
      return sum
    }
    for row in 0..<count {
      for column in 0...row {
        var sum = product(rows[row], rows[column])
        for k in 0..<column { sum -= factor[row * count + k] * factor[column * count + k] }
        factor[row * count + column] =
          row == column
          ? max(sum, .leastNormalMagnitude).squareRoot() : sum / factor[column * count + column]
      }
      var sum = product(rows[row], v)
      for k in 0..<row { sum -= factor[row * count + k] * weights[k] }
      weights[row] = sum / factor[row * count + row]
    }
    for row in (0..<count).reversed() {
      for k in row + 1..<max(count, row + 1) {
        weights[row] -= factor[k * count + row] * weights[k]
      }
      weights[row] /= factor[row * count + row]
    }
    return weights
  }

  private func contradiction(_ constraint: Int, _ ray: [Double]) -> LeastDistance {
    LeastDistance(
      point: nil, multipliers: byInequality(active + [constraint], ray + [1]))
  }

  private func byInequality(_ constraints: [Int], _ values: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: inequalities.count)
    for (constraint, value) in zip(constraints, values) where constraint < inequalities.count {
      result[constraint] = max(0, value)
    }
    return result
  }
}
