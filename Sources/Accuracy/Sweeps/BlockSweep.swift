import CKernels
import FloatFormats

/// Counts the errors of results, block by block, with memory of its own; one task uses it at a time.
final class BlockSweep {
  private let format: FloatFormat
  private let roots: [ClosedRange<Double>]
  private let evaluations: [ProgramEvaluation]
  private let normalForms: [ProgramEvaluation]
  private let enclosures: EnclosedValues
  private let largest: Double

  /// One block's inputs and what is known of them.
  private var x: [Double] = []
  private var truths: [Double] = []
  private(set) var bounds: [Double] = []
  private var units: [Int64] = []
  /// True values by Arb, where they were asked for.
  private var enclosed: [Int: TrueValue] = [:]

  init(_ sweep: AccuracySweep) {
    format = sweep.format
    roots = sweep.rootNeighbourhoods
    let programs = sweep.programs
    let isWide = format == .float64
    evaluations =
      isWide ? [] : programs.written.map { ProgramEvaluation(of: $0, withBounds: true) }
    normalForms =
      isWide ? [] : programs.normalForm.map { ProgramEvaluation(of: $0, withBounds: true) }
    enclosures = EnclosedValues(of: programs.formula, format: format)
    largest = format.value(nearest: format.largestFinite, over: 1)
  }

  /// The true values of a block in double precision, NaN or wrong where it did not decide; to be followed
  /// by ``tally(of:length:)``.
  func evaluate(_ inputs: [Double]) -> [Double] {
    x = inputs
    enclosed.removeAll(keepingCapacity: true)
    guard let first = evaluations.first else {
      truths = [Double](repeating: .nan, count: x.count)
      bounds = [Double](repeating: .infinity, count: x.count)
      refine()
      return truths
    }
    if truths.count != x.count {
      truths = [Double](repeating: 0, count: x.count)
      bounds = truths
    }
    x.withUnsafeBufferPointer { all in
      truths.withUnsafeMutableBufferPointer { truths in
        bounds.withUnsafeMutableBufferPointer { bounds in
          for start in stride(from: 0, to: all.count, by: first.capacity) {
            let end = min(start + first.capacity, all.count)
            let values = first.values(at: UnsafeBufferPointer(rebasing: all[start..<end]))
            guard let known = first.lastBounds, let source = values.baseAddress,
              let target = truths.baseAddress, let errors = bounds.baseAddress
            else { continue }
            (target + start).update(from: source, count: end - start)
            (errors + start).update(from: known, count: end - start)
          }
        }
      }
    }
    let open = ck_undecided(
      truths, bounds, x.count, Int32(format.precision), Int32(format.minimumExponent))
    if open > 0 { refine() }
    return truths
  }

  // MARK: True values

  /// Decides the inputs that the first program left open.
  private func refine() {
    var open = x.indices.filter { !format.decides(truths[$0], within: bounds[$0]) }
    for evaluation in evaluations.dropFirst() where !open.isEmpty { apply(evaluation, to: &open) }
    guard !open.isEmpty else { return }
    if !normalForms.isEmpty, let low = x.first, let high = x.last,
      enclosures.isDefined(from: low, to: high)
    {
      for evaluation in normalForms where !open.isEmpty { apply(evaluation, to: &open) }
    }
    var start = 0
    while start < open.count {
      var end = start + 1
      while end < open.count, open[end] == open[end - 1] + 1 { end += 1 }
      enclose(open[start]..<(open[end - 1] + 1))
      start = end
    }
  }

  private func apply(_ evaluation: ProgramEvaluation, to open: inout [Int]) {
    var left: [Int] = []
    var start = 0
    while start < open.count {
      let part = open[start..<min(start + evaluation.capacity, open.count)]
      part.map { x[$0] }.withUnsafeBufferPointer { gathered in
        let values = evaluation.values(at: gathered)
        guard let known = evaluation.lastBounds else { return }
        for (k, i) in part.enumerated() {
          if format.decides(values[k], within: known[k]) {
            (truths[i], bounds[i]) = (values[k], known[k])
          } else {
            left.append(i)
          }
        }
      }
      start += part.count
    }
    open = left
  }

