import Foundation

/// How a step is taken from a gradient; each as PyTorch defines it.
public struct Optimizer: Codable, Hashable, Sendable {
  /// The method.
  public enum Method: String, Codable, Hashable, Sendable, CaseIterable {
    /// θ ← θ − r g.
    case sgd
    /// v ← μ v + g, which at the first step is g; θ ← θ − r v.
    case momentum
    /// v as with momentum; θ ← θ − r (g + μ v).
    case nesterov
    /// s ← α s + (1 − α) g²; θ ← θ − r g/(√s + ε).
    case rmsprop
    /// m ← m + (1 − β₁)(g − m), s ← β₂ s + (1 − β₂) g²; at step t
    /// θ ← θ − r/(1 − β₁ᵗ) · m/(√s/√(1 − β₂ᵗ) + ε).
    case adam
    /// θ ← θ − r λ θ, then as Adam.
    case adamw

    /// The usual learning rate.
    public var usualRate: Double {
      switch self {
      case .sgd, .momentum, .nesterov: 0.1
      case .rmsprop: 0.01
      case .adam, .adamw: 0.001
      }
    }
  }

  /// The method.
  public var method: Method
  /// r, the learning rate.
  public var rate: Double
  /// μ.
  public var momentum = 0.9
  /// α of RMSprop.
  public var smoothing = 0.99
  /// β₁ of Adam.
  public var beta1 = 0.9
  /// β₂ of Adam.
  public var beta2 = 0.999
  /// ε of RMSprop and Adam.
  public var epsilon = 1e-8
  /// λ of AdamW.
  public var weightDecay = 0.01

  /// The method with its usual constants.
  public init(_ method: Method, rate: Double? = nil) {
    self.method = method
    self.rate = rate ?? method.usualRate
  }

  /// Takes step number `step`, counted from 1.
  ///
  /// - Parameters:
  ///   - first: v or m, zeros before the first step.
  ///   - second: s, zeros before the first step.
  func update(
    _ parameters: UnsafeMutablePointer<Double>, gradient g: UnsafePointer<Double>,
    first: UnsafeMutablePointer<Double>, second: UnsafeMutablePointer<Double>, count: Int, step: Int
  ) {
    let rate = rate
    switch method {
    case .sgd:
      for i in 0..<count { parameters[i] -= rate * g[i] }
    case .momentum:
      let momentum = step == 1 ? 0 : momentum
      for i in 0..<count {
        first[i] = momentum * first[i] + g[i]
        parameters[i] -= rate * first[i]
      }
    case .nesterov:
      let kept = step == 1 ? 0 : momentum
      for i in 0..<count {
        first[i] = kept * first[i] + g[i]
        parameters[i] -= rate * (g[i] + momentum * first[i])
      }
    case .rmsprop:
      let (kept, added, epsilon) = (smoothing, 1 - smoothing, epsilon)
      for i in 0..<count {
        second[i] = kept * second[i] + added * (g[i] * g[i])
        parameters[i] -= rate * (g[i] / (second[i].squareRoot() + epsilon))
      }
    case .adam, .adamw:
      if method == .adamw {
        let kept = 1 - rate * weightDecay
        for i in 0..<count { parameters[i] *= kept }
      }
      let (weight, kept, added, epsilon) = (1 - beta1, beta2, 1 - beta2, epsilon)
      let size = rate / (1 - pow(beta1, Double(step)))
      let root = (1 - pow(beta2, Double(step))).squareRoot()
      for i in 0..<count {
        first[i] += weight * (g[i] - first[i])
        second[i] = kept * second[i] + added * (g[i] * g[i])
        parameters[i] -= size * (first[i] / (second[i].squareRoot() / root + epsilon))
      }
    }
  }
}
