import Formulas
import Foundation
import Testing

@testable import Accuracy

@Suite("Step sweeps")
struct StepSweepTests {
  @Test("steps are short decimals, evenly spaced on a logarithmic scale")
  func steps() {
    let steps = StepSweep.steps(-2 ... -1, perDecade: 4).map(\.description)
    #expect(steps == ["0.01", "0.01778", "0.03162", "0.05623", "0.1"])
    #expect(StepSweep.steps(-16...0, perDecade: 4).count == 65)
  }

  @Test("softplus: truncation and prediction agree with mpmath")
  func softplus() throws {
    let softplus = try AnalysedFunction("ln(1 + exp(z))")
    let half = Formula.number(try #require(Rational(1, over: 2)))
    let sweep = try #require(
      StepSweep(
        of: softplus.function, analysis: softplus.analysis, at: half,
        schemes: [.central, .forward], decades: -10 ... -1, perDecade: 1))
    let central = try #require(sweep.curves.first)
    #expect(central.referenceIsDerivative)
    // 1/(1 + exp(−1/2))
    #expect(central.reference?.decimal.hasPrefix("0.622459331201854") == true)
    let truncation = central.points.map { $0.truncation?.value ?? .nan }
    #expect(abs(truncation[0] / 9.5927991420534567599e-23 - 1) < 1e-15)
    #expect(abs(truncation[7] / 9.5927982690874460341e-9 - 1) < 1e-15)
    #expect(abs(truncation[9] / 0.00009584077218955072406 - 1) < 1e-15)
    let predicted = try #require(central.predictedStep?.value)
    #expect(abs(predicted / 1.7796832853876495e-5 - 1) < 1e-12)
    let forward = try #require(sweep.curves.last?.predictedStep?.value)
    #expect(abs(forward / 4.2903664729521428e-8 - 1) < 1e-12)
  }

  @Test("the best step is the one of the least error, and near the prediction")
  func best() throws {
    let softplus = try AnalysedFunction("ln(1 + exp(z))")
    let sweep = try #require(
      StepSweep(
        of: softplus.function, analysis: softplus.analysis, at: 2, schemes: [.central]))
    let curve = try #require(sweep.curves.first)
    let best = try #require(curve.best?.error?.value)
    #expect(curve.points.allSatisfy { ($0.error?.value ?? .infinity) >= best })
    let predicted = try #require(curve.predictedStep?.value)
    let found = try #require(curve.best?.stepFloat64.value)
    #expect(abs(log10(found / predicted)) < 1.5)
  }

  @Test("at a kink the errors are measured against what the scheme tends to")
  func kink() throws {
    let relu = try AnalysedFunction("max(0, z)")
    let sweep = try #require(
      StepSweep(
        of: relu.function, analysis: relu.analysis, at: 0, decades: -16...0, perDecade: 1))
    #expect(sweep.curves.map { $0.reference?.decimal } == ["0.5", "1", "0", "0.5", "0.5"])
    #expect(sweep.curves.allSatisfy { !$0.referenceIsDerivative && $0.predictedStep == nil })
    #expect(sweep.curves.allSatisfy { $0.points.allSatisfy { $0.truncation?.value == 0 } })
    #expect(sweep.curves[0].points.allSatisfy { $0.error?.value == 0 })
    #expect(sweep.curves[0].best?.step.decimal == "1")
  }

  @Test("at a jump there is nothing to measure against")
  func jump() throws {
    let step = try AnalysedFunction("1 if z > 0 else 0")
    let sweep = try #require(
      StepSweep(
        of: step.function, analysis: step.analysis, at: 0, schemes: [.central],
        decades: -2...0, perDecade: 1))
    let curve = try #require(sweep.curves.first)
    #expect(curve.reference == nil)
    #expect(curve.best == nil)
    #expect(curve.reason != nil)
    #expect(curve.points.map(\.float64.value) == [50, 5, 0.5])
  }
}
