import FloatFormats

/// Where an implementation first goes wrong in some way, on one side of 0.
public struct BreakingPoint: Codable, Hashable, Sendable {
  /// The kind of wrong result, a key of ``AccuracyReport/first``.
  public let finding: String
  /// The input at which the result is wrong so. Its neighbour towards 0 has a result that is not, and so has
  /// every input that was tried between 0 and it.
  public let at: Double
}

extension AccuracySweep {
  /// The breaking points of a program, from what a sweep of it found: between the first input that was
  /// found wrong and the one tried before it, by bisection.
  func breakingPoints(of program: ProgramImplementation, _ report: AccuracyReport)
    -> [BreakingPoint]
  {
    let block = BlockSweep(self)
    let tried = inputs.coverage == .sampled ? inputs.all : []
    return ErrorTally.Finding.breaking.flatMap { kind in
      [report.finding(kind).below, report.finding(kind).above].compactMap { $0 }.map { place in
        BreakingPoint(
          finding: kind.rawValue,
          at: first(kind, of: program, block, from: neighbour(of: place, among: tried), to: place))
      }
    }
  }

  /// The input that was tried beside `place`, towards 0; `place` itself if there is none.
  private func neighbour(of place: Double, among tried: [Double]) -> Double {
    guard let index = tried.firstIndex(where: { $0.bitPattern == place.bitPattern }) else {
      return place
    }
    let next = place.sign == .minus ? index + 1 : index - 1
    return tried.indices.contains(next) ? tried[next] : place
  }

  private func first(
    _ kind: ErrorTally.Finding, of program: ProgramImplementation, _ block: BlockSweep,
    from right: Double, to wrong: Double
  ) -> Double {
    var (near, far) = (format.ordinal(of: right), format.ordinal(of: wrong))
    while max(near, far) - min(near, far) > 1 {
      let middle = min(near, far) + (max(near, far) - min(near, far)) / 2
      let x = format.value(at: middle)
      _ = block.evaluate([x])
      let tally = block.tally(of: program.results(for: [x]), length: 1)
      if tally.findings[kind.index].count > 0 { far = middle } else { near = middle }
    }
    return format.value(at: far)
  }
}

extension ErrorTally.Finding {
  /// The kinds that say that an implementation has gone wrong at one input.
  static let breaking: [Self] = [
    .inaccurate, .wrongZero, .wrongSign, .nan, .spuriousInfinity, .missedInfinity,
  ]
}
