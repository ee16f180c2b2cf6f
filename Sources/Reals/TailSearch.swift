import Calculus
import Formulas

extension TailExpansion {
  /// The limit of `formula`, relative to its domain, in the direction.
  ///
  /// - Throws: ``EvaluationError/undefined(_:)`` where the formula is not defined near the end,
  ///   ``EvaluationError/undecided(_:)`` where no half-line and number of terms that are tried lead
  ///   to a limit.
  public static func limit(
    of formula: Formula, toward direction: TailDirection, over exact: ExactArithmetic
  ) throws(EvaluationError) -> ExtendedReal {
    var search = TailSearch(of: formula, toward: direction, over: exact)
    return try search.first { expansion throws(EvaluationError) in try expansion.limit() }
  }

  /// A half-line t ≥ R on which `formula` has one sign (0 for a function that is 0 there), or
  /// `nil` where none is proved.
  public static func sign(
    of formula: Formula, toward direction: TailDirection, over exact: ExactArithmetic
  ) -> (start: Rational, sign: Int)? {
    var search = TailSearch(of: formula, toward: direction, over: exact)
    return try? search.first { expansion throws(EvaluationError) in
      (expansion.start, try expansion.sign())
    }
  }

  /// Where a half-line begins on which `formula` is proved to be defined; `nil` where none is.
  public static func startOfDomain(
    of formula: Formula, toward direction: TailDirection, over exact: ExactArithmetic
  ) -> Rational? {
    var search = TailSearch(of: formula, toward: direction, over: exact)
    let found = try? search.first { expansion throws(EvaluationError) in
      (expansion.start, expansion.isDefinedThroughout)
    }
    return found.flatMap { $0.1 ? $0.0 : nil }
  }
}

/// Tries half-lines farther and farther out, and more and more terms, as what failed asks for.
struct TailSearch {
  private static let starts: [Rational] =
    [4, 8, 16, 64, 256].map { Rational($0) }
    + [12, 24, 48, 96].compactMap { Rational(2).power($0) }
  /// How many half-lines are tried before other forms of the formula.
  private static let patience = 4
  private static let termCounts = [2, 4, 8, 12]

  /// The largest formula whose normal form is tried, in nodes.
  static let largestNormalForm = 5_000

  /// A formula, and where its variable goes.
  private struct Form {
    let formula: Formula
    let direction: TailDirection
    let isAsGiven: Bool
  }

  private let exact: ExactArithmetic
  private let budget = TailBudget(operations: 400_000)
  /// The formula as it was given, then other forms of it.
  private var forms: [Form]
  private var hasAllForms = false

  init(of formula: Formula, toward direction: TailDirection, over exact: ExactArithmetic) {
    self.exact = exact
    forms = [Form(formula: formula, direction: direction, isAsGiven: true)]
  }

  /// The first answer that an expansion gives.
  mutating func first<Answer>(
    _ answer: (TailExpansion) throws(EvaluationError) -> Answer
  ) throws(EvaluationError) -> Answer {
    var (start, terms) = (0, 0)
    while true {
      var needsStart = false
      var needsTerms = false
      var reason = Reason(.dominance)
      var form = 0
      while form < forms.count {
        do {
          let expansion = try TailExpansion(
            of: forms[form].formula, toward: forms[form].direction,
            isDefinedThroughout: forms[form].isAsGiven, terms: Self.termCounts[terms],
            from: Self.starts[start], over: exact, budget: budget)
          return try answer(expansion)
        } catch .undefined(let text) {
          if form == 0 { throw .undefined(text) }
          reason = text
        } catch .undecided(let text) {
          if budget.isSpent { throw .undecided(text) }
          if form == 0 { reason = text }
          if case .nearStart = budget.obstacle { needsStart = true }
          if case .fewTerms = budget.obstacle { needsTerms = true }
        }
        // A normal form shows what cancels, and costs more than a few half-lines.
        if needsStart, start < Self.patience { break }
        if !hasAllForms { addForms() }
        form += 1
      }
      if needsStart { start += 1 }
      if needsTerms { terms += 1 }
      guard needsStart || needsTerms, start < Self.starts.count, terms < Self.termCounts.count
      else { throw .undecided(reason) }
    }
  }

  private mutating func addForms() {
    hasAllForms = true
    let given = forms[0]
    guard given.formula.nodeCount <= Self.largestNormalForm else { return }
    let substituted = given.formula.substituting(given.direction.argument)
    guard let form = NormalForm(substituted) else { return }
    let factored = form.factoredFormula.mergingExponentials
    forms.append(
      Form(
        formula: form.isZero ? 0 : factored, direction: .plusInfinity, isAsGiven: false))
  }
}
