import Formulas

/// A constant: a sum of rational multiples of constants that are given as text.
///
/// Sums are collected text by text, so that what cancels by construction cancels here.
struct ConstantSum: Hashable {
  private var terms: [String: Rational] = [:]

  /// A rational multiple of the constant that `text` stands for.
  init(_ factor: Rational, times text: String = "1") {
    if !factor.isZero { terms[text] = factor }
  }

  /// The number, if no constant but 1 is left.
  var rational: Rational? {
    terms.isEmpty ? 0 : (terms.count == 1 ? terms["1"] : nil)
  }

  /// Text that the parser reads.
  var text: String {
    if terms.isEmpty { return "0" }
    return terms.sorted { $0.key < $1.key }.map { text, factor in
      text == "1" ? "(\(factor))" : "(\(factor))*\(text)"
    }.joined(separator: " + ")
  }

  static func + (a: Self, b: Self) -> Self {
    var sum = a
    for (text, factor) in b.terms {
      let total = (sum.terms[text] ?? 0) + factor
      sum.terms[text] = total.isZero ? nil : total
    }
    return sum
  }

  static func * (a: Self, b: Self) -> Self {
    var product = Self(0)
    for (left, p) in a.terms {
      for (right, q) in b.terms {
        let text = left == "1" ? right : (right == "1" ? left : "\(left)*\(right)")
        product = product + Self(p * q, times: text)
      }
    }
    return product
  }
}

/// A real number as text, and as a rational if it is one.
struct Place: Hashable {
  let text: String
  let rational: Rational?

  /// The number that `text` stands for.
  init(_ text: String) {
    self.text = text
    rational = (try? FormulaParser().parseConstant(text))?.rational
  }

  /// x minus this number.
  var difference: String {
    rational == 0 ? "x" : "(x - \(text.hasPrefix("-") || text.contains(" ") ? "(\(text))" : text))"
  }
}

/// An analytic function of u = x − c all of whose derivatives are known in closed form.
struct SmoothAtom: Hashable {
  enum Kind: Hashable {
    case power(Int)
    /// exp(r·u), sin(r·u), cos(r·u), tanh(r·u), sigmoid(r·u).
    case exp(Rational), sin(Rational), cos(Rational), tanh(Rational), sigmoid(Rational)
    /// 1/(1 + r·u), ln(1 + r·u) and √(1 + r·u), analytic where 1 + r·u is positive.
    case reciprocal(Rational), logarithm(Rational), root(Rational)
  }
  let kind: Kind
  let centre: Place

  /// Text that the parser reads.
  var text: String {
    let u = centre.difference
    return switch kind {
    case .power(0): "1"
    case .power(1): u
    case .power(let n): "\(u)^\(n)"
    case .exp(let r): "exp((\(r))*\(u))"
    case .sin(let r): "sin((\(r))*\(u))"
    case .cos(let r): "cos((\(r))*\(u))"
    case .tanh(let r): "tanh((\(r))*\(u))"
    case .sigmoid(let r): "sigmoid((\(r))*\(u))"
    case .reciprocal(let r): "1/(1 + (\(r))*\(u))"
    case .logarithm(let r): "ln(1 + (\(r))*\(u))"
    case .root(let r): "sqrt(1 + (\(r))*\(u))"
    }
  }

  /// The derivative of order j at a point.
  func derivative(_ j: Int, at point: Place) -> ConstantSum {
    let u = Offset(from: centre, to: point)
    func scaled(_ r: Rational, _ factor: Rational = 1) -> Rational {
      factor * (r.power(j) ?? 0)
    }
    switch kind {
    case .power(let n):
      let factor = (0..<j).reduce(Rational(1)) { $0 * Rational(n - $1) }
      return factor.isZero ? ConstantSum(0) : ConstantSum(factor) * u.power(n - j)
    case .exp(let r): return ConstantSum(scaled(r)) * u.apply("exp", r, atZero: 1)
    case .sin(let r): return wave(j, r, u)
    case .cos(let r): return wave(j + 1, r, u) * ConstantSum(r.reciprocal ?? 0)
    case .tanh(let r):
      // t′ = 1 − t²
      return polynomial(slope: [1, 0, -1], j).valueSum("tanh", r, u, atZero: 0, scaled(r))
    case .sigmoid(let r):
      // s′ = s − s²
      let half = Rational(1, over: 2) ?? 0
      return polynomial(slope: [0, 1, -1], j).valueSum("sigmoid", r, u, atZero: half, scaled(r))
    case .reciprocal(let r):
      return ConstantSum(scaled(-r, factorial(j))) * u.shifted(by: r).power(-j - 1)
    case .logarithm(let r):
      if j == 0 { return u.shifted(by: r).logarithm }
      return ConstantSum(r)
        * Self(kind: .reciprocal(r), centre: centre).derivative(j - 1, at: point)
    case .root(let r):
      let factor = (0..<j).reduce(Rational(1)) { $0 * ((Rational(1, over: 2) ?? 0) - Rational($1)) }
      let w = u.shifted(by: r)
      return ConstantSum(scaled(r, factor)) * w.power(-j) * w.root
    }
  }

  /// The derivative of order j of sin(r·u).
  private func wave(_ j: Int, _ r: Rational, _ u: Offset) -> ConstantSum {
    let value = j % 2 == 0 ? u.apply("sin", r, atZero: 0) : u.apply("cos", r, atZero: 1)
    return ConstantSum((r.power(j) ?? 0) * (j % 4 < 2 ? 1 : -1)) * value
  }

