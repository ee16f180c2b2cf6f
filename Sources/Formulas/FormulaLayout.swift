/// Lays formulas out as mathematicians set them.
struct FormulaLayout {
  let variable: String

  private typealias Piece = (layout: MathLayout, level: BindingLevel)

  func layout(_ formula: Formula) -> MathLayout { piece(formula).layout }

  /// The layout, in brackets if it binds weaker than `level`.
  private func layout(_ formula: Formula, atLeast level: BindingLevel) -> MathLayout {
    let piece = piece(formula)
    return piece.level < level ? .fenced(.parentheses, piece.layout) : piece.layout
  }

  private func piece(_ formula: Formula) -> Piece {
    switch formula.operation {
    case .variable: return (.identifier(.letter(variable)), .primary)
    case .number(let value): return number(value)
    case .constant(.pi): return (.identifier(.pi), .primary)
    case .constant(.e): return (.identifier(.letter("e")), .primary)
    case .constant(.inf): return (.identifier(.infinity), .primary)
    case .sum(let terms): return sum(terms)
    case .product(let factors): return product(factors)
    case .negation(let f):
      let inner = layout(f, atLeast: .product)
      return negation(Self.startsWithSign(inner) ? .fenced(.parentheses, inner) : inner)
    case .quotient(let f, let g): return quotient(f, g)
    case .power(let f, let g):
      let base = layout(f, atLeast: .primary)
      return (
        .superscript(Self.isFunction(base) ? .fenced(.parentheses, base) : base, exponent(g)),
        .power
      )
    case .apply(let function, let f): return apply(function, f)
    case .minimum(let all): return (call(.standardFunction("min"), all), .primary)
    case .maximum(let all): return (call(.standardFunction("max"), all), .primary)
    case .piecewise(let branches, let otherwise): return cases(branches, otherwise)
    }
  }

  private func number(_ value: Rational) -> Piece {
    let parts = value.magnitude.description.split(separator: "/").map(String.init)
    let size: MathLayout =
      parts.count == 2 ? .fraction(.number(parts[0]), .number(parts[1])) : .number(parts[0])
    if value.signum < 0 { return negation(size) }
    return (size, parts.count == 2 ? .product : .primary)
  }

  private func negation(_ layout: MathLayout) -> Piece {
    (.row([.sign(.minus), layout]), .prefix)
  }

  /// A fraction; the minus of a numerator that is no sum stands before it.
  private func quotient(_ f: Formula, _ g: Formula) -> Piece {
    let (above, below) = (layout(f), layout(g))
    if case .sum = f.operation { return (.fraction(above, below), .product) }
    guard let positive = Self.withoutMinus(above) else {
      return (.fraction(above, below), .product)
    }
    return negation(.fraction(positive, below))
  }

  /// What follows the minus that a layout begins with, without brackets around all of it.
  private static func withoutMinus(_ layout: MathLayout) -> MathLayout? {
    guard case .row(let parts) = layout, let first = parts.first else { return nil }
    var rest = Array(parts.dropFirst())
    if case .row = first {
      guard let positive = withoutMinus(first) else { return nil }
      rest.insert(positive, at: 0)
    } else {
      guard case .sign(.minus) = first else { return nil }
    }
    guard rest.count == 1 else { return .row(rest) }
    if case .fenced(.parentheses, let inner) = rest[0] { return inner }
    return rest[0]
  }

  private func sum(_ terms: [Formula]) -> Piece {
    var parts: [MathLayout] = []
    for (index, term) in terms.enumerated() {
      var shown = term
      var sign = MathLayout.Sign.plus
      if index > 0 {
        if case .negation(let f) = term.operation {
          (sign, shown) = (.minus, f)
        } else if let value = term.rational, value.signum < 0 {
          (sign, shown) = (.minus, .number(-value))
        }
        parts.append(.sign(sign))
      }
      // A sign after a sign is put in brackets; a product keeps its own.
      let piece = piece(shown)
      let isSigned = index > 0 && Self.startsWithSign(piece.layout)
      let needsBrackets = isSigned || (piece.level <= .sum && index > 0) || piece.level == .choice
      parts.append(needsBrackets ? .fenced(.parentheses, piece.layout) : piece.layout)
    }
    return (.row(parts), .sum)
  }

  private func product(_ factors: [Formula]) -> Piece {
    var parts: [MathLayout] = []
    for (index, factor) in factors.enumerated() {
      let piece = piece(factor)
      let least: BindingLevel = index == 0 ? .product : .power
      let isFraction = if case .fraction = piece.layout { true } else { false }
      let part =
        piece.level < least && !isFraction
        ? MathLayout.fenced(.parentheses, piece.layout) : piece.layout
      if let previous = parts.last {
        let needsDot = part.startsWithDigit || isFraction || Self.isFunction(previous)
        parts.append(.sign(needsDot ? .dot : .invisibleTimes))
      }
      parts.append(part)
    }
    return (.row(parts), .product)
  }

  /// Exponents are small: a fraction there is set on one line.
  private func exponent(_ formula: Formula) -> MathLayout {
    guard let value = formula.rational, !value.isInteger, value.writtenDecimal == nil else {
      return layout(formula)
    }
    let slash: [MathLayout] = [
      .number("\(value.numerator.magnitude)"), .sign(.slash), .number("\(value.denominator)"),
    ]
    return .row((value.signum < 0 ? [.sign(.minus)] : []) + slash)
  }

  // MARK: Functions

