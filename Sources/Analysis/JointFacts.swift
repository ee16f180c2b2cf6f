import Calculus
import Formulas
import Reals

/// What happens on one side of a point.
struct SideFacts {
  /// The analytic formula on that side.
  let formula: Formula
  /// Its expansion; `nil` with a ``reason`` where it has none here.
  var expansion: OneSidedExpansion?
  /// The one-sided limit.
  var limit: ExtendedReal?
  /// The limit of the difference quotient with the actual value.
  var derivative: ExtendedReal?
  /// The limit of f′.
  var slope: ExtendedReal?
  /// Between what the function goes to and fro without a limit, where that is proved.
  var limitOscillation: OscillationRange?
  /// The same for the difference quotient.
  var derivativeOscillation: OscillationRange?
  /// What stood in the way.
  var reason: Reason?
}

/// The value of a function at a point.
enum PointValue {
  case defined(ExactReal)
  case undefined
  case unknown(Reason)

  /// The value, if it is known.
  var exact: ExactReal? { if case .defined(let value) = self { value } else { nil } }
}

/// How smooth a function is at a point, relative to its domain.
struct LocalSmoothness {
  /// C^k for k up to this; −1 for discontinuous, `Int.max` for all k.
  let atLeast: Int
  /// Whether ``atLeast`` is exact.
  let isExact: Bool
  /// What stood in the way.
  let reason: Reason?

  /// Whether one analytic function serves on both sides and at the point.
  var isAnalytic = false

  static func exactly(_ k: Int) -> Self { Self(atLeast: k, isExact: true, reason: nil) }

  static var analytic: Self {
    Self(atLeast: .max, isExact: true, reason: nil, isAnalytic: true)
  }
}

/// Everything about a point where two cells meet.
struct JointFacts {
  let point: RealPoint
  let value: PointValue
  /// `nil` where the side lies outside the domain.
  let left: SideFacts?
  let right: SideFacts?
  let continuous: Verdict
  let differentiable: Verdict
  let smoothness: LocalSmoothness

  /// Whether nothing is known of a quantity on a side that exists.
  func hasUnknown(
    _ quantity: KeyPath<SideFacts, ExtendedReal?>,
    besides oscillation: KeyPath<SideFacts, OscillationRange?>
  ) -> Bool {
    [left, right].compactMap { $0 }
      .contains { $0[keyPath: quantity] == nil && $0[keyPath: oscillation] == nil }
  }

  /// What stood in the way of deciding something here.
  var obstacle: Reason {
    if case .unknown(let why) = value { return why }
    let why = [left, right].compactMap { $0?.reason }.first ?? Reason(.constantComparison)
    return Reason(.at, point.formula.text(), cause: why)
  }

  /// Whether the function goes through the point analytically, so that it is no joint at all.
  var isRegular: Bool {
    left != nil && right != nil && smoothness.isAnalytic && value.exact != nil
  }
}

/// Compares both sides of a breakpoint with each other and with the value there.
struct JointAnalyzer {
  let points: PointArithmetic
  let function: Formula

  /// How many terms of the expansions are compared, one after the other, before giving up; the last
  /// number only where all coefficients are rational, since arithmetic in number fields is slow.
  private let termCounts = [4, 10, 26]

  func facts(at point: RealPoint, left: Cell, right: Cell) -> JointFacts {
    let value = value(at: point)
    var undecidedSide: Reason?
    func side(_ cell: Cell, _ sign: Int) -> SideFacts? {
      switch cell.content {
      case .outsideDomain: return nil
      case .undecided(let why):
        undecidedSide = why
        return SideFacts(formula: function, reason: why)
      case .analytic(let formula): return sideFacts(formula, at: point, sign, value, terms: 4)
      }
    }
    let (leftFacts, rightFacts) = (side(left, -1), side(right, 1))
    let continuous = undecidedSide == nil ? continuity(value, leftFacts, rightFacts) : .undecided
    let differentiable = differentiability(leftFacts, rightFacts, continuous)
    let smoothness =
      undecidedSide.map { LocalSmoothness(atLeast: -1, isExact: false, reason: $0) }
      ?? (continuous == .proved && differentiable == .refuted
        ? .exactly(0) : smoothness(at: point, value, leftFacts, rightFacts, continuous))
    return JointFacts(
      point: point, value: value, left: leftFacts, right: rightFacts, continuous: continuous,
      differentiable: differentiable, smoothness: smoothness)
  }

