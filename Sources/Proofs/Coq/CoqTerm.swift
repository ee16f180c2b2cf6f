// How formulas and conditions are written in Coq: real numbers and Booleans.

import Formulas

/// Why a statement cannot be written in Coq yet, in words.
struct CoqObstacle: Error {
  /// What is not attempted.
  let reason: FormalClaim.Obstacle
}

/// Text of a Coq term with how tightly it holds together.
struct CoqTerm {
  /// The levels of Coq's notations for real numbers, from loose to tight.
  enum Level: Int, Comparable {
    case sum, product, opposite, power, application

    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  let text: String
  let level: Level

  /// The text, in brackets if it holds together less tightly than `level`.
  func text(atLeast level: Level) -> String { self.level < level ? "(\(text))" : text }
}

extension CoqTerm {
  /// The greatest exponent that is written as a power by a natural number.
  private static let largestExponent: Rational = 64

  /// The formula as a real number, where the variable is written `variable`.
  ///
  /// - Throws: ``CoqObstacle`` for what the library has no function for.
  init(_ formula: Formula, variable: String = "x") throws(CoqObstacle) {
    switch formula.operation {
    case .variable: self.init(text: variable, level: .application)
    case .number(let value): self.init(value)
    case .constant(.pi): self.init(text: "PI", level: .application)
    case .constant(.e): self.init(text: "exp 1", level: .power)
    case .constant(.inf): throw CoqObstacle(reason: .infinity)
    case .negation(let f):
      let inner = try CoqTerm(f, variable: variable)
      self.init(text: "- \(inner.text(atLeast: .power))", level: .opposite)
    case .sum(let terms): self = try Self.sum(terms, variable)
    case .product(let factors):
      var text = ""
      for (index, factor) in factors.enumerated() {
        let term = try CoqTerm(factor, variable: variable)
        text += index == 0 ? term.text(atLeast: .product) : " * " + term.text(atLeast: .power)
      }
      self.init(text: text, level: .product)
    case .quotient(let f, let g):
      let dividend = try CoqTerm(f, variable: variable)
      let divisor = try CoqTerm(g, variable: variable)
      self.init(
        text: "\(dividend.text(atLeast: .product)) / \(divisor.text(atLeast: .power))",
        level: .product)
    case .power(let base, let exponent): self = try Self.power(base, exponent, variable)
    case .apply(let function, let argument): self = try Self.call(function, argument, variable)
    case .minimum(let all): self = try Self.choice("Rmin", all, variable)
    case .maximum(let all): self = try Self.choice("Rmax", all, variable)
    case .piecewise(let branches, let otherwise):
      self = try Self.piecewise(branches, otherwise, variable)
    }
  }

  /// A rational number: `3`, `-3`, `1 / 100`.
  init(_ value: Rational) {
    let isNegative = value.signum < 0
    if value.isInteger {
      self.init(
        text: "\(value.numerator)", level: isNegative ? .sum : .application)
    } else {
      self.init(
        text: "\(value.numerator) / \(value.denominator)", level: isNegative ? .sum : .product)
    }
  }

  private static func sum(_ terms: [Formula], _ variable: String) throws(CoqObstacle) -> CoqTerm {
    var text = ""
    for (index, term) in terms.enumerated() {
      if index > 0, case .negation(let f) = term.operation {
        text += " - " + (try CoqTerm(f, variable: variable)).text(atLeast: .product)
      } else if index > 0, let value = term.rational, value.signum < 0 {
        text += " - " + CoqTerm(-value).text(atLeast: .product)
      } else {
        let written = try CoqTerm(term, variable: variable)
        text +=
          index == 0 ? written.text(atLeast: .product) : " + " + written.text(atLeast: .product)
      }
    }
    return CoqTerm(text: text, level: .sum)
  }

  private static func power(
    _ base: Formula, _ exponent: Formula, _ variable: String
  ) throws(CoqObstacle) -> CoqTerm {
    let written = try CoqTerm(base, variable: variable)
    if let value = exponent.constantRational, value.isInteger {
      guard value.magnitude <= largestExponent else { throw CoqObstacle(reason: .largeExponent) }
      let power = "\(written.text(atLeast: .application)) ^ \(value.magnitude)"
      return value.signum < 0
        ? CoqTerm(text: "1 / \(power)", level: .product) : CoqTerm(text: power, level: .power)
    }
    let upper = try CoqTerm(exponent, variable: variable)
    if base == Formula(.constant(.e)) {
      return CoqTerm(text: "exp \(upper.text(atLeast: .application))", level: .power)
    }
    guard !base.containsVariable || !exponent.containsVariable else {
      throw CoqObstacle(reason: .variablePower)
    }
    let sign = base.constantSign
    if sign == .zero {
      return CoqTerm(
        text: "(if equals \(upper.text(atLeast: .application)) 0 then 1 else 0)",
        level: .application)
    }
    let name = sign == .positive ? "Rpower" : "power"
    return CoqTerm(
      text: "\(name) \(written.text(atLeast: .application)) \(upper.text(atLeast: .application))",
      level: .power)
  }

