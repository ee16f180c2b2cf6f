import Formulas

/// How many operations of each kind an evaluation takes, shared subexpressions once.
///
/// Kinds are `+`, `-` (subtraction or sign change), `*`, `/`, `^`, `compare` (comparisons and the
/// selections of max and min), `and`, `or`, `not`, and the names of elementary functions. A power
/// with an exponent of 2 counts as one `*`.
public struct OperationCount: Hashable, Sendable {
  /// The number of operations by kind; kinds that do not occur are left out.
  public private(set) var byKind: [String: Int] = [:]
  private var seen: Set<Formula> = []
  private var seenConditions: Set<Condition> = []
  /// The pairs that are compared: one comparison tells all relations of two numbers.
  private var comparedPairs: Set<Set<Formula>> = []

  /// The operations that evaluating all of `formulas` together takes.
  ///
  /// Every branch of a piecewise formula is counted. One comparison of two numbers serves a maximum
  /// and all conditions about them. `1 + -2*x` counts as `1 - 2*x`, and both as one where they
  /// occur together.
  public init(of formulas: [Formula]) {
    for formula in formulas { count(formula.withSubtractions) }
  }

  /// The number of operations of all kinds.
  public var total: Int { byKind.values.reduce(0, +) }

  private mutating func add(_ kind: String, _ times: Int = 1) {
    if times > 0 { byKind[kind, default: 0] += times }
  }

  private mutating func count(_ f: Formula) {
    guard f.containsVariable, seen.insert(f).inserted else { return }
    if case .sum(let terms) = f.operation { return count(terms: terms) }
    for child in f.operation.children { count(child) }
    switch f.operation {
    case .variable, .number, .constant, .sum: break
    case .negation: add("-")
    case .product(let factors): add("*", factors.count - 1)
    case .quotient: add("/")
    case .power(_, let exponent): add(exponent.rational == 2 ? "*" : "^")
    case .apply(let function, _): add(function.rawValue)
    case .minimum(let all), .maximum(let all):
      if all.count == 2 { compare(all[0], all[1]) } else { add("compare", all.count - 1) }
    case .piecewise(let branches, _): branches.forEach { count($0.condition) }
    }
  }

  /// A negated term after the first one is a subtraction.
  private mutating func count(terms: [Formula]) {
    for (index, term) in terms.enumerated() {
      guard index > 0 else {
        count(term)
        continue
      }
      if case .negation(let inner) = term.operation {
        count(inner)
        add("-")
      } else {
        count(term)
        add((term.rational?.signum ?? 1) < 0 ? "-" : "+")
      }
    }
  }

  private mutating func compare(_ a: Formula, _ b: Formula) {
    if comparedPairs.insert([a, b]).inserted { add("compare") }
  }

  private mutating func count(_ condition: Condition) {
    guard seenConditions.insert(condition).inserted else { return }
    switch condition {
    case .truth: break
    case .comparison(let a, _, let b): compare(a, b)
    case .negation(let inner):
      add("not")
      count(inner)
    case .conjunction(let all):
      add("and", all.count - 1)
      all.forEach { count($0) }
    case .disjunction(let all):
      add("or", all.count - 1)
      all.forEach { count($0) }
    }
  }
}

extension Formula {
  /// The formula with every term that has a negative coefficient subtracted, unless it is the first.
  fileprivate var withSubtractions: Formula {
    guard containsVariable else { return self }
    guard case .sum(let terms) = operation else {
      return Formula(operation.mapChildren(\.withSubtractions))
    }
    let rewritten = terms.map(\.withSubtractions)
    return Formula(.sum([rewritten[0]] + rewritten.dropFirst().map(\.asLaterTerm)))
  }
}
