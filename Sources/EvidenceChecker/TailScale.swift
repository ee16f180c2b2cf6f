import Formulas

/// A positive constant that is no rational number; two are the same if their formulas are.
struct NamedConstant: Hashable {
  let formula: Formula
  let value: Bounds

  static func == (a: NamedConstant, b: NamedConstant) -> Bool { a.formula == b.formula }
  func hash(into hasher: inout Hasher) { hasher.combine(formula) }
}

/// A positive function t^a·(ln t)^l·exp(E) of a large t, where E is a sum of growing functions.
struct TailScale: Hashable {
  /// One term of E: a rational number times a positive constant, 1 where it is `nil`, times a function
  /// that grows beyond all bounds.
  struct Growth: Hashable {
    var coefficient: Rational
    let constant: NamedConstant?
    let function: TailScale
  }

  var power: Rational = 0
  var logPower: Int = 0
  /// The terms of E, those that grow faster first.
  private(set) var exponent: [Growth] = []

  /// 1.
  static var one: TailScale { TailScale() }
  /// t.
  static var variable: TailScale { TailScale(power: 1) }
  /// ln t.
  static var logarithm: TailScale { TailScale(logPower: 1) }

  private init(power: Rational = 0, logPower: Int = 0) {
    self.power = power
    self.logPower = logPower
  }

  /// exp(E), or `nil` where two of the terms cannot be ordered.
  init?(exponential terms: [Growth]) {
    for term in terms {
      // exp(c·ln t) is a power.
      if term.function == .logarithm, term.constant == nil {
        power = power + term.coefficient
      } else {
        guard insert(term) else { return nil }
      }
    }
  }

  private mutating func insert(_ term: Growth) -> Bool {
    for (index, known) in exponent.enumerated() {
      if known.function == term.function, known.constant == term.constant {
        exponent[index].coefficient = known.coefficient + term.coefficient
        if exponent[index].coefficient.isZero { exponent.remove(at: index) }
        return true
      }
      guard let order = term.function.order(against: known.function), order != 0 else {
        return false
      }
      if order > 0 {
        exponent.insert(term, at: index)
        return true
      }
    }
    exponent.append(term)
    return true
  }

  /// The product, or `nil` where it has no order.
  func times(_ other: TailScale) -> TailScale? {
    var result = self
    result.power = power + other.power
    result.logPower += other.logPower
    for term in other.exponent where !result.insert(term) { return nil }
    return result
  }

  /// The function to a rational power; `nil` for a root of a logarithm.
  func raised(to exponent: Rational) -> TailScale? {
    guard let log = (Rational(logPower) * exponent).exactInt else { return nil }
    if exponent.isZero { return .one }
    var result = TailScale(power: power * exponent, logPower: log)
    result.exponent = self.exponent.map {
      Growth(coefficient: $0.coefficient * exponent, constant: $0.constant, function: $0.function)
    }
    return result
  }

  /// 1 where this tends to infinity against the other, −1 where to 0, 0 where they are equal.
  func order(against other: TailScale) -> Int? {
    guard let inverse = other.raised(to: -1) else { return nil }
    return times(inverse)?.tendency
  }

  /// 1 where it tends to infinity, −1 where to 0, 0 where it is 1.
  var tendency: Int {
    if let leading = exponent.first { return leading.coefficient.signum }
    return power.isZero ? logPower.signum() : power.signum
  }
}
