import FloatFormats
import Formulas
import Testing

@testable import Accuracy

@Suite("Saturation")
struct SaturationTests {
  private func saturations(_ text: String) throws -> [Saturation] {
    Saturation.all(of: try FormulaParser().parse(text).formula)
  }

  /// A formula, the numbers that it approaches at +∞ and −∞, and the sides.
  struct Case: Sendable {
    let text: String
    let levels: [Double]
    let sides: [Int]
  }

  private static let cases = [
    Case(text: "tanh(x)", levels: [1, -1], sides: [-1, 1]),
    Case(text: "1/(1 + exp(-x))", levels: [1], sides: [-1]),
    Case(text: "erf(x)", levels: [1, -1], sides: [-1, 1]),
    Case(text: "2*atan(x)/pi", levels: [1, -1], sides: [-1, 1]),
    // The derivative of x·σ(x) has a maximum above 1 and falls to 1.
    Case(text: "(1 + exp(-x) + x*exp(-x))/(1 + exp(-x))^2", levels: [1], sides: [1]),
    Case(text: "tanh(x)^2", levels: [1, 1], sides: [-1, -1]),
    Case(text: "3 + exp(x)", levels: [3], sides: [1]),
    Case(text: "max(0, min(1, x))", levels: [], sides: []),
  ]

  @Test("the side from which a number is approached, on both ends", arguments: cases)
  func sides(_ expected: Case) throws {
    let found = try saturations(expected.text)
    #expect(found.map(\.level) == expected.levels)
    #expect(found.map(\.side) == expected.sides)
  }

  /// A wrong result of a formula, and its error in units in the last place.
  struct Fault: Sendable {
    let text: String
    let result: Double
    let ulps: Double
  }

  private static let swishDerivative = "(1 + exp(-x) + x*exp(-x))/(1 + exp(-x))^2"
  private static let faults = [
    Fault(text: "tanh(x)", result: 0x1.fffffep-1, ulps: 1),
    Fault(text: "tanh(x)", result: 0x1.000002p0, ulps: 2),
    Fault(text: "tanh(x)", result: 1, ulps: 0),
    Fault(text: "erf(x)", result: 0x1.fffffep-1, ulps: 1),
    Fault(text: "1/(1 + exp(-x))", result: 0x1.fffffep-1, ulps: 1),
    Fault(text: swishDerivative, result: 0x1.fffffep-1, ulps: 0.5),
    Fault(text: swishDerivative, result: 0x1.000002p0, ulps: 1),
  ]

  /// Below 1 the unit in the last place of float32 is 2⁻²⁴, and the truth is nearer to 1 than any double.
  @Test("errors are measured in the unit on the side of the truth", arguments: faults)
  func units(_ fault: Fault) async throws {
    let formula = try FormulaParser().parse(fault.text).formula
    for start in [64, 1e5, 1e30] {
      let sweep = AccuracySweep(
        of: formula, in: .float32, coverage: .exhaustive, range: start...(1.01 * start))
      let report = try await sweep.report(
        of: Constant(value: fault.result),
        as: AccuracyReport.Subject(function: fault.text, of: .value, implementation: "constant"))
      #expect(report.maxUlp == fault.ulps && report.meanUlp == fault.ulps, "from \(start)")
      #expect(report.inputs > 5000 && report.undecided == 0)
    }
  }

  @Test("the same level on both ends is known on both")
  func even() async throws {
    for range in [-65.0 ... -64, 64.0...65] {
      let sweep = AccuracySweep(
        of: try FormulaParser().parse("tanh(x)^2").formula, in: .float32, coverage: .exhaustive,
        range: range)
      let report = try await sweep.report(
        of: Constant(value: 0x1.fffffep-1),
        as: AccuracyReport.Subject(function: "tanh(x)^2", of: .value, implementation: "constant"))
      #expect(report.maxUlp == 1 && report.meanUlp == 1, "\(range)")
    }
  }

  @Test("in float64 as well")
  func wide() async throws {
    let sweep = AccuracySweep(
      of: try FormulaParser().parse("tanh(x)").formula, in: .float64, coverage: .sampled(1000),
      range: 1000...2000)
    let report = try await sweep.report(
      of: Constant(value: 1.0.nextDown),
      as: AccuracyReport.Subject(function: "tanh(x)", of: .value, implementation: "constant"))
    #expect(report.maxUlp == 1 && report.meanUlp == 1)
  }
}
