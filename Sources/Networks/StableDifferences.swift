import Formulas

extension Formula {
  /// The same function with 1 − tanh²(u) written as 4σ(2u)σ(−2u), and 1 − σ(u) as σ(−u): forms that
  /// keep their digits where tanh and σ are near 1, and are 0 only where the numbers end.
  var withStableDifferences: Formula {
    guard containsVariable else { return self }
    let inner = Formula(operation.mapChildren { $0.withStableDifferences })
    guard case .sum(let terms) = inner.operation, terms.count == 2 else { return inner }
    for (one, other) in [(terms[0], terms[1]), (terms[1], terms[0])] where one.rational == 1 {
      guard case .negation(let subtrahend) = other.operation else { continue }
      switch subtrahend.operation {
      case .apply(.sigmoid, let u): return .apply(.sigmoid, -u)
      case .power(let base, let exponent) where exponent.rational == 2:
        guard case .apply(.tanh, let u) = base.operation else { continue }
        return 4 * .apply(.sigmoid, 2 * u) * .apply(.sigmoid, -2 * u)
      default: continue
      }
    }
    return inner
  }
}
