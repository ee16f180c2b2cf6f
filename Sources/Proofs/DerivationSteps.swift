import Formulas

/// The derivative of a formula worked out by the rules of calculus, one layer a step.
///
/// d/dz ln(1 + exp z) = 1/(1 + exp z) · d/dz(1 + exp z) = 1/(1 + exp z) · exp z = …
public struct DerivationSteps: Hashable, Sendable {
  /// A rule of differentiation.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    /// The derivative of a constant is 0.
    case constant
    /// The derivative of the variable is 1.
    case variable
    /// (u + v)′ = u′ + v′.
    case sum
    /// (c·u)′ = c·u′.
    case constantFactor
    /// (u·v)′ = u′·v + u·v′.
    case product
    /// (u/v)′ = (u′·v − u·v′)/v².
    case quotient
    /// (uⁿ)′ = n·uⁿ⁻¹·u′.
    case power
    /// (u^v)′ through u^v = exp(v·ln u).
    case generalPower
    /// The derivative of an elementary function of the variable itself.
    case elementary
    /// g(u)′ = g′(u)·u′.
    case chain
    /// Common factors and fractions are gathered.
    case gathering
    /// Numerator and denominator are divided by the same exponential.
    case dividingByExponential
    /// 1/(1 + exp(−u)) is the logistic function σ(u).
    case logistic
  }

  /// One line of the derivation.
  public struct Step: Hashable, Sendable {
    /// The expression reached, in LaTeX.
    public let latex: String
    /// The rules that led to it.
    public let rules: [Rule]
  }

  /// The expression at the start, d/dz(…), in LaTeX.
  public let start: String

  /// The steps in order.
  public let steps: [Step]

  /// The derivative, gathered but not simplified further.
  public let result: Formula

  /// Whether the derivative is the logistic function of the variable.
  public var isLogistic: Bool { result.logisticArgument == .x }

  /// The derivation for `formula`, or `nil` where it has an operation that has no rule (minimum,
  /// maximum, a distinction of cases, absolute value) or would take more than `limit` steps or too
  /// much room to be read.
  public init?(_ formula: Formula, variable: String, limit: Int = 12) {
    var current = PendingDerivative.derivative(formula)
    start = current.latex(variable: variable)
    var steps: [Step] = []
    while !current.isDone {
      var rules: [Rule] = []
      guard steps.count < limit, let next = current.expanded(&rules)?.simplified else { return nil }
      current = next
      let latex = current.latex(variable: variable)
      guard latex.count <= 600 else { return nil }
      steps.append(Step(latex: latex, rules: rules))
    }
    guard let result = current.formula else { return nil }
    self.result = result
    Self.append(result, rules: [.gathering], variable: variable, to: &steps)
    if let exponent = result.logisticArgument {
      let negative = Formula(.negation(exponent))
      let divided = 1 / (1 + Formula.apply(.exp, negative))
      Self.append(divided, rules: [.dividingByExponential], variable: variable, to: &steps)
      Self.append(
        .apply(.sigmoid, exponent), rules: [.logistic], variable: variable, to: &steps)
    }
    self.steps = steps
  }

  private static func append(
    _ formula: Formula, rules: [Rule], variable: String, to steps: inout [Step]
  ) {
    let latex = formula.latex(variable: variable)
    guard let last = steps.last, latex.withoutSpacing == last.latex.withoutSpacing else {
      steps.append(Step(latex: latex, rules: rules))
      return
    }
    // Of two forms of the same line the shorter one is kept.
    if latex.count < last.latex.count {
      steps[steps.count - 1] = Step(latex: latex, rules: last.rules)
    }
  }
}

extension String {
  /// LaTeX without what only spaces or groups its symbols: equal for expressions of which one merely
  /// has more dots or brackets than the other.
  var withoutSpacing: String {
    ["\\left", "\\right", "\\cdot", "\\,", "(", ")", " "].reduce(self) {
      $0.replacing($1, with: "")
    }
  }
}

extension PendingDerivative {
  /// One layer of rules applied to every derivative that is left; `nil` where there is no rule.
  func expanded(_ rules: inout [DerivationSteps.Rule]) -> PendingDerivative? {
    switch self {
    case .done: return self
    case .derivative(let formula): return Self.rule(for: formula, &rules)
    case .sum(let all): return Self.all(all, &rules).map(PendingDerivative.sum)
    case .product(let all): return Self.all(all, &rules).map(PendingDerivative.product)
    case .quotient(let f, let g):
      guard let f = f.expanded(&rules), let g = g.expanded(&rules) else { return nil }
      return .quotient(f, g)
    case .negation(let f): return f.expanded(&rules).map(PendingDerivative.negation)
    }
  }

  private static func all(
    _ parts: [PendingDerivative], _ rules: inout [DerivationSteps.Rule]
  ) -> [PendingDerivative]? {
    var expanded: [PendingDerivative] = []
    for part in parts {
      guard let next = part.expanded(&rules) else { return nil }
      expanded.append(next)
    }
    return expanded
  }

  private static func note(
    _ rule: DerivationSteps.Rule, _ rules: inout [DerivationSteps.Rule]
  ) {
    if !rules.contains(rule) { rules.append(rule) }
  }

  /// d/dz of `formula`, or the value where it is immediate.
  private static func differentiated(
    _ formula: Formula, _ rules: inout [DerivationSteps.Rule]
  ) -> PendingDerivative {
    guard formula.containsVariable else { return .done(0) }
    if case .variable = formula.operation { return .done(1) }
    return .derivative(formula)
  }

