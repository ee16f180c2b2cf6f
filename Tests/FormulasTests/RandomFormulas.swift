import BigInt
import Formulas
import Randomness

/// Random trees of every operation, in the normal form that the operators build.
struct RandomFormulas {
  var generator: SplitMix64

  mutating func formula(depth: Int) -> Formula {
    guard depth > 0 else { return leaf() }
    switch generator.below(11) {
    case 0: return (2...4).randomElement(using: &generator).map { sum($0, depth) } ?? .x
    case 1: return (2...4).randomElement(using: &generator).map { product($0, depth) } ?? .x
    case 2: return -formula(depth: depth - 1)
    case 3: return formula(depth: depth - 1) / formula(depth: depth - 1)
    case 4:
      let base = formula(depth: depth - 1)
      let exponent = formula(depth: depth - 1)
      // Powers of constants grow beyond what the parser accepts.
      let isConstant = !base.containsVariable && !exponent.containsVariable
      return base.raised(to: isConstant ? -2 : exponent)
    case 5, 6:
      let function = ElementaryFunction.allCases.randomElement(using: &generator) ?? .exp
      return .apply(function, formula(depth: depth - 1))
    case 7: return Formula(.minimum(several(depth)))
    case 8: return Formula(.maximum(several(depth)))
    case 9: return leaf()
    default:
      let branches = (0...generator.below(2)).map { _ in
        (value: formula(depth: depth - 1), condition: condition(depth: depth - 1))
      }
      let otherwise = generator.below(2) == 0 ? nil : formula(depth: depth - 1)
      return .conditional(branches, otherwise: otherwise)
    }
  }

  private mutating func sum(_ count: Int, _ depth: Int) -> Formula {
    var result = formula(depth: depth - 1)
    for _ in 1..<count {
      let term = formula(depth: depth - 1)
      result = generator.below(2) == 0 ? result + term : result - term
    }
    return result
  }

  private mutating func product(_ count: Int, _ depth: Int) -> Formula {
    var result = formula(depth: depth - 1)
    for _ in 1..<count { result = result * formula(depth: depth - 1) }
    return result
  }

  private mutating func several(_ depth: Int) -> [Formula] {
    (0...1 + generator.below(2)).map { _ in formula(depth: depth - 1) }
  }

  private mutating func leaf() -> Formula {
    switch generator.below(8) {
    case 0, 1, 2: return .x
    case 3: return .constant(Formula.Constant.allCases.randomElement(using: &generator) ?? .pi)
    case 4: return .number(Rational(generator.below(7) - 3))
    case 5: return .number(Rational(BigInt(generator.below(199) - 99), over: 100) ?? 0)
    case 6: return .number(Rational(BigInt(generator.below(19) - 9), over: 7) ?? 0)
    default:
      let large = BigInt(10).power(generator.below(60)) - 7
      return .number(Rational(large, over: BigInt(2).power(generator.below(70))) ?? 0)
    }
  }

  mutating func condition(depth: Int) -> Condition {
    guard depth > 0, generator.below(3) > 0 else {
      let relation = Condition.Relation.allCases.randomElement(using: &generator) ?? .less
      return .comparison(formula(depth: depth - 1), relation, formula(depth: depth - 1))
    }
    switch generator.below(5) {
    case 0: return .all([condition(depth: depth - 1), condition(depth: depth - 1)])
    case 1: return .any([condition(depth: depth - 1), condition(depth: depth - 1)])
    case 2: return .negation(condition(depth: depth - 1))
    case 3:
      let middle = formula(depth: depth - 1)
      return .all([
        .comparison(formula(depth: 0), .less, middle),
        .comparison(middle, .lessOrEqual, formula(depth: 0)),
      ])
    default: return .truth(generator.below(2) == 0)
    }
  }
}
