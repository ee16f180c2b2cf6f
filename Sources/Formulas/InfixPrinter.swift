/// How tightly a piece of infix text holds together.
enum BindingLevel: Int, Comparable {
  case choice, sum, product, prefix, power, primary

  static func < (a: BindingLevel, b: BindingLevel) -> Bool { a.rawValue < b.rawValue }
}

/// Text with what a writer must know to put it inside other text.
struct InfixPiece {
  var text: String
  var level: BindingLevel
  /// The operations in the text.
  var weight = 1

  /// The text, in brackets if it binds weaker than `level`.
  func text(atLeast level: BindingLevel) -> String { self.level < level ? "(\(text))" : text }
}

/// What distinguishes the languages that are written with infix operators and the precedence of
/// Python: formula text, Python, Swift.
protocol InfixDialect {
  var variable: String { get }

  func number(_ value: Rational) -> InfixPiece
  func constant(_ value: Formula.Constant) -> InfixPiece
  mutating func call(_ function: ElementaryFunction, _ argument: InfixPiece) -> InfixPiece
  /// `integer` is the exponent when it is an integer literal.
  mutating func power(_ base: InfixPiece, _ exponent: InfixPiece, integer: Rational?) -> InfixPiece
  /// Values with conditions; `nil` for `otherwise` means undefined.
  mutating func choice(
    _ branches: [(value: InfixPiece, condition: String)], otherwise: InfixPiece?
  ) -> InfixPiece
  /// The words for and, or, not.
  var connectives: (and: String, or: String, not: String) { get }
  /// Whether the word for not needs brackets around a comparison.
  var negatesTightly: Bool { get }
  func truth(_ value: Bool) -> String
  /// Whether `a < b < c` means what it does in mathematics.
  var hasComparisonChains: Bool { get }
  /// A chance to give a large piece a name.
  mutating func finished(_ piece: InfixPiece) -> InfixPiece
  mutating func finished(condition: String, weight: Int) -> String
}

extension InfixDialect {
  var negatesTightly: Bool { false }
  func finished(_ piece: InfixPiece) -> InfixPiece { piece }
  func finished(condition: String, weight: Int) -> String { condition }
}

/// Writes formulas in a dialect.
struct InfixPrinter<Dialect: InfixDialect> {
  var dialect: Dialect

  mutating func piece(_ formula: Formula) -> InfixPiece {
    dialect.finished(unfinished(formula))
  }

  private mutating func unfinished(_ formula: Formula) -> InfixPiece {
    switch formula.operation {
    case .variable: return InfixPiece(text: dialect.variable, level: .primary)
    case .number(let value): return dialect.number(value)
    case .constant(let value): return dialect.constant(value)
    case .sum(let terms): return sum(terms)
    case .product(let factors): return product(factors)
    case .negation(let f):
      let inner = piece(f)
      let isSigned = inner.text.hasPrefix("-")
      return InfixPiece(
        text: "-" + (isSigned ? "(\(inner.text))" : inner.text(atLeast: .prefix)),
        level: .prefix, weight: inner.weight + 1)
    case .quotient(let f, let g):
      let dividend = piece(f)
      let divisor = piece(g)
      return InfixPiece(
        text: dividend.text(atLeast: .product) + "/" + divisor.text(atLeast: .power),
        level: .product, weight: dividend.weight + divisor.weight + 1)
    case .power(let f, let g):
      let base = piece(f)
      let integer = g.rational.flatMap { $0.isInteger ? $0 : nil }
      return dialect.power(base, piece(g), integer: integer)
    case .apply(let function, let f):
      return dialect.call(function, piece(f))
    case .minimum(let all): return extremum("min", all)
    case .maximum(let all): return extremum("max", all)
    case .piecewise(let branches, let otherwise): return choice(branches, otherwise)
    }
  }

  private mutating func sum(_ terms: [Formula]) -> InfixPiece {
    guard let first = terms.first else { return dialect.number(0) }
    var result = piece(first)
    for term in terms.dropFirst() {
      var sign = "+"
      let right: InfixPiece
      if case .negation(let f) = term.operation {
        sign = "-"
        right = piece(f)
      } else if let value = term.rational, value.signum < 0 {
        sign = "-"
        right = piece(.number(-value))
      } else {
        right = piece(term)
      }
      result = dialect.finished(
        InfixPiece(
          text: result.text(atLeast: .sum) + " \(sign) " + right.text(atLeast: .product),
          level: .sum,
          weight: result.weight + right.weight + 1))
    }
    return result
  }

