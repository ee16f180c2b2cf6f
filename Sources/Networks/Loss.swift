import Foundation

/// How far the outputs of a network are from their targets.
public enum Loss: String, Codable, Hashable, Sendable, CaseIterable {
  /// −t ln σ(z) − (1 − t) ln(1 − σ(z)), computed from the logit z as max(z, 0) − tz + ln(1 +
  /// exp(−|z|)), which neither overflows nor cancels; the mean over the outputs of a sample.
  case binaryCrossEntropyWithLogits
  /// −Σ tᵢ ln pᵢ with p = softmax(z), computed from the logits z as Σ tᵢ (ln Σ exp(zⱼ − m) + m − zᵢ)
  /// with m = max z.
  case softmaxCrossEntropy
  /// (z − t)²; the mean over the outputs of a sample.
  case meanSquaredError

  /// Whether the outputs are logits.
  public var wantsLogits: Bool { self != .meanSquaredError }

  /// The loss of one sample; 0 without outputs.
  public func value(_ outputs: [Double], targets: [Double]) -> Double {
    outputs.withUnsafeBufferPointer { outputs in
      targets.withUnsafeBufferPointer { targets in
        let count = min(outputs.count, targets.count)
        guard count > 0, let z = outputs.baseAddress, let t = targets.baseAddress else { return 0 }
        return value(z, targets: t, count: count)
      }
    }
  }

  /// The loss of one sample with `count` outputs, at least one.
  func value(_ z: UnsafePointer<Double>, targets t: UnsafePointer<Double>, count: Int) -> Double {
    var total = 0.0
    switch self {
    case .binaryCrossEntropyWithLogits:
      for i in 0..<count {
        total += max(z[i], 0) - t[i] * z[i] + log1p(exp(-z[i].magnitude))
      }
      return total / Double(count)
    case .softmaxCrossEntropy:
      let (greatest, sum) = Self.exponentials(z, count)
      let offset = log(sum) + greatest
      for i in 0..<count where t[i] != 0 { total += t[i] * (offset - z[i]) }
      return total
    case .meanSquaredError:
      for i in 0..<count { total += (z[i] - t[i]) * (z[i] - t[i]) }
      return total / Double(count)
    }
  }

  /// The partial derivatives of the loss with respect to the outputs.
  public func derivative(_ outputs: [Double], targets: [Double]) -> [Double] {
    var result = outputs
    result.withUnsafeMutableBufferPointer { result in
      outputs.withUnsafeBufferPointer { outputs in
        targets.withUnsafeBufferPointer { targets in
          guard let out = result.baseAddress, let z = outputs.baseAddress,
            let t = targets.baseAddress
          else { return }
          _ = evaluate(
            z, targets: t, count: min(outputs.count, targets.count), factor: 1, derivatives: out)
        }
      }
    }
    return result
  }

  /// The loss of one sample with `count` outputs, at least one; its partial derivatives times `factor`
  /// go to `out`.
  func evaluate(
    _ z: UnsafePointer<Double>, targets t: UnsafePointer<Double>, count: Int, factor: Double,
    derivatives out: UnsafeMutablePointer<Double>
  ) -> Double {
    switch self {
    case .binaryCrossEntropyWithLogits:
      for i in 0..<count {
        out[i] = (StableFunctions.sigmoid(z[i]) - t[i]) / Double(count) * factor
      }
      return value(z, targets: t, count: count)
    case .softmaxCrossEntropy:
      var greatest = z[0]
      for i in 1..<max(count, 1) { greatest = max(greatest, z[i]) }
      var (sum, weight, weighted) = (0.0, 0.0, 0.0)
      for i in 0..<count {
        out[i] = exp(z[i] - greatest)
        sum += out[i]
        weight += t[i]
        weighted += t[i] == 0 ? 0 : t[i] * (z[i] - greatest)
      }
      for i in 0..<count { out[i] = (weight * (out[i] / sum) - t[i]) * factor }
      return weight * log(sum) - weighted
    case .meanSquaredError:
      for i in 0..<count { out[i] = 2 * (z[i] - t[i]) / Double(count) * factor }
      return value(z, targets: t, count: count)
    }
  }

  /// The probabilities that belong to logits; `nil` for the squared error.
  public func probabilities(of outputs: [Double]) -> [Double]? {
    switch self {
    case .binaryCrossEntropyWithLogits: return outputs.map(StableFunctions.sigmoid)
    case .softmaxCrossEntropy:
      let greatest = outputs.max() ?? 0
      let exponentials = outputs.map { exp($0 - greatest) }
      let sum = exponentials.reduce(0, +)
      return exponentials.map { $0 / sum }
    case .meanSquaredError: return nil
    }
  }

  /// max z and Σ exp(zᵢ − max z).
  private static func exponentials(
    _ z: UnsafePointer<Double>, _ count: Int
  ) -> (greatest: Double, sum: Double) {
    var greatest = z[0]
    for i in 1..<max(count, 1) { greatest = max(greatest, z[i]) }
    var sum = 0.0
    for i in 0..<count { sum += exp(z[i] - greatest) }
    return (greatest, sum)
  }
}
