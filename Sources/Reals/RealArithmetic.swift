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
  /// Only the branch that a piecewise formula selects needs to be defined. For many arguments use
  /// ``PreparedFormulas``.
  public func evaluate(_ formula: Formula, at argument: Value) throws(EvaluationError) -> Value {
    var evaluation = PreparedFormulas([formula], over: self).evaluation(at: argument)
    return try evaluation.value(ofFormula: 0)
  }
}