  private func apply(_ function: ElementaryFunction, _ f: Formula) -> Piece {
    switch function {
    case .exp where f.depth <= 4 && !layout(f).containsFractionOrCases:
      return (.superscript(.identifier(.letter("e")), layout(f)), .power)
    case .log1p:
      return (
        .row([
          .identifier(.standardFunction("ln")), .sign(.apply),
          .fenced(.parentheses, layout(1 + f)),
        ]), .primary
      )
    case .expm1: return sum([.apply(.exp, f), -1])
    case .sqrt: return (.root(layout(f), index: nil), .primary)
    case .cbrt: return (.root(layout(f), index: 3), .primary)
    case .abs: return (.fenced(.bars, layout(f)), .primary)
    case .floor: return (.fenced(.floor, layout(f)), .primary)
    case .sigmoid: return (call(.sigma, [f]), .primary)
    case .normalCDF: return (call(.capitalPhi, [f]), .primary)
    case .atan: return (call(.standardFunction("arctan"), [f]), .primary)
    case .exp, .ln, .tanh, .sinh, .cosh, .sin, .cos, .tan:
      return (call(.standardFunction(function.rawValue), [f]), .primary)
    case .sign, .softplus, .erf, .erfc:
      return (call(.function(function.rawValue), [f]), .primary)
    }
  }

  private func call(_ name: MathLayout.Identifier, _ arguments: [Formula]) -> MathLayout {
    var list: [MathLayout] = []
    for argument in arguments {
      if !list.isEmpty { list.append(.sign(.comma)) }
      list.append(layout(argument))
    }
    let inner = list.count == 1 ? list[0] : .row(list)
    return .row([.identifier(name), .sign(.apply), .fenced(.parentheses, inner)])
  }

  // MARK: Cases and conditions

  private func cases(_ branches: [Formula.Branch], _ otherwise: Formula?) -> Piece {
    var cases = branches.map {
      MathLayout.Case(value: layout($0.value), condition: layout($0.condition))
    }
    if let otherwise {
      var condition: MathLayout?
      // With one comparison, its opposite says more than "otherwise".
      if branches.count == 1, case .comparison(let f, let relation, let g) = branches[0].condition {
        condition = layout(.comparison(f, relation.opposite, g))
      }
      cases.append(MathLayout.Case(value: layout(otherwise), condition: condition))
    }
    return (.cases(cases), .choice)
  }

  func layout(_ condition: Condition) -> MathLayout {
    switch condition {
    case .truth(let value): return .identifier(.word(value ? "true" : "false"))
    case .comparison(let f, let relation, let g):
      return .row([side(f), .sign(MathLayout.Sign(relation)), side(g)])
    case .conjunction(let all):
      let parts = RelationChain.chains(all).map { part in
        switch part {
        case .other(let condition): bracketed(condition, inside: .and)
        case .chain(let chain):
          MathLayout.row(
            [side(chain.first)]
              + chain.rest.flatMap { [.sign(MathLayout.Sign($0.relation)), side($0.formula)] })
        }
      }
      return joined(parts, by: .and)
    case .disjunction(let all):
      return joined(all.map { bracketed($0, inside: .or) }, by: .or)
    case .negation(let inner):
      if case .comparison(let f, let relation, let g) = inner {
        return layout(.comparison(f, relation.opposite, g))
      }
      return .row([.sign(.not), .fenced(.parentheses, layout(inner))])
    }
  }

  private func side(_ formula: Formula) -> MathLayout { layout(formula, atLeast: .sum) }

  private func bracketed(_ condition: Condition, inside sign: MathLayout.Sign) -> MathLayout {
    switch condition {
    case .disjunction where sign == .and, .conjunction where sign == .or:
      .fenced(.parentheses, layout(condition))
    default: layout(condition)
    }
  }

  private func joined(_ parts: [MathLayout], by sign: MathLayout.Sign) -> MathLayout {
    guard parts.count != 1 else { return parts[0] }
    var row: [MathLayout] = []
    for part in parts {
      if !row.isEmpty { row.append(.sign(sign)) }
      row.append(part)
    }
    return .row(row)
  }

  // MARK: Shapes

  private static func startsWithSign(_ layout: MathLayout) -> Bool {
    switch layout {
    case .sign(.minus): true
    case .row(let parts): parts.first.map(startsWithSign) ?? false
    default: false
    }
  }

  /// Whether a factor after it could be read as part of its argument.
  private static func isFunction(_ layout: MathLayout) -> Bool {
    guard case .row(let parts) = layout, parts.count > 1 else { return false }
    return parts[1] == .sign(.apply)
  }
}

extension Condition.Relation {
  /// The relation that holds between two real numbers exactly where this one does not.
  public var opposite: Condition.Relation {
    switch self {
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    case .equal: .notEqual
    case .notEqual: .equal
    }
  }
}

extension MathLayout.Sign {
  init(_ relation: Condition.Relation) {
    switch relation {
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    }
  }
}

extension MathLayout {
  /// Whether it is too tall for an exponent.
  var containsFractionOrCases: Bool {
    switch self {
    case .number, .identifier, .sign: false
    case .row(let parts): parts.contains { $0.containsFractionOrCases }
    case .fraction, .cases: true
    case .superscript(let base, let exponent):
      base.containsFractionOrCases || exponent.containsFractionOrCases
    case .root(let inner, _), .fenced(_, let inner): inner.containsFractionOrCases
    }
  }
}
