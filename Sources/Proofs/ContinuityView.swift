import Analysis
import Calculus
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
  let lipschitz: LipschitzBound?
  /// Whether the bound rests on the mean value theorem, so that continuity is first proved without.
  let usesMeanValue: Bool
  /// Why the function is continuous inside its pieces.
  let compositions: [CompositionView]
  /// Whether one formula gives the function on each interval of its domain as a whole.
  let isGivenThroughout: Bool
  /// The formulas for which the bound has to be shown, each with its own bound.
  let pieceBounds: [PieceBoundView]
  /// Whether a local δ can be given: f′ stays bounded on bounded parts of every piece, except near
  /// points that are listed.
  let hasLocalBounds: Bool
  /// A bound M of |f′| for |z| ≤ R, as LaTeX in R, on the whole line.
  let localBound: String?
  /// The points near which f′ is unbounded or has no limit.
  let steepPoints: [SteepPointView]
  let hasSteepPoints: Bool
  /// Whether f′ is known to be unbounded near all of them.
  let areSlopesUnbounded: Bool
  /// Whether the bound is that of a product with ln z.
  let hasLogarithm: Bool
  /// Half the distances from a to these points and to the ends of the domain: the radius within
  /// which f′ is bounded is less.
  let radii: [String]
  let hasRadii: Bool
  /// A bound of |f′| in terms of a where f′ is c/zⁿ and the only such point is 0.
  let reciprocalBound: String?
  /// A bound of |f′| in terms of a where there is one such point.
  let clearanceBound: ClearanceView?
  /// Whether such a point may be a itself.
  let hasVanishingRadius: Bool
  /// Where two pieces meet.
  let joints: [JointLimitView]
  let hasJoints: Bool
  let hasSeveralJoints: Bool
  /// Joints that are ends of the domain.
  let ends: [JointLimitView]
  let hasEnds: Bool
  /// Both, from left to right.
  let limits: [JointLimitView]
  let hasLimits: Bool
  let discontinuities: [DiscontinuityView]
  let hasDiscontinuities: Bool
  let families: [FamilyView]
  /// Whether no Lipschitz constant exists at all.
  let isLipschitzInfinite: Bool
  /// Whether the proof names a δ for every point, or where continuity fails an ε₀.
  let isExplicit: Bool

  /// A bound of |f′| near a, for a other than c.
  struct ClearanceView {
    /// |z − c|.
    let distance: String
    /// |a − c|.
    let centreDistance: String
    let bound: String
  }

  init(_ analysis: FunctionAnalysis, function: FunctionView, phrases: Phrases) {
    self.function = function
    let continuity = analysis.continuity
    isProved = continuity.verdict == .proved
    isRefuted = continuity.verdict == .refuted
    isUndecided = continuity.verdict == .undecided
    isComplete = continuity.complete
    obstacle = function.text(of: continuity.reason)
    let bound = LipschitzBound(of: analysis, function: function)
    lipschitz = bound
    pieceBounds = bound.map { L in function.pieces.map { PieceBoundView($0, bound: L) } } ?? []
    usesMeanValue = bound != nil && function.pieces.contains { $0.slopeMagnitude == nil }
    compositions = analysis.formulaPieces.compactMap {
      CompositionView($0, function: function, phrases: phrases)
    }
    isGivenThroughout = function.isSingleFormula && analysis.givesEachInterval
    let steep = analysis.jointsInDomain.filter { !$0.hasFiniteSlopes }
    let steepPoints = steep.compactMap { SteepPointView($0, function: function) }
    self.steepPoints = steepPoints
    hasLogarithm = analysis.formulaPieces.contains {
      $0.derivativeTree?.hasLogarithm(vanishingAt: ExactNumber(rational: 0)) ?? false
    }
    hasLocalBounds =
      function.pieces.allSatisfy { $0.isAnalytic || $0.isAffine }
      && zip(steep, steepPoints).allSatisfy { $0.hasKnownSlopes || $1.hasSides }
      && analysis.domain.hasOnlyOpenEnds(except: analysis.joints)
      && analysis.periodicity?.over == nil
    localBound =
      hasLocalBounds && function.domain.isReals && steep.isEmpty
      ? analysis.localBound(variable: "R") : nil
    hasSteepPoints = !steep.isEmpty
    areSlopesUnbounded = steep.allSatisfy(\.hasKnownSlopes)
    let ends = analysis.domain.intervals.flatMap { [$0.from, $0.to] }.filter(\.isFinite)
    var obstacles: [ExactNumber] = []
    for point in ends + steep.map(\.at) where !obstacles.contains(point) { obstacles.append(point) }
    radii = obstacles.map { "\\tfrac{1}{2}\($0.distanceLatex(from: "a"))" }
    hasRadii = !radii.isEmpty
    let isOnlyZero = obstacles.count == 1 && (obstacles[0].rational?.isZero ?? false)
    reciprocalBound = isOnlyZero ? analysis.reciprocalBound : nil
    let hasVanishingRadius = obstacles.contains { obstacle in
      analysis.jointsInDomain.contains { $0.at == obstacle && $0.hasFiniteSlopes }
    }
    self.hasVanishingRadius = hasVanishingRadius
    let clear = obstacles.count == 1 && !hasVanishingRadius ? obstacles[0] : nil
    clearanceBound = clear.flatMap { point in
      analysis.localBound(awayFrom: point).map {
        ClearanceView(
          distance: point.distanceLatex(from: function.z),
          centreDistance: point.distanceLatex(from: "a"), bound: $0)
      }
    }
    limits = analysis.jointsInDomain.compactMap { JointLimitView($0) }
    hasLimits = !limits.isEmpty
    joints = limits.filter { $0.hasLeft && $0.hasRight }
    hasJoints = !joints.isEmpty
    hasSeveralJoints = joints.count > 1
    self.ends = limits.filter { $0.hasLeft != $0.hasRight }
    hasEnds = !self.ends.isEmpty
    discontinuities = continuity.exceptions.map { DiscontinuityView($0) }
    hasDiscontinuities = !discontinuities.isEmpty
    families = continuity.families.map(FamilyView.init)
    isLipschitzInfinite = analysis.hasNoLipschitzConstant
    let hasBound = localBound != nil || reciprocalBound != nil || clearanceBound != nil
    let hasDelta =
      bound != nil || (hasLocalBounds && hasBound && steepPoints.allSatisfy(\.hasSides))
    isExplicit =
      isProved ? hasDelta : isRefuted && discontinuities.allSatisfy { $0.epsilon != nil }
  }

  /// A formula with the bound that its own slope gives.
  struct PieceBoundView {
    let piece: PieceView
    /// Whether the piece's slope is the bound itself.
    let isSharp: Bool
    /// Whether known bounds of functions show that |f′| is at most the bound.
    let isEvident: Bool
    /// The slope as a factor, `1` left out.
    let slopeFactor: String

    init(_ piece: PieceView, bound: LipschitzBound) {
      self.piece = piece
      isSharp = piece.slopeMagnitude?.latex == bound.constant.latex
      if let evident = piece.evidentBound, let value = bound.value {
        isEvident = evident <= value && !piece.knownBounds.isEmpty
      } else {
        isEvident = false
      }
      slopeFactor = piece.slopeMagnitude.map(LipschitzBound.factor) ?? ""
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
    /// Whether a side has a logarithm that tends to infinity there.
    let hasLogarithm: Bool

    init?(_ joint: Joint) {
      guard joint.continuous == .proved, let value = joint.value else { return nil }
      at = NumberView(joint.at)
      self.value = NumberView(value)
      hasLeft = joint.left != nil
      hasRight = joint.right != nil
      leftFormula = joint.left?.latex ?? ""
      rightFormula = joint.right?.latex ?? ""
      hasLogarithm = [joint.left, joint.right].contains {
        $0.flatMap { Formula(parsing: $0.formula) }?.hasLogarithm(vanishingAt: joint.at) ?? false
      }
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
  /// Whether f′ has a limit, perhaps infinite, from each side that exists.
  var hasKnownSlopes: Bool { [left, right].compactMap { $0 }.allSatisfy { $0.slope != nil } }

  /// Whether f′ has a finite limit from each side that exists.
  var hasFiniteSlopes: Bool {
    [left, right].compactMap { $0 }.allSatisfy { $0.slope?.isFinite ?? false }
  }
}
