/// Comparisons of one direction that share their middle formulas: `-1 <= x <= 1`.
struct RelationChain {
  let first: Formula
  private(set) var rest: [(relation: Condition.Relation, formula: Formula)]

  /// A member of a conjunction as people write it.
  enum Part {
    case chain(RelationChain)
    case other(Condition)
  }

  /// The members of a conjunction, comparisons joined to chains where neighbours allow it.
  static func chains(_ conditions: [Condition]) -> [Part] {
    var parts: [Part] = []
    for condition in conditions {
      guard case .comparison(let f, let relation, let g) = condition else {
        parts.append(.other(condition))
        continue
      }
      if case .chain(var chain)? = parts.last, chain.continues(with: f, relation) {
        chain.rest.append((relation, g))
        parts[parts.count - 1] = .chain(chain)
      } else {
        parts.append(.chain(RelationChain(first: f, rest: [(relation, g)])))
      }
    }
    return parts
  }

  private func continues(with formula: Formula, _ relation: Condition.Relation) -> Bool {
    guard let last = rest.last, last.formula == formula else { return false }
    switch (last.relation, relation) {
    case (.less, .less), (.less, .lessOrEqual), (.lessOrEqual, .less),
      (.lessOrEqual, .lessOrEqual), (.greater, .greater), (.greater, .greaterOrEqual),
      (.greaterOrEqual, .greater), (.greaterOrEqual, .greaterOrEqual):
      return true
    default: return false
    }
  }
}
