import Analysis
import Formulas
import Reals

/// What every proof of one function refers to.
struct FunctionView {
  /// The symbol in LaTeX, such as `f` or `\operatorname{ReLU}`.
  let f: String
  /// The variable in LaTeX.
  let z: String
  /// The formula in LaTeX.
  let formula: String
  /// Whether it has numbers that are shown rounded everywhere else.
  let hasLongNumbers: Bool
  /// The natural domain.
  let domain: DomainView
  private let phrases: Phrases
  /// The pieces, gathered by formula.
  let pieces: [PieceView]
  /// Whether one formula gives the function wherever it is defined.
  let isSingleFormula: Bool
  /// How the function repeats, if it is known to.
  let repetition: RepetitionView?
  /// Whether that formula is also smooth on the whole domain, which is one interval.
  let isSinglePiece: Bool

  init(_ analysis: FunctionAnalysis, symbol: String, phrases: Phrases) {
    f = symbol
    self.phrases = phrases
    let variable = analysis.function.variable
    z = variable
    let tree = Formula(parsing: analysis.function.formula)
    hasLongNumbers = tree?.hasLongNumber ?? false
    formula =
      tree?
      .latex(variable: variable, otherwise: phrases["otherwise"]) ?? analysis.function.latex
    domain = DomainView(
      analysis.domain,
      obstacle: analysis.domain.reason.map { phrases.markdown(of: $0, variable: variable) })
    pieces = analysis.formulaPieces.map {
      PieceView($0, variable: variable, phrases: phrases)
    }
    isSingleFormula = pieces.count == 1
    repetition = RepetitionView(analysis, symbol: symbol)
    isSinglePiece = analysis.pieces.count == 1
  }

  /// A reason in words.
  func text(of reason: Reason?) -> String? {
    reason.map { phrases.markdown(of: $0, variable: z) }
  }
}

/// The natural domain as templates show it.
struct DomainView {
  /// Whether it is proved to be ℝ.
  let isReals: Bool
  /// Whether it is proved to be what `latex` says.
  let isProved: Bool
  /// Whether it is proved to be empty.
  let isEmpty: Bool
  /// Whether not even one point of it is known.
  let isUnknown: Bool
  /// Whether it is one interval.
  let isConnected: Bool
  /// The set in LaTeX.
  let latex: String
  /// The points that are missing from it or that bound it.
  let gaps: [GapView]
  /// Whether there are gaps.
  let hasGaps: Bool
  /// What stood in the way of a proof.
  let obstacle: String?

  /// A point outside the domain.
  struct GapView {
    let at: NumberView
    let isRemovable: Bool
    let isInfinite: Bool
    let isOscillating: Bool
    let isJump: Bool
    let isEnd: Bool
    let isUndecided: Bool
    let leftLimit: NumberView?
    let rightLimit: NumberView?

    init(_ gap: Domain.Gap) {
      at = NumberView(gap.at)
      isRemovable = gap.kind == .removable
      isInfinite = gap.kind == .infinite
      isOscillating = gap.kind == .oscillating
      isJump = gap.kind == .jump
      isEnd = gap.kind == .end
      isUndecided = gap.kind == nil
      leftLimit = gap.left.map(NumberView.init)
      rightLimit = gap.right.map(NumberView.init)
    }
  }

  init(_ domain: Domain, obstacle: String?) {
    let repeats = domain.period != nil
    let only = domain.intervals.count == 1 && !repeats ? domain.intervals.first : nil
    isProved = domain.verdict == .proved
    isReals = isProved && only.map { !$0.from.isFinite && !$0.to.isFinite } ?? false
    isEmpty = isProved && domain.intervals.isEmpty
    isUnknown = !isProved && domain.intervals.isEmpty
    isConnected = only != nil
    latex =
      domain.intervals.isEmpty
      ? "\\varnothing" : domain.latex
    let ends = domain.gaps.filter { $0.at.isFinite }
    gaps = ends.map(GapView.init)
    hasGaps = !ends.isEmpty
    self.obstacle = obstacle
  }
}

extension Domain {
  /// The union of the intervals in LaTeX, with dots where they repeat.
  public var latex: String {
    let union = intervals.map(\.latex).joined(separator: " \\cup ")
    return period == nil ? union : "\\ldots \\cup \(union) \\cup \\ldots"
  }
}

extension IntervalDescription {
  /// The interval in LaTeX; `\mathbb{R}` for the whole line and `\{a\}` for a point.
  public var latex: String {
    if !from.isFinite && !to.isFinite { return "\\mathbb{R}" }
    if from == to { return "\\{\(from.latex)\\}" }
    let (open, close) = (fromClosed ? "[" : "(", toClosed ? "]" : ")")
    return "\(open)\(from.latex),\\, \(to.latex)\(close)"
  }
}

