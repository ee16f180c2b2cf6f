import Foundation

/// The numbers from which a training goes on in exactly the same way.
struct TrainingState: Codable, Hashable {
  let epoch: Int
  let steps: Int
  let parameters: [Double]
  let first: [Double]
  let second: [Double]

  enum CodingKeys: String, CodingKey { case epoch, steps, parameters, first, second }

  init(epoch: Int, steps: Int, parameters: [Double], first: [Double], second: [Double]) {
    (self.epoch, self.steps) = (epoch, steps)
    (self.parameters, self.first, self.second) = (parameters, first, second)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    epoch = try container.decode(Int.self, forKey: .epoch)
    steps = try container.decode(Int.self, forKey: .steps)
    func numbers(_ key: CodingKeys) throws -> [Double] {
      let data = try container.decode(Data.self, forKey: key)
      guard data.count % 8 == 0 else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "the numbers are cut off")
      }
      return data.withUnsafeBytes { bytes in
        stride(from: 0, to: bytes.count, by: 8).map {
          Double(
            bitPattern: UInt64(
              littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self)))
        }
      }
    }
    (parameters, first, second) = (
      try numbers(.parameters), try numbers(.first), try numbers(.second)
    )
  }

  /// Writes the numbers as their bytes, so that not even the sign of a zero is lost.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(epoch, forKey: .epoch)
    try container.encode(steps, forKey: .steps)
    for (key, numbers) in [
      (CodingKeys.parameters, parameters), (.first, first), (.second, second),
    ] {
      var data = Data(capacity: numbers.count * 8)
      for number in numbers {
        withUnsafeBytes(of: number.bitPattern.littleEndian) { data.append(contentsOf: $0) }
      }
      try container.encode(data, forKey: key)
    }
  }
}

/// A training that was left off, to be taken up again.
public struct TrainingCheckpoint: Codable, Sendable {
  static let schema = "actlab.checkpoint.v1"

  private let schema: String
  /// What the training depends on, beside the number of epochs: the plan, the network, the data.
  let fingerprint: String
  let state: TrainingState
  /// The epochs so far.
  let epochs: [TrainingRun.Epoch]

  init(fingerprint: String, state: TrainingState, epochs: [TrainingRun.Epoch]) {
    schema = Self.schema
    (self.fingerprint, self.state, self.epochs) = (fingerprint, state, epochs)
  }

  /// The checkpoint in a file.
  ///
  /// - Throws: ``NetworkError`` that names the file.
  public init(contentsOf file: URL) throws {
    do {
      self = try JSONDecoder().decode(TrainingCheckpoint.self, from: Network.bytes(of: file))
    } catch is DecodingError {
      throw NetworkError(
        "it is no checkpoint of a training", remedy: "Name another file, or remove it."
      ).inFile(file.path)
    }
    guard schema == Self.schema else {
      throw NetworkError("the format is '\(schema)', expected '\(Self.schema)'").inFile(file.path)
    }
  }

  /// How many epochs were trained.
  public var epoch: Int { state.epoch }

  /// The checkpoint as JSON.
  public func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(self)
  }

  /// A number that differs, in all likelihood, for another plan, network or data.
  static func fingerprint(_ network: Network, _ samples: [Sample], _ plan: TrainingPlan) -> String {
    var hash = FowlerHash()
    for layer in network.layers {
      layer.dense.weights.forEach { $0.forEach { hash.add($0) } }
      layer.dense.biases.forEach { hash.add($0) }
      hash.add(layer.activation.text)
      hash.add(layer.activation.rule.description)
    }
    for sample in samples {
      sample.input.forEach { hash.add($0) }
      sample.target.forEach { hash.add($0) }
    }
    let optimizer = plan.optimizer
    hash.add("\(optimizer.method) \(plan.order) \(plan.batch) \(plan.seed) \(network.loss as Any)")
    for number in [
      optimizer.rate, optimizer.momentum, optimizer.smoothing, optimizer.beta1, optimizer.beta2,
      optimizer.epsilon, optimizer.weightDecay,
    ] { hash.add(number) }
    return String(hash.value, radix: 16)
  }
}

/// The hash function FNV-1a of 64 bits.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, 1991.
private struct FowlerHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ text: String) { text.utf8.forEach { add($0) } }

  mutating func add(_ number: Double) {
    withUnsafeBytes(of: number.bitPattern.littleEndian) { $0.forEach { add($0) } }
  }

  private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
