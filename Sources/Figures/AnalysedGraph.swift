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
  /// It is left out close to points without a derivative where it has no limit either: oscillations
  /// to infinity would cover all else.
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
    let wild = analysis.joints.filter { joint in
      joint.differentiable != .proved && visibleSides(joint).contains { $0.slope == nil }
    }.compactMap(\.at.finite)
    let distance = (xTo - xFrom) / 50
    addCurve(
      of: analysis, named: name, role: .derivative, family: family, sampler: sampler,
      sides: \.slope, dots: derivativeDots(analysis, pieces)
    ) { x in
      wild.contains { abs(x - $0) < distance } ? nil : pieces.value(x)
    }
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
    }.flatMap(visibleSides).map { $0[keyPath: sides] }
    curve.runsDown = limits.contains(.minusInfinity)
    curve.runsUp = limits.contains(.infinity)
    curve.isComplete =
      role == .function
      || analysis.differentiability.complete && analysis.domain.verdict == .proved
    if curve.segments.reduce(0, { $0 + $1.count }) > sampler.maximumPoints * 9 / 10 {
      unresolved.insert(curves.count)
    }
    curves.append(curve)
  }

  /// Says below the title which curves have no values in the window, and which are not known to be
  /// drawn wherever they have some.
  public mutating func noteMissingValues(language: Language) {
    let empty = curves.filter { $0.isComplete && $0.segments.isEmpty && $0.dots.isEmpty }
    let partial = curves.filter { !$0.isComplete }
    let fine = unresolved.sorted().map { curves[$0] }
    let notes = [
      (
        language.choose(
          en: "varies faster than the figure can show", ru: "меняется быстрее, чем видно на рисунке"
        ), fine
      ),
      (language.choose(en: "no values in this window", ru: "в этом окне значений нет"), empty),
      (
        language.choose(
          en: "drawn only where it is proved to exist",
          ru: "показано лишь там, где существование доказано"), partial
      ),
    ]
    for (note, curves) in notes where !curves.isEmpty {
      self.note("\(curves.map(\.name).joined(separator: ", ")): \(note)")
    }
  }

  /// Adds a line below the title, once.
  private mutating func note(_ line: String) {
    guard !subtitle.components(separatedBy: "\n").contains(line) else { return }
    subtitle += (subtitle.isEmpty ? "" : "\n") + line
  }

  /// Marks the points of the window where a function is proved to be continuous and not to be
  /// differentiable, and says below the title which part of the window is too long for that.
  public mutating func markKinks(of analysis: FunctionAnalysis, language: Language) {
    if let over = analysis.periodicity?.over, let from = over.from.finite, let to = over.to.finite,
      xFrom < from || to < xTo
    {
      let ends = [from, to].map(Self.short)
      note(
        language.choose(
          en: "jumps and kinks are marked from \(ends[0]) to \(ends[1])",
          ru: "разрывы и изломы отмечены от \(ends[0]) до \(ends[1])"))
    }
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
      let limits = visibleSides(joint).compactMap(\.limit)
      let hollow = Set(limits).filter { $0 != joint.value }
      return dots(at: joint.at, heights: joint.value.map { [$0] } ?? [], isClosed: true)
        + dots(at: joint.at, heights: hollow, isClosed: false)
    }
    let isolated = analysis.joints.filter { $0.left == nil && $0.right == nil }.flatMap { joint in
      dots(at: joint.at, heights: joint.value.map { [$0] } ?? [], isClosed: true)
    }
    let gaps = analysis.domain.gaps.filter { $0.kind == .removable || $0.kind == .jump }
    let hollow = gaps.flatMap { gap in
      let limits = visible(left: gap.left, right: gap.right, of: gap.at)
      return dots(at: gap.at, heights: Set(limits), isClosed: false)
    }
    return jumps + isolated + hollow
  }

  /// Hollow dots at the one-sided limits of the derivative where there is no derivative, full ones
  /// at values that the derivative takes where it has no limit.
  private func derivativeDots(
    _ analysis: FunctionAnalysis, _ pieces: PiecewiseValues
  ) -> [Dot] {
    analysis.joints.flatMap { joint -> [Dot] in
      let limits = visibleSides(joint).map(\.slope)
      if joint.differentiable == .refuted {
        return dots(at: joint.at, heights: Set(limits.compactMap { $0 }), isClosed: false)
      }
      guard limits.contains(nil), let x = joint.at.finite, let y = pieces.pointValue(x) else {
        return []
      }
      return [Dot(at: FigurePoint(x: x, y: y), isClosed: true)]
    }
  }

  private func visibleSides(_ joint: Joint) -> [JointSide] {
    visible(left: joint.left, right: joint.right, of: joint.at)
  }

  /// What there is on those sides of a place that lie in the window.
  private func visible<Side>(left: Side?, right: Side?, of place: ExactNumber) -> [Side] {
    guard let x = place.finite else { return [] }
    return [xFrom < x ? left : nil, x < xTo ? right : nil].compactMap { $0 }
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
    if let exact, exact.count <= 9 {
      return exact.replacing("-", with: "−").replacing("*pi", with: "π").replacing("pi", with: "π")
    }
    return finite.map { String(format: "%.4g", $0).replacing("-", with: "−") } ?? decimal
  }
}
