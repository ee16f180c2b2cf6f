// The natural domain of a formula as written, as a proposition of Coq.

import Formulas

/// Where a formula, as written, has a value: a conjunction of propositions about `x`.
struct CoqDomain {
  /// The propositions, each once; of none, the domain is all of ℝ.
  private(set) var conjuncts: [String] = []

  /// The conjunction.
  var proposition: String {
    conjuncts.isEmpty ? "True" : conjuncts.joined(separator: " /\\ ")
  }

  /// The conditions under which every operation of `formula` is defined.
  ///
  /// - Throws: ``CoqObstacle`` for what cannot be written in Coq.
  init(_ formula: Formula) throws(CoqObstacle) { try collect(formula) }

  private mutating func demand(_ proposition: String) {
    if !conjuncts.contains(proposition) { conjuncts.append(proposition) }
  }

  private mutating func collect(_ formula: Formula) throws(CoqObstacle) {
    if case .piecewise(let branches, let otherwise) = formula.operation {
      try collect(branches[...], otherwise)
      return
    }
    for child in formula.operation.children { try collect(child) }
    switch formula.operation {
    case .quotient(_, let g):
      if let divisor = g.rational, !divisor.isZero { return }
      demand("\(try written(g)) <> 0")
    case .power(let base, let exponent): try collect(power: base, exponent)
    case .apply(.ln, let u): demand("0 < \(try written(u))")
    case .apply(.log1p, let u): demand("0 < 1 + \(try CoqTerm(u).text(atLeast: .product))")
    case .apply(.sqrt, let u): demand("0 <= \(try written(u))")
    case .apply(.tan, let u): demand("\(try written(.apply(.cos, u))) <> 0")
    case .variable, .number, .constant, .sum, .product, .negation, .apply, .minimum, .maximum,
      .piecewise:
      break
    }
  }

  private mutating func collect(power base: Formula, _ exponent: Formula) throws(CoqObstacle) {
    if let value = exponent.constantRational {
      if value.isInteger {
        if value.signum < 0 { demand("\(try written(base)) <> 0") }
      } else {
        demand(value.signum < 0 ? "0 < \(try written(base))" : "0 <= \(try written(base))")
      }
    } else {
      switch base.constantSign {
      case .positive: return
      // 0^0 = 1, and 0^y = 0 for y > 0.
      case .zero: demand("0 <= \(try written(exponent))")
      // A base that may be negative under an exponent that is not known to be an integer.
      case .negative, nil: throw CoqObstacle(reason: .variablePower)
      }
    }
  }

  private mutating func collect(
    _ branches: ArraySlice<Formula.Branch>, _ otherwise: Formula?
  ) throws(CoqObstacle) {
    guard let branch = branches.first else {
      guard let otherwise else { return demand("False") }
      return try collect(otherwise)
    }
    try collect(branch.condition)
    let value = try CoqDomain(branch.value)
    var rest = CoqDomain()
    try rest.collect(branches.dropFirst(), otherwise)
    guard value.conjuncts != rest.conjuncts else {
      value.conjuncts.forEach { demand($0) }
      return
    }
    let condition = try CoqCondition(branch.condition).text
    demand("(if \(condition) then \(value.proposition) else \(rest.proposition))")
  }

  private mutating func collect(_ condition: Condition) throws(CoqObstacle) {
    switch condition {
    case .truth: break
    case .comparison(let f, _, let g):
      try collect(f)
      try collect(g)
    case .negation(let inner): try collect(inner)
    case .conjunction(let all): try collect(all[...], settledBy: false)
    case .disjunction(let all): try collect(all[...], settledBy: true)
    }
  }

  /// Conditions from left to right: those after one that settles the whole need not be defined.
  private mutating func collect(
    _ conditions: ArraySlice<Condition>, settledBy value: Bool
  ) throws(CoqObstacle) {
    guard let first = conditions.first else { return }
    try collect(first)
    var rest = CoqDomain()
    try rest.collect(conditions.dropFirst(), settledBy: value)
    guard !rest.conjuncts.isEmpty else { return }
    let condition = try CoqCondition(first).text
    demand(
      value
        ? "(if \(condition) then True else \(rest.proposition))"
        : "(if \(condition) then \(rest.proposition) else True)")
  }

  private init() {}

  private func written(_ formula: Formula) throws(CoqObstacle) -> String {
    try CoqTerm(formula).text
  }
}
