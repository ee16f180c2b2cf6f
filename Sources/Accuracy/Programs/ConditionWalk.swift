import Formulas

extension Condition {
  /// What a program computes for "`yes` where the condition holds, else `no`", of single comparisons.
  ///
  /// - Parameter select: the same for a comparison.
  func walk<Value>(
    then yes: Value, else no: Value,
    _ select: (Formula, Relation, Formula, _ yes: Value, _ no: Value) throws -> Value
  ) rethrows -> Value {
    switch self {
    case .truth(let holds): holds ? yes : no
    case .comparison(let f, let relation, let g): try select(f, relation, g, yes, no)
    case .conjunction(let all):
      try all.reversed().reduce(yes) { try $1.walk(then: $0, else: no, select) }
    case .disjunction(let all):
      try all.reversed().reduce(no) { try $1.walk(then: yes, else: $0, select) }
    case .negation(let condition): try condition.walk(then: no, else: yes, select)
    }
  }
}