  private func value(at point: RealPoint) -> PointValue {
    do throws(EvaluationError) {
      return .defined(try points.exact.evaluate(function, at: point.value))
    } catch {
      switch error {
      case .undefined: return .undefined
      case .undecided(let why): return .unknown(why)
      }
    }
  }

  private func sideFacts(
    _ formula: Formula, at point: RealPoint, _ sign: Int, _ value: PointValue, terms: Int
  ) -> SideFacts {
    var facts = SideFacts(formula: formula)
    do throws(EvaluationError) {
      let expansion = try OneSidedExpansion(
        of: formula, at: point.value, side: sign, terms: terms, over: points.exact)
      facts.expansion = expansion
      facts.limit = try expansion.limit()
      facts.slope = try expansion.slope()
      if let value = value.exact { facts.derivative = try expansion.derivative(value: value) }
    } catch {
      // An earlier look with fewer terms has already met what is hard here.
      guard terms == termCounts[0] else {
        facts.reason = error.reason
        return facts
      }
      let hard = HardSide(points: points, formula: formula, point: point, side: sign)
      return hard.facts(value: value.exact)
    }
    return facts
  }

  // MARK: Continuity and differentiability

  private func continuity(
    _ value: PointValue, _ left: SideFacts?, _ right: SideFacts?
  ) -> Verdict {
    guard case .defined(let value) = value else {
      if case .unknown = value { return .undecided }
      return .proved
    }
    return [left, right].compactMap { $0 }.reduce(.proved) { verdict, side in
      verdict.and(
        side.limitOscillation == nil ? points.agreement(side.limit, .finite(value)) : .refuted)
    }
  }

  private func differentiability(
    _ left: SideFacts?, _ right: SideFacts?, _ continuous: Verdict
  ) -> Verdict {
    guard continuous == .proved else { return continuous }
    let sides = [left, right].compactMap { $0 }
    guard let first = sides.first else { return .refuted }
    let finite = sides.reduce(Verdict.proved) { verdict, side in
      switch side.derivative {
      case .finite?: verdict
      case .infinite?: .refuted
      case nil: verdict.and(side.derivativeOscillation == nil ? .undecided : .refuted)
      }
    }
    guard finite == .proved, sides.count == 2 else { return finite }
    return points.agreement(first.derivative, sides[1].derivative)
  }

  // MARK: Smoothness

  private func smoothness(
    at point: RealPoint, _ value: PointValue, _ left: SideFacts?, _ right: SideFacts?,
    _ continuous: Verdict
  ) -> LocalSmoothness {
    switch continuous {
    case .refuted: return .exactly(-1)
    case .undecided:
      let reason = [left, right].compactMap { $0?.reason }.first
      return LocalSmoothness(atLeast: -1, isExact: false, reason: reason ?? Reason(.continuity))
    case .proved: break
    }
    do throws(EvaluationError) {
      switch (left, right) {
      case (nil, nil): return .exactly(0)
      case (let side?, nil): return try oneSided(at: point, value, side, -1)
      case (nil, let side?): return try oneSided(at: point, value, side, 1)
      case (let left?, let right?):
        if left.expansion != nil, right.expansion != nil {
          return try comparison(at: point, value, left, right)
        }
        return try hardComparison(at: point, left, right)
      }
    } catch {
      return LocalSmoothness(atLeast: 0, isExact: false, reason: error.reason)
    }
  }

