import Analysis
import Figures
import Formulas
import Foundation
import Installation
import Networks
import Proofs
import Reals

/// The figures of a case study, by the names of their files.
struct StudyFigures {
  /// The specifications.
  private(set) var specifications: [String: VegaLiteSpecification] = [:]
  private let language: Language

  init(_ study: CaseStudy, language: Language) {
    self.language = language
    for (index, function) in study.functions.enumerated() {
      specifications[function.identifier] =
        figure(of: function, family: index, language: language).specification
    }
    specifications["functions"] = graphs(study.functions, language: language).specification
    specifications["differences"] =
      differences(study, language: language).specification
    if let training = study.training {
      let titles = Dictionary(
        study.functions.map { ($0.identifier, $0.figureTitle(in: language)) },
        uniquingKeysWith: { first, _ in first })
      specifications["training"] =
        TrainingFigure(
          training, title: choose("Training and dead units", "Обучение и мёртвые нейроны"),
          language: language, names: { titles[$0] ?? $0 }
        ).specification
    }
  }

  private func choose(_ english: String, _ russian: String) -> String {
    language.choose(en: english, ru: russian)
  }

  /// One function with its derivative; with difference points where it has kinks.
  private func figure(
    of function: StudiedFunction, family: Int, language: Language
  ) -> FunctionFigure {
    let kinks = function.analysis.kinkArguments
    let title = function.figureTitle(in: language)
    let window = kinks.isEmpty ? -5...5 : Self.window(around: kinks, margin: 2)
    var figure = FunctionFigure(
      title: choose("\(title) and its derivative", "\(title) и производная"),
      xTitle: function.analysis.function.variable,
      yTitle: choose("value", "значение"), over: window)
    figure.addGraph(
      of: function.analysis, named: title, family: family, values: function.floatValue)
    figure.addDerivative(
      of: function.analysis, named: "\(title)′", family: family, values: Self.float)
    figure.markKinks(of: function.analysis, language: language)
    if !kinks.isEmpty, let table = function.theory {
      figure.addDifferences(of: table, family: family, areLabelled: true, language: language)
    }
    figure.noteMissingValues(language: language)
    return figure
  }

  /// All functions together.
  private func graphs(_ functions: [StudiedFunction], language: Language) -> FunctionFigure {
    var figure = FunctionFigure(
      title: functions.count == 1
        ? choose("The function", "Функция") : choose("The functions", "Функции"),
      xTitle: Self.variable(functions),
      yTitle: choose("value", "значение"), over: Self.commonWindow(functions))
    for (index, function) in functions.enumerated() {
      figure.addGraph(
        of: function.analysis, named: function.figureTitle(in: language), family: index,
        values: function.floatValue)
      figure.markKinks(of: function.analysis, language: language)
    }
    figure.noteMissingValues(language: language)
    return figure
  }

  /// The central differences of all functions, as functions of the point.
  private func differences(_ study: CaseStudy, language: Language) -> FunctionFigure {
    let window = Self.commonWindow(study.functions)
    let step = Double(study.step) ?? 1e-3
    var figure = FunctionFigure(
      title: choose("Approximate derivatives", "Приближённые производные"),
      subtitle: choose(
        "Dε f is the central difference of f, ", "Dε f — центральная разность функции f, ")
        + "ε = \(study.step)",
      xTitle: Self.variable(study.functions),
      yTitle: choose("difference quotient", "разностное отношение"), over: window)
    let sampler = AdaptiveSampler()
    for (index, function) in study.functions.enumerated() {
      let value = function.floatValue
      let quotient = { (z: Double) -> Double? in
        guard let after = value(z + step), let before = value(z - step) else { return nil }
        return (after - before) / (2 * step)
      }
      let breaks = function.analysis.breakArguments(in: window).flatMap { [$0 - step, $0 + step] }
      let segments = sampler.segments(over: window, joints: breaks, of: quotient)
      let title = function.figureTitle(in: language)
      figure.curves.append(
        FunctionFigure.Curve(
          name: "Dε \(title)", role: .derivative, family: index, segments: segments))
      let jumps = function.analysis.jumpArguments(in: window).compactMap { jump in
        quotient(jump).map {
          FunctionFigure.Mark(
            at: FigurePoint(x: jump, y: $0), label: RoundedDecimal.figureLabel($0))
        }
      }
      guard !jumps.isEmpty else { continue }
      figure.differences.append(
        FunctionFigure.Differences(
          name: choose("Dε \(title) at a jump", "Dε \(title) в разрыве"), family: index,
          points: jumps))
    }
    figure.noteMissingValues(language: language)
    figure.fitBesideJumps(
      study.functions.flatMap { $0.analysis.jumpArguments(in: window) }, within: step)
    if figure.differences.contains(where: figure.leavesWindow) {
      figure.subtitle += choose(
        "\nAcross a jump Dε f is of the order of 1/ε and leaves the figure: arrows name it",
        "\nНа скачке Dε f — порядка 1/ε и выходит за рисунок: стрелки называют значение")
    }
    return figure
  }

