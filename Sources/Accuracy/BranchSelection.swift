import Formulas
import Reals

/// Replaces piecewise subformulas by the branches that apply at a point, and writes down why.
struct BranchSelection {
  let evaluator: ConstantEvaluator
  /// The argument, a constant formula.
  let point: Formula
  /// The name of the variable.
  let variable: String
  /// What the whole formula is called, `f(z)`.
  let symbol: String
  /// The comparisons and choices so far.
  private(set) var steps: [ManualCalculation.Step] = []

  init(evaluator: ConstantEvaluator, point: Formula, variable: String, symbol: String) {
    self.evaluator = evaluator
    self.point = point
    self.variable = variable
    self.symbol = symbol
  }

  /// The formula without piecewise subformulas that has the same value at the point.
  ///
  /// - Throws: where no branch applies, or a comparison is not decided.
  mutating func select(_ formula: Formula, isRoot: Bool = true) throws(EvaluationError) -> Formula {
    guard case .piecewise(let branches, let otherwise) = formula.operation else {
      return try descend(formula)
    }
    var selected = otherwise
    for branch in branches where try holds(branch.condition) {
      selected = branch.value
      break
    }
    guard let selected else { throw .undefined(Reason(.noBranch)) }
    let left = isRoot ? symbol : formula.latex(variable: variable)
    steps.append(.equal(left, selected.latex(variable: variable), .selectBranch))
    return try select(selected, isRoot: isRoot)
  }

  private mutating func descend(_ formula: Formula) throws(EvaluationError) -> Formula {
    var failure: EvaluationError?
    let operation = formula.operation.mapChildren { child -> Formula in
      do throws(EvaluationError) {
        return try select(child, isRoot: false)
      } catch {
        failure = failure ?? error
        return child
      }
    }
    if let failure { throw failure }
    return Formula(operation)
  }

  private mutating func holds(_ condition: Condition) throws(EvaluationError) -> Bool {
    switch condition {
    case .truth(let value): return value
    case .negation(let inner): return try !holds(inner)
    case .conjunction(let all):
      for part in all where try !holds(part) { return false }
      return true
    case .disjunction(let all):
      for part in all where try holds(part) { return true }
      return false
    case .comparison(let f, let relation, let g):
      let (a, b) = (f.substituting(point), g.substituting(point))
      guard let sign = evaluator.comparison(a, b) else {
        throw .undecided(Reason(.condition))
      }
      let holds = relation.holds(forSignOfDifference: sign)
      steps.append(
        ManualCalculation.Step(
          left: a.latex(), right: b.latex(),
          relation: (holds ? relation : relation.opposite).latexSign, exact: true, digits: nil,
          note: .compare))
      return holds
    }
  }
}

extension Condition.Relation {
  /// The sign in LaTeX.
  fileprivate var latexSign: String {
    switch self {
    case .less: "<"
    case .lessOrEqual: "\\le"
    case .greater: ">"
    case .greaterOrEqual: "\\ge"
    case .equal: "="
    case .notEqual: "\\ne"
    }
  }
}

extension ManualCalculation.Step {
  /// `left` = `right`.
  static func equal(_ left: String, _ right: String, _ note: ManualCalculation.Note) -> Self {
    Self(left: left, right: right, relation: "=", exact: true, digits: nil, note: note)
  }
}
