import Formulas
import Reals

/// What a shift of the variable by a constant T does to a formula, its domain moving along.
enum ShiftEffect {
  /// g(x + T) = g(x) + c.
  case drift(Formula)
  /// g(x + T) = −g(x).
  case negated

  /// g(x + T) = g(x).
  static let invariant = ShiftEffect.drift(0)
}

/// Finds the effect of a shift from the structure of a formula.
///
/// Every rule holds for partial functions: x + T belongs to the domain of the formula exactly if x
/// does. What no rule covers has no effect that is known.
struct ShiftRules {
  let points: PointArithmetic
  /// T.
  let shift: Formula

  /// The effect on `f`, or `nil` where none is known.
  func effect(on f: Formula) -> ShiftEffect? {
    guard f.containsVariable else { return .invariant }
    switch f.operation {
    case .variable: return .drift(shift)
    case .number, .constant: return .invariant
    case .negation(let g):
      guard case .drift(let c)? = effect(on: g) else { return effect(on: g) }
      return .drift((-c).simplified)
    case .sum(let terms): return sum(terms)
    case .product(let factors): return product(factors)
    case .quotient(let g, let h): return quotient(g, h)
    case .power(let base, let exponent): return power(base, exponent)
    case .apply(let function, let u): return effect(on: u).flatMap { apply(function, $0) }
    case .minimum(let all), .maximum(let all): return common(all, isOdd: false)
    case .piecewise(let branches, let otherwise):
      guard branches.allSatisfy({ isInvariant($0.condition) }) else { return nil }
      return common(branches.map(\.value) + [otherwise].compactMap { $0 }, isOdd: true)
    }
  }

  // MARK: Arithmetic

  private func sum(_ terms: [Formula]) -> ShiftEffect? {
    var total: Formula = 0
    var negated = 0
    for term in terms {
      switch effect(on: term) {
      case .drift(let c)?: total = (total + c).simplified
      case .negated?: negated += 1
      case nil: return nil
      }
    }
    if negated == 0 { return .drift(total) }
    return negated == terms.count ? .negated : nil
  }

  private func product(_ factors: [Formula]) -> ShiftEffect? {
    let varying = factors.filter(\.containsVariable)
    let constants = factors.filter { !$0.containsVariable }
    guard varying.count == 1, case .drift(let c)? = effect(on: varying[0]) else {
      return parity(of: varying)
    }
    return .drift(Formula(.product([c] + constants)).simplified)
  }

  private func quotient(_ g: Formula, _ h: Formula) -> ShiftEffect? {
    guard !h.containsVariable, case .drift(let c)? = effect(on: g) else {
      return parity(of: [g, h])
    }
    return .drift((c / h).simplified)
  }

  /// The effect on a product or a quotient of formulas each of which keeps its magnitude.
  private func parity(of factors: [Formula]) -> ShiftEffect? {
    var isNegated = false
    for factor in factors {
      switch effect(on: factor) {
      case .negated?: isNegated.toggle()
      case .drift(let c)? where isZero(c): continue
      default: return nil
      }
    }
    return isNegated ? .negated : .invariant
  }

  private func power(_ base: Formula, _ exponent: Formula) -> ShiftEffect? {
    switch effect(on: base) {
    case .drift(let c)? where isZero(c):
      guard case .drift(let d)? = effect(on: exponent), isZero(d) else { return nil }
      return .invariant
    case .negated?:
      guard let n = exponent.rational, n.isInteger else { return nil }
      return (n / 2)?.isInteger == true ? .invariant : .negated
    default: return nil
    }
  }

  // MARK: Functions

  private func apply(_ function: ElementaryFunction, _ argument: ShiftEffect) -> ShiftEffect? {
    switch argument {
    case .drift(let c) where isZero(c): return .invariant
    case .drift(let c):
      switch function {
      case .sin, .cos:
        guard let turns = integer((c / .constant(.pi)).simplified) else { return nil }
        return (turns / 2)?.isInteger == true ? .invariant : .negated
      case .tan: return integer((c / .constant(.pi)).simplified).map { _ in .invariant }
      case .floor: return integer(c).map { .drift(.number($0)) }
      default: return nil
      }
    case .negated:
      switch function {
      case .sin, .tan, .atan, .sinh, .tanh, .erf, .cbrt, .sign: return .negated
      case .cos, .cosh, .abs: return .invariant
      default: return nil
      }
    }
  }

  // MARK: Selections

  /// The effect that all formulas share; all negated counts only where `isOdd`.
  private func common(_ all: [Formula], isOdd: Bool) -> ShiftEffect? {
    var shared: ShiftEffect?
    for formula in all {
      switch (shared, effect(on: formula)) {
      case (_, nil): return nil
      case (nil, let own?): shared = own
      case (.negated?, .negated?): continue
      case (.drift(let a)?, .drift(let b)?) where isZero((a - b).simplified): continue
      default: return nil
      }
    }
    if case .negated? = shared, !isOdd { return nil }
    return shared
  }

  private func isInvariant(_ condition: Condition) -> Bool {
    switch condition {
    case .truth: return true
    case .negation(let inner): return isInvariant(inner)
    case .conjunction(let all), .disjunction(let all): return all.allSatisfy(isInvariant)
    case .comparison(let g, _, let h):
      return common([g, h], isOdd: false) != nil
    }
  }

  // MARK: Constants

  private func isZero(_ c: Formula) -> Bool { (try? points.sign(of: c)) == 0 }

  private func integer(_ c: Formula) -> Rational? {
    guard let value = try? points.point(c).value.rational, value.isInteger else { return nil }
    return value
  }
}
