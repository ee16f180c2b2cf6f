import Formulas

extension Formula {
  /// An equal formula, defined at the same places, in the functions softplus and sigmoid, whose
  /// derivatives lose nothing on intervals; `nil` where there is none.
  ///
  /// ln(1 + exp u) = softplus(u); ln(1/g) = −ln g; 1/(1 + exp u) = sigmoid(−u);
  /// exp(u)/(1 + exp u) = sigmoid(u).
  var logisticForm: Formula? {
    switch operation {
    case .apply(.ln, let f):
      if let exponent = f.exponentBesideOne { return .apply(.softplus, exponent) }
      if case .quotient(let one, let g) = f.operation, one.rational == 1 { return -.apply(.ln, g) }
    case .apply(.log1p, let f):
      if case .apply(.exp, let exponent) = f.operation { return .apply(.softplus, exponent) }
    case .quotient(let f, let g):
      guard let exponent = g.exponentBesideOne else { return nil }
      if f.rational == 1 { return .apply(.sigmoid, -exponent) }
      if f == .apply(.exp, exponent) { return .apply(.sigmoid, exponent) }
    default: break
    }
    return nil
  }

  /// u where this is 1 + exp(u).
  private var exponentBesideOne: Formula? {
    guard case .sum(let terms) = operation, terms.count == 2,
      let one = terms.firstIndex(where: { $0.rational == 1 }),
      case .apply(.exp, let exponent) = terms[1 - one].operation
    else { return nil }
    return exponent
  }
}
