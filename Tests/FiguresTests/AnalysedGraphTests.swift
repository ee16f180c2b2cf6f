import Foundation
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

/// An open piece of a derivative.
private func piece(_ from: ExactNumber, _ to: ExactNumber, _ formula: String) -> DerivativePiece {
  DerivativePiece(from: from, to: to, fromClosed: false, toClosed: false, formula: formula)
}

/// The constant functions of the pieces.
private func constant(_ formula: String) -> ((Double) -> Double?)? {
  switch formula {
  case "zero": { _ in 0 }
  case "one": { _ in 1 }
  default: nil
  }
}

@Suite("Graphs of analysed functions")
struct AnalysedGraphTests {
  private let empty = FunctionFigure(title: "", xTitle: "z", yTitle: "y", over: -2...2)

  @Test("a kink: no dots on the function, hollow ones on the derivative, and a ring")
  func kink() {
    var figure = empty
    var relu = analysis(joint: corner)
    relu.derivative.pieces = [
      piece(.minusInfinity, whole(0), "zero"), piece(whole(0), .infinity, "one"),
    ]
    figure.addGraph(of: relu, named: "f", family: 0) { max(0, $0) }
    figure.addDerivative(of: relu, named: "f′", family: 0, values: constant)
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
    figure.addGraph(of: step, named: "f", family: 0) { $0 < 1 ? 2 : 5 }
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
    figure.addGraph(of: punctured, named: "f", family: 0) { $0 == -1 ? nil : 3 }
    #expect(figure.curves[0].segments.count == 3)
    #expect(figure.curves[0].dots == [.init(at: FigurePoint(x: -1, y: 3), isClosed: false)])
  }

  @Test("what lies outside the window is not drawn")
  func outside() {
    var figure = FunctionFigure(title: "", xTitle: "z", yTitle: "y", over: 2...3)
    figure.addGraph(of: analysis(joint: jump), named: "f", family: 0) { _ in 5 }
    figure.markKinks(of: analysis(joint: corner), language: .en)
    #expect(figure.curves[0].dots.isEmpty && figure.kinks.isEmpty)
  }

  @Test("a limit on the far side of the window's edge has no dot")
  func edges() {
    var right = FunctionFigure(title: "", xTitle: "z", yTitle: "y", over: 1...3)
    right.addGraph(of: analysis(joint: jump), named: "f", family: 0) { _ in 5 }
    #expect(right.curves[0].dots == [.init(at: FigurePoint(x: 1, y: 5), isClosed: true)])
    var left = FunctionFigure(title: "", xTitle: "z", yTitle: "y", over: -1...1)
    left.addGraph(of: analysis(joint: jump), named: "f", family: 0) { _ in 2 }
    #expect(left.curves[0].dots.map(\.at.y) == [5, 2])
  }

  @Test("a derivative is drawn on its pieces only, and the rest is said to be missing or open")
  func pieces() {
    var figure = empty
    var half = analysis(joint: corner)
    half.derivative.pieces = [piece(whole(0), whole(1), "one")]
    figure.addDerivative(of: half, named: "f′", family: 0, values: constant)
    let points = figure.curves[0].segments.joined()
    #expect(!points.isEmpty && points.allSatisfy { (0...1).contains($0.x) && $0.y == 1 })
    figure.noteMissingValues(language: .en)
    #expect(figure.subtitle.isEmpty)

    (half.derivative.pieces, half.joints) = ([], [])
    figure.addDerivative(of: half, named: "g′", family: 1, values: constant)
    figure.noteMissingValues(language: .en)
    #expect(figure.subtitle == "g′: no values in this window")

    var open = empty
    half.differentiability.complete = false
    open.addDerivative(of: half, named: "g′", family: 0, values: constant)
    open.noteMissingValues(language: .ru)
    #expect(open.subtitle == "g′: показано лишь там, где существование доказано")
  }

  @Test("a derivative without limits keeps a distance from the point; a value there is a full dot")
  func oscillation() {
    var joint = corner
    joint.left?.slope = nil
    joint.right?.slope = nil
    var wild = analysis(joint: joint)
    wild.derivative.pieces = [
      piece(.minusInfinity, whole(0), "one"), piece(whole(0), .infinity, "one"),
    ]
    var figure = empty
    figure.addDerivative(of: wild, named: "f′", family: 0, values: constant)
    #expect(figure.curves[0].segments.joined().allSatisfy { abs($0.x) >= 4.0 / 50 })

    wild.joints[0].differentiable = .proved
    wild.derivative.pieces.append(
      DerivativePiece(
        from: whole(0), to: whole(0), fromClosed: true, toClosed: true, formula: "zero"))
    figure.addDerivative(of: wild, named: "g′", family: 0, values: constant)
    #expect(figure.curves[1].segments.joined().contains { abs($0.x) < 4.0 / 50 })
    #expect(figure.curves[1].dots == [.init(at: FigurePoint(x: 0, y: 0), isClosed: true)])
  }

  @Test("what is listed for one period is repeated, but for the marks, which the figure says")
  func repetition() {
    var figure = FunctionFigure(title: "", xTitle: "z", yTitle: "y", over: -9.5...9.5)
    var wave = analysis(joint: corner)
    wave.derivative.pieces = [
      piece(whole(-1), whole(0), "zero"), piece(whole(0), whole(1), "one"),
    ]
    let over = IntervalDescription(
      from: whole(-1), to: whole(1), fromClosed: true, toClosed: true)
    wave.periodicity = Periodicity(period: whole(2), drift: whole(0), over: over)
    figure.addDerivative(of: wave, named: "f′", family: 0, values: constant)
    let segments = figure.curves[0].segments
    let starts = segments.compactMap(\.first?.x)
    for joint in stride(from: -8.0, through: 8, by: 2) { #expect(starts.contains(joint)) }
    let inside = segments.joined().filter { abs($0.x - $0.x.rounded()) > 0.01 }
    #expect(inside.contains { $0.x > 9 } && inside.contains { $0.x < -9 })
    #expect(inside.allSatisfy { Int($0.x.rounded(.down)).isMultiple(of: 2) == ($0.y == 1) })
    figure.markKinks(of: wave, language: .en)
    figure.markKinks(of: wave, language: .en)
    #expect(figure.subtitle == "jumps and kinks are marked from −1 to 1")
  }

  @Test("a graph that falls to −∞ beside a point leaves through the lower edge")
  func fall() {
    var joint = corner
    (joint.value, joint.left) = (nil, nil)
    joint.right?.limit = .minusInfinity
    var figure = FunctionFigure(title: "", xTitle: "z", yTitle: "y", over: -3...3)
    figure.addGraph(of: analysis(joint: joint), named: "log", family: 0) { x in
      x > 0 ? log(x) : nil
    }
    let lowest = figure.curves[0].segments.joined().map(\.y).min() ?? 0
    // The logarithm is above −2.3 on nine tenths of its part of the window.
    #expect(figure.window.lowerBound >= lowest && figure.window.lowerBound > -7)
    #expect(figure.window.upperBound > log(3))
  }
}
