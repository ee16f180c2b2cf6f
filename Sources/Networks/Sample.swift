import Foundation

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
}