  /// The smoothness at an end of the domain.
  private func oneSided(
    at point: RealPoint, _ value: PointValue, _ side: SideFacts, _ sign: Int
  ) throws(EvaluationError) -> LocalSmoothness {
    guard side.expansion != nil else {
      let hard = HardSide(points: points, formula: side.formula, point: point, side: sign)
      if hard.isFlat { return .exactly(.max) }
      return try reached { k throws(EvaluationError) in
        if case .irregular = try hard.behaviour(ofDerivative: k) { false } else { true }
      }
    }
    for terms in termCounts {
      let facts = sideFacts(side.formula, at: point, sign, value, terms: terms)
      guard let expansion = facts.expansion else { break }
      if let exponent = try expansion.firstIrregularExponent() {
        return .exactly(exponent.floor < 0 ? -1 : (Rational(exponent.floor).exactInt ?? 0))
      }
      if expansion.isMeromorphic || expansion.isZero { return .exactly(.max) }
    }
    // Roots that cancel in the normal form leave a function that is analytic through the end.
    if let normal = NormalForm(side.formula)?.formula,
      sideFacts(normal, at: point, sign, value, terms: termCounts[0]).expansion?.isMeromorphic
        == true
    {
      return .exactly(.max)
    }
    return LocalSmoothness(
      atLeast: termCounts[0], isExact: false,
      reason: Reason(.agreementToOrder, "\(termCounts[0])"))
  }

  /// C^k for the greatest k before the first order that is not smooth.
  private func reached(
    _ isSmooth: (Int) throws(EvaluationError) -> Bool
  ) throws(EvaluationError) -> LocalSmoothness {
    var k = 1
    while true {
      do throws(EvaluationError) {
        guard try isSmooth(k) else { return .exactly(k - 1) }
      } catch {
        return LocalSmoothness(atLeast: k - 1, isExact: false, reason: error.reason)
      }
      k += 1
    }
  }

  /// Compares the limits of the derivatives on both sides, order by order.
  private func hardComparison(
    at point: RealPoint, _ left: SideFacts, _ right: SideFacts
  ) throws(EvaluationError) -> LocalSmoothness {
    let sides = [(left, -1), (right, 1)].map {
      HardSide(points: points, formula: $0.0.formula, point: point, side: $0.1)
    }
    let areFlat = zip(sides, [left, right]).allSatisfy { side, facts in
      facts.expansion?.isZero ?? side.isFlat
    }
    if areFlat { return .exactly(.max) }
    return try reached { k throws(EvaluationError) in
      guard case .finite(let a) = try sides[0].behaviour(ofDerivative: k),
        case .finite(let b) = try sides[1].behaviour(ofDerivative: k)
      else { return false }
      return try points.compare(a, b) == 0
    }
  }

  /// Compares the coefficients of both sides, order by order.
  private func comparison(
    at point: RealPoint, _ value: PointValue, _ left: SideFacts, _ right: SideFacts
  ) throws(EvaluationError) -> LocalSmoothness {
    if left.formula.isIdentical(to: right.formula), left.expansion?.isMeromorphic == true,
      right.expansion?.isMeromorphic == true
    {
      return .analytic
    }
    var reached = 0
    var areRational = true
    for terms in termCounts where terms <= 10 || areRational {
      let sides = [(left, -1), (right, 1)].map {
        sideFacts($0.0.formula, at: point, $0.1, value, terms: terms)
      }
      guard let a = sides[0].expansion, let b = sides[1].expansion else {
        throw .undecided(sides.compactMap(\.reason).first ?? Reason(.noExpansion))
      }
      if a.isZero && b.isZero { return .analytic }
      let limit = try [a, b].compactMapThrowing { e throws(EvaluationError) in
        try e.firstIrregularExponent()?.floor
      }.min().flatMap { Rational($0).exactInt }
      var k = 0
      while let p = try a.coefficient(k), let q = try b.coefficient(k) {
        if let limit, k > limit { return .exactly(limit) }
        guard let order = try? points.compare(p, q) else {
          let reason = Reason(.coefficientComparison, "\(k)")
          return LocalSmoothness(atLeast: k - 1, isExact: false, reason: reason)
        }
        if order != 0 { return .exactly(k - 1) }
        areRational = areRational && p.rational != nil && q.rational != nil
        reached = k
        k += 1
      }
    }
    return LocalSmoothness(
      atLeast: reached, isExact: false, reason: Reason(.agreementToOrder, "\(reached)"))
  }
}

extension Sequence {
  /// `compactMap` for a transform with a typed error.
  fileprivate func compactMapThrowing<Result>(
    _ transform: (Element) throws(EvaluationError) -> Result?
  ) throws(EvaluationError) -> [Result] {
    var results: [Result] = []
    for element in self {
      if let result = try transform(element) { results.append(result) }
    }
    return results
  }
}