  /// Decides neighbouring inputs by enclosures, many at once where they share their true value.
  private func enclose(_ places: Range<Int>) {
    if places.count >= 16,
      let shared = enclosures.value(from: x[places.lowerBound], to: x[places.upperBound - 1])
    {
      for i in places { enclosed[i] = shared }
    } else if places.count >= 16 {
      let middle = places.lowerBound + places.count / 2
      enclose(places.lowerBound..<middle)
      enclose(middle..<places.upperBound)
    } else {
      for i in places { enclosed[i] = enclosures.value(at: x[i]) }
    }
  }

  private func trueValue(_ i: Int) -> TrueValue {
    enclosed[i] ?? .known(Truth(nearest: truths[i], remainder: 0))
  }

  // MARK: Counting

  /// The errors of `results` at the first `length` inputs of the block that ``evaluate(_:)`` was given.
  func tally(of results: [Double], length: Int) -> ErrorTally {
    var tally = ErrorTally()
    units = [Int64](repeating: -1, count: length)
    ck_error_units(
      results, truths, bounds, &units, length, Int32(format.precision),
      Int32(format.minimumExponent), largest)
    let nearby = roots.filter { root in
      guard let low = x.first, let high = x.last else { return false }
      return root.lowerBound <= high && root.upperBound >= low
    }
    addEasyErrors(length, nearby, to: &tally)
    for i in 0..<length where units[i] < 0 {
      count(results[i], at: i, nearby, into: &tally)
    }
    tally.escalations += UInt64(enclosed.count { $0.key < length })
    countDisorder(in: results, length: length, into: &tally)
    return tally
  }

  /// Adds the errors in ``units`` that are not −1.
  private func addEasyErrors(
    _ length: Int, _ nearby: [ClosedRange<Double>], to tally: inout ErrorTally
  ) {
    guard length > 0 else { return }
    // Parts of the block that lie wholly in or outside the neighbourhoods of roots.
    let cuts = nearby.flatMap { root in
      [x.partition { $0 >= root.lowerBound }, x.partition { $0 > root.upperBound }]
    }.filter { $0 > 0 && $0 < length }
    let ends = [0] + Set(cuts).sorted() + [length]
    for (start, end) in zip(ends, ends.dropFirst()) {
      let isBesideRoot = nearby.contains { $0.contains(x[start]) }
      addErrors(start..<end, small: isBesideRoot ? .roots : .tails, to: &tally)
    }
  }

  private func addErrors(
    _ range: Range<Int>, small: ErrorTally.Region, to tally: inout ErrorTally
  ) {
    var counts: [Int64] = [0, 0]
    var sums: [Int64] = [0, 0]
    var largest: [Int64] = [-1, -1]
    var places = [0, 0]
    var bins = [Int64](repeating: 0, count: 5)
    let start = range.lowerBound
    units.withUnsafeBufferPointer { units in
      truths.withUnsafeBufferPointer { truths in
        x.withUnsafeBufferPointer { x in
          guard let u = units.baseAddress, let t = truths.baseAddress, let x = x.baseAddress else {
            return
          }
          ck_add_errors(
            u + start, t + start, x + start, range.count, &counts, &sums, &largest, &places, &bins)
        }
      }
    }
    for (k, region) in [ErrorTally.Region.bulk, small].enumerated() where counts[k] > 0 {
      tally.errors[region.rawValue].add(count: Int(counts[k]), sum: UInt64(sums[k]))
      tally.errors[region.rawValue].note(
        UInt64(largest[k]), at: format.bitPattern(of: x[start + places[k]]))
    }
    for (bin, count) in bins.enumerated() { tally.histogram[bin] += UInt64(count) }
    tally.inputs += UInt64(counts[0] + counts[1])
  }

  private func region(
    of truth: Double, at x: Double, _ nearby: [ClosedRange<Double>]
  ) -> ErrorTally.Region {
    if abs(truth) >= 0x1p-6 { return .bulk }
    return nearby.contains { $0.contains(x) } ? .roots : .tails
  }

