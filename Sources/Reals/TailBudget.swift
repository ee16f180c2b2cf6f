import Formulas

/// What would help an expansion on a half-line that failed.
enum TailObstacle {
  /// A half-line that starts farther out.
  case nearStart
  /// More terms.
  case fewTerms
  /// Nothing here: the function is beyond the method.
  case scale
}

/// The work that is left to one question about a half-line, and what stood in the way last.
///
/// Work is counted in operations, not measured in time, so that the same question has the same
/// answer on every machine.
final class TailBudget {
  private var remaining: Int

  /// What stood in the way last.
  private(set) var obstacle = TailObstacle.scale

  /// A budget of `operations` on monomials; an operation in Calcium counts for fifty.
  init(operations: Int) { remaining = operations }

  /// Whether nothing is left.
  var isSpent: Bool { remaining <= 0 }

  /// Takes the cost of an operation.
  func spend(_ cost: Int) throws(EvaluationError) {
    remaining -= cost
    guard remaining > 0 else { throw failure(.scale, .work) }
  }

  /// Remembers an obstacle that was passed with a loss of accuracy.
  func note(_ obstacle: TailObstacle) { self.obstacle = obstacle }

  /// Remembers the obstacle, and makes the error to throw.
  func failure(
    _ obstacle: TailObstacle, _ reason: Reason.Kind, _ arguments: String...
  ) -> EvaluationError {
    self.obstacle = obstacle
    return .undecided(Reason(reason, arguments: arguments))
  }
}
