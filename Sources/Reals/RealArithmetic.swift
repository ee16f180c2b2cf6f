import Formulas

/// Why a formula has no value at an argument.
public enum EvaluationError: Error, Hashable, Sendable {
  /// The argument is proved to lie outside the natural domain; the reason names the operation.
  case undefined(Reason)

  /// The arithmetic could not decide, for instance whether a divisor is zero.
  case undecided(Reason)

  /// What stood in the way.
  public var reason: Reason {
    switch self {
    case .undefined(let why), .undecided(let why): why
    }
  }
}

/// Numbers of some kind that formulas can be evaluated over: enclosures, exact constants,
/// floating-point numbers, series.
///
/// Every operation either returns a value that is right (for enclosures: that contains every true
/// value) or throws. Operations outside the real domain throw ``EvaluationError/undefined(_:)``;
/// where membership in the domain cannot be decided they throw ``EvaluationError/undecided(_:)``.
public protocol RealArithmetic {
  /// A number.
  associatedtype Value

  /// The exact number, or its enclosure or rounding.
  func number(_ value: Rational) throws(EvaluationError) -> Value

  /// π, e or +∞. Infinity serves comparisons, minimum and maximum only.
  func constant(_ value: Formula.Constant) throws(EvaluationError) -> Value

  /// a + b.
  func sum(_ a: Value, _ b: Value) throws(EvaluationError) -> Value

  /// −a.
  func negative(_ a: Value) throws(EvaluationError) -> Value

  /// a · b.
  func product(_ a: Value, _ b: Value) throws(EvaluationError) -> Value

  /// a / b.
  func quotient(_ a: Value, _ b: Value) throws(EvaluationError) -> Value

  /// aⁿ, with a⁰ = 1 and 0 to a negative power undefined.
  func power(_ a: Value, _ exponent: Int) throws(EvaluationError) -> Value

  /// a^b over the reals: a > 0, or b an integer, or a = 0 < b.
  func power(_ a: Value, _ b: Value) throws(EvaluationError) -> Value

  /// An elementary function.
  func apply(_ function: ElementaryFunction, _ a: Value) throws(EvaluationError) -> Value

  /// The lesser of two values.
  func minimum(_ a: Value, _ b: Value) throws(EvaluationError) -> Value

  /// The greater of two values.
  func maximum(_ a: Value, _ b: Value) throws(EvaluationError) -> Value

  /// The signs (−1, 0, 1) that a − b may have: one sign when decided, `-1...1` when nothing is known.
  func comparison(_ a: Value, _ b: Value) throws(EvaluationError) -> ClosedRange<Int>

  /// Whether the relation holds between a and b, or `nil` when undecided; by default what
  /// ``comparison(_:_:)`` tells.
  func relation(
    _ a: Value, _ relation: Condition.Relation, _ b: Value
  ) throws(EvaluationError) -> Bool?

  /// The value of a piecewise formula none of whose conditions holds; by default it throws
  /// ``EvaluationError/undefined(_:)``.
  func valueWithoutBranch() throws(EvaluationError) -> Value

  /// A value that covers both, used where a condition is not decided; exact kinds throw
  /// ``EvaluationError/undecided(_:)``.
  func union(_ a: Value, _ b: Value) throws(EvaluationError) -> Value
}

extension RealArithmetic {
  /// What the possible signs of a − b tell.
  public func relation(
    _ a: Value, _ relation: Condition.Relation, _ b: Value
  ) throws(EvaluationError) -> Bool? {
    let answers = Set(try comparison(a, b).map(relation.holds(forSignOfDifference:)))
    return answers.count == 1 ? answers.first : nil
  }

  /// Always throws.
  public func valueWithoutBranch() throws(EvaluationError) -> Value {
    throw .undefined(Reason(.noBranch))
  }

  /// The value of `formula` where its variable is `argument`; shared subformulas once.
  ///
  /// Only the branch that a piecewise formula selects needs to be defined.
  public func evaluate(_ formula: Formula, at argument: Value) throws(EvaluationError) -> Value {
    var evaluation = Evaluation(arithmetic: self, argument: argument)
    return try evaluation.value(of: formula)
  }