  /// Counts a result whose error is large, or whose true value needs care.
  private func count(
    _ result: Double, at i: Int, _ nearby: [ClosedRange<Double>], into tally: inout ErrorTally
  ) {
    var value = trueValue(i)
    if enclosed[i] == nil, unitIsInDoubt(i), result != truths[i] {
      value = enclosures.value(at: x[i])
      enclosed[i] = value
    }
    switch value {
    case .outside: tally.outside += 1
    case .undecided: tally.undecided += 1
    case .known(let truth):
      tally.inputs += 1
      let region = region(of: truth.nearest, at: x[i], nearby)
      tally.count(result, of: truth, in: region, at: x[i], format: format)
    }
  }

  /// Whether the true value may lie on either side of a power of two.
  private func unitIsInDoubt(_ i: Int) -> Bool {
    let size = abs(truths[i])
    guard bounds[i] > 0, size > format.leastNormal else { return false }
    let slack = 2 * bounds[i]
    return format.unit(of: size - slack) != format.unit(of: size + slack)
  }

  /// Counts neighbours whose results are in the wrong order.
  private func countDisorder(in results: [Double], length: Int, into tally: inout ErrorTally) {
    let pairs = min(length, x.count - 1)
    guard pairs > 0, ck_doubtful_orders(results, truths, bounds, pairs + 1) > 0 else { return }
    for i in 0..<pairs where results[i] != results[i + 1] {
      guard results[i].isFinite, results[i + 1].isFinite else { continue }
      let falls = results[i] > results[i + 1]
      guard let order = order(i), order != 0, (order > 0) == falls else { continue }
      tally.add(
        .monotonicity, at: format.bitPattern(of: x[i]), isNegative: x[i].sign == .minus)
    }
  }

  /// The sign of the true value at the next input minus that at this one, as far as it is decided.
  private func order(_ i: Int) -> Int? {
    guard case .known(let a) = trueValue(i), case .known(let b) = trueValue(i + 1) else {
      return nil
    }
    let difference = (b.nearest - a.nearest) + (b.remainder - a.remainder)
    let doubt =
      (enclosed[i] == nil ? bounds[i] : 0) + (enclosed[i + 1] == nil ? bounds[i + 1] : 0)
    if abs(difference) > 1.001 * doubt { return difference > 0 ? 1 : -1 }
    guard case .known(let c) = enclosures.value(at: x[i]),
      case .known(let d) = enclosures.value(at: x[i + 1])
    else { return nil }
    let exact = (d.nearest - c.nearest) + (d.remainder - c.remainder)
    return exact > 0 ? 1 : exact < 0 ? -1 : 0
  }
}

extension ErrorTally {
  /// Counts one result beside its true value.
  mutating func count(
    _ result: Double, of truth: Truth, in region: Region, at x: Double, format: FloatFormat
  ) {
    let pattern = format.bitPattern(of: x)
    let isNegative = x.sign == .minus
    func note(_ tally: inout ErrorTally, _ finding: Finding) {
      tally.add(finding, at: pattern, isNegative: isNegative)
    }
    let overflows = !format.rounding(truth.nearest).isFinite
    guard result.isFinite else {
      let isRight =
        result.isNaN ? !format.hasInfinity : (result < 0) == (truth.nearest < 0)
      if overflows, isRight { return note(&self, .overflow) }
      note(&self, result.isNaN ? .nan : overflows ? .missedInfinity : .spuriousInfinity)
      return note(&self, .inaccurate)
    }
    let ulps = truth.error(of: result, in: format)
    let scaled = (ulps / Self.unit).rounded(.toNearestOrEven)
    let error = scaled < 0x1p52 ? UInt64(scaled) : Self.largestError
    errors[region.rawValue].add(error, at: pattern)
    histogram[Self.bin(of: error)] += 1
    if overflows { note(&self, .missedInfinity) }
    if result == 0, abs(truth.nearest) >= format.leastNormal { note(&self, .wrongZero) }
    if result != 0, truth.nearest != 0, (result < 0) != (truth.nearest < 0) {
      note(&self, .wrongSign)
    }
    if ulps > 2 { note(&self, .inaccurate) }
  }
}

extension [Double] {
  /// The first place of an ascending list at which the condition holds, which then holds on.
  fileprivate func partition(_ holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
