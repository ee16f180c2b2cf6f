/// The perturbation of least norm in a box that satisfies inequalities, and multipliers that show
/// it.
///
/// Nothing here is trusted: the multipliers combine the inequalities to one half-space, whose
/// distance ``HalfSpace/distance(in:_:norm:)`` bounds in spite of rounding.
struct LeastDistance {
  /// The perturbation; `nil` when the inequalities contradict one another.
  var point: [Double]?

  /// A multiplier, at least 0, for each inequality; where there is no point, those whose
  /// combination has no solution.
  var multipliers: [Double]

  /// Solves with the norm; ends early, with a point that violates inequalities still, where the
  /// norm must exceed `limit`.
  static func solve(
    _ inequalities: [HalfSpace], in lower: [Double], _ upper: [Double], norm: PerturbationNorm,
    limit: Double = .infinity
  ) -> LeastDistance {
    switch norm {
    case .l2:
      var program = EuclideanProgram(inequalities, lower, upper)
      return program.solve(limit: limit)
    case .linf, .l1:
      var program = DualSimplex(inequalities, lower, upper, isMaximumNorm: norm == .linf)
      return program.solve(limit: limit)
    }
  }
}
