import Analysis
import FloatFormats
import Formulas

/// The derivative of a function as it is swept and as stable forms are made of it: a formula, and where that is the
/// derivative.
///
/// Differentiating and simplifying lose conditions: 1/x is defined where ln x is not, and the derivative of ⌊x⌋ is 0
/// only between the integers.
public struct SweptDerivative: Sendable {
  /// The derivative as a formula.
  public let formula: Formula
  /// Where the function is defined, if its derivative may be so elsewhere.
  public let domain: Condition?
  /// Where the formula is known to be the derivative, if not everywhere but at ``kinks``: beyond the points that an
  /// analysis lists, a zero of |u|, sign, max or min, an end of a branch or a step of ⌊u⌋ may have none.
  public let between: Condition?
  /// The points of the format without a derivative, as far as an analysis lists them.
  public let kinks: [KinkInput]

  /// The derivative of `function` in `format`.
  public init(of function: ParsedFunction, in format: FloatFormat) {
    let analysis = FunctionAnalysis(of: function)
    formula = function.derivative
    domain = Self.domain(of: function, analysed: analysis.domain)
    kinks = KinkInput.all(of: analysis, in: format)
    let known = analysis.differentiability
    let switches = function.formula.switches
    guard !switches.isEmpty, !known.complete || !known.families.isEmpty else {
      between = nil
      return
    }
    let ends = Window.standard
    let window = Condition.conjunction([
      .comparison(.number(ends.lower), .lessOrEqual, .x),
      .comparison(.x, .lessOrEqual, .number(ends.upper)),
    ])
    between =
      known.complete ? .disjunction([window, .conjunction(switches)]) : .conjunction(switches)
  }

  /// Where `function` is defined, if its derivative may be so elsewhere.
  public static func domain(of function: ParsedFunction) -> Condition? {
    domain(of: function, analysed: nil)
  }

  private static func domain(of function: ParsedFunction, analysed domain: Domain?) -> Condition? {
    let parts = Set(function.derivative.unconditionalParts)
    let lost = function.formula.requirements.filter { !$0.isKept(by: parts) }.map(\.condition)
    guard !lost.isEmpty else { return nil }
    let isPlain = EnclosedValues(of: function.formula, format: .float64)
      .isDefined(from: -.greatestFiniteMagnitude, to: .greatestFiniteMagnitude)
    if isPlain { return nil }
    let domain = domain ?? FunctionAnalysis(of: function).domain
    if domain.isAllReals == .proved { return nil }
    return lost.count == 1 ? lost[0] : .conjunction(lost)
  }
}

/// What an operation asks of its operand.
private struct Requirement {
  /// Whether the operand is positive, not negative, above −1, not 0, or no zero of the cosine.
  enum Kind {
    case positive, notNegative, aboveMinusOne, notZero, notCosineZero
  }

  let kind: Kind
  let operand: Formula
  /// The same as a condition; in a branch, that holds also where it is not taken.
  var condition: Condition

  init(_ kind: Kind, _ operand: Formula) {
    (self.kind, self.operand) = (kind, operand)
    condition =
      switch kind {
      case .positive: .comparison(operand, .greater, 0)
      case .notNegative: .comparison(operand, .greaterOrEqual, 0)
      case .aboveMinusOne: .comparison(operand, .greater, -1)
      case .notZero: .comparison(operand, .notEqual, 0)
      case .notCosineZero: .comparison(.apply(.cos, operand), .notEqual, 0)
      }
  }

  /// Whether one of these parts of another formula asks the same, or more.
  func isKept(by parts: Set<Formula>) -> Bool {
    func occurs(_ function: ElementaryFunction) -> Bool {
      parts.contains(.apply(function, operand))
    }
    func isPower(_ suits: (Rational) -> Bool) -> Bool {
      parts.contains { part in
        guard case .power(operand, let exponent) = part.operation else { return false }
        return exponent.rational.map(suits) ?? false
      }
    }
    switch kind {
    case .positive: return occurs(.ln)
    case .notNegative: return occurs(.ln) || occurs(.sqrt) || isPower { !$0.isInteger }
    case .aboveMinusOne: return occurs(.log1p)
    case .notCosineZero: return occurs(.tan)
    case .notZero:
      return occurs(.ln) || isPower { $0 < 0 }
        || parts.contains { part in
          guard case .quotient(_, let divisor) = part.operation else { return false }
          return divisor.factors.contains(operand)
        }
    }
  }
}

