import CKernels
import FloatFormats

/// Counts the errors of results, block by block, with memory of its own; one task uses it at a time.
final class BlockSweep {
  /// The true values of the block.
  let truths: TrueValues
  private let format: FloatFormat
  private let roots: [ClosedRange<Double>]
  private let kinks: [KinkInput]
  private let largest: Double
  /// What is outside only of what is known is not decided.
  private let defined: EnclosedValues?
  private var blockIsDefined: Bool?

  /// The errors of the results that are counted, in units; −1 where that is not easy.
  private var units: [Int64] = []
  /// The places whose true values Arb decided, for the tally that is made.
  private var asked: Set<Int> = []

  init(_ sweep: AccuracySweep) {
    truths = TrueValues(of: sweep.programs, format: sweep.format)
    format = sweep.format
    roots = sweep.rootNeighbourhoods
    kinks = sweep.kinks
    largest = format.largestNumber
    defined = sweep.definedEverywhereBetween.map { EnclosedValues(of: $0, format: sweep.format) }
  }

  /// The true values of a block in double precision, NaN or wrong where it did not decide; to be followed
  /// by ``tally(of:length:)``.
  func evaluate(_ inputs: [Double]) -> [Double] {
    truths.evaluate(inputs)
    blockIsDefined = nil
    return truths.values
  }

  /// The errors of `results` at the first `length` inputs of the block that ``evaluate(_:)`` was given.
  func tally(of results: [Double], length: Int) -> ErrorTally {
    var tally = ErrorTally()
    asked = truths.escalated
    if units.count != length { units = [Int64](repeating: -1, count: length) }
    ck_error_units(
      results, truths.values, truths.bounds, &units, length, Int32(format.precision),
      Int32(format.minimumExponent), largest)
    let nearby = roots.filter { root in
      guard let low = truths.x.first, let high = truths.x.last else { return false }
      return root.lowerBound <= high && root.upperBound >= low
    }
    let kinks = kinksOfBlock
    for i in kinks.keys where i < length { units[i] = -1 }
    addEasyErrors(length, nearby, to: &tally)
    // Seldom any.
    for i in 0..<(tally.inputs == length ? 0 : length) where units[i] < 0 {
      if let kink = kinks[i] {
        tally.kinks[format.bitPattern(of: truths.x[i])] = KinkResult(
          results[i], at: truths.x[i], of: kink, format: format)
      } else {
        count(results[i], at: i, nearby, into: &tally)
      }
    }
    countDisorder(in: results, length: length, except: kinks, into: &tally)
    tally.escalations += UInt64(asked.count { $0 < length })
    return tally
  }

  /// The places of the block where there is no derivative; two for 0, which has two signs.
  private var kinksOfBlock: [Int: KinkInput] {
    var places: [Int: KinkInput] = [:]
    for kink in kinks {
      var place = truths.x.partition { $0 >= kink.at }
      while place < truths.x.count, truths.x[place] == kink.at {
        places[place] = kink
        place += 1
      }
    }
    return places
  }

