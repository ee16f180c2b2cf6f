import Networks
import Reals
import Testing

@testable import Accuracy
@testable import Analysis
@testable import Figures

/// A decimal number as an exact one.
private func exact(_ decimal: String) -> ExactNumber {
  ExactNumber(exact: decimal, decimal: decimal, enclosure: [decimal, decimal])
}

private let function = FunctionDescription(
  name: nil, formula: "x", latex: "x", variable: "x", parameters: [:])

private let derivatives = OneSidedDerivatives(
  left: exact("0"), right: exact("1"), differentiable: .refuted, reason: nil)

@Suite("Figures of measurements")
struct MeasuredFiguresTests {
  /// One row with the central difference `value` at `at`.
  private func row(at: String, value: Double) -> DifferenceTable.Row {
    let stencil = DifferenceTable.StencilValue(
      at: exact(at), exact: nil, float64: PrintedDouble(0), reason: nil)
    let errors = DifferenceTable.SignedErrors(left: nil, right: nil)
    return DifferenceTable.Row(
      at: exact(at), latex: at, float64: PrintedDouble(0), before: stencil, centre: stencil,
      after: stencil, derivative: derivatives,
      estimates: [
        .init(
          scheme: .central, exact: nil, float64: PrintedDouble(value), exactError: errors,
          float64Error: errors, straddles: [], limit: nil, reason: nil)
      ], straddled: [])
  }

  @Test("differences become labelled points; a NaN and a missing scheme become nothing")
  func differences() {
    let table = DifferenceTable(
      function: function, step: exact("0.001"), stepFloat64: PrintedDouble(0.001),
      schemes: [.central],
      rows: [row(at: "-1", value: -0.26894142), row(at: "0", value: .nan)])
    var figure = FunctionFigure(title: "", xTitle: "x", yTitle: "y", over: -2...2)
    figure.addDifferences(of: table, family: 0, areLabelled: true, language: .ru)
    figure.addDifferences(
      of: table, scheme: .forward, function: "f", family: 1, areLabelled: false,
      language: .en)
    #expect(
      figure.differences == [
        .init(
          name: "конечные разности, ε = 0.001", family: 0,
          points: [.init(at: FigurePoint(x: -1, y: -0.26894142), label: "−0.2689")]),
        .init(name: "f: finite differences, ε = 0.001", family: 1, points: []),
      ])
  }

  @Test("a sweep's curves keep their errors and best steps; one without reference is left out")
  func sweep() {
    func point(_ step: Double, _ error: Double?) -> StepSweep.Point {
      .init(
        step: exact("1"), stepFloat64: PrintedDouble(step), float64: PrintedDouble(0),
        error: error.map { PrintedDouble($0) }, truncation: nil)
    }
    func curve(_ scheme: FiniteDifferenceScheme, reference: ExactNumber?) -> StepSweep.Curve {
      .init(
        scheme: scheme, reference: reference, referenceIsDerivative: true,
        points: [point(1e-4, 1e-9), point(1e-2, nil)], best: point(1e-4, 1e-9),
        predictedStep: nil, reason: nil)
    }
    let figure = ErrorSweepFigure(
      StepSweep(
        function: function, at: exact("1"), latex: "1", derivative: derivatives,
        curves: [curve(.forward, reference: exact("1")), curve(.central, reference: nil)]),
      title: "t", language: .ru)
    #expect(
      figure.schemes == [
        .init(name: "правая", errors: [FigurePoint(x: 1e-4, y: 1e-9)], bestStep: 1e-4)
      ])
  }
}
