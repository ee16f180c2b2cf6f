import Analysis
import Calculus
import Formulas
import Reals

// Bounds of |f′| near a point, as the proof of continuity names them.

extension FunctionAnalysis {
  /// A bound of |f′| = |c|/|z|ⁿ for |z| ≥ |a|/2, in LaTeX, if all pieces have that derivative.
  var reciprocalBound: String? {
    let powers = formulaPieces.compactMap { $0.derivativeTree?.inversePower }
    guard let first = powers.first, powers.count == formulaPieces.count,
      powers.allSatisfy({ $0.exponent == first.exponent })
    else { return nil }
    let greatest = powers.map(\.coefficient.magnitude).max() ?? 0
    guard let factor = Rational(2).power(first.exponent) else { return nil }
    let exponent = first.exponent == 1 ? "" : "^{\(first.exponent)}"
    return "\((greatest * factor).latex)/\\left|a\\right|\(exponent)"
  }

  /// A bound of |f′| for |z| ≤ `variable`, in LaTeX, where the forms of the derivatives show one.
  func localBound(variable: String) -> String? {
    derivativeBound(on: BoundedRegion(radius: .x), variable: variable)
  }

  /// A bound of |f′| in LaTeX in a, for |z| ≤ |a| + 1 and |z − c| ≥ |a − c|/2, where c is `point`.
  func localBound(awayFrom point: ExactNumber) -> String? {
    guard let centre = point.rational else { return nil }
    let offset: Formula = centre.isZero ? .x : .x - .number(centre)
    return derivativeBound(
      on: BoundedRegion(
        radius: .apply(.abs, .x) + 1, clearance: (centre, .apply(.abs, offset) / 2)),
      variable: "a")
  }

  private func derivativeBound(on region: BoundedRegion, variable: String) -> String? {
    var bounds: [String] = []
    for piece in formulaPieces {
      guard let bound = piece.derivativeTree?.magnitudeBound(on: region) else { return nil }
      let latex = bound.simplified.latex(variable: variable)
      if latex != "0", !bounds.contains(latex) { bounds.append(latex) }
    }
    guard bounds.count > 1 else { return bounds.first }
    return "\\max\\left(\(bounds.joined(separator: ",\\ "))\\right)"
  }

  /// Whether no Lipschitz constant exists: f′ is unbounded, or f near a missing point.
  var hasNoLipschitzConstant: Bool {
    lipschitz.value.map { !$0.isFinite } ?? false
      || domain.gaps.contains { $0.kind == .infinite }
  }

  /// Whether the pieces, those that meet where the formula gives the value as one, are as many as the
  /// intervals of the domain.
  var givesEachInterval: Bool {
    formulaPieces.first.map { $0.joined.count == domain.intervals.count } ?? false
  }
}

extension Domain {
  /// Whether every end that belongs to the domain is one of `joints`, where slopes are known.
  func hasOnlyOpenEnds(except joints: [Joint]) -> Bool {
    intervals.allSatisfy { interval in
      (!interval.fromClosed || joints.contains { $0.at == interval.from })
        && (!interval.toClosed || joints.contains { $0.at == interval.to })
    }
  }
}
