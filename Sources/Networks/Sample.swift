import Foundation
import Randomness

/// An input with the outputs that are wanted for it.
public struct Sample: Codable, Hashable, Sendable {
  /// What the network sees.
  public let input: [Double]

  /// What it should say.
  public let target: [Double]

  /// A sample.
  public init(_ input: [Double], target: [Double]) {
    self.input = input
    self.target = target
  }
}

extension Sample {
  /// Two interleaved half circles in the plane, with targets 0 and 1 in turn.
  ///
  /// The upper one is centred at (0, 0), the lower one at (1, 1/2), both of radius 1; the angles
  /// are equidistant, and each coordinate is moved by at most `noise`. The data are centred at
  /// their mean without noise, (1/2, 1/4).
  public static func twoMoons(
    count: Int, noise: Double, using random: inout SplitMix64
  ) -> [Sample] {
    (0..<max(0, count)).map { index in
      let steps = max(1, (count + 1) / 2 - 1)
      let angle = Double.pi * Double(index / 2) / Double(steps)
      let isUpper = index % 2 == 0
      let x = isUpper ? cos(angle) : 1 - cos(angle)
      let y = isUpper ? sin(angle) : 0.5 - sin(angle)
      return Sample(
        [
          x - 0.5 + random.uniform(within: noise),
          y - 0.25 + random.uniform(within: noise),
        ], target: [isUpper ? 0 : 1])
    }
  }

  /// Two circles around the origin, of radius 1/2 and 1, with targets 1 and 0 in turn, so that the
  /// inner one is class 1; the angles are equidistant, and each coordinate is moved by at most
  /// `noise`.
  public static func twoCircles(
    count: Int, noise: Double, using random: inout SplitMix64
  ) -> [Sample] {
    (0..<max(0, count)).map { index in
      let angle = 2 * Double.pi * Double(index / 2) / Double(max(1, (count + 1) / 2))
      let isInner = index % 2 == 1
      let radius = isInner ? 0.5 : 1
      return Sample(
        [
          radius * cos(angle) + random.uniform(within: noise),
          radius * sin(angle) + random.uniform(within: noise),
        ], target: [isInner ? 1 : 0])
    }
  }

  /// Two interleaved spirals around the origin with one turn and a half each, which reach radius 1,
  /// with targets 0 and 1 in turn; each coordinate is moved by at most `noise`.
  public static func twoSpirals(
    count: Int, noise: Double, using random: inout SplitMix64
  ) -> [Sample] {
    (0..<max(0, count)).map { index in
      let share = Double(index / 2 + 1) / Double(max(1, (count + 1) / 2))
      let angle = 3 * Double.pi * share
      let sign: Double = index % 2 == 0 ? 1 : -1
      return Sample(
        [
          sign * share * cos(angle) + random.uniform(within: noise),
          sign * share * sin(angle) + random.uniform(within: noise),
        ], target: [index % 2 == 0 ? 0 : 1])
    }
  }
}

extension Network {
  /// The network of the exclusive or that is built in, 2-2-1: ReLU units with
  /// W = [[1, 1], [1, 1]] and c = [0, −1], and an output logit with w = [1, −2] and b = −1/2.
  ///
  /// - Parameter rule: what is taken for ReLU′(0).
  public static func xor(rule: KinkRule = .framework(.pytorch)) throws -> Network {
    let file = NetworkFile(
      loss: .binaryCrossEntropyWithLogits,
      layers: [
        .init(weights: [[1, 1], [1, 1]], bias: [0, -1], activation: "relu"),
        .init(weights: [[1, -2]], bias: [-0.5], activation: "identity"),
      ])
    return try file.network(catalogue: .builtIn, rule: rule)
  }
}
