/// A token of formula text with its place in Unicode scalars.
struct Token: Sendable {
  let kind: Kind
  let range: Range<Int>

  /// Numbers are boxed: tokens are copied at every level of the recursive parser.
  enum Kind: Hashable, Sendable {
    indirect case number(Rational)
    /// A word, or a Greek letter by its English name.
    case name(String)
    /// `²` or a run such as `⁻¹²`.
    indirect case superscript(Rational)
    case plus, minus, times, divide, power
    /// `√` or `∛`.
    case root(ElementaryFunction)
    case leftParenthesis, rightParenthesis, bar, leftFloor, rightFloor
    case comma, assignment
    case relation(Condition.Relation)
    case `if`, `else`, and, or, not
    case truth(Bool)
    case end
  }
}

/// Symbols beyond ASCII and what they stand for.
enum Notation {
  /// One scalar, one token.
  static let symbols: [Unicode.Scalar: Token.Kind] = [
    "−": .minus, "–": .minus, "·": .times, "×": .times, "∙": .times, "⋅": .times, "∗": .times,
    "÷": .divide, "∕": .divide, "≤": .relation(.lessOrEqual), "⩽": .relation(.lessOrEqual),
    "≥": .relation(.greaterOrEqual), "⩾": .relation(.greaterOrEqual), "≠": .relation(.notEqual),
    "√": .root(.sqrt), "∛": .root(.cbrt), "∞": .name("inf"), "⌊": .leftFloor, "⌋": .rightFloor,
    "∧": .and, "∨": .or, "¬": .not,
  ]

  /// Greek letters by name; each is a name of its own, so that `2πx` is a product.
  static let greekLetters: [Unicode.Scalar: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu",
    "µ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho", "σ": "sigma",
    "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "Φ": "Phi", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda",
    "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Ψ": "Psi", "Ω": "Omega",
  ]

  /// Digits and signs of exponents that are written above the line.
  static let superscripts: [Unicode.Scalar: Character] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9", "⁻": "-", "⁺": "+",
  ]

  /// Words that cannot name anything.
  static let keywords: [String: Token.Kind] = [
    "if": .if, "else": .else, "and": .and, "or": .or, "not": .not, "true": .truth(true),
    "True": .truth(true), "false": .truth(false), "False": .truth(false),
  ]
}