  private static func rule(
    for formula: Formula, _ rules: inout [DerivationSteps.Rule]
  ) -> PendingDerivative? {
    guard formula.containsVariable else {
      note(.constant, &rules)
      return .done(0)
    }
    switch formula.operation {
    case .variable:
      note(.variable, &rules)
      return .done(1)
    case .sum(let terms):
      note(.sum, &rules)
      return .sum(terms.map { differentiated($0, &rules) })
    case .negation(let f):
      note(.constantFactor, &rules)
      return .negation(differentiated(f, &rules))
    case .product(let factors): return productRule(factors, &rules)
    case .quotient(let f, let g): return quotientRule(f, g, &rules)
    case .power(let base, let exponent): return powerRule(base, exponent, &rules)
    case .apply(let function, let argument):
      guard let outer = function.derivative(at: argument) else { return nil }
      if case .variable = argument.operation {
        note(.elementary, &rules)
        return .done(outer)
      }
      note(.chain, &rules)
      return .product([.done(outer), differentiated(argument, &rules)])
    case .number, .constant, .minimum, .maximum, .piecewise: return nil
    }
  }

  private static func productRule(
    _ factors: [Formula], _ rules: inout [DerivationSteps.Rule]
  ) -> PendingDerivative {
    let varying = factors.indices.filter { factors[$0].containsVariable }
    note(varying.count == 1 ? .constantFactor : .product, &rules)
    var terms: [PendingDerivative] = []
    for index in varying {
      var parts = factors.map(PendingDerivative.done)
      parts[index] = differentiated(factors[index], &rules)
      terms.append(.product(parts))
    }
    return terms.count == 1 ? terms[0] : .sum(terms)
  }

  private static func quotientRule(
    _ f: Formula, _ g: Formula, _ rules: inout [DerivationSteps.Rule]
  ) -> PendingDerivative {
    guard g.containsVariable else {
      note(.constantFactor, &rules)
      return .quotient(differentiated(f, &rules), .done(g))
    }
    note(.quotient, &rules)
    let first = PendingDerivative.product([differentiated(f, &rules), .done(g)])
    let second = PendingDerivative.product([.done(f), differentiated(g, &rules)])
    return .quotient(.sum([first, .negation(second)]), .done(g.raised(to: 2)))
  }

  private static func powerRule(
    _ base: Formula, _ exponent: Formula, _ rules: inout [DerivationSteps.Rule]
  ) -> PendingDerivative {
    let power = base.raised(to: exponent)
    let logarithm = PendingDerivative.done(.apply(.ln, base))
    switch (base.containsVariable, exponent.containsVariable) {
    case (true, false):
      note(.power, &rules)
      if base != .x { note(.chain, &rules) }
      let lowered = exponent.rational.map { Formula.number($0 - 1) } ?? exponent - 1
      let rest = lowered == 1 ? base : base.raised(to: lowered)
      return .product([.done(exponent), .done(rest), differentiated(base, &rules)])
    case (false, _):
      note(.chain, &rules)
      return .product([.done(power), logarithm, differentiated(exponent, &rules)])
    case (true, true):
      note(.generalPower, &rules)
      let first = PendingDerivative.product([differentiated(exponent, &rules), logarithm])
      let second = PendingDerivative.product([
        .quotient(.done(exponent), .done(base)), differentiated(base, &rules),
      ])
      return .product([.done(power), .sum([first, second])])
    }
  }
}

extension ElementaryFunction {
  /// The derivative of the function, at `u`; `nil` where it is not smooth.
  func derivative(at u: Formula) -> Formula? {
    let square = u.raised(to: 2)
    switch self {
    case .exp: return .apply(.exp, u)
    case .ln: return 1 / u
    case .log1p: return 1 / (1 + u)
    case .expm1: return .apply(.exp, u)
    case .sqrt: return 1 / (2 * Formula.apply(.sqrt, u))
    case .cbrt: return 1 / (3 * Formula.apply(.cbrt, u).raised(to: 2))
    case .tanh: return 1 - Formula.apply(.tanh, u).raised(to: 2)
    case .sinh: return .apply(.cosh, u)
    case .cosh: return .apply(.sinh, u)
    case .sigmoid: return .apply(.sigmoid, u) * (1 - Formula.apply(.sigmoid, u))
    case .softplus: return .apply(.sigmoid, u)
    case .erf: return 2 / Formula.apply(.sqrt, .constant(.pi)) * .apply(.exp, -square)
    case .erfc: return -2 / Formula.apply(.sqrt, .constant(.pi)) * .apply(.exp, -square)
    case .normalCDF:
      return 1 / Formula.apply(.sqrt, 2 * .constant(.pi)) * .apply(.exp, -(square / 2))
    case .sin: return .apply(.cos, u)
    case .cos: return -Formula.apply(.sin, u)
    case .tan: return 1 / Formula.apply(.cos, u).raised(to: 2)
    case .atan: return 1 / (1 + square)
    case .abs, .sign, .floor: return nil
    }
  }
}

extension Formula {
  /// u, if the formula is exp(u)/(1 + exp(u)).
  var logisticArgument: Formula? {
    guard case .quotient(let numerator, let denominator) = operation,
      case .apply(.exp, let argument) = numerator.operation,
      case .sum(let terms) = denominator.operation, terms.count == 2, terms.contains(1),
      terms.contains(numerator)
    else { return nil }
    return argument
  }
}
