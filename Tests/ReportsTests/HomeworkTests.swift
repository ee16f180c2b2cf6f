import Activations
import Foundation
import Installation
import Networks
import Robustness
import Testing

@testable import Reports

/// The solved homework against the answer sheet that it improves on, and against calculations by
/// hand.
@Suite("The homework")
struct HomeworkTests {
  private static let homework = Result {
    try Homework(
      of: StudySubject.analysed(Homework.assignedFunctions()), command: "actlab report homework")
  }

  private func text(_ language: Language) throws -> String {
    MarkdownDocument(try Report(Self.homework.get(), language: language, figures: [])).text
  }

  @Test("tables 2.1, 3.1 and 3.2, every printed digit", arguments: Language.allCases)
  func tables(language: Language) throws {
    let text = try text(language)
    for line in [
      "| 1 | (0, 0) | 0 | 0.3775 | 0.4741 |", "| 2 | (0, 1) | 1 | 0.6225 | 0.4741 |",
      "| 3 | (1, 0) | 1 | 0.6225 | 0.4741 |", "| 4 | (1, 1) | 0 | 0.3775 | 0.4741 |",
      "| 1 | (0, 0) | 0 | (0, -1) | (0, 0) | -0.5 | 0.3775 | 0.4741 |",
      "| 4 | (1, 1) | 0 | (2, 1) | (2, 1) | -0.5 | 0.3775 | 0.4741 |",
      "| 10 | 0.4794 |", "| 20 | 0.3996 |", "| 30 | 0.3168 |", "| 40 | 0.2809 |",
      "| 50 | 0.2393 |", "| 60 | 0.1973 |", "| 70 | 0.1756 |", "| 80 | 0.1528 |",
      "| 90 | 0.1258 |", "| 100 | 0.1137 |",
    ] { #expect(text.contains("\n\(line)\n"), "\(line)") }
  }

  @Test("table 2.2: gradients with the digits and the signs of zeros of the answer sheet")
  func gradients() throws {
    let text = try text(.en)
    #expect(
      text.contains(
        """
        grad_w = [0, 0]
        grad_b = 0.3775406687981454
        grad_W   [0, 0]
        grad_W   [-0, -0]
        grad_c = [0, -0]
        """))
    #expect(
      text.contains(
        """
        grad_w = [0.7550813375962908, 0.3775406687981454]
        grad_b = 0.3775406687981454
        grad_W   [0.3775406687981454, 0.3775406687981454]
        grad_W   [-0.7550813375962908, -0.7550813375962908]
        grad_c = [0.3775406687981454, -0.7550813375962908]
        """))
  }

  @Test("regions of gradients, by hand")
  func regions() throws {
    let text = try text(.en)
    for line in [
      // ReLU, and the piecewise linear unit with slopes 1/5, 1, 1/5.
      "$[-5, 0)$ |", "$(0, 5]$ |", "$[-5, -1)$ |", "$(-1, 1)$ |", "$(1, 5]$ |",
      // σ′ = 1/100 where σ = (1 + √0.96)/2: z = ln((1 + √0.96)/(1 − √0.96)) = 4.58486333912…
      "$[\\approx -4.58486333912, \\approx 4.58486333912]$ |",
      // exp(z) is 1/100 and 99/100.
      "$[\\ln(0.01), \\ln(0.99)]$ |",
      // By mpmath, with 60 digits: the SiLU's 99/100 and zero, the GELU's.
      "$[\\approx -1.23389797686, \\approx 1.23389797686]$ |", "$\\{\\approx -1.27846454276\\}$ |",
      "$[\\approx -0.729079833919, \\approx 0.729079833919]$ |",
      "$\\{\\approx -0.751791524694\\}$ |",
    ] { #expect(text.contains(line), "\(line)") }
    #expect(text.contains("One-sided derivatives at $0$: $0$ and $1$; frameworks take"))
    #expect(text.contains("The gradient is not defined at $-1$, $1$;"))
    #expect(text.components(separatedBy: "\\|f'\\|").count > 10)
    let russian = try self.text(.ru)
    #expect(russian.contains("Градиент не определён в точке $0$."))
    #expect(russian.contains("Градиент не определён в точках $-1$, $1$."))
    // Decimals have points, as those that are computed do; W1[2,2] is a parameter.
    let withoutPlaces = russian.replacing(/\[[0-9],[0-9]\]/, with: "")
    #expect(!withoutPlaces.contains(/[0-9](,|\{,\})[0-9]/))
  }

  @Test("adversarial examples: √2/4 before training, and nearer than the answer sheet's after it")
  func attacks() throws {
    let homework = try Self.homework.get()
    for answer in homework.initial.answers {
      #expect((answer.distance.upper - 0.3535533905932738).magnitude < 1e-12)
    }
    let trained = homework.trained.answers
    #expect(trained.allSatisfy { $0.status == .optimal })
    // A polar grid of the reference finds 0.23 from (0, 0).
    let least = try #require(trained.min { $0.distance.upper < $1.distance.upper })
    #expect(least.input == [0, 0])
    #expect(least.distance.upper < 0.23 && least.distance.lower > 0.22)
  }

  @Test("JumpReLU's adversarial examples are shown, and where a jump keeps one from being attained")
  func jumpExamples() throws {
    let homework = try Self.homework.get()
    let example = homework.example
    #expect(example.swapped.answers.map(\.attained) == [false, true, true, true])
    #expect(example.retrained.answers.allSatisfy { $0.attained == true && $0.status == .optimal })
    let section = try #require(try text(.en).components(separatedBy: "### 4.3.").last)
    for (network, beginning) in [
      (example.swapped, "The least infimum, 0.297193, belongs to sample 1, $x$ = (0, 0)"),
      (
        example.retrained,
        "The optimal adversarial example belongs to sample 1, $x$ = (0, 0): it is (0.0554"
      ),
    ] {
      #expect(section.contains(beginning))
      for answer in network.answers {
        let witness = try #require(answer.witness)
        // The witness is in the row, and is where the row says that it is.
        let place = zip(answer.input, witness).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
        #expect((place.squareRoot() - answer.distance.upper).magnitude < 1e-9)
        let row = try #require(
          section.split(separator: "\n").first {
            $0.hasPrefix("| \(answer.sample) |")
              && $0.contains(six(answer.distance.upper).dropLast())
          })
        #expect(row.contains("(\(six(witness[0]))") && row.contains("\(six(witness[1]))"))
        #expect(row.contains(answer.attained == false ? "| no |" : "| yes |"))
      }
    }
    #expect(section.contains("A jump keeps the infimum from being attained (sample 1)."))
    #expect(section.contains("No jump keeps an infimum from being attained here."))
    let figures = HomeworkFigures(homework, language: .en).specifications
    #expect(figures["jump-swapped"] != nil && figures["jump-retrained"] != nil)
  }

  private func six(_ number: Double) -> String { String(format: "%.6f", number) }

  @Test("conclusions about JumpReLU follow the numbers", arguments: Language.allCases)
  func conclusion(language: Language) throws {
    let homework = try Self.homework.get()
    func least(_ network: Homework.AttackedNetwork) -> Double {
      network.answers.map(\.distance.upper).min() ?? .infinity
    }
    let reference = least(homework.trained)
    let text = try text(language)
    // What each half of the table says, in the words of the reader's language.
    let halves = [
      (
        homework.thresholds.map(\.swapped),
        language.choose(en: "With the activation replaced, ", ru: "После замены активации ")
      ),
      (
        homework.thresholds.map(\.retrained),
        language.choose(en: "Of those trained with JumpReLU", ru: "Из обученных с JumpReLU")
      ),
    ]
    for (networks, beginning) in halves {
      let right = networks.filter { $0.right == 4 }
      let farther = right.count { least($0) > reference + 1e-6 }
      let nearer = right.count { least($0) < reference - 1e-6 }
      try #require(farther > 0 || nearer > 0)
      let sentence = try #require(text.components(separatedBy: beginning).last)
        .components(separatedBy: ".")[0]
      #expect(sentence.contains("(\(right.count))"))
      let none = language.choose(en: "none", ru: "ни одна")
      #expect(sentence.contains(none) == (farther == 0 || nearer == 0))
      #expect(
        sentence.contains(language.choose(en: "some are nearer", ru: "ближе (")) == (nearer > 0))
      #expect(
        sentence.contains(language.choose(en: "some are farther", ru: "дальше (")) == (farther > 0))
    }
    // k = 0 is ReLU itself.
    #expect(least(homework.thresholds[0].swapped) == reference)
    #expect(homework.thresholds[0].threshold == "0")
  }

  @Test(
    "samples that training brought the boundary nearer to, and others", arguments: Language.allCases
  )
  func shift(language: Language) throws {
    let text = try text(language)
    #expect(
      text.contains(
        language.choose(
          en: "brought the boundary nearer: 1, 2, 3; from which it moved it away: 4. The loss fell",
          ru: "обучение придвинуло границу: 1, 2, 3; от которых отодвинуло: 4. Потери при этом")))
  }

  @Test("nothing of the templates is left, and other functions are studied too")
  func otherFunctions() throws {
    let functions = try ["x if x > 0.3 else 0", "sqrt(x)", "snake"].map {
      try Catalogue.builtIn.parser.parse($0)
    }
    let homework = try Homework(of: StudySubject.analysed(functions), command: "actlab")
    for language in Language.allCases {
      let text = MarkdownDocument(try Report(homework, language: language, figures: [])).text
      for remnant in ["<%", "%>", "Optional(", "%1", "nil"] { #expect(!text.contains(remnant)) }
      let figures = HomeworkFigures(homework, language: language).specifications
      #expect(figures.count == functions.count + 5)
    }
  }
}
