import Analysis
import Foundation
import Installation
import Reals

extension FunctionFigure {
  /// Adds the graph of an analysed function: broken at joints and gaps, with dots at jumps and at
  /// isolated points.
  ///
  /// - Parameters:
  ///   - analysis: says where the graph breaks, and what its sides tend to there.
  ///   - name: the name in the legend.
  ///   - family: which function of the figure this is.
  ///   - values: the heights, or `nil` where there is none.
  public mutating func addGraph(
    of analysis: FunctionAnalysis, named name: String, family: Int,
    sampler: AdaptiveSampler = AdaptiveSampler(), values: (Double) -> Double?
  ) {
    addCurve(
      of: analysis, named: name, role: .function, family: family, sampler: sampler,
      sides: \.limit, dots: functionDots(analysis), values: values)
  }

  /// Adds the graph of the derivative: on the intervals on which it is proved to exist and nowhere
  /// else, with hollow dots at the limits that it does not take.
  ///
  /// - Parameters:
  ///   - analysis: gives the derivative, piece by piece.
  ///   - name: the name in the legend.
  ///   - family: which function of the figure this is.
  ///   - values: the heights of a formula in text form, or `nil` where it has none; `nil` for a text
  ///     that is no formula.
  public mutating func addDerivative(
    of analysis: FunctionAnalysis, named name: String, family: Int,
    sampler: AdaptiveSampler = AdaptiveSampler(),
    values: (_ formula: String) -> ((Double) -> Double?)?
  ) {
    let pieces = PiecewiseValues(analysis.derivative, repeating: analysis.periodicity, values)
    addCurve(
      of: analysis, named: name, role: .derivative, family: family, sampler: sampler,
      sides: \.slope, dots: derivativeDots(analysis, pieces), values: pieces.value)
  }

  private mutating func addCurve(
    of analysis: FunctionAnalysis, named name: String, role: Role, family: Int,
    sampler: AdaptiveSampler, sides: KeyPath<JointSide, ExactNumber?>, dots: [Dot],
    values: (Double) -> Double?
  ) {
    guard xFrom < xTo else { return }
    var sampler = sampler
    sampler.breaksAtSteps = analysis.continuity.verdict != .proved
    var curve = Curve(
      name: name, role: role, family: family,
      segments: sampler.segments(
        over: xFrom...xTo, joints: analysis.breaks(over: xFrom...xTo), of: values),
      dots: dots.filter { xFrom <= $0.at.x && $0.at.x <= xTo })
    let limits = analysis.joints.filter { joint in
      joint.at.finite.map { xFrom <= $0 && $0 <= xTo } == true
    }.flatMap { [$0.left?[keyPath: sides], $0.right?[keyPath: sides]] }
    curve.runsDown = limits.contains(.minusInfinity)
    curve.runsUp = limits.contains(.infinity)
    curve.isComplete =
      role == .function
      || analysis.differentiability.complete && analysis.domain.verdict == .proved
    curves.append(curve)
  }

  /// Says below the title which curves have no values in the window, and which are not known to be
  /// drawn wherever they have some.
  public mutating func noteMissingValues(language: Language) {
    let empty = curves.filter { $0.isComplete && $0.segments.isEmpty && $0.dots.isEmpty }
    let partial = curves.filter { !$0.isComplete }
    let notes = [
      (language.choose(en: "no values in this window", ru: "в этом окне значений нет"), empty),
      (
        language.choose(
          en: "drawn only where it is proved to exist",
          ru: "показано лишь там, где существование доказано"), partial
      ),
    ]
    for (note, curves) in notes where !curves.isEmpty {
      let line = "\(curves.map(\.name).joined(separator: ", ")): \(note)"
      subtitle += (subtitle.isEmpty ? "" : "\n") + line
    }
  }

  /// Marks the points of the window where a function is proved to be continuous and not to be
  /// differentiable.
  public mutating func markKinks(of analysis: FunctionAnalysis, language: Language) {
    for joint in analysis.joints
    where joint.continuous == .proved && joint.differentiable == .refuted {
      guard let x = joint.at.finite, xFrom <= x, x <= xTo, let y = joint.value?.finite else {
        continue
      }
      let kind = analysis.differentiability.exceptions.first { $0.at == joint.at }?.kind ?? .corner
      let place = "\(analysis.function.variable) = \(joint.at.short)"
      kinks.append(
        Mark(at: FigurePoint(x: x, y: y), label: "\(Self.name(of: kind, in: language)), \(place)"))
    }
  }

  private static func name(
    of kind: Differentiability.Kink.Kind, in language: Language
  ) -> String {
    switch kind {
    case .corner, .discontinuity: language.choose(en: "kink", ru: "излом")
    case .cusp: language.choose(en: "cusp", ru: "точка возврата")
    case .verticalTangent:
      language.choose(en: "vertical tangent", ru: "вертикальная касательная")
    case .oscillating, .isolated: language.choose(en: "no derivative", ru: "нет производной")
    }
  }

  /// Full dots at values, hollow ones at one-sided limits that are not the value.
  private func functionDots(_ analysis: FunctionAnalysis) -> [Dot] {
    let jumps = analysis.joints.filter { $0.continuous == .refuted }.flatMap { joint -> [Dot] in
      let limits = [joint.left?.limit, joint.right?.limit].compactMap { $0 }
      let hollow = Set(limits).filter { $0 != joint.value }
      return dots(at: joint.at, heights: joint.value.map { [$0] } ?? [], isClosed: true)
        + dots(at: joint.at, heights: hollow, isClosed: false)
    }
    let isolated = analysis.joints.filter { $0.left == nil && $0.right == nil }.flatMap { joint in
      dots(at: joint.at, heights: joint.value.map { [$0] } ?? [], isClosed: true)
    }
    let gaps = analysis.domain.gaps.filter { $0.kind == .removable || $0.kind == .jump }
    let hollow = gaps.flatMap { gap in
      dots(at: gap.at, heights: Set([gap.left, gap.right].compactMap { $0 }), isClosed: false)
    }
    return jumps + isolated + hollow
  }

  /// Hollow dots at the one-sided limits of the derivative where there is no derivative, full ones
  /// at values that the derivative takes where it has no limit.
  private func derivativeDots(
    _ analysis: FunctionAnalysis, _ pieces: PiecewiseValues
  ) -> [Dot] {
    analysis.joints.flatMap { joint -> [Dot] in
      let limits = [joint.left, joint.right].compactMap { $0 }.map(\.slope)
      if joint.differentiable == .refuted {
        return dots(at: joint.at, heights: Set(limits.compactMap { $0 }), isClosed: false)
      }
      guard limits.contains(nil), let x = joint.at.finite, let y = pieces.pointValue(x) else {
        return []
      }
      return [Dot(at: FigurePoint(x: x, y: y), isClosed: true)]
    }
  }

  private func dots(
    at place: ExactNumber, heights: some Sequence<ExactNumber>, isClosed: Bool
  ) -> [Dot] {
    guard let x = place.finite else { return [] }
    return heights.compactMap(\.finite).sorted().map { y in
      Dot(at: FigurePoint(x: x, y: y), isClosed: isClosed)
    }
  }
}

extension ExactNumber {
  /// The nearest float64, or `nil` for an infinity.
  var finite: Double? {
    Double(decimal).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The decimal or the exact form if it is short, otherwise four digits.
  var short: String {
    if exact != nil, decimal.count <= 8 { return decimal.replacing("-", with: "−") }
    if let exact, exact.count <= 9 { return exact.replacing("-", with: "−") }
    return finite.map { String(format: "%.4g", $0).replacing("-", with: "−") } ?? decimal
  }
}
