import Foundation
import Robustness

/// One threshold of the sweep.
struct ThresholdView {
  let threshold: String
  let swappedRight: Int
  let swapped: String
  let retrainedRight: Int
  let retrained: String

  init(_ row: Homework.ThresholdRow, _ writer: NetworkWriter) {
    threshold = row.threshold
    swappedRight = row.swapped.right
    retrainedRight = row.retrained.right
    func distance(_ network: Homework.AttackedNetwork) -> String {
      guard let lower = network.answers.map(\.distance.lower).min(),
        let best = network.answers.min(by: { $0.distance.upper < $1.distance.upper })
      else { return "—" }
      guard best.distance.upper.isFinite else {
        return lower == .infinity
          ? writer.phrase("homework.none")
          : writer.phrase("homework.none.nearer", String(format: "%.0f", lower.rounded(.down)))
      }
      let value = String(format: "%.4f", best.distance.upper)
      if best.distance.upper - lower > 1e-6 {
        return writer.phrase("homework.between", String(format: "%.4f", lower), value)
      }
      return best.attained == false ? writer.phrase("homework.unattained", value) : value
    }
    swapped = distance(row.swapped)
    retrained = distance(row.retrained)
  }
}

/// What follows from the sweep, each sentence from the numbers of its table.
///
/// Only networks count that classify all samples rightly and whose distance is known. With the
/// activation replaced the weights are the same at all thresholds; at one threshold only the weights
/// tell the two networks apart: those two comparisons change one thing at a time.
struct JumpView {
  /// The distance of the ReLU network.
  let relu: String
  /// The conclusions, a sentence each.
  let conclusions: [String]

  init(
    _ thresholds: [Homework.ThresholdRow], trained: Homework.AttackedNetwork,
    _ writer: NetworkWriter
  ) {
    let samples = trained.answers.count
    func distance(_ network: Homework.AttackedNetwork) -> Double? {
      network.right == samples ? network.leastDistance : nil
    }
    let rows = thresholds.map { (distance($0.swapped), distance($0.retrained)) }
    let (swapped, retrained) = (rows.compactMap(\.0), rows.compactMap(\.1))
    let pairs = rows.compactMap { row in row.0.flatMap { a in row.1.map { (a, $0) } } }
    guard let reference = trained.leastDistance else {
      (relu, conclusions) = ("—", [])
      return
    }
    relu = writer.distance(reference)
    var sentences: [String] = []
    for (half, distances) in [("swapped", swapped), ("retrained", retrained)] {
      sentences.append(
        Self.comparison(DistanceComparison(distances.map { ($0, reference) }), half, writer))
      sentences += Self.trend(distances, writer)
    }
    let paired = DistanceComparison(pairs.map { ($0.1, $0.0) })
    if paired.count > 0, swapped.count > 1 {
      sentences.append(
        writer.phrase(
          "homework.paired", "\(paired.count)", "\(paired.nearer)", "\(paired.farther)",
          "\(paired.same)"))
      let cause =
        switch (DistanceComparison(swapped.map { ($0, swapped[0]) }).isSame, paired.isSame) {
        case (false, false): "both"
        case (false, true): "threshold"
        case (true, false): "weights"
        case (true, true): "neither"
        }
      sentences.append(writer.phrase("homework.depends.\(cause)"))
    }
    conclusions = sentences
  }

  /// How the distances of one half of the table compare with that of the ReLU network.
  private static func comparison(
    _ comparison: DistanceComparison, _ half: String, _ writer: NetworkWriter
  ) -> String {
    let outcome =
      switch (comparison.count, comparison.farther, comparison.nearer) {
      case (0, _, _): "wrong"
      case (_, 0, 0): "same"
      case (_, _, 0): "farther"
      case (_, 0, _): "nearer"
      default: "mixed"
      }
    return writer.phrase(
      "homework.\(half).\(outcome)", "\(comparison.count)", "\(comparison.farther)",
      "\(comparison.nearer)")
  }

  /// How the distances of one half change as the threshold grows; nothing of fewer than two.
  private static func trend(_ distances: [Double], _ writer: NetworkWriter) -> [String] {
    guard let first = distances.first, let last = distances.last, distances.count > 1 else {
      return []
    }
    let steps = DistanceComparison(Array(zip(distances.dropFirst(), distances)))
    let (direction, from, to) =
      switch (steps.farther, steps.nearer) {
      case (0, 0): ("constant", first, last)
      case (_, 0): ("rising", first, last)
      case (0, _): ("falling", first, last)
      default: ("varying", distances.min() ?? first, distances.max() ?? last)
      }
    return [
      writer.phrase("homework.trend.\(direction)", writer.distance(from), writer.distance(to))
    ]
  }
}

extension Homework.AttackedNetwork {
  /// The least distance over all samples at which the decision changes, where the bounds agree on it.
  fileprivate var leastDistance: Double? {
    guard let lower = answers.map(\.distance.lower).min(),
      let upper = answers.map(\.distance.upper).min(), upper.isFinite, upper - lower <= 1e-6
    else { return nil }
    return upper
  }
}

extension NetworkWriter {
  /// A distance with the digits of the table of thresholds.
  fileprivate func distance(_ value: Double) -> String { String(format: "%.4f", value) }
}
