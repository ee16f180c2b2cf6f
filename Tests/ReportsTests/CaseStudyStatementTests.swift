import Activations
import Foundation
import Installation
import Proofs
import Testing

@testable import Reports

/// Statements of reports, each against a fact derived by hand.
@Suite("What case studies say")
struct CaseStudyStatementTests {
  private func study(of texts: [String]) async throws -> CaseStudy {
    let functions = try texts.map { try Catalogue.builtIn.parser.parse($0) }
    return try await CaseStudy(of: StudySubject.analysed(functions), command: "actlab")
  }

  private func report(on texts: [String]) async throws -> (ru: String, en: String) {
    let study = try await study(of: texts)
    func text(_ language: Language) throws -> String {
      MarkdownDocument(try Report(study, language: language, figures: [])).text
    }
    return (try text(.ru), try text(.en))
  }

  private func expect(_ text: String, toSay parts: [String]) {
    for part in parts { #expect(text.contains(part), "\(part)") }
  }

  @Test("continuity is proved by composition before the estimate that needs a derivative")
  func composition() async throws {
    let study = try await CaseStudy.assignment()
    let text = MarkdownDocument(try Report(study, language: .en, figures: [])).text
    let section = try #require(text.range(of: "### 1.3 Softplus"))
    let softplus = text[section.lowerBound...]
    let first = try #require(softplus.range(of: "(a composition of continuous functions)"))
    let second = try #require(softplus.range(of: "mean value theorem"))
    #expect(first.lowerBound < second.lowerBound)
    // ReLU and leaky ReLU have one joint each, and need no mean value theorem.
    #expect(!text[..<section.lowerBound].contains("mean value theorem"))
    #expect(!text.contains("If several joints"))
  }

  @Test("the thresholds are said to be those of rounding to nearest: ln 65520 for float16")
  func thresholds() async throws {
    let study = try await CaseStudy.assignment()
    let text = MarkdownDocument(try Report(study, language: .ru, figures: [])).text
    // ln 65520 = 11.0901…, ln 65504 = 11.0898….
    expect(text, toSay: ["$\\ln 65520$", "| float16 | $11.0901$ |"])
    #expect(!text.contains("логарифм наибольшего конечного числа"))
  }

  @Test(
    "the experiment is quoted for speed and for dead units, and every sample counts in the loss")
  func training() async throws {
    let study = try await CaseStudy.assignment()
    let training = try #require(study.training)
    let text = MarkdownDocument(try Report(study, language: .en, figures: [])).text
    for run in training.runs {
      let before = try #require(run.epochs.last { $0.epoch == training.experiment.epochsBefore })
      #expect(text.contains("$\(before.loss.latex(significant: 4))$ ("))
    }
    expect(
      text,
      toSay: [
        "\\frac{1}{64} \\sum_{k=1}^{64}", "the hidden layer did not change any more with ReLU,",
        "it went on learning with Leaky ReLU, Softplus.",
      ])
    #expect(!text.contains("All this shows"))
  }

  @Test("x·sin(1/x): the quotient goes between −1 and 1, and δ = ε serves at 0")
  func oscillation() async throws {
    let (ru, en) = try await report(on: ["x*sin(1/x) if x != 0 else 0"])
    expect(
      ru,
      toSay: [
        "отношение приращений колеблется между $-1$ и $1$ и предела не имеет |",
        "односторонних производных нет: отношение приращений колеблется между $-1$ и $1$",
        "\\le \\left|x\\right|$", "M = 1 + \\frac{2}{\\left|a\\right|}",
        "Ни одна из односторонних производных не существует",
      ])
    #expect(!ru.contains("с этой стороны установить не удалось"))
    expect(
      en, toSay: ["goes to and fro between $-1$ and $1$", "So $\\delta = \\varepsilon$ serves"])
  }

  @Test("roots: M is named, the derivative is called unbounded, the cost moderate")
  func roots() async throws {
    let (_, en) = try await report(on: ["sqrt(x)", "cbrt(x)"])
    expect(
      en,
      toSay: [
        "M = \\frac{1}{2 \\, \\sqrt{0.5 \\, \\left|a\\right|}}",
        "M = \\frac{1}{3 \\, \\sqrt[3]{0.5 \\, \\left|a\\right|}^{2}}",
        "unbounded derivative near $x = 0$", "Moderate: roots",
        "*On the whole domain* the function is given by one and the same expression",
        "f₁(-50), printed as `ValueError`: the argument is outside the domain.",
        "f₂(1000), printed as `9.999999999999998`: the exact value is $10$,",
        "an explicit $\\delta$, one-sided",
      ])
    #expect(!en.contains("some number $M$"))
  }

  @Test("1/x has no Lipschitz constant, and a quotient taken across 0 has the wrong sign")
  func pole() async throws {
    let (ru, en) = try await report(on: ["1/x"])
    expect(
      en,
      toSay: [
        "there is no Lipschitz constant for the whole domain", "nothing is “rounded” either",
        "for small $\\varepsilon$ it even has the wrong sign",
        "the derivative grows without bound in absolute value for f near $x = 0$",
        "vanishes on no whole interval, and this is proved",
      ])
    expect(ru, toSay: ["единой константы Липшица у функции нет", "скруглять нечего"])
  }

  @Test("powers and logarithms: M by hand, the reason of the limit, f″ unbounded, the dear power")
  func powers() async throws {
    let (ru, en) = try await report(on: ["|x|^1.5", "x^2*log(x) if x > 0 else 0", "hardswish"])
    // f′ = 1.5·√|x|, and |2x ln x + x| ≤ 2R² + R for 0 < x ≤ R, R ≥ 1.
    expect(
      ru,
      toSay: [
        "M = 1.5 \\, R^{0.5}", "M = 2 \\, R^{2} + R$", "степень преобладает над логарифмом",
        "\\lim_{x \\to 0^+} f_{2}''(x) = -\\infty$", "\\lim_{x \\to 0^-} f_{1}''(x) = +\\infty$",
        "Дорого: степень с нецелым показателем",
        "(как и у функции Hardswish на $(-\\infty,\\, -3)$)",
        "Ни одна из этих функций не бесконечно дифференцируема",
        "Производная здесь линейна", "производная степени; производная сложной функции",
      ])
    expect(en, toSay: ["$t^{p}\\left|\\ln t\\right| = s\\,e^{-ps} \\to 0$", "**What can go wrong"])
  }

  @Test("ELiSH: f″ is 1 on the left of 0 and 1/2 on the right, so the error there is −ε/8")
  func secondDerivatives() async throws {
    let (ru, en) = try await report(on: ["elish"])
    expect(
      en,
      toSay: [
        "\\lim_{x \\to 0^-} \\operatorname{ELiSH}''(x) = 1$",
        "\\lim_{x \\to 0^+} \\operatorname{ELiSH}''(x) = 0.5$",
        "its leading term being $-0.125 \\cdot \\varepsilon$",
      ])
    expect(ru, toSay: ["вторые производные слева и справа там различны ($1$ и $0.5$)"])
  }

  @Test(
    "SELU: its constants are rounded in the text, and the idle branch overflows only if computed")
  func manyDigits() async throws {
    let (ru, en) = try await report(on: ["selu"])
    // λα = 1.0507009873554805 · 1.6732632423543773 = 1.75809934….
    expect(en, toSay: ["\\delta = \\varepsilon/1.7581$", "$f'_-(0) = 1.7581$, $f'_+(0) = 1.0507$"])
    expect(
      ru,
      toSay: [
        "округлены до 6 значащих цифр",
        "если вычисляются все ветви сразу (как `numpy.where`), переполнение и в невыбранной ветви: "
          + "float64 при $x \\gt 709.22$",
      ])
    // λα·(eˣ − 1) overflows before eˣ does: ln(T/λα + 1) = 709.21848 by mpmath.
    #expect(!ru.contains("переполнение в записи «как есть»"))
    #expect(try await report(on: ["x*exp(x)"]).ru.contains("переполнение в записи «как есть»"))
  }

  @Test("functions that repeat: where units die, what a difference across a jump is, and a figure")
  func repeating() async throws {
    let study = try await study(of: ["floor(x)", "abs(sin(x))"])
    let en = MarkdownDocument(try Report(study, language: .en, figures: [])).text
    expect(
      en,
      toSay: [
        "For f₁ it is identically zero on $(k,\\, k + 1)\\ (k \\in \\mathbb{Z})$",
        "With f₁ the last column is not zero although every gradient is",
        // π − 0.001 is known to 5·10⁻¹⁰ by hand, and so is its sine.
        "\\sin(3.140592654) \\approx 0.00100000 ",
      ])
    #expect(!en.contains("0.00099999983 "))
    let figures = StudyFigures(study, language: .en)
    let text = try #require(try figures.specifications["differences"]?.text())
    let chart = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let layers = try #require(chart["layer"] as? [[String: Any]])
    let heights = layers.compactMap { layer -> [Double]? in
      let encoding = layer["encoding"] as? [String: Any]
      let y = encoding?["y"] as? [String: Any]
      return (y?["scale"] as? [String: Any])?["domain"] as? [Double]
    }
    // The differences of |sin| lie between −1 and 1, those across the jumps are 500.
    #expect(!heights.isEmpty && heights.joined().allSatisfy { $0.magnitude < 2 })
    #expect(text.contains("leaves the figure"))
  }

  @Test("a limit by squeezing, and a known bound called so")
  func bounded() async throws {
    let (ru, en) = try await report(on: ["x^2*sin(1/x) if x != 0 else 0", "sin(x)/2 + x"])
    expect(
      en,
      toSay: [
        "\\le \\left|h\\right|^{2}$, and the difference quotient is squeezed:",
        "since $\\left|\\cos(t)\\right| \\le 1$ for all $t$",
      ])
    expect(ru, toSay: ["так как $\\left|\\cos(t)\\right| \\le 1$ при всех $t$"])
    #expect(!en.contains("proved by interval arithmetic"))
    // No known bound shows |f′| ≤ 1.1 for Swish.
    #expect(try await report(on: ["x*sigmoid(x)"]).en.contains("proved by interval arithmetic"))
  }

  @Test("step: all its units are dead before the shock; GELU(−50) underflows")
  func stillborn() async throws {
    let (ru, en) = try await report(on: ["gelu", "step"])
    expect(
      en,
      toSay: [
        "With Step all units are dead before the first epoch", "| 8 | 8 | 8 | $0$ |",
        "GELU(-50), printed as `-0.0`: the true value", "(underflow)",
      ])
    #expect(!en.contains("(this is just where the dead units"))
    expect(ru, toSay: ["С активацией Step все нейроны мертвы ещё до первой эпохи"])
  }

  @Test("the script's column is the script's output, also where our own float64 differs")
  func scriptColumn() async throws {
    let (ru, en) = try await report(on: ["x^3 if x < 3 else (-x^2 if x > 3 else 2)"])
    // Python's ** and repeated multiplication round x³ differently at 2 + ε.
    expect(ru, toSay: ["| `12.000000999998317` |", "**Точка $x = 3$.**", "так что причина одна."])
    expect(en, toSay: ["This function is not infinitely differentiable, as part 1 proves"])
    #expect(!ru.contains("Причин две") && !ru.contains("разделы 1."))
  }

  @Test(
    "the corrections of the assignment are plain: what agrees with what, and to how many digits")
  func corrections() async throws {
    let study = try await CaseStudy.assignment()
    for (language, words) in [
      (Language.en, "agrees with $\\sigma(-50)$ to 20 significant digits"),
      (.ru, "совпадает с $\\sigma(-50)$ в первых 20 значащих цифрах"),
    ] {
      let text = MarkdownDocument(try Report(study, language: language, figures: [])).text
      #expect(text.contains("$\\ln\\left(1 + e^{-50}\\right)$ " + words))
    }
  }

  @Test("names have their capital letters")
  func names() throws {
    func name(_ text: String) throws -> String? {
      let functions = [try Catalogue.builtIn.parser.parse(text)]
      return StudySubject.analysed(functions).first?.title
    }
    #expect(try name("jump-relu") == "JumpReLU")
    #expect(try name("elish") == "ELiSH")
    #expect(try name("step") == "Step")
    #expect(try name("gelu") == "GELU")
  }

  @Test("the common figures mark the kinks, name D_ε, and point to what does not fit")
  func figures() async throws {
    let study = try await study(of: ["relu", "step"])
    let figures = StudyFigures(study, language: .en).specifications
    let functions = try #require(figures["functions"]).text()
    #expect(functions.contains("kink, x = 0"))
    let differences = try #require(figures["differences"]).text()
    expect(differences, toSay: ["Dε ReLU", "Dε Step at a jump", "\"500\"", "triangle-up"])
    #expect(!differences.contains("ReLU′"))
  }

  @Test("figures say what has no values, and draw no derivative outside of the domain")
  func missingValues() async throws {
    let study = try await study(of: ["log(x)", "inf"])
    let figures = StudyFigures(study, language: .en).specifications
    let functions = try #require(figures["functions"]).text()
    #expect(functions.contains("f2: no values in this window"))
    #expect(try #require(figures["f2"]).text().contains("f2, f2′: no values in this window"))
    let logarithm = try #require(figures["f1"]).text()
    #expect(!logarithm.contains(/"curve" : "f1′",\s+"part" : \d+,\s+"x" : -/))
    #expect(logarithm.contains(/"curve" : "f1′",\s+"part" : \d+,\s+"x" : \d/))
  }
}