  /// A formula in text form as a function of float64 numbers, `nil` where it is not finite.
  static func float(_ text: String) -> ((Double) -> Double?)? {
    guard let formula = Formula(text: text) else { return nil }
    let compiled = CompiledFormula(formula).value
    return { x in
      let value = compiled(x)
      return value.isFinite ? value : nil
    }
  }

  private static func variable(_ functions: [StudiedFunction]) -> String {
    functions.first?.analysis.function.variable ?? "z"
  }

  private static func window(around kinks: [Double], margin: Double) -> ClosedRange<Double> {
    let (low, high) = (kinks.min() ?? 0, kinks.max() ?? 0)
    return (low - margin)...(high + margin)
  }

  /// The window of the figures with all functions: [−3, 3], widened so that it shows all kinks.
  static func commonWindow(_ functions: [StudiedFunction]) -> ClosedRange<Double> {
    let kinks = functions.flatMap(\.analysis.kinkArguments)
    return min(-3, (kinks.min() ?? 0) - 1)...max(3, (kinks.max() ?? 0) + 1)
  }
}

extension FunctionAnalysis {
  /// The points without derivative near enough to be drawn.
  fileprivate var kinkArguments: [Double] {
    let all = differentiability.exceptions.compactMap { Double($0.at.decimal) }
    return Array(
      all.filter { $0.magnitude <= 1000 }.sorted { ($0.magnitude, $0) < ($1.magnitude, $1) }
        .prefix(5)
    ).sorted()
  }

  /// The points of the window where the function is not continuous.
  fileprivate func jumpArguments(in window: ClosedRange<Double>) -> [Double] {
    repeated(continuity.exceptions.map(\.at), in: window)
  }

  /// The joints and gaps in the window.
  fileprivate func breakArguments(in window: ClosedRange<Double>) -> [Double] {
    repeated(joints.map(\.at) + domain.gaps.map(\.at), in: window)
  }

  /// The points with all their shifts by multiples of the period, where there is one, as far as they
  /// lie in the window.
  private func repeated(_ points: [ExactNumber], in window: ClosedRange<Double>) -> [Double] {
    let listed = points.compactMap { Double($0.decimal) }.filter(\.isFinite)
    guard let period = periodicity?.period.double, period > 0,
      (window.upperBound - window.lowerBound) / period < 1000
    else { return listed.filter(window.contains) }
    var result: [Double] = []
    for point in listed {
      var next = point + ((window.lowerBound - point) / period).rounded(.up) * period
      while next <= window.upperBound {
        if !result.contains(where: { ($0 - next).magnitude < period / 1e6 }) { result.append(next) }
        next += period
      }
    }
    return result.sorted()
  }
}

extension RoundedDecimal {
  /// Four significant digits with a proper minus sign.
  fileprivate static func figureLabel(_ value: Double) -> String {
    RoundedDecimal("\(value)", significant: 4)?.text.replacing("-", with: "−") ?? ""
  }
}

extension FunctionFigure {
  /// Whether a difference of the series lies above or below the heights that are shown.
  fileprivate func leavesWindow(_ series: Differences) -> Bool {
    guard let yFrom, let yTo else { return false }
    return series.points.contains { !(yFrom...yTo).contains($0.at.y) }
  }

  /// Shows the heights that the curves have farther than `distance` from all `jumps`, unless there
  /// are none: beside a jump a quotient is of the order of 1/ε.
  fileprivate mutating func fitBesideJumps(_ jumps: [Double], within distance: Double) {
    guard !jumps.isEmpty else { return }
    let heights = curves.flatMap(\.segments).joined().filter { point in
      !jumps.contains { (point.x - $0).magnitude <= 1.5 * distance }
    }.map(\.y).filter(\.isFinite)
    guard let low = heights.min(), let high = heights.max(), high - low < 1000 else { return }
    let margin = high > low ? 0.09 * (high - low) : max(high.magnitude, 1) / 2
    (yFrom, yTo) = (low - margin, high + margin)
  }
}

extension StudiedFunction {
  /// The title with plain digits: lowered ones are not in every font, and one sign that is missing
  /// changes the font of the whole text.
  fileprivate func figureTitle(in language: Language) -> String {
    String(
      title(in: language).map { character in
        "₀₁₂₃₄₅₆₇₈₉".contains(character)
          ? Character("\(character.wholeNumberValue ?? 0)") : character
      })
  }

  /// The float64 value, `nil` where it is not finite.
  fileprivate var floatValue: (Double) -> Double? {
    StudyFigures.float(analysis.function.formula) ?? { _ in nil }
  }
}