  /// Whether `condition` holds where the variable is `argument`, or `nil` when undecided.
  public func holds(_ condition: Condition, at argument: Value) throws(EvaluationError) -> Bool? {
    var evaluation = Evaluation(arithmetic: self, argument: argument)
    return try evaluation.holds(condition)
  }
}

/// One evaluation: remembers the values of subformulas that occur several times.
private struct Evaluation<Arithmetic: RealArithmetic> {
  let arithmetic: Arithmetic
  let argument: Arithmetic.Value
  var values: [Formula: Arithmetic.Value] = [:]

  init(arithmetic: Arithmetic, argument: Arithmetic.Value) {
    self.arithmetic = arithmetic
    self.argument = argument
  }

  mutating func value(of formula: Formula) throws(EvaluationError) -> Arithmetic.Value {
    if case .variable = formula.operation { return argument }
    if let known = values[formula] { return known }
    let result = try compute(formula.operation)
    values[formula] = result
    return result
  }

  private mutating func compute(
    _ operation: Formula.Operation
  ) throws(EvaluationError) -> Arithmetic.Value {
    switch operation {
    case .variable: return argument
    case .number(let value): return try arithmetic.number(value)
    case .constant(let value): return try arithmetic.constant(value)
    case .sum(let terms): return try fold(terms, arithmetic.sum)
    case .product(let factors): return try fold(factors, arithmetic.product)
    case .minimum(let all): return try fold(all, arithmetic.minimum)
    case .maximum(let all): return try fold(all, arithmetic.maximum)
    case .negation(let f): return try arithmetic.negative(value(of: f))
    case .quotient(let f, let g): return try arithmetic.quotient(value(of: f), value(of: g))
    case .power(let f, let g):
      if let exponent = g.rational?.exactInt {
        return try arithmetic.power(value(of: f), exponent)
      }
      return try arithmetic.power(value(of: f), value(of: g))
    case .apply(let function, let f): return try arithmetic.apply(function, value(of: f))
    case .piecewise(let branches, let otherwise):
      return try select(branches[...], otherwise: otherwise)
    }
  }

  private mutating func fold(
    _ formulas: [Formula],
    _ combine: (Arithmetic.Value, Arithmetic.Value) throws(EvaluationError) -> Arithmetic.Value
  ) throws(EvaluationError) -> Arithmetic.Value {
    guard let first = formulas.first else { throw .undefined(Reason(.missingOperand)) }
    var result = try value(of: first)
    for formula in formulas.dropFirst() { result = try combine(result, value(of: formula)) }
    return result
  }

  private mutating func select(
    _ branches: ArraySlice<Formula.Branch>, otherwise: Formula?
  ) throws(EvaluationError) -> Arithmetic.Value {
    guard let branch = branches.first else {
      guard let otherwise else { return try arithmetic.valueWithoutBranch() }
      return try value(of: otherwise)
    }
    switch try holds(branch.condition) {
    case true?: return try value(of: branch.value)
    case false?: return try select(branches.dropFirst(), otherwise: otherwise)
    case nil:
      let rest = try select(branches.dropFirst(), otherwise: otherwise)
      return try arithmetic.union(value(of: branch.value), rest)
    }
  }

  mutating func holds(_ condition: Condition) throws(EvaluationError) -> Bool? {
    switch condition {
    case .truth(let truth): return truth
    case .comparison(let f, let relation, let g):
      return try arithmetic.relation(value(of: f), relation, value(of: g))
    case .negation(let inner): return try holds(inner).map(!)
    case .conjunction(let all): return try decide(all, settledBy: false)
    case .disjunction(let all): return try decide(all, settledBy: true)
    }
  }

  /// The conjunction or disjunction: one condition with the settling value settles it.
  private mutating func decide(
    _ conditions: [Condition], settledBy settling: Bool
  ) throws(EvaluationError) -> Bool? {
    var result: Bool? = !settling
    for condition in conditions {
      switch try holds(condition) {
      case settling: return settling
      case nil: result = nil
      default: continue
      }
    }
    return result
  }
}
