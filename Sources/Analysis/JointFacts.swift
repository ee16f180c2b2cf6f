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
  /// C^k for k up to this; −1 for discontinuous, `Int.max` for analytic through the point.
  let atLeast: Int
  /// Whether ``atLeast`` is exact.
  let isExact: Bool
  /// What stood in the way.
  let reason: Reason?

  static func exactly(_ k: Int) -> Self { Self(atLeast: k, isExact: true, reason: nil) }
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

  /// Whether the function goes through the point analytically, so that it is no joint at all.
  var isRegular: Bool {
    left != nil && right != nil && smoothness.isExact && smoothness.atLeast == .max
      && value.exact != nil
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
    let smoothness =
      undecidedSide.map { LocalSmoothness(atLeast: -1, isExact: false, reason: $0) }
      ?? smoothness(at: point, value, leftFacts, rightFacts, continuous)
    return JointFacts(
      point: point, value: value, left: leftFacts, right: rightFacts, continuous: continuous,
      differentiable: differentiability(leftFacts, rightFacts, continuous),
      smoothness: smoothness)
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
      facts.reason = error.reason
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
      verdict.and(agreement(side.limit, .finite(value)))
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
      case nil: verdict.and(.undecided)
      }
    }
    guard finite == .proved, sides.count == 2 else { return finite }
    return agreement(first.derivative, sides[1].derivative)
  }

  /// Whether two limits are equal.
  func agreement(_ a: ExtendedReal?, _ b: ExtendedReal?) -> Verdict {
    switch (a, b) {
    case (.finite(let a)?, .finite(let b)?):
      guard let order = try? points.compare(a, b) else { return .undecided }
      return order == 0 ? .proved : .refuted
    case (.infinite(let a)?, .infinite(let b)?): return a == b ? .proved : .refuted
    case (nil, _), (_, nil): return .undecided
    default: return .refuted
    }
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
      case (let side?, nil), (nil, let side?):
        guard let exponent = try side.expansion?.firstIrregularExponent() else {
          return .exactly(.max)
        }
        return .exactly(exponent.floor < 0 ? -1 : (Rational(exponent.floor).exactInt ?? 0))
      case (let left?, let right?): return try comparison(at: point, value, left, right)
      }
    } catch {
      return LocalSmoothness(atLeast: 0, isExact: false, reason: error.reason)
    }
  }

  /// Compares the coefficients of both sides, order by order.
  private func comparison(
    at point: RealPoint, _ value: PointValue, _ left: SideFacts, _ right: SideFacts
  ) throws(EvaluationError) -> LocalSmoothness {
    if left.formula.isIdentical(to: right.formula), left.expansion?.isMeromorphic == true,
      right.expansion?.isMeromorphic == true
    {
      return .exactly(.max)
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
      if a.isZero && b.isZero { return .exactly(.max) }
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
