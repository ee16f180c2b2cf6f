/// How the size of a perturbation is measured.
public enum PerturbationNorm: String, Codable, Hashable, Sendable, CaseIterable {
  /// The Euclidean norm, √(Σ dᵢ²).
  case l2
  /// The maximum norm, max |dᵢ|.
  case linf
  /// The sum norm, Σ |dᵢ|.
  case l1

  /// The norm of `difference`, as near as rounding allows.
  public func length(_ difference: [Double]) -> Double {
    switch self {
    case .l2: difference.reduce(0) { $0 + $1 * $1 }.squareRoot()
    case .linf: difference.reduce(0) { max($0, $1.magnitude) }
    case .l1: difference.reduce(0) { $0 + $1.magnitude }
    }
  }

  /// The dual norm of `normal`: the greatest value of `normal`·d over the unit ball.
  func dualLength(_ normal: [Double]) -> Double {
    switch self {
    case .l2: PerturbationNorm.l2.length(normal)
    case .linf: PerturbationNorm.l1.length(normal)
    case .l1: PerturbationNorm.linf.length(normal)
    }
  }

  /// An upper bound of the length of `point` − `origin`, and hardly more.
  func lengthAbove(from origin: [Double], to point: [Double]) -> Double {
    let difference = zip(point, origin).map { ($0 - $1).magnitude.nextUp }
    let slack = Rounding.relativeError(terms: difference.count)
    return (length(difference) * (1 + slack)).nextUp
  }
}
