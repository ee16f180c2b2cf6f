/// The grammar of values and conditions, one method a level of precedence, lowest first:
///
///     conditional   a if c else b            right-associative
///     disjunction   c or d
///     conjunction   c and d
///     inversion     not c
///     comparison    a < b <= c               a chain is a conjunction
///     sum           a + b - c
///     product       a * b / c, 2x            an omitted sign binds like *
///     prefix        -a
///     power         a ^ b, a ** b, a²        right-associative; the exponent may have a sign
///     primary       numbers, names, calls, brackets, roots
///
/// It builds the tree through the operators of `Formula`, so that every tree it makes is one that
/// they make.
struct ExpressionParser {
  let tokens: [Token]
  let budget: ParsingBudget
  var scope: Scope
  var position = 0
  var nesting = 0
  /// The variable as written, where it was first seen.
  var variable: (name: String, range: Range<Int>)?
  /// Whether the innermost open bracket is `|`, for each open bracket.
  var openBars: [Bool] = []

  init(tokens: [Token], scope: Scope, budget: ParsingBudget, nesting: Int = 0)
    throws(SyntaxError)
  {
    self.tokens = tokens
    self.scope = scope
    self.budget = budget
    self.nesting = nesting
    guard budget.takeTokens(tokens.count) else {
      throw SyntaxError("the definitions that this formula calls expand to too much", at: 0..<0)
    }
  }

  /// The value of the whole text.
  mutating func parseAll() throws(SyntaxError) -> (formula: Formula, call: Call?) {
    guard kind != .end else {
      throw SyntaxError("the formula is empty", expected: "a value", at: current.range)
    }
    let operand = try conditional()
    if kind == .end { return (try value(of: operand), operand.call) }
    throw unexpectedContinuation()
  }

  // MARK: Tokens

  var current: Token { tokens[min(position, tokens.count - 1)] }
  var kind: Token.Kind { current.kind }
  func kind(ahead count: Int) -> Token.Kind { tokens[min(position + count, tokens.count - 1)].kind }

  mutating func take(_ expected: Token.Kind) -> Bool {
    guard kind == expected else { return false }
    position += 1
    return true
  }

  mutating func nested<T>(
    at range: Range<Int>, _ body: (inout ExpressionParser) throws(SyntaxError) -> T
  ) throws(SyntaxError) -> T {
    nesting += 1
    guard nesting <= FormulaLimits.nesting else { throw tooDeep(at: range) }
    let result = try body(&self)
    nesting -= 1
    return result
  }

  private func tooDeep(at range: Range<Int>) -> SyntaxError {
    SyntaxError("the formula nests deeper than \(FormulaLimits.nesting) levels", at: range)
  }

  // MARK: Building

  /// The formula as an operand, if it is within the limits.
  func operand(_ formula: Formula, _ range: Range<Int>) throws(SyntaxError) -> Operand {
    guard formula.depth <= FormulaLimits.nesting else { throw tooDeep(at: range) }
    guard formula.nodeCount <= FormulaLimits.nodes else {
      throw SyntaxError(
        "the formula has more than \(FormulaLimits.nodes) operations once its functions are "
          + "written out", at: range)
    }
    return Operand(meaning: .value(formula), range: range)
  }

  /// The operand as a value.
  func value(of operand: Operand) throws(SyntaxError) -> Formula {
    switch operand.meaning {
    case .value(let formula): return formula
    case .condition:
      throw SyntaxError(
        "a condition is not a number",
        suggestion: "Write 'a if c else b' to choose a value by the condition c.",
        at: operand.range)
    }
  }

  /// The operand as a condition.
  func condition(of operand: Operand) throws(SyntaxError) -> Condition {
    switch operand.meaning {
    case .condition(let condition): return condition
    case .value:
      throw SyntaxError(
        "a number is not a condition", expected: "a comparison such as 'x > 0'",
        at: operand.range)
    }
  }

  // MARK: Conditions

  mutating func conditional() throws(SyntaxError) -> Operand {
    let first = try disjunction()
    return kind == .if ? try choice(from: first) : first
  }

  /// The branches of a conditional whose first value is read.
  private mutating func choice(from first: Operand) throws(SyntaxError) -> Operand {
    var branches: [(value: Formula, condition: Condition)] = []
    var operand = first
    while kind == .if {
      let mark = current.range
      position += 1
      let value = try value(of: operand)
      branches.append((value, try condition(of: try disjunction())))
      guard take(.else) else {
        if kind != .end, kind != .rightParenthesis, kind != .comma { throw unexpected() }
        throw SyntaxError(
          "this 'if' has no 'else'",
          suggestion:
            "Write 'a if c else b', or 'piecewise((a, c))' for a function undefined elsewhere.",
          at: mark)
      }
      operand = try disjunction()
    }
    let range = first.range.lowerBound..<operand.range.upperBound
    return try self.operand(
      .conditional(branches, otherwise: try value(of: operand)), range)
  }

  private mutating func disjunction() throws(SyntaxError) -> Operand {
    try connective(.or, of: { parser throws(SyntaxError) in try parser.conjunction() }) {
      Condition.any($0)
    }
  }

  private mutating func conjunction() throws(SyntaxError) -> Operand {
    try connective(.and, of: { parser throws(SyntaxError) in try parser.inversion() }) {
      Condition.all($0)
    }
  }

