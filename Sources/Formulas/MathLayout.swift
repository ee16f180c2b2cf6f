/// A formula as mathematicians set it: what LaTeX and MathML have in common.
indirect enum MathLayout: Hashable {
  /// Digits, with a point.
  case number(String)
  /// A name or letter.
  case identifier(Identifier)
  /// A sign between or before its operands.
  case sign(Sign)
  /// Parts side by side.
  case row([MathLayout])
  case fraction(MathLayout, MathLayout)
  case superscript(MathLayout, MathLayout)
  /// A root; the index of a square root is `nil`.
  case root(MathLayout, index: Int?)
  /// A part between brackets.
  case fenced(Fence, MathLayout)
  /// Values with conditions behind a brace; `nil` stands for "otherwise".
  case cases([Case])

  struct Case: Hashable {
    let value: MathLayout
    let condition: MathLayout?
  }

  enum Identifier: Hashable {
    /// The variable, or the letter e.
    case letter(String)
    case pi, infinity, sigma, capitalPhi
    /// A function that every typesetter knows, such as sin.
    case standardFunction(String)
    /// Another function, set upright.
    case function(String)
    case word(String)
  }

  enum Sign: String, Hashable {
    case plus, minus, dot, invisibleTimes, comma, slash, apply
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
    case and, or, not
  }

  enum Fence: Hashable { case parentheses, bars, floor }

  /// Whether brackets around it must grow.
  var isTall: Bool {
    switch self {
    case .number, .identifier, .sign: false
    case .row(let parts): parts.contains { $0.isTall }
    case .fraction, .superscript, .cases, .root: true
    case .fenced(_, let inner): inner.isTall
    }
  }

  /// Whether it begins with a digit, so that a number before it needs a sign of multiplication.
  var startsWithDigit: Bool {
    switch self {
    case .number: true
    case .row(let parts): parts.first?.startsWithDigit == true
    case .superscript(let base, _): base.startsWithDigit
    case .fraction: true
    case .identifier, .sign, .root, .fenced, .cases: false
    }
  }
}
