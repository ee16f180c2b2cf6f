import Analysis
import Foundation
import Installation
import Reals

extension FunctionFigure {
  /// Adds the graph of an analysed function, or of its derivative: broken at joints and gaps, with
  /// dots at jumps.
  ///
  /// - Parameters:
  ///   - analysis: says where the graph breaks, and what its sides tend to there.
  ///   - name: the name in the legend.
  ///   - role: whether `values` are those of the function or of its derivative.
  ///   - family: which function of the figure this is.
  ///   - values: the heights, or `nil` where there is none.
  public mutating func addGraph(
    of analysis: FunctionAnalysis, named name: String, role: Role, family: Int,
    sampler: AdaptiveSampler = AdaptiveSampler(), values: (Double) -> Double?
  ) {
    guard xFrom < xTo else { return }
    var sampler = sampler
    sampler.breaksAtSteps = analysis.continuity.verdict != .proved
    let breaks = (analysis.joints.map(\.at) + analysis.domain.gaps.map(\.at)).compactMap(\.finite)
    let dots = role == .function ? functionDots(analysis) : derivativeDots(analysis)
    curves.append(
      Curve(
        name: name, role: role, family: family,
        segments: sampler.segments(over: xFrom...xTo, joints: breaks, of: values),
        dots: dots.filter { xFrom <= $0.at.x && $0.at.x <= xTo }))
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
    let gaps = analysis.domain.gaps.filter { $0.kind == .removable || $0.kind == .jump }
    return jumps
      + gaps.flatMap { gap in
        dots(at: gap.at, heights: Set([gap.left, gap.right].compactMap { $0 }), isClosed: false)
      }
  }

  /// Hollow dots at the one-sided limits of the derivative where there is no derivative.
  private func derivativeDots(_ analysis: FunctionAnalysis) -> [Dot] {
    analysis.joints.filter { $0.differentiable == .refuted }.flatMap { joint in
      let slopes = Set([joint.left?.slope, joint.right?.slope].compactMap { $0 })
      return dots(at: joint.at, heights: slopes, isClosed: false)
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
