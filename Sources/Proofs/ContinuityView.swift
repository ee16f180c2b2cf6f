import Analysis
import Formulas
import Reals

/// The proof of continuity, or of its failure, as templates show it.
struct ContinuityView {
  let function: FunctionView
  let isProved: Bool
  let isRefuted: Bool
  let isUndecided: Bool
  /// Whether the exceptions are proved to be all there are.
  let isComplete: Bool
  let obstacle: String?
  /// A proved bound of |f(u) − f(v)|/|u − v|.
  let lipschitz: NumberView?
  /// Whether that bound is the least one and a difference quotient may equal it.
  let isLeastBound: Bool
  /// The δ that the bound gives for ε.
  let delta: String
  /// The bound as a factor before another, `1` left out.
  let factor: String
  /// The pieces on which the bound has to be shown, each with its own bound.
  let pieceBounds: [PieceBoundView]
  /// Whether f′ stays bounded on bounded parts of every piece, so that a local δ can be given.
  let hasLocalBounds: Bool
  let joints: [JointLimitView]
  let hasJoints: Bool
  let discontinuities: [DiscontinuityView]
  let hasDiscontinuities: Bool
  let families: [FamilyView]
  /// Whether no Lipschitz constant exists at all.
  let isLipschitzInfinite: Bool

  init(_ analysis: FunctionAnalysis, function: FunctionView) {
    self.function = function
    let continuity = analysis.continuity
    isProved = continuity.verdict == .proved
    isRefuted = continuity.verdict == .refuted
    isUndecided = continuity.verdict == .undecided
    isComplete = continuity.complete
    obstacle = function.text(of: continuity.reason)
    let finite = [analysis.lipschitz.value, analysis.lipschitz.upperBound]
      .compactMap { $0 }.first(where: \.isFinite)
    let evident = function.domain.isReals ? Self.evidentBound(analysis, function) : nil
    let bound = isProved ? finite.map(NumberView.init) ?? evident : nil
    lipschitz = bound
    isLeastBound = analysis.lipschitz.value?.isFinite ?? false
    delta = bound.map { $0.isOne ? "\\varepsilon" : "\\varepsilon/\($0.operand)" } ?? ""
    factor = bound.map(Self.factor) ?? ""
    pieceBounds = bound.map { L in function.pieces.map { PieceBoundView($0, bound: L) } } ?? []
    hasLocalBounds =
      function.pieces.allSatisfy { $0.isAnalytic || $0.isAffine }
      && analysis.joints.allSatisfy(\.hasFiniteSlopes)
      && analysis.domain.hasOnlyOpenEnds(except: analysis.joints)
    joints = analysis.joints.compactMap { JointLimitView($0) }
    hasJoints = !joints.isEmpty
    discontinuities = continuity.exceptions.map { DiscontinuityView($0) }
    hasDiscontinuities = !discontinuities.isEmpty
    families = continuity.families.map(FamilyView.init)
    isLipschitzInfinite = analysis.lipschitz.value.map { !$0.isFinite } ?? false
  }

  /// A bound of |f′| that the pieces' formulas show: slopes, and derivatives between 0 and 1.
  private static func evidentBound(
    _ analysis: FunctionAnalysis, _ function: FunctionView
  ) -> NumberView? {
    var greatest: Rational = 0
    for (piece, view) in zip(analysis.pieces, function.pieces) {
      if view.hasDerivativeBetweenZeroAndOne {
        greatest = max(greatest, 1)
      } else if let slope = piece.derivativeTree?.rational {
        greatest = max(greatest, slope.magnitude)
      } else {
        return nil
      }
    }
    return NumberView(greatest)
  }

  private static func factor(_ number: NumberView) -> String {
    number.isOne ? "" : "\(number.operand) \\cdot "
  }

  /// A piece with the bound that its own slope gives.
  struct PieceBoundView {
    let piece: PieceView
    /// Whether the piece's slope is the bound itself.
    let isSharp: Bool
    /// The slope as a factor, `1` left out.
    let slopeFactor: String

    init(_ piece: PieceView, bound: NumberView) {
      self.piece = piece
      isSharp = piece.slopeMagnitude?.latex == bound.latex
      slopeFactor = piece.slopeMagnitude.map(ContinuityView.factor) ?? ""
    }
  }

  /// Limits and value at a joint at which f is continuous.
  struct JointLimitView {
    let at: NumberView
    let value: NumberView
    let hasLeft: Bool
    let hasRight: Bool
    let leftFormula: String
    let rightFormula: String

    init?(_ joint: Joint) {
      guard joint.continuous == .proved, let value = joint.value else { return nil }
      at = NumberView(joint.at)
      self.value = NumberView(value)
      hasLeft = joint.left != nil
      hasRight = joint.right != nil
      leftFormula = joint.left?.latex ?? ""
      rightFormula = joint.right?.latex ?? ""
    }
  }

  /// A point of the domain at which f is not continuous.
  struct DiscontinuityView {
    let at: NumberView
    let isJump: Bool
    let isRemovable: Bool
    let isInfinite: Bool
    let isOscillating: Bool
    let leftLimit: NumberView?
    let rightLimit: NumberView?
    let value: NumberView?
    /// The distance from the value to the one-sided limit that is farther from it.
    let distance: String?
    /// Half of it: the ε₀ that no δ serves.
    let epsilon: String?
    /// Whether that limit is the one from the left.
    let isFartherOnLeft: Bool

    init(_ discontinuity: Continuity.Discontinuity) {
      at = NumberView(discontinuity.at)
      isJump = discontinuity.kind == .jump
      isRemovable = discontinuity.kind == .removable
      isInfinite = discontinuity.kind == .infinite
      isOscillating = discontinuity.kind == .oscillating
      leftLimit = discontinuity.left.map(NumberView.init)
      rightLimit = discontinuity.right.map(NumberView.init)
      value = discontinuity.value.map(NumberView.init)
      let farther = discontinuity.farther
      distance = farther?.distance.latex
      epsilon = farther.flatMap { ($0.distance / 2)?.latex }
      isFartherOnLeft = farther?.isLeft ?? false
    }
  }
}

extension Continuity.Discontinuity {
  /// The distance from the value to the farther one-sided limit, where all are rational.
  var farther: (distance: Rational, isLeft: Bool)? {
    guard let value = value?.rational else { return nil }
    let toLeft = left?.rational.map { ($0 - value).magnitude }
    let toRight = right?.rational.map { ($0 - value).magnitude }
    switch (toLeft, toRight) {
    case (let a?, let b?): return a >= b ? (a, true) : (b, false)
    case (let a?, nil): return a.isZero ? nil : (a, true)
    case (nil, let b?): return b.isZero ? nil : (b, false)
    case (nil, nil): return nil
    }
  }
}

extension Joint {
  /// Whether f′ has a finite limit from each side that exists.
  var hasFiniteSlopes: Bool {
    [left, right].compactMap { $0 }.allSatisfy { $0.slope?.isFinite ?? false }
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
