import Formulas

/// A formula that approximates a derivative by values of the function near a point.
///
/// The approximation with step ε at z is (Σ wᵢ·f(z + nᵢ·ε))/ε, where the *nodes* nᵢ and *weights*
/// wᵢ are exact rational numbers.
public enum FiniteDifferenceScheme: String, Codable, Hashable, Sendable, CaseIterable {
  /// (f(z + ε) − f(z − ε))/(2ε), of order 2.
  case central
  /// (f(z + ε) − f(z))/ε, of order 1.
  case forward
  /// (f(z) − f(z − ε))/ε, of order 1.
  case backward
  /// (f(z − 2ε) − 8f(z − ε) + 8f(z + ε) − f(z + 2ε))/(12ε), of order 4.
  case fivePoint = "five-point"
  /// (4·D(ε/2) − D(ε))/3, where D is the central difference: one step of Richardson extrapolation,
  /// of order 4.
  case richardson

  /// A node with its weight.
  public struct Node: Hashable, Sendable {
    /// n: the function is evaluated at z + n·ε.
    public let offset: Rational
    /// w: the value is multiplied by w/ε.
    public let weight: Rational
  }

  /// The nodes from left to right; none has weight 0.
  public var nodes: [Node] {
    switch self {
    case .central: Self.nodes([-1, 1], over: 2, weights: [-1, 1])
    case .forward: Self.nodes([0, 1], over: 1, weights: [-1, 1])
    case .backward: Self.nodes([-1, 0], over: 1, weights: [-1, 1])
    case .fivePoint: Self.nodes([-2, -1, 1, 2], over: 12, weights: [1, -8, 8, -1])
    case .richardson:
      Self.nodes([-2, -1, 1, 2], over: 6, weights: [1, -8, 8, -1]).compactMap { node in
        (node.offset / 2).map { Node(offset: $0, weight: node.weight) }
      }
    }
  }

  /// The greatest p such that the error for a smooth function is of the size of ε^p.
  public var order: Int {
    switch self {
    case .forward, .backward: 1
    case .central: 2
    case .fivePoint, .richardson: 4
    }
  }

  /// The parts λ and ρ of the one-sided derivatives L and R in what the scheme tends to at a point
  /// where the function is continuous: λ·L + ρ·R, for every step when both sides are straight.
  ///
  /// They are the sums of wᵢ·nᵢ over the nodes to the left and to the right, and add to 1.
  public var shares: (left: Rational, right: Rational) {
    nodes.reduce(into: (0, 0)) { shares, node in
      let part = node.weight * node.offset
      if node.offset < 0 { shares.left = shares.left + part }
      if node.offset > 0 { shares.right = shares.right + part }
    }
  }

  private static func nodes(
    _ offsets: [Int], over divisor: Int, weights: [Int]
  ) -> [Node] {
    zip(offsets, weights).compactMap { offset, weight in
      Rational(.init(weight), over: .init(divisor)).map {
        Node(offset: Rational(offset), weight: $0)
      }
    }
  }
}

extension FiniteDifferenceScheme {
  /// The approximation in floating point, operation by operation as a program writes it:
  /// `(f(z + eps) - f(z - eps)) / (2*eps)` and likewise for the other schemes.
  public func float64(at z: Double, step eps: Double, of f: (Double) -> Double) -> Double {
    switch self {
    case .central: (f(z + eps) - f(z - eps)) / (2 * eps)
    case .forward: (f(z + eps) - f(z)) / eps
    case .backward: (f(z) - f(z - eps)) / eps
    case .fivePoint:
      (f(z - 2 * eps) - 8 * f(z - eps) + 8 * f(z + eps) - f(z + 2 * eps)) / (12 * eps)
    case .richardson:
      (4 * Self.central.float64(at: z, step: eps / 2, of: f)
        - Self.central.float64(at: z, step: eps, of: f)) / 3
    }
  }
}
