import Analysis
import Figures
import Formulas
import Foundation
import Installation
import Networks
import Reals
import Robustness

/// The figures of the homework, by the names of their files.
struct HomeworkFigures {
  /// The specifications.
  private(set) var specifications: [String: VegaLiteSpecification] = [:]
  private let language: Language

  init(_ homework: Homework, language: Language) {
    self.language = language
    for subject in homework.functions {
      specifications["gradient-\(subject.identifier)"] = gradient(of: subject).specification
    }
    specifications["loss"] =
      TrainingFigure(
        homework.training, title: choose("Loss of the training", "Потери при обучении"),
        language: language
      ).specification
    let jump = "JumpReLU, k = \(homework.example.threshold)"
    for (name, title, network) in [
      ("initial", choose("The network as it is given", "Исходная сеть"), homework.initial),
      ("trained", choose("The network after training", "Сеть после обучения"), homework.trained),
      (
        "jump-swapped", choose("\(jump): activation replaced", "\(jump): активация заменена"),
        homework.example.swapped
      ),
      (
        "jump-retrained", choose("\(jump): trained with it", "\(jump): сеть обучена с ней"),
        homework.example.retrained
      ),
    ] {
      if let figure = decisions(network, title: title) {
        specifications[name] = figure.specification
      }
    }
  }

  private func choose(_ english: String, _ russian: String) -> String {
    language.choose(en: english, ru: russian)
  }

  /// The gradient on [−5, 5], over its regions.
  private func gradient(of subject: StudySubject) -> FunctionFigure {
    let variable = subject.analysis.function.variable
    var figure = FunctionFigure(
      title: choose("Gradient of \(subject.title)", "Градиент \(subject.title)"),
      xTitle: variable, yTitle: choose("gradient", "градиент"), over: -5...5)
    figure.bandTitle = choose("learning", "обучение")
    figure.bandNames = [
      choose("inactive", "нет"), choose("slow", "медленное"), choose("active", "активное"),
      choose("fast", "быстрое"),
    ]
    figure.bands = (subject.analysis.regions.first?.pieces ?? []).compactMap { region in
      guard let from = Double(region.from.decimal), let to = Double(region.to.decimal), from < to
      else { return nil }
      let kind =
        switch region.kind {
        case .inactive: 0
        case .slow: 1
        case .active: 2
        case .fast: 3
        }
      return FunctionFigure.Band(from: from, to: to, kind: kind)
    }
    figure.addDerivative(
      of: subject.analysis, named: "\(subject.title)′", family: 0,
      values: StudyFigures.float)
    return figure
  }

  /// Decision regions, samples, witnesses and the balls that are proved to be of one class.
  private func decisions(_ network: Homework.AttackedNetwork, title: String) -> DecisionFigure? {
    guard let map = network.map else { return nil }
    var figure = DecisionFigure(map, title: title, language: language)
    figure.balls = network.answers.compactMap { answer in
      guard answer.input.count == 2, answer.distance.lower.isFinite else { return nil }
      return DecisionFigure.Ball(answer)
    }
    return figure
  }
}

extension DecisionFigure.Ball {
  /// The ball of the proved lower bound, in the norm of the answer, as far as it lies in the box; the input
  /// has two components.
  public init(_ answer: AttackResult, box: ClosedRange<Double>? = nil) {
    let (x, y, radius) = (answer.input[0], answer.input[1], answer.distance.lower)
    let outline = (0...Self.directionCount).map { index in
      let angle = 2 * .pi * Double(index) / Double(Self.directionCount)
      let length = answer.norm.length([cos(angle), sin(angle)])
      return [x + radius * cos(angle) / length, y + radius * sin(angle) / length].map { value in
        box.map { min(max(value, $0.lowerBound), $0.upperBound) } ?? value
      }
    }
    self.init(
      outline: outline.map { FigurePoint(x: $0[0], y: $0[1]) }, center: FigurePoint(x: x, y: y),
      witness: answer.witness.map { FigurePoint(x: $0[0], y: $0[1]) })
  }

  /// A multiple of 8, so that the corners of all norms are among them.
  private static let directionCount = 144
}
