extension AccuracyReport {
  /// Why reports cannot be joined.
  public enum MergeError: Error, Hashable, Sendable {
    /// A report does not hold together; it was changed by hand, or by another version.
    case damaged
    /// Nothing was given.
    case nothing
    /// The reports at these places are of different sweeps; `key` names a field that differs.
    case different(Int, Int, key: String)
    /// The report at that place is of a whole sweep, or of a part that was interrupted.
    case notAPart(Int)
    /// The part `i/n` is there twice, at these places.
    case twice(Int, Int, shard: String)
    /// These parts are missing.
    case missing([String])
  }

  /// The report of the whole sweep whose parts `reports` are, in any order: what one run over the whole
  /// would have given, to the bit.
  ///
  /// - Throws: ``MergeError``.
  public static func merging(_ reports: [AccuracyReport]) throws -> AccuracyReport {
    guard let first = reports.first else { throw MergeError.nothing }
    var tally = ErrorTally()
    var places: [Int: Int] = [:]
    var count = 0
    for (place, report) in reports.enumerated() {
      if let key = first.difference(from: report) {
        throw MergeError.different(0, place, key: key)
      }
      guard report.isComplete, let (index, parts) = report.part else {
        throw MergeError.notAPart(place)
      }
      if place > 0, parts != count { throw MergeError.different(0, place, key: "shard") }
      count = parts
      if let other = places.updateValue(place, forKey: index) {
        throw MergeError.twice(other, place, shard: "\(index)/\(parts)")
      }
      tally.add(try report.tally())
    }
    let missing = (1...count).filter { places[$0] == nil }
    guard missing.isEmpty else { throw MergeError.missing(missing.map { "\($0)/\(count)" }) }
    return AccuracyReport(
      of: tally,
      Subject(function: first.function, of: first.of, implementation: first.implementation),
      inputs: SweepInputs.Description(
        format: first.dtype, coverage: first.coverage, range: first.range, sample: first.sample),
      shard: nil, isComplete: true)
  }

  /// The name of a field in which `other` is of another sweep.
  private func difference(from other: AccuracyReport) -> String? {
    if schema != other.schema { return "schema" }
    if function != other.function { return "function" }
    if dtype != other.dtype { return "dtype" }
    if of != other.of { return "of" }
    if implementation != other.implementation { return "implementation" }
    if coverage != other.coverage { return "coverage" }
    if range != other.range { return "range" }
    return sample != other.sample ? "sample" : nil
  }

  /// i and n of the part i/n.
  private var part: (Int, Int)? {
    guard let parts = shard?.split(separator: "/"), parts.count == 2, let index = Int(parts[0]),
      let count = Int(parts[1]), index >= 1, index <= count,
      count <= AccuracySweep.Shard.largestCount
    else { return nil }
    return (index, count)
  }
}
