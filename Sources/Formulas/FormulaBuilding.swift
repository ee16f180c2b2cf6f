/// A sum or product in the making: what the operators `+` and `*` build from left to right, in
/// linear time.
struct FormulaChain {
  enum Operator { case sums, products }

  private let kind: Operator
  private var operands: [Formula]

  /// The chain that begins with `first`; a first operand of the same kind is extended.
  init(first: Formula, of kind: Operator) {
    self.kind = kind
    switch (first.operation, kind) {
    case (.sum(let all), .sums), (.product(let all), .products): operands = all
    default: operands = [first]
    }
  }

  mutating func append(_ operand: Formula) { operands.append(operand) }

  /// The chain as a formula.
  var formula: Formula {
    guard operands.count > 1 else { return operands[0] }
    return Formula(kind == .sums ? .sum(operands) : .product(operands))
  }
}

extension Formula {
  /// The value of the first branch whose condition holds, else `otherwise`, in normal form: a
  /// branch whose condition is literally true ends the list, and branches of a piecewise
  /// `otherwise` continue it.
  public static func conditional(
    _ branches: [(value: Formula, condition: Condition)], otherwise: Formula?
  ) -> Formula {
    var all: [Branch] = []
    var last = otherwise
    for (value, condition) in branches {
      if condition == .truth(true) {
        last = value
        break
      }
      all.append(Branch(value, if: condition))
    }
    if case .piecewise(let more, let end)? = last?.operation {
      all += more
      last = end
    }
    if all.isEmpty, let last { return last }
    return Formula(.piecewise(all, otherwise: last))
  }
}

extension Condition {
  /// The conjunction of `conditions` in normal form: conjunctions among them are merged, and one
  /// condition stands for itself. Of none it is true.
  public static func all(_ conditions: [Condition]) -> Condition {
    let flat = conditions.flatMap { condition in
      if case .conjunction(let all) = condition { all } else { [condition] }
    }
    return flat.count > 1 ? .conjunction(flat) : flat.first ?? .truth(true)
  }

  /// The disjunction of `conditions` in normal form: disjunctions among them are merged, and one
  /// condition stands for itself. Of none it is false.
  public static func any(_ conditions: [Condition]) -> Condition {
    let flat = conditions.flatMap { condition in
      if case .disjunction(let all) = condition { all } else { [condition] }
    }
    return flat.count > 1 ? .disjunction(flat) : flat.first ?? .truth(false)
  }
}