extension Formula {
  /// The formula where the condition holds, and undefined elsewhere.
  func restricted(to condition: Condition) -> Formula {
    guard case .piecewise(let branches, let otherwise) = operation else {
      return Formula(.piecewise([Branch(self, if: condition)], otherwise: nil))
    }
    let others = otherwise.map { [Branch($0, if: condition)] } ?? []
    return Formula(
      .piecewise(
        branches.map { Branch($0.value, if: .conjunction([$0.condition, condition])) } + others,
        otherwise: nil))
  }

  /// The bases of the factors.
  fileprivate var factors: [Formula] {
    switch operation {
    case .product(let all): all.flatMap(\.factors)
    case .power(let base, _): [self, base]
    default: [self]
    }
  }

  /// The formula and all its parts but those that a condition may leave out.
  fileprivate var unconditionalParts: [Formula] {
    if case .piecewise = operation { return [self] }
    return [self] + operation.children.flatMap(\.unconditionalParts)
  }

  /// What its operations ask of their operands; in a branch, only where it is taken.
  fileprivate var requirements: [Requirement] {
    var own: [Requirement] = []
    switch operation {
    case .apply(.ln, let u): own = [Requirement(.positive, u)]
    case .apply(.log1p, let u): own = [Requirement(.aboveMinusOne, u)]
    case .apply(.sqrt, let u): own = [Requirement(.notNegative, u)]
    case .apply(.tan, let u): own = [Requirement(.notCosineZero, u)]
    case .quotient(_, let v) where v.containsVariable: own = [Requirement(.notZero, v)]
    case .power(let base, let exponent):
      guard let exponent = exponent.rational, base.containsVariable else { break }
      if exponent < 0 { own.append(Requirement(.notZero, base)) }
      if !exponent.isInteger { own.append(Requirement(.notNegative, base)) }
    case .piecewise(let branches, let otherwise):
      var escapes: [Condition] = []
      for branch in branches {
        own += branch.value.requirements(or: escapes + [.negation(branch.condition)])
        escapes.append(branch.condition)
      }
      return own + (otherwise?.requirements(or: escapes) ?? [])
    default: break
    }
    return own + operation.children.flatMap(\.requirements)
  }

  private func requirements(or escapes: [Condition]) -> [Requirement] {
    requirements.map { asked in
      var asked = asked
      asked.condition = .disjunction(escapes + [asked.condition])
      return asked
    }
  }

  /// Where none of its switches is met.
  fileprivate var switches: [Condition] {
    var own: [Condition] = []
    switch operation {
    case .apply(.abs, let u), .apply(.sign, let u), .apply(.cbrt, let u):
      own = [.comparison(u, .notEqual, 0)]
    case .apply(.floor, let u): own = [.comparison(u, .notEqual, self)]
    case .minimum(let all), .maximum(let all):
      for (place, u) in all.enumerated() {
        own += all[(place + 1)...].map { .comparison(u, .notEqual, $0) }
      }
    case .piecewise(let branches, _):
      own = branches.flatMap { $0.condition.boundaries }
    default: break
    }
    return own + operation.children.flatMap(\.switches)
  }
}

extension Condition {
  /// The sides of its comparisons as unequal.
  fileprivate var boundaries: [Condition] {
    switch self {
    case .truth: []
    case .comparison(let f, _, let g): [.comparison(f, .notEqual, g)]
    case .conjunction(let all), .disjunction(let all): all.flatMap(\.boundaries)
    case .negation(let condition): condition.boundaries
    }
  }
}
