import Foundation

/// How far the outputs of a network are from their targets.
///
/// Both losses are means over the outputs of one sample.
public enum Loss: String, Codable, Hashable, Sendable {
  /// −t ln σ(z) − (1 − t) ln(1 − σ(z)), computed from the logit z as max(z, 0) − tz + ln(1 +
  /// exp(−|z|)), which neither overflows nor cancels.
  case binaryCrossEntropyWithLogits
  /// (z − t)².
  case meanSquaredError

  /// The loss of one sample; 0 without outputs.
  public func value(_ outputs: [Double], targets: [Double]) -> Double {
    guard !outputs.isEmpty else { return 0 }
    let total = zip(outputs, targets).reduce(0) { sum, pair in
      let (z, t) = pair
      switch self {
      case .binaryCrossEntropyWithLogits:
        return sum + (max(z, 0) - t * z + log1p(exp(-z.magnitude)))
      case .meanSquaredError: return sum + (z - t) * (z - t)
      }
    }
    return total / Double(outputs.count)
  }

  /// The partial derivatives of the loss with respect to the outputs.
  public func derivative(_ outputs: [Double], targets: [Double]) -> [Double] {
    let count = Double(outputs.count)
    return zip(outputs, targets).map { z, t in
      switch self {
      case .binaryCrossEntropyWithLogits: (Self.sigmoid(z) - t) / count
      case .meanSquaredError: 2 * (z - t) / count
      }
    }
  }

  private static func sigmoid(_ z: Double) -> Double {
    let small = exp(-z.magnitude)
    return (z < 0 ? small : 1) / (1 + small)
  }
}
