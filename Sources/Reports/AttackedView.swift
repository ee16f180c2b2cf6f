import Foundation
import Robustness

/// A network with its optimal adversarial examples.
struct AttackedView {
  let rows: [Row]
  let nearest: Row?
  /// Whether other samples are as near.
  let isShared: Bool
  let nearestSamples: String
  /// The samples whose distance no input has: others of the other class come as near as asked.
  let unattained: String?
  let others: [Norm]
  let parameters: [String]

  struct Row {
    let sample: Int
    let input: String
    let label: Int
    let lower: String
    let upper: String
    let distance: String
    let witness: String
    /// Whether an input has the distance itself.
    let attained: String
    let isUnattained: Bool
  }

  struct Norm {
    let name: String
    let samples: String
    let isShared: Bool
    let distance: String
  }

  init(_ network: Homework.AttackedNetwork, _ writer: NetworkWriter) {
    let digits = { (value: Double) in
      value.isFinite ? String(format: "%.6f", value) : "∞"
    }
    let rows = network.answers.map { answer in
      Row(
        sample: answer.sample, input: "(\(writer.rounded(answer.input)))", label: answer.label,
        lower: writer.bound(answer.distance.lower, .down),
        upper: writer.bound(answer.distance.upper, .up),
        distance: digits(answer.distance.upper),
        witness: answer.witness.map { "(\($0.map(digits).joined(separator: ", ")))" } ?? "—",
        attained: answer.attained.map { writer.phrase("homework.attained.\($0)") } ?? "—",
        isUnattained: answer.attained == false)
    }
    self.rows = rows
    let near = network.answers.nearest
    nearest = near.first.flatMap { first in rows.first { $0.sample == first.sample } }
    nearestSamples = near.map { "\($0.sample)" }.joined(separator: ", ")
    isShared = near.count > 1
    let missed = network.answers.filter { $0.attained == false }.map { "\($0.sample)" }
    unattained = missed.isEmpty ? nil : missed.joined(separator: ", ")
    others = network.nearest.compactMap { answers in
      guard let first = answers.first, first.norm != .l2 else { return nil }
      return Norm(
        name: writer.phrase("homework.norm.\(first.norm.rawValue)"),
        samples: answers.map { "\($0.sample)" }.joined(separator: ", "),
        isShared: answers.count > 1, distance: digits(first.distance.upper))
    }
    parameters = network.layers.enumerated().flatMap { index, layer in
      writer.matrix("W\(index + 1)", layer.weights, number: writer.fixed)
        + writer.matrix("b\(index + 1)", [layer.biases], number: writer.fixed)
    }
  }
}

/// JumpReLU with one threshold: its optimal adversarial examples in one of the two networks.
struct JumpExampleView {
  /// The name of the figure.
  let figure: String
  let title: String
  let caption: String
  let network: AttackedView
  let right: Int
  let count: Int

  /// Both networks: the one with its activation replaced, and the one that was trained with it.
  static func both(_ row: Homework.ThresholdRow, _ writer: NetworkWriter) -> [JumpExampleView] {
    [("swapped", row.swapped), ("retrained", row.retrained)].map { kind, network in
      JumpExampleView(
        figure: "jump-\(kind)",
        title: writer.phrase("homework.example.\(kind)", row.threshold),
        caption: writer.phrase("homework.example.\(kind).figure", row.threshold),
        network: AttackedView(network, writer), right: network.right,
        count: network.answers.count)
    }
  }
}

/// To which samples training brought the boundary nearer, and from which it moved it away.
struct BoundaryShiftView {
  let nearer: String
  let farther: String
  /// Whether some came nearer although the loss fell.
  let isNearerDespiteLoss: Bool

  init(_ homework: Homework, _ writer: NetworkWriter) {
    func samples(_ isMeant: (DistanceComparison) -> Bool) -> [String] {
      zip(homework.trained.answers, homework.initial.answers).filter { after, before in
        isMeant(DistanceComparison([(after.distance.upper, before.distance.upper)]))
      }.map { "\($0.0.sample)" }
    }
    let (near, far) = (samples { $0.nearer > 0 }, samples { $0.farther > 0 })
    func list(_ samples: [String]) -> String {
      samples.isEmpty ? writer.phrase("homework.noSample") : samples.joined(separator: ", ")
    }
    (nearer, farther) = (list(near), list(far))
    let before = homework.forward.meanLoss ?? .nan
    isNearerDespiteLoss = !near.isEmpty && homework.training.finalLoss < before
  }
}
