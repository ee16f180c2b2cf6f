import Installation
import Testing

@testable import Reports
@testable import Robustness

@Suite("Conclusions from the sweep of thresholds")
struct JumpViewTests {
  /// A network with right answers to both of two samples, the nearer of which is that far away.
  private static func network(_ distance: Double?) -> Homework.AttackedNetwork {
    let answers = [distance ?? 1, 2].enumerated().map { index, distance in
      AttackResult(
        norm: .l2, sample: index + 1, input: [0, 0], label: 0, target: 1,
        distance: .init(lower: distance, upper: distance), attained: true, witness: [0, 1],
        status: .optimal, nodes: 1)
    }
    return Homework.AttackedNetwork(
      map: nil, answers: answers, nearest: [], right: distance == nil ? 1 : 2, layers: [])
  }

  /// Distances by threshold, with the activation replaced and trained with it (none where samples are
  /// classified wrongly), beside a distance of 0.5 with ReLU; and what follows.
  private static let sweeps: [([(Double?, Double?)], [String])] = [
    (
      [(0.5, 0.5), (0.75, 0.25), (0.75, nil)],
      [
        "swapped.farther 3 2 0", "trend.rising 0.5000 0.7500", "retrained.nearer 2 0 1",
        "trend.falling 0.5000 0.2500", "paired 2 1 0 1", "depends.both",
      ]
    ),
    (
      [(0.4, 0.4), (0.6, 0.6), (0.5, 0.5)],
      [
        "swapped.mixed 3 1 1", "trend.varying 0.4000 0.6000", "retrained.mixed 3 1 1",
        "trend.varying 0.4000 0.6000", "paired 3 0 0 3", "depends.threshold",
      ]
    ),
    (
      [(0.5, 0.75), (0.5, 0.875)],
      [
        "swapped.same 2 0 0", "trend.constant 0.5000 0.5000", "retrained.farther 2 2 0",
        "trend.rising 0.7500 0.8750", "paired 2 0 2 0", "depends.weights",
      ]
    ),
    (
      [(0.5, 0.5), (0.5, 0.5)],
      [
        "swapped.same 2 0 0", "trend.constant 0.5000 0.5000", "retrained.same 2 0 0",
        "trend.constant 0.5000 0.5000", "paired 2 0 0 2", "depends.neither",
      ]
    ),
    // With one network, or none, there is nothing to compare.
    ([(nil, nil), (0.25, nil)], ["swapped.nearer 1 0 1", "retrained.wrong 0 0 0"]),
  ]

  @Test("each sentence of the conclusion is the sweep's", arguments: sweeps, Language.allCases)
  func sentences(sweep: ([(Double?, Double?)], [String]), language: Language) throws {
    let writer = try NetworkWriter(language: language, decimals: 4)
    let rows = sweep.0.map { row in
      Homework.ThresholdRow(
        threshold: "0", swapped: Self.network(row.0), retrained: Self.network(row.1))
    }
    let expected = sweep.1.map { sentence in
      let words = sentence.split(separator: " ").map(String.init) + ["", "", "", ""]
      return writer.phrase("homework.\(words[0])", words[1], words[2], words[3], words[4])
    }
    let conclusions = JumpView(rows, trained: Self.network(0.5), writer).conclusions
    #expect(conclusions == expected)
    #expect(conclusions.allSatisfy { !$0.contains("homework.") && !$0.contains("%") })
  }

  @Test("where no example is known the table says how far there is none")
  func none() throws {
    let writer = try NetworkWriter(language: .en, decimals: 4)
    func shown(_ lower: Double) -> String {
      let answer = AttackResult(
        norm: .l2, sample: 1, input: [0, 0], label: 0, target: nil,
        distance: .init(lower: lower, upper: .infinity), attained: nil, witness: nil, status: .gap,
        nodes: 1)
      let network = Homework.AttackedNetwork(
        map: nil, answers: [answer], nearest: [], right: 1, layers: [])
      return ThresholdView(
        Homework.ThresholdRow(threshold: "1", swapped: network, retrained: network), writer
      ).swapped
    }
    #expect(shown(2_097_152) == "none nearer than 2097152")
    #expect(shown(.infinity) == "none exists")
  }
}
