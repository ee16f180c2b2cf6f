import BigInt

/// Formulas written as Swift expressions: `1 / (1 + .exp(-.x))`.
extension Formula: ExpressibleByIntegerLiteral {
  /// The integer `value`.
  public init(integerLiteral value: Int) { self.init(.number(Rational(value))) }

  /// The variable.
  public static let x = Formula(.variable)

  /// The rational number `value`.
  public static func number(_ value: Rational) -> Formula { Formula(.number(value)) }

  /// The constant `value`.
  public static func constant(_ value: Constant) -> Formula { Formula(.constant(value)) }

  /// `function` applied to `argument`.
  public static func apply(_ function: ElementaryFunction, _ argument: Formula) -> Formula {
    Formula(.apply(function, argument))
  }

  /// The value when the formula is a number literal.
  public var rational: Rational? {
    if case .number(let value) = operation { value } else { nil }
  }

  /// The sum; a sum on the left is extended, as in the chain `a + b + c`.
  public static func + (f: Formula, g: Formula) -> Formula {
    if case .sum(let terms) = f.operation { return Formula(.sum(terms + [g])) }
    return Formula(.sum([f, g]))
  }

  /// The difference, as the sum with the negative.
  public static func - (f: Formula, g: Formula) -> Formula { f + -g }

  /// The product; a product on the left is extended, as in the chain `a * b * c`.
  public static func * (f: Formula, g: Formula) -> Formula {
    if case .product(let factors) = f.operation { return Formula(.product(factors + [g])) }
    return Formula(.product([f, g]))
  }

  /// The quotient; of two numbers it is the rational number, unless the divisor is 0.
  public static func / (f: Formula, g: Formula) -> Formula {
    if let a = f.rational, let b = g.rational, let ratio = a / b { return .number(ratio) }
    return Formula(.quotient(f, g))
  }

  /// The negative; of a number it is a number.
  public static prefix func - (f: Formula) -> Formula {
    f.rational.map { .number(-$0) } ?? Formula(.negation(f))
  }

  /// The power; an exponent that arithmetic makes of numbers is that number, since the domain of a power depends on
  /// whether its exponent is an integer: x^(1 + 1) is x².
  public func raised(to exponent: Formula) -> Formula {
    Formula(.power(self, ExactSize.smallValue(of: exponent).map { .number($0) } ?? exponent))
  }
}