  private static func call(
    _ function: ElementaryFunction, _ argument: Formula, _ variable: String
  ) throws(CoqObstacle) -> CoqTerm {
    let inner = try CoqTerm(argument, variable: variable)
    let name: String
    switch function {
    case .log1p: return CoqTerm(text: "ln (1 + \(inner.text(atLeast: .product)))", level: .power)
    case .expm1:
      return CoqTerm(text: "exp \(inner.text(atLeast: .application)) - 1", level: .sum)
    case .abs: name = "Rabs"
    case .sign: name = "signum"
    case .floor: throw CoqObstacle(reason: .floor)
    case .exp, .ln, .sqrt, .cbrt, .tanh, .sinh, .cosh, .sigmoid, .softplus, .erf, .erfc, .normalCDF,
      .sin, .cos, .tan, .atan:
      name = function.rawValue
    }
    return CoqTerm(text: "\(name) \(inner.text(atLeast: .application))", level: .power)
  }

  private static func choice(
    _ name: String, _ all: [Formula], _ variable: String
  ) throws(CoqObstacle) -> CoqTerm {
    guard let first = all.first else { throw CoqObstacle(reason: .infinity) }
    var result = try CoqTerm(first, variable: variable)
    for next in all.dropFirst() {
      let right = try CoqTerm(next, variable: variable).text(atLeast: .application)
      result = CoqTerm(
        text: "\(name) \(result.text(atLeast: .application)) \(right)", level: .power)
    }
    return result
  }

  private static func piecewise(
    _ branches: [Formula.Branch], _ otherwise: Formula?, _ variable: String
  ) throws(CoqObstacle) -> CoqTerm {
    // Where no branch applies the function is not defined, and the value never asked for.
    var text =
      try otherwise.map { formula throws(CoqObstacle) in
        try CoqTerm(formula, variable: variable).text
      } ?? "0"
    for branch in branches.reversed() {
      let value = try CoqTerm(branch.value, variable: variable).text
      let condition = try CoqCondition(branch.condition, variable: variable).text
      text = "if \(condition) then \(value) else \(text)"
    }
    return CoqTerm(text: "(\(text))", level: .application)
  }
}

/// A condition as a Boolean of Coq, in brackets where it is not one word and its arguments.
struct CoqCondition {
  let text: String

  init(_ condition: Condition, variable: String = "x") throws(CoqObstacle) {
    switch condition {
    case .truth(let value): text = value ? "true" : "false"
    case .comparison(let f, let relation, let g):
      let left = try CoqTerm(f, variable: variable).text(atLeast: .application)
      let right = try CoqTerm(g, variable: variable).text(atLeast: .application)
      text =
        switch relation {
        case .less: "below \(left) \(right)"
        case .lessOrEqual: "at_most \(left) \(right)"
        case .greater: "below \(right) \(left)"
        case .greaterOrEqual: "at_most \(right) \(left)"
        case .equal: "equals \(left) \(right)"
        case .notEqual: "negb (equals \(left) \(right))"
        }
    case .conjunction(let all): text = try Self.joined(all, "&&", variable)
    case .disjunction(let all): text = try Self.joined(all, "||", variable)
    case .negation(let inner): text = "negb (\(try CoqCondition(inner, variable: variable).text))"
    }
  }

  private static func joined(
    _ all: [Condition], _ connective: String, _ variable: String
  ) throws(CoqObstacle) -> String {
    var parts: [String] = []
    for condition in all { parts.append(try CoqCondition(condition, variable: variable).text) }
    return "(\(parts.joined(separator: " \(connective) ")))%bool"
  }
}

extension Formula {
  /// Whether the library decides every condition of a branch from where the variable lies.
  var hasDecidableBranches: Bool {
    if case .piecewise(let branches, _) = operation,
      !branches.allSatisfy({ $0.condition.isDecidable })
    {
      return false
    }
    return operation.children.allSatisfy(\.hasDecidableBranches)
  }

}

extension Condition {
  /// Whether each comparison is of algebraic formulas, or of an increasing function with a number.
  fileprivate var isDecidable: Bool {
    switch self {
    case .truth: true
    case .comparison(let f, _, let g):
      !f.isTranscendental && !g.isTranscendental || f.isInverted(from: g) || g.isInverted(from: f)
    case .conjunction(let all), .disjunction(let all): all.allSatisfy(\.isDecidable)
    case .negation(let condition): condition.isDecidable
    }
  }
}

extension Formula {
  /// Whether this is an increasing function that the library inverts, and the other side of the
  /// comparison a number.
  fileprivate func isInverted(from other: Formula) -> Bool {
    guard !other.containsVariable else { return false }
    return switch operation {
    case .apply(.ln, let u), .apply(.exp, let u): !u.isTranscendental
    case .apply(.tanh, let u), .apply(.sigmoid, let u), .apply(.softplus, let u),
      .apply(.sinh, let u):
      u.isMultipleOfVariable
    default: false
    }
  }

  /// Whether this is x, −x, or one of them times an integer up to 4.
  private var isMultipleOfVariable: Bool {
    switch operation {
    case .variable: true
    case .negation(let u): u.isMultipleOfVariable
    case .product(let factors):
      factors.count == 2 && factors[1].operation == .variable
        && factors[0].rational?.exactInt.map { (1...4).contains(abs($0)) } ?? false
    default: false
    }
  }
}