  /// Adds the errors in ``units`` that are not −1.
  private func addEasyErrors(
    _ length: Int, _ nearby: [ClosedRange<Double>], to tally: inout ErrorTally
  ) {
    guard length > 0 else { return }
    // Parts of the block that lie wholly in or outside the neighbourhoods of roots.
    let cuts = nearby.flatMap { root in
      [truths.x.partition { $0 >= root.lowerBound }, truths.x.partition { $0 > root.upperBound }]
    }.filter { $0 > 0 && $0 < length }
    let ends = [0] + Set(cuts).sorted() + [length]
    for (start, end) in zip(ends, ends.dropFirst()) {
      let isBesideRoot = nearby.contains { $0.contains(truths.x[start]) }
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
      truths.values.withUnsafeBufferPointer { values in
        truths.x.withUnsafeBufferPointer { x in
          guard let u = units.baseAddress, let t = values.baseAddress, let x = x.baseAddress else {
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
        UInt64(largest[k]), at: format.bitPattern(of: truths.x[start + places[k]]))
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
    let isInDoubt = truths.bound(i) > 0 && unitIsInDoubt(i) && result != truths.values[i]
    var value = isInDoubt ? truths.saturatedValue(i) ?? enclosedValue(i) : truths.value(i)
    if case .known(let truth) = value, !truth.decides(result, in: format) {
      value = enclosedValue(i)
    }
    switch value {
    case .outside where isDefined(i): tally.undecided += 1
    case .outside: tally.outside += 1
    case .undecided: tally.undecided += 1
    // The error may be one number or half of it, or infinity right or wrong.
    case .known(let truth) where !truth.isBesideNoEdge(result, in: format):
      tally.undecided += 1
    case .known(let truth):
      tally.inputs += 1
      let region = region(of: truth.nearest, at: truths.x[i], nearby)
      tally.count(result, of: truth, in: region, at: truths.x[i], format: format)
    }
  }

  /// Whether the formula has a value at a place that is outside, if one that is not known to be the truth.
  private func isDefined(_ i: Int) -> Bool {
    guard let defined else { return false }
    if blockIsDefined == nil, let low = truths.x.first, let high = truths.x.last {
      blockIsDefined = defined.isDefined(from: low, to: high)
    }
    return blockIsDefined ?? false || defined.value(at: truths.x[i]) != .outside
  }

  /// The true value by Arb, which is counted.
  private func enclosedValue(_ i: Int) -> TrueValue {
    asked.insert(i)
    return truths.enclosedValue(i)
  }

  /// Whether the true value may lie on either side of a power of two that is normal, or of the threshold of overflow.
  private func unitIsInDoubt(_ i: Int) -> Bool {
    let size = abs(truths.values[i])
    let slack = 2 * truths.bounds[i]
    let limits = [format.leastNormal, format.thresholdOfOverflow]
    if limits.contains(where: { abs(size - $0) <= slack }) { return true }
    guard size > format.leastNormal else { return false }
    // At the power itself a small bound is lost in the difference.
    return size - slack <= size.binade || format.unit(of: size + slack) != format.unit(of: size)
  }

  /// Counts neighbours whose results are in the wrong order.
  private func countDisorder(
    in results: [Double], length: Int, except kinks: [Int: KinkInput], into tally: inout ErrorTally
  ) {
    let x = truths.x
    let pairs = min(length, x.count - 1)
    guard pairs > 0, ck_doubtful_orders(results, truths.values, truths.bounds, pairs + 1) > 0 else {
      return
    }
    for i in 0..<pairs where results[i] != results[i + 1] {
      guard results[i].isFinite, results[i + 1].isFinite, kinks[i] == nil, kinks[i + 1] == nil
      else { continue }
      let falls = results[i] > results[i + 1]
      guard let order = order(i), order != 0, (order > 0) == falls else { continue }
      tally.add(
        .monotonicity, at: format.bitPattern(of: x[i]), isNegative: x[i].sign == .minus)
    }
  }

  /// The sign of the true value at the next input minus that at this one, as far as it is decided: that of enclosures
  /// that lie apart, or of the derivative.
  private func order(_ i: Int) -> Int? {
    guard case .known(let a) = truths.value(i), case .known(let b) = truths.value(i + 1) else {
      return nil
    }
    let difference = (b.nearest - a.nearest) + (b.deviation - a.deviation)
    if abs(difference) > 1.001 * (truths.bound(i) + truths.bound(i + 1)) {
      return difference > 0 ? 1 : -1
    }
    guard case .known(let c) = enclosedValue(i), case .known(let d) = enclosedValue(i + 1) else {
      return nil
    }
    let exact = (d.nearest - c.nearest) + (d.deviation - c.deviation)
    return exact > 0 ? 1 : exact < 0 ? -1 : truths.direction(i)
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