/// A formula of the function as templates show it.
struct PieceView {
  /// Where it applies, such as `z \le 0`, or `z \in \mathbb{R}`.
  let condition: String
  /// The formula.
  let pieceFormula: String
  /// Its derivative inside the piece.
  let pieceDerivative: String
  /// Whether the formula is affine.
  let isAffine: Bool
  /// Whether it is constant.
  let isConstant: Bool
  /// The slope of an affine piece.
  let slopeValue: Rational?
  /// Its absolute value.
  let slopeMagnitude: NumberView?
  /// Whether it is proved to be analytic.
  let isAnalytic: Bool
  /// Why 0 < f′ < 1, where the derivative's form shows it.
  let hasDerivativeBetweenZeroAndOne: Bool
  /// Whether that derivative is a fraction.
  let isFraction: Bool
  /// A bound of |f′| that the known bounds of some functions give.
  let evidentBound: Rational?
  /// Those bounds in LaTeX, such as `\left|\cos(t)\right| \le 1`.
  let knownBounds: String
  /// Whether the derivative is affine and the intervals are bounded, so that |f′| is greatest at ends.
  let hasAffineDerivative: Bool

  init(_ piece: FormulaPiece, variable: String, phrases: Phrases) {
    condition = piece.condition(variable: variable, phrases: phrases)
    pieceFormula = piece.latex
    let tree = piece.derivativeTree
    let derived = Formula(parsing: piece.formula).flatMap {
      DerivationSteps($0, variable: variable)?.result
    }
    let evident = [derived, tree].compactMap { $0 }.first(where: \.isEvidentlyBetweenZeroAndOne)
    pieceDerivative = evident?.latex(variable: variable) ?? piece.derivativeLatex
    hasDerivativeBetweenZeroAndOne = evident != nil
    if case .quotient? = evident?.operation { isFraction = true } else { isFraction = false }
    evidentBound = tree?.constantBound?.rationalValue
    knownBounds =
      tree.map { tree in
        tree.boundedFunctions.map { function in
          "\\left|\(Formula.apply(function, .x).latex(variable: "t"))\\right| \\le 1"
        }.joined(separator: ",\\ ")
      } ?? ""
    isAffine = tree.map { !$0.containsVariable } ?? false
    hasAffineDerivative =
      tree?.affineSlope != nil
      && piece.pieces.allSatisfy { $0.from.isFinite && $0.to.isFinite }
    let value = isAffine ? tree?.rational : nil
    isConstant = value?.isZero ?? false
    slopeValue = value
    slopeMagnitude = value.map { NumberView($0.magnitude) }
    isAnalytic = piece.isAnalytic
  }
}

extension Formula {
  /// The tree of a formula in text form, or `nil` where the text is not a formula.
  public init?(parsing text: String) {
    guard let parsed = try? FormulaParser().parse(text) else { return nil }
    self = parsed.formula
  }

  /// Whether the form of the formula alone shows that it is positive wherever it is defined.
  var isEvidentlyPositive: Bool {
    switch operation {
    case .number(let value): value.signum > 0
    case .constant: true
    case .apply(.exp, _), .apply(.cosh, _), .apply(.sigmoid, _), .apply(.softplus, _),
      .apply(.normalCDF, _), .apply(.erfc, _):
      true
    case .apply(.sqrt, let f): f.isEvidentlyPositive
    case .sum(let terms):
      terms.allSatisfy(\.isEvidentlyNonnegative) && terms.contains(where: \.isEvidentlyPositive)
    case .product(let factors): factors.allSatisfy(\.isEvidentlyPositive)
    case .quotient(let f, let g): f.isEvidentlyPositive && g.isEvidentlyPositive
    case .power(let base, _): base.isEvidentlyPositive
    default: false
    }
  }

  /// Whether the form of the formula alone shows that it is not negative.
  var isEvidentlyNonnegative: Bool {
    switch operation {
    case .number(let value): value.signum >= 0
    case .apply(.abs, _), .apply(.sqrt, _): true
    case .power(_, let exponent):
      isEvidentlyPositive || (exponent.rational?.exactInt.map { $0 > 0 && $0 % 2 == 0 } ?? false)
    default: isEvidentlyPositive
    }
  }

  /// Whether it is a quotient N/(N + P) with N and P positive by their form, so that its values
  /// lie strictly between 0 and 1; or the logistic function itself.
  var isEvidentlyBetweenZeroAndOne: Bool {
    switch operation {
    case .apply(.sigmoid, _): return true
    case .quotient(let numerator, let denominator):
      guard case .sum(var terms) = denominator.operation,
        let index = terms.firstIndex(of: numerator), numerator.isEvidentlyPositive
      else { return false }
      terms.remove(at: index)
      return terms.allSatisfy(\.isEvidentlyPositive)
    default: return false
    }
  }
}
