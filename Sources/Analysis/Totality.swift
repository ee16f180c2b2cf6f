import Formulas

/// What of a formula follows from its operations alone, without looking where they are applied.
extension Formula {
  /// Whether every operation has the property.
  func isComposedOf(_ property: KeyPath<Formula, Bool>) -> Bool {
    self[keyPath: property] && operation.children.allSatisfy { $0.isComposedOf(property) }
  }

  /// Whether the outermost operation is defined for all real operands.
  var isDefinedOnReals: Bool {
    switch operation {
    case .variable, .number, .sum, .product, .negation, .minimum, .maximum: true
    case .constant(let value): value != .inf
    case .quotient(_, let divisor): divisor.rational.map { $0 != 0 } ?? false
    case .power(_, let exponent): exponent.rational?.exactInt.map { $0 >= 0 } ?? false
    case .apply(let function, _): function.isDefinedOnReals
    case .piecewise: false
    }
  }

  /// Whether it is continuous besides.
  var isContinuousOnReals: Bool {
    guard isDefinedOnReals else { return false }
    if case .apply(let function, _) = operation { return ![.floor, .sign].contains(function) }
    return true
  }
}

extension ElementaryFunction {
  fileprivate var isDefinedOnReals: Bool { ![.ln, .log1p, .sqrt, .tan].contains(self) }
}
