import Analysis
import Formulas
import Testing

@Suite("Grades of random δ")
struct RandomDeltaTests {
  /// A δ, of the kind that people type.
  private static func delta(_ generator: inout SampleGenerator) -> String {
    let k = ["1/100", "1/7", "1/2", "1", "2", "10"][generator.below(6)]
    let c = ["1/10", "1/2", "1", "3"][generator.below(4)]
    return switch generator.below(10) {
    case 0, 1: "\(k)*eps"
    case 2, 3: "min(\(c), \(k)*eps)"
    case 4: "\(k)*eps^2"
    case 5: "\(k)*ln(1 + eps)"
    case 6: "\(k)*eps/(1 + eps)"
    case 7: "sqrt(\(c) + \(k)*eps) - sqrt(\(c))"
    case 8: "\(k)*eps if eps < \(c) else \(k)*\(c)/2"
    default: "\(c)*eps*exp(-eps)"
    }
  }

  @Test("no sample contradicts a proof, and balls confirm each counterexample")
  func random() throws {
    var formulas = RandomActivations(seed: 20)
    var generator = SampleGenerator(seed: 3)
    var verdicts: [Verdict: Int] = [:]
    for _ in 0..<120 {
      let point =
        generator.below(3) == 0 ? nil : ["0", "1", "-1/2", "2", "sqrt(2)"][generator.below(5)]
      let truth = DeltaTruth(
        formulas.formula(depth: 2), at: point, Self.delta(&generator), servesBelow: nil)
      let grade = try grade(truth.function, at: truth.point, delta: truth.delta)
      try DeltaSampling(truth).check(grade)
      verdicts[grade.verdict, default: 0] += 1
    }
    // Neither kind of answer is rare.
    #expect(verdicts[.proved, default: 0] >= 20)
    #expect(verdicts[.refuted, default: 0] >= 30)
  }
}
