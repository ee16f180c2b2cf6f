import Reals
import Testing

@testable import Analysis
@testable import Figures

/// An integer as an exact number.
private func whole(_ value: Int) -> ExactNumber {
  ExactNumber(exact: "\(value)", decimal: "\(value)", enclosure: ["\(value)", "\(value)"])
}

/// A side of a joint, as far as figures care.
private func side(limit: Int, slope: Int) -> JointSide {
  JointSide(
    formula: "", latex: "", derivativeLatex: "", limit: whole(limit), derivative: whole(slope),
    slope: whole(slope), reason: nil)
}

private let evidence = Evidence(.cases, "by hand")

/// What is known of a function with one joint and perhaps one gap, filled in by hand.
private func analysis(joint: Joint, gaps: [Domain.Gap] = []) -> FunctionAnalysis {
  FunctionAnalysis(
    function: .init(name: nil, formula: "", latex: "", variable: "z", parameters: [:]),
    domain: .init(intervals: [], gaps: gaps, verdict: .proved, reason: nil, evidence: evidence),
    pieces: [], joints: [joint],
    continuity: .init(
      verdict: .proved, onReals: .proved, complete: true, exceptions: [], families: [],
      reason: nil, evidence: evidence),
    differentiability: .init(
      verdict: .refuted, onReals: .refuted, complete: true, exceptions: [], families: [],
      reason: nil, evidence: evidence),
    smoothness: .init(class: "C0", atLeast: nil, reason: nil, evidence: evidence),
    derivative: .init(pieces: [], formula: "", latex: ""),
    limits: .init(minusInfinity: nil, plusInfinity: nil, reason: nil),
    asymptotes: .init(minusInfinity: nil, plusInfinity: nil, reason: nil),
    monotonicity: .init(global: nil, pieces: [], reason: nil),
    extrema: .init(points: nil, reason: nil),
    convexity: .init(convex: nil, concave: nil, reason: nil),
    range: .init(
      infimum: nil, supremum: nil, infimumAttained: nil, supremumAttained: nil, bounds: nil,
      reason: nil),
    lipschitz: .init(value: nil, attained: nil, upperBound: nil, reason: nil),
    secondDerivative: .init(), zeros: .init(), fixedPoints: .init(),
    symmetry: .init(kind: nil, reason: nil, evidence: evidence), regions: [],
    cost: .init(value: [:], derivative: [:], together: [:]), traps: [])
}

/// ReLU's joint.
private let corner = Joint(
  at: whole(0), latex: "0", value: whole(0), left: side(limit: 0, slope: 0),
  right: side(limit: 0, slope: 1), continuous: .proved, differentiable: .refuted, order: 0,
  evidence: evidence)

/// The joint at 1 of a function that tends to 2 and to 5 there and is 5.
private let jump = Joint(
  at: whole(1), latex: "1", value: whole(5), left: side(limit: 2, slope: 0),
  right: side(limit: 5, slope: 0), continuous: .refuted, differentiable: .refuted, order: -1,
  evidence: evidence)

@Suite("Graphs of analysed functions")
struct AnalysedGraphTests {
  private let empty = FunctionFigure(title: "", xTitle: "z", yTitle: "y", over: -2...2)

  @Test("a kink: no dots on the function, hollow ones on the derivative, and a ring")
  func kink() {
    var figure = empty
    let relu = analysis(joint: corner)
    figure.addGraph(of: relu, named: "f", role: .function, family: 0) { max(0, $0) }
    figure.addGraph(of: relu, named: "f′", role: .derivative, family: 0) { $0 > 0 ? 1 : 0 }
    figure.markKinks(of: relu, language: .ru)
    #expect(figure.curves.map(\.segments.count) == [2, 2])
    #expect(figure.curves[0].dots.isEmpty)
    #expect(figure.curves[1].dots.map(\.at.y) == [0, 1])
    #expect(figure.curves[1].dots.allSatisfy { !$0.isClosed && $0.at.x == 0 })
    #expect(
      figure.kinks == [.init(at: FigurePoint(x: 0, y: 0), label: "излом, z = 0")])
  }

  @Test("a jump: a full dot at the value, a hollow one at the other limit, and no ring")
  func jumps() {
    var figure = empty
    let step = analysis(joint: jump)
    figure.addGraph(of: step, named: "f", role: .function, family: 0) { $0 < 1 ? 2 : 5 }
    figure.markKinks(of: step, language: .en)
    #expect(
      figure.curves[0].dots == [
        .init(at: FigurePoint(x: 1, y: 5), isClosed: true),
        .init(at: FigurePoint(x: 1, y: 2), isClosed: false),
      ])
    #expect(figure.kinks.isEmpty)
  }

  @Test("a removable gap: the graph is broken, and one hollow dot marks the limit")
  func gap() {
    var figure = empty
    let gap = Domain.Gap(at: whole(-1), kind: .removable, left: whole(3), right: whole(3))
    let punctured = analysis(joint: corner, gaps: [gap])
    figure.addGraph(of: punctured, named: "f", role: .function, family: 0) { $0 == -1 ? nil : 3 }
    #expect(figure.curves[0].segments.count == 3)
    #expect(figure.curves[0].dots == [.init(at: FigurePoint(x: -1, y: 3), isClosed: false)])
  }

  @Test("what lies outside the window is not drawn")
  func outside() {
    var figure = FunctionFigure(title: "", xTitle: "z", yTitle: "y", over: 2...3)
    figure.addGraph(of: analysis(joint: jump), named: "f", role: .function, family: 0) { _ in 5 }
    figure.markKinks(of: analysis(joint: corner), language: .en)
    #expect(figure.curves[0].dots.isEmpty && figure.kinks.isEmpty)
  }
}