  private mutating func connective(
    _ mark: Token.Kind,
    of operand: (inout ExpressionParser) throws(SyntaxError) -> Operand,
    combine: ([Condition]) -> Condition
  ) throws(SyntaxError) -> Operand {
    let first = try operand(&self)
    guard kind == mark else { return first }
    var conditions = [try condition(of: first)]
    var range = first.range
    while take(mark) {
      let next = try operand(&self)
      conditions.append(try condition(of: next))
      range = range.lowerBound..<next.range.upperBound
    }
    return Operand(meaning: .condition(combine(conditions)), range: range)
  }

  private mutating func inversion() throws(SyntaxError) -> Operand {
    let start = current.range
    guard take(.not) else { return try comparison() }
    let operand = try nested(at: start) { parser throws(SyntaxError) in try parser.inversion() }
    return Operand(
      meaning: .condition(.negation(try condition(of: operand))),
      range: start.lowerBound..<operand.range.upperBound)
  }

  private mutating func comparison() throws(SyntaxError) -> Operand {
    let first = try sum()
    if kind == .assignment {
      throw SyntaxError(
        "'=' does not compare", suggestion: "Did you mean '=='?", at: current.range)
    }
    guard case .relation = kind else { return first }
    var left = try value(of: first)
    var range = first.range
    var comparisons: [Condition] = []
    while case .relation(let relation) = kind {
      position += 1
      let next = try sum()
      let right = try value(of: next)
      comparisons.append(.comparison(left, relation, right))
      range = range.lowerBound..<next.range.upperBound
      left = right
    }
    return Operand(meaning: .condition(.all(comparisons)), range: range)
  }

  // MARK: Values

  private mutating func sum() throws(SyntaxError) -> Operand {
    let first = try product()
    guard kind == .plus || kind == .minus else { return first }
    return try terms(after: first)
  }

  private mutating func terms(after first: Operand) throws(SyntaxError) -> Operand {
    var terms = FormulaChain(first: try value(of: first), of: .sums)
    var range = first.range
    while kind == .plus || kind == .minus {
      let isMinus = kind == .minus
      position += 1
      let next = try product()
      let term = try value(of: next)
      terms.append(isMinus ? -term : term)
      range = range.lowerBound..<next.range.upperBound
    }
    return try operand(terms.formula, range)
  }

  private mutating func product() throws(SyntaxError) -> Operand {
    let first = try prefix()
    guard kind == .times || kind == .divide || startsImplicitFactor else { return first }
    return try factors(after: first)
  }

  private mutating func factors(after first: Operand) throws(SyntaxError) -> Operand {
    var factors = FormulaChain(first: try value(of: first), of: .products)
    var leadingUnit = first.unit
    var range = first.range
    while true {
      let divides = kind == .divide
      let isImplicit = startsImplicitFactor
      guard divides || isImplicit || kind == .times else { break }
      if !isImplicit { position += 1 }
      let next = isImplicit ? try power() : try prefix()
      let factor = try value(of: next)
      range = range.lowerBound..<next.range.upperBound
      if next.unit == 1 { continue }
      if let unit = leadingUnit, !divides {
        factors = FormulaChain(first: unit < 0 ? -factor : factor, of: .products)
      } else if !divides {
        factors.append(factor)
      } else {
        let dividend = factors.formula
        let bits = [dividend, factor].compactMap { $0.rational?.bitWidth }
        if bits.count == 2 {
          let size = bits.reduce(0, +)
          guard size <= 2 * FormulaLimits.numberBits, budget.takeArithmetic(bits: size) else {
            throw SyntaxError("this quotient of numbers is too large to be exact", at: range)
          }
        }
        let quotient = try operand(dividend / factor, range)
        factors = FormulaChain(first: try value(of: quotient), of: .products)
      }
      leadingUnit = nil
    }
    return try operand(factors.formula, range)
  }

  /// Whether the current token begins a factor without a sign of multiplication before it.
  private var startsImplicitFactor: Bool {
    switch kind {
    case .name, .leftParenthesis, .root, .leftFloor: true
    case .bar: openBars.last != true
    default: false
    }
  }

  private mutating func prefix() throws(SyntaxError) -> Operand {
    let start = current.range
    guard kind == .minus || kind == .plus else { return try power() }
    let isMinus = kind == .minus
    position += 1
    let inner = try nested(at: start) { parser throws(SyntaxError) in try parser.prefix() }
    let formula = try value(of: inner)
    var result = try operand(
      isMinus ? -formula : formula, start.lowerBound..<inner.range.upperBound)
    result.unit = inner.unit.map { isMinus ? -$0 : $0 }
    return result
  }

  private mutating func power() throws(SyntaxError) -> Operand {
    var base = try primary()
    while case .superscript(let exponent) = kind {
      let range = base.range.lowerBound..<current.range.upperBound
      position += 1
      base = try operand(try value(of: base).raised(to: .number(exponent)), range)
    }
    guard kind == .power else { return base }
    let mark = current.range
    position += 1
    let exponent = try nested(at: mark) { parser throws(SyntaxError) in try parser.prefix() }
    return try operand(
      try value(of: base).raised(to: try value(of: exponent)),
      base.range.lowerBound..<exponent.range.upperBound)
  }
}
