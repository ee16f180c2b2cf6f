/// min Σ|dᵢ| or min max |dᵢ| subject to inequalities and a box, by the dual simplex method on a
/// dense tableau.
///
/// With d = p − q and p, q ≥ 0 no cost is negative, so that the slack basis is dual feasible at
/// once. Source: C. E. Lemke, "The dual method of solving the linear programming problem", Naval
/// Research Logistics Quarterly 1, 1954; ties are broken by the least index.
struct DualSimplex {
  private let inequalityCount: Int
  private let dimension: Int
  private let columnCount: Int
  /// A row for each constraint: coefficients of the nonbasic variables, then the right-hand side:
  /// slack = right + Σ coefficient · nonbasic.
  private var rows: [[Double]]
  /// The costs of the nonbasic variables, then the objective so far.
  private var costs: [Double]
  /// The variable of each row and of each column: structural ones first, then slacks.
  private var basic: [Int]
  private var nonbasic: [Int]

  init(
    _ inequalities: [HalfSpace], _ lower: [Double], _ upper: [Double], isMaximumNorm: Bool
  ) {
    let dimension = lower.count
    self.dimension = dimension
    inequalityCount = inequalities.count
    let structural = 2 * dimension + (isMaximumNorm ? 1 : 0)
    columnCount = structural
    var rows: [[Double]] = []
    func row(_ right: Double, _ fill: (inout [Double]) -> Void) {
      var row = [Double](repeating: 0, count: structural + 1)
      fill(&row)
      row[structural] = right
      rows.append(row)
    }
    for half in inequalities {
      row(half.offset) { row in
        for index in 0..<dimension {
          row[index] = half.normal[index]
          row[dimension + index] = -half.normal[index]
        }
      }
    }
    for index in 0..<dimension {
      row(upper[index]) { row in
        row[index] = -1
        row[dimension + index] = 1
      }
      row(-lower[index]) { row in
        row[index] = 1
        row[dimension + index] = -1
      }
      if isMaximumNorm {
        row(0) { row in
          row[index] = -1
          row[dimension + index] = -1
          row[2 * dimension] = 1
        }
      }
    }
    self.rows = rows
    costs = [Double](repeating: isMaximumNorm ? 0 : 1, count: structural + 1)
    costs[structural] = 0
    if isMaximumNorm { costs[2 * dimension] = 1 }
    nonbasic = Array(0..<structural)
    basic = Array(structural..<structural + rows.count)
  }

  mutating func solve(limit: Double) -> LeastDistance {
    for _ in 0..<(50 * (rows.count + columnCount)) {
      var leaving = -1
      var least = -1e-12
      for index in rows.indices where rows[index][columnCount] < least {
        (leaving, least) = (index, rows[index][columnCount])
      }
      guard leaving >= 0, costs[columnCount] <= limit else { break }
      var entering = -1
      var ratio = Double.infinity
      for column in 0..<columnCount where rows[leaving][column] > 1e-11 {
        let candidate = costs[column] / rows[leaving][column]
        if candidate < ratio || (candidate == ratio && nonbasic[column] < nonbasic[entering]) {
          (entering, ratio) = (column, candidate)
        }
      }
      guard entering >= 0 else { return contradiction(leaving) }
      pivot(leaving, entering)
    }
    var values = [Double](repeating: 0, count: columnCount)
    for (index, variable) in basic.enumerated() where variable < columnCount {
      values[variable] = rows[index][columnCount]
    }
    var multipliers = [Double](repeating: 0, count: inequalityCount)
    for (column, variable) in nonbasic.enumerated() {
      let constraint = variable - columnCount
      if constraint >= 0, constraint < inequalityCount {
        multipliers[constraint] = max(0, costs[column])
      }
    }
    return LeastDistance(
      point: (0..<dimension).map { values[$0] - values[dimension + $0] }, multipliers: multipliers)
  }

  /// The slack of row `leaving` becomes 0, and the variable of column `entering` is free to move.
  private mutating func pivot(_ leaving: Int, _ entering: Int) {
    let scale = 1 / rows[leaving][entering]
    // entering = (slack − right − Σ others) / coefficient
    var solved = rows[leaving].map { -$0 * scale }
    solved[entering] = scale
    func substitute(_ row: inout [Double]) {
      let factor = row[entering]
      guard factor != 0 else { return }
      row[entering] = 0
      for column in 0...columnCount { row[column] += factor * solved[column] }
    }
    for index in rows.indices where index != leaving { substitute(&rows[index]) }
    substitute(&costs)
    rows[leaving] = solved
    swap(&basic[leaving], &nonbasic[entering])
  }

  /// The row says slack = right + Σ (coefficients ≤ 0) · (variables ≥ 0) < 0: its inequalities
  /// contradict one another.
  private func contradiction(_ row: Int) -> LeastDistance {
    var multipliers = [Double](repeating: 0, count: inequalityCount)
    for (column, variable) in nonbasic.enumerated() {
      let constraint = variable - columnCount
      if constraint >= 0, constraint < inequalityCount {
        multipliers[constraint] = max(0, -rows[row][column])
      }
    }
    let constraint = basic[row] - columnCount
    if constraint >= 0, constraint < inequalityCount { multipliers[constraint] = 1 }
    return LeastDistance(point: nil, multipliers: multipliers)
  }
}