  private mutating func product(_ factors: [Formula]) -> InfixPiece {
    guard let first = factors.first else { return dialect.number(1) }
    var result = piece(first)
    for factor in factors.dropFirst() {
      let right = piece(factor)
      result = dialect.finished(
        InfixPiece(
          text: result.text(atLeast: .product) + "*" + right.text(atLeast: .power),
          level: .product, weight: result.weight + right.weight + 1))
    }
    return result
  }

  private mutating func extremum(_ name: String, _ all: [Formula]) -> InfixPiece {
    var pieces: [InfixPiece] = []
    for formula in all { pieces.append(piece(formula)) }
    guard pieces.count > 1 else { return pieces.first ?? dialect.constant(.inf) }
    return InfixPiece(
      text: "\(name)(\(pieces.map(\.text).joined(separator: ", ")))", level: .primary,
      weight: pieces.reduce(1) { $0 + $1.weight })
  }

  private mutating func choice(
    _ branches: [Formula.Branch], _ otherwise: Formula?
  ) -> InfixPiece {
    var written: [(value: InfixPiece, condition: String)] = []
    for branch in branches {
      let value = piece(branch.value)
      written.append((value, condition(branch.condition)))
    }
    let last = otherwise.map { piece($0) }
    guard !written.isEmpty || last == nil else { return last ?? dialect.number(0) }
    return dialect.choice(written, otherwise: last)
  }

  // MARK: Conditions

  private enum ConditionLevel: Int {
    case disjunction, conjunction, inversion, comparison, atom
  }

  /// The condition as text that needs no brackets between `if` and `else`.
  mutating func condition(_ condition: Condition) -> String {
    self.condition(condition, atLeast: .disjunction)
  }

  private mutating func condition(
    _ condition: Condition, atLeast required: ConditionLevel
  ) -> String {
    var text: String
    var level: ConditionLevel
    var weight = 1
    let words = dialect.connectives
    switch condition {
    case .truth(let value): (text, level) = (dialect.truth(value), .atom)
    case .comparison(let f, let relation, let g):
      let left = piece(f)
      let right = piece(g)
      text = "\(left.text(atLeast: .sum)) \(relation.rawValue) \(right.text(atLeast: .sum))"
      level = .comparison
      weight = left.weight + right.weight
    case .conjunction(let all):
      let parts = dialect.hasComparisonChains ? RelationChain.chains(all) : all.map { .other($0) }
      var texts: [String] = []
      for part in parts {
        switch part {
        case .other(let condition): texts.append(self.condition(condition, atLeast: .inversion))
        case .chain(let chain):
          var text = piece(chain.first).text(atLeast: .sum)
          for (relation, formula) in chain.rest {
            text += " \(relation.rawValue) \(piece(formula).text(atLeast: .sum))"
          }
          texts.append(text)
        }
      }
      text = texts.isEmpty ? dialect.truth(true) : texts.joined(separator: " \(words.and) ")
      level = texts.count > 1 ? .conjunction : .comparison
      weight = 2 * all.count
    case .disjunction(let all):
      var texts: [String] = []
      for part in all { texts.append(self.condition(part, atLeast: .conjunction)) }
      text = texts.isEmpty ? dialect.truth(false) : texts.joined(separator: " \(words.or) ")
      level = .disjunction
      weight = 2 * all.count
    case .negation(let inner):
      text = words.not + self.condition(inner, atLeast: dialect.negatesTightly ? .atom : .inversion)
      level = .inversion
    }
    if level.rawValue < required.rawValue { text = "(\(text))" }
    return dialect.finished(condition: text, weight: weight)
  }
}

extension String {
  /// The name, with an underscore after it if a function of that name is called in `code`.
  func distinct(fromFunctionsCalledIn code: [String]) -> String {
    let isCalled = code.contains { text in
      text.ranges(of: "\(self)(").contains { range in
        guard range.lowerBound > text.startIndex else { return true }
        let before = text[text.index(before: range.lowerBound)]
        return !before.isLetter && !before.isNumber && before != "_" && before != "."
      }
    }
    return isCalled ? self + "_" : self
  }
}