  /// The derivative of order j of a function y(u) with y′ = slope(y), as a polynomial in y.
  private func polynomial(slope: [Rational], _ j: Int) -> ValuePolynomial {
    (0..<j).reduce(ValuePolynomial(coefficients: [0, 1])) { p, _ in p.derivative(slope) }
  }
}

func factorial(_ n: Int) -> Rational { Rational((0..<n).reduce(1) { $0 * ($1 + 1) }) }

/// The difference of two places, or a linear function of it.
private struct Offset {
  let text: String
  let rational: Rational?

  init(from centre: Place, to point: Place) {
    if centre == point {
      (text, rational) = ("0", 0)
    } else if let a = centre.rational, let b = point.rational {
      (text, rational) = ("\(b - a)", b - a)
    } else {
      (text, rational) = ("((\(point.text)) - (\(centre.text)))", nil)
    }
  }

  private init(text: String, rational: Rational?) {
    self.text = text
    self.rational = rational
  }

  /// 1 + r·u.
  func shifted(by r: Rational) -> Offset {
    let sum = rational.map { 1 + r * $0 }
    return Offset(text: sum?.description ?? "(1 + (\(r))*\(text))", rational: sum)
  }

  func power(_ n: Int) -> ConstantSum {
    if n == 0 { return ConstantSum(1) }
    if let rational { return ConstantSum(rational.power(n) ?? 0) }
    return ConstantSum(1, times: "\(text)^(\(n))")
  }

  var logarithm: ConstantSum {
    rational == 1 ? ConstantSum(0) : ConstantSum(1, times: "ln(\(text))")
  }

  var root: ConstantSum { rational == 1 ? ConstantSum(1) : ConstantSum(1, times: "sqrt(\(text))") }

  /// A function of r·u, whose value at 0 is rational.
  func apply(_ function: String, _ r: Rational, atZero: Rational) -> ConstantSum {
    rational == 0 ? ConstantSum(atZero) : ConstantSum(1, times: "\(function)((\(r))*(\(text)))")
  }
}

/// A polynomial in the value y of a function.
private struct ValuePolynomial {
  let coefficients: [Rational]

  /// The derivative along u where y′ = slope(y).
  func derivative(_ slope: [Rational]) -> ValuePolynomial {
    var result = [Rational](repeating: 0, count: coefficients.count + slope.count)
    for (i, c) in coefficients.enumerated().dropFirst() {
      for (k, s) in slope.enumerated() {
        result[i - 1 + k] = result[i - 1 + k] + Rational(i) * c * s
      }
    }
    return ValuePolynomial(coefficients: result)
  }

  /// `factor` times the value where y is a function of r·u.
  func valueSum(
    _ function: String, _ r: Rational, _ u: Offset, atZero: Rational, _ factor: Rational
  ) -> ConstantSum {
    let y = u.apply(function, r, atZero: atZero)
    var power = ConstantSum(1)
    var sum = ConstantSum(0)
    for c in coefficients {
      sum = sum + ConstantSum(c * factor) * power
      power = power * y
    }
    return sum
  }
}

/// A linear combination of smooth atoms.
struct SmoothPiece: Hashable {
  private(set) var terms: [SmoothAtom: ConstantSum] = [:]

  init() {}

  init(_ kind: SmoothAtom.Kind, at centre: Place, times factor: ConstantSum = ConstantSum(1)) {
    // The constant does not depend on the centre.
    let place = kind == .power(0) ? Place("0") : centre
    terms[SmoothAtom(kind: kind, centre: place)] = factor.rational == 0 ? nil : factor
  }

  /// Whether it is analytic on the whole line.
  var isEntire: Bool {
    terms.keys.allSatisfy { atom in
      switch atom.kind {
      case .power, .exp, .sin, .cos, .tanh, .sigmoid: true
      case .reciprocal, .logarithm, .root: false
      }
    }
  }

  /// Text that the parser reads.
  var text: String {
    if terms.isEmpty { return "0" }
    return terms.map { atom, factor in
      let constant = factor.rational.map { "(\($0))" } ?? "(\(factor.text))"
      return atom.kind == .power(0) ? constant : "\(constant)*\(atom.text)"
    }.sorted().joined(separator: " + ")
  }

  /// The derivative of order j at a point.
  func derivative(_ j: Int, at point: Place) -> ConstantSum {
    terms.sorted { $0.key.text < $1.key.text }.reduce(ConstantSum(0)) {
      $0 + $1.value * $1.key.derivative(j, at: point)
    }
  }

  /// The Taylor polynomial of some order at a point.
  func taylorPolynomial(_ order: Int, at point: Place) -> SmoothPiece {
    (0..<(order + 1)).reduce(SmoothPiece()) { sum, j in
      let coefficient = ConstantSum(factorial(j).reciprocal ?? 0) * derivative(j, at: point)
      return sum + SmoothPiece(.power(j), at: point, times: coefficient)
    }
  }

  static func + (a: Self, b: Self) -> Self {
    var sum = a
    for (atom, factor) in b.terms {
      let total = (sum.terms[atom] ?? ConstantSum(0)) + factor
      sum.terms[atom] = total.rational == 0 ? nil : total
    }
    return sum
  }

  static func * (factor: Rational, piece: Self) -> Self {
    piece.terms.reduce(into: SmoothPiece()) { result, term in
      let scaled = ConstantSum(factor) * term.value
      result.terms[term.key] = scaled.rational == 0 ? nil : scaled
    }
  }
}
