/// A condition on the variable.
///
/// A chain such as `-1 <= x <= 1` is the conjunction of its comparisons. A comparison is undefined
/// where one of its sides is.
public indirect enum Condition: Hashable, Sendable {
  /// `true` or `false`.
  case truth(Bool)
  /// A comparison of two values.
  case comparison(Formula, Relation, Formula)
  /// All of them hold.
  case conjunction([Condition])
  /// At least one of them holds.
  case disjunction([Condition])
  /// It does not hold.
  case negation(Condition)

  /// A relation between two real numbers; the raw value is its text.
  public enum Relation: String, Hashable, Sendable, CaseIterable {
    /// Less than.
    case less = "<"
    /// Less than or equal.
    case lessOrEqual = "<="
    /// Greater than.
    case greater = ">"
    /// Greater than or equal.
    case greaterOrEqual = ">="
    /// Equal.
    case equal = "=="
    /// Not equal.
    case notEqual = "!="

    /// Whether the relation holds between two numbers; with NaN only `!=` does, as in IEEE 754.
    public func holds(between a: Double, and b: Double) -> Bool {
      switch self {
      case .less: a < b
      case .lessOrEqual: a <= b
      case .greater: a > b
      case .greaterOrEqual: a >= b
      case .equal: a == b
      case .notEqual: a != b
      }
    }

    /// Whether the relation holds between a and b, given the sign (−1, 0, 1) of a − b.
    public func holds(forSignOfDifference sign: Int) -> Bool {
      switch self {
      case .less: sign < 0
      case .lessOrEqual: sign <= 0
      case .greater: sign > 0
      case .greaterOrEqual: sign >= 0
      case .equal: sign == 0
      case .notEqual: sign != 0
      }
    }
  }

  /// The formulas that are compared, from left to right.
  public var formulas: [Formula] {
    switch self {
    case .truth: []
    case .comparison(let f, _, let g): [f, g]
    case .conjunction(let all), .disjunction(let all): all.flatMap(\.formulas)
    case .negation(let condition): condition.formulas
    }
  }

  /// The same condition with `transform` applied to every formula that is compared.
  public func mapFormulas(_ transform: (Formula) throws -> Formula) rethrows -> Condition {
    switch self {
    case .truth: self
    case .comparison(let f, let relation, let g):
      .comparison(try transform(f), relation, try transform(g))
    case .conjunction(let all): .conjunction(try all.map { try $0.mapFormulas(transform) })
    case .disjunction(let all): .disjunction(try all.map { try $0.mapFormulas(transform) })
    case .negation(let condition): .negation(try condition.mapFormulas(transform))
    }
  }
}
