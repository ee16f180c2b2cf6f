import FloatFormats

/// The largest error beside each of many points of a window, to be drawn.
public struct ErrorProfile: Codable, Hashable, Sendable {
  /// The format.
  public let dtype: FloatFormat
  /// The window.
  public let from: Double
  /// Its other end.
  public let to: Double
  /// The points from left to right.
  public let points: [Point]

  /// The largest error of the inputs that were tried beside a point.
  public struct Point: Codable, Hashable, Sendable {
    /// The middle of the part of the window.
    public let x: Double
    /// The largest error of finite results in ulp; `null` where there was none.
    public let maxUlp: Double?
    /// Whether a result was wrong by its kind: NaN, infinity, zero or sign.
    public let isWrong: Bool
  }
}

extension AccuracySweep {
  /// The errors of `implementation` over a window, at some dozen inputs in each of 640 equal parts.
  ///
  /// - Throws: the error of the implementation.
  public func profile(
    of implementation: any Implementation, over window: ClosedRange<Double>
  ) async throws -> ErrorProfile {
    let parts = 640
    let width = (window.upperBound - window.lowerBound) / Double(parts)
    let sweep = BlockSweep(self)
    var points: [ErrorProfile.Point] = []
    for part in 0..<parts {
      let left = window.lowerBound + width * Double(part)
      let inputs = Set((0..<24).map { format.rounding(left + width * (Double($0) + 0.5) / 24) })
        .filter { $0.isFinite }.sorted()
      _ = sweep.evaluate(inputs)
      let results = try await implementation.results(for: inputs)
      let tally = sweep.tally(of: results, length: inputs.count)
      let errors = tally.errors.filter { $0.count > 0 }.map(\.largest)
      let wrong: [ErrorTally.Finding] = [
        .nan, .spuriousInfinity, .missedInfinity, .wrongZero, .wrongSign,
      ]
      points.append(
        ErrorProfile.Point(
          x: left + width / 2, maxUlp: errors.max().map { Double($0) * ErrorTally.unit },
          isWrong: wrong.contains { tally.findings[$0.index].count > 0 }))
    }
    return ErrorProfile(
      dtype: format, from: window.lowerBound, to: window.upperBound, points: points)
  }
}
