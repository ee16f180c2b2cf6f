import Activations
import Foundation
import Installation
import Proofs
import Testing

@testable import Reports

@Suite("The case study")
struct CaseStudyTests {
  @Test("the assignment's own cells print what they print")
  func cells() async throws {
    let study = try await CaseStudy.assignment()
    let outputs = Dictionary(uniqueKeysWithValues: study.cells.map { ($0.name, $0.output) })
    #expect(
      outputs["relu"] == """
        ReLU' approx at -1.0 = 0.0
        ReLU' approx at 0.0 = 0.5
        ReLU' approx at 2.0 = 0.9999999999998899
        """)
    #expect(outputs["leaky_relu"]?.contains("Leaky ReLU' approx at 0.0 = 0.505\n") == true)
    #expect(
      outputs["softplus"]?.contains(
        "z=5.0: Softplus=5.006715, approx derivative=0.993307, sigmoid=0.993307") == true)
    let large = try #require(outputs["large-values"])
    #expect(large.contains("Softplus(-50) = 0.0\n"))
    #expect(large.contains("sigmoid(-50) = 1.928749847963918e-22\n"))
    #expect(large.contains("exp(1000) = OverflowError"))
    #expect(study.agreement.compared == 36)
    #expect(study.agreement.identical == 36)
  }

  @Test("both languages state the facts that the assignment asks for")
  func statements() async throws {
    let study = try await CaseStudy.assignment()
    let russian = MarkdownDocument(try Report(study, language: .ru, figures: [])).text
    for statement in [
      "годится $\\delta = \\varepsilon$", "= \\frac{0 + 1}{2} = 0.5.$$",
      "= \\frac{0.01 + 1}{2} = 0.505.$$", "C^\\infty(\\mathbb{R})",
      "z \\;\\mapsto\\; e^{z} \\;\\mapsto\\; 1 + e^{z}", "= \\sigma(z)", "Softplus и сигмоида",
      "$0 < \\operatorname{Softplus}'(\\xi) < 1$",
      "Почему это всё равно лучше", "$1.9287 \\cdot 10^{-22}$", "| float64 | $709.783$ |",
      "f'(-5) \\approx 0.00669", "8 (ReLU), 0 (Leaky ReLU), 0 (Softplus)",
    ] {
      #expect(russian.contains(statement), "\(statement)")
    }
    let english = MarkdownDocument(try Report(study, language: .en, figures: [])).text
    for statement in [
      "the choice $\\delta = \\varepsilon$ serves", "Why this is better all the same",
      "a scatter **between schemes**", "8 (ReLU), 0 (Leaky ReLU), 0 (Softplus)",
    ] {
      #expect(english.contains(statement), "\(statement)")
    }
    expectSound(study)
  }

  /// The Markdown of the report on `texts` in both languages, which is sound.
  @discardableResult
  private func report(on texts: [String]) async throws -> (ru: String, en: String) {
    let functions = try texts.map { try Catalogue.builtIn.parser.parse($0) }
    let study = try await CaseStudy(of: StudySubject.analysed(functions), command: "actlab")
    for cell in study.cells {
      #expect(!cell.output.contains("NameError") && !cell.output.contains("SyntaxError"))
      #expect(!cell.output.contains("RecursionError"))
    }
    return (try markdown(study, .ru), try markdown(study, .en))
  }

  private func markdown(_ study: CaseStudy, _ language: Language) throws -> String {
    let report = try Report(study, language: language, figures: ["functions"])
    let text = MarkdownDocument(report).text
    let invariants = ReportInvariants(
      text: text, isRussian: language == .ru, names: study.functions.map { $0.title(in: language) })
    let formulas = study.functions.map(\.analysis.function.formula)
    #expect(invariants.violations.isEmpty, "\(formulas), \(language)")
    let several = study.functions.count { function in
      function.analysis.joints.count {
        $0.continuous == .proved && $0.value != nil && $0.left != nil && $0.right != nil
      } > 1
    }
    let sentence =
      language.choose(en: "If several joints lie between", ru: "лежит несколько точек стыка")
    #expect(text.components(separatedBy: sentence).count - 1 <= several, "\(formulas)")
    if study.functions.allSatisfy({ $0.analysis.smoothness.class != nil }) {
      let doubt =
        language.choose(
          en: "No function here is proved to be infinitely",
          ru: "дифференцируемость здесь не доказана")
      #expect(!text.contains(doubt), "\(formulas)")
    }
    return text
  }

  private func expectSound(_ study: CaseStudy) {
    #expect(throws: Never.self) {
      for language in Language.allCases { _ = try markdown(study, language) }
    }
  }

  @Test(
    "any functions give a whole report",
    arguments: [
      ["x/x"], ["|x| + |x - 1|", "x^2"], ["sqrt(x)"], ["hard-swish"], ["leaky_relu(x, 0.2)"],
      ["cbrt(x)", "log(x)"], ["floor(x)"], ["tan(x)"], ["sqrt(sin(x) - 1)"], ["abs(x^2 - 2)"],
      ["gelu", "mish", "softplus", "sigmoid"], ["z^2", "abs(x)", "sqrt(z)"], ["snake", "elu"],
      ["-x - 1 if x < -1 else (x^2 if x < 1 else (2*x if x < 2 else 7 - x))"], ["3"],
      ["x^0.5 if x >= 0 else 0"], ["1/x if x != 0 else 0"], ["exp(exp(x))", "x*log(x)"],
      ["jumprelu", "selu", "elish"], ["gelu", "x*sin(1/x) if x != 0 else 0", "step"],
      ["x^3 if x < 3 else (-x^2 if x > 3 else 2)"],
      ["|x|^1.5", "x^2*log(x) if x > 0 else 0", "hardswish"],
    ])
  func anyFunctions(texts: [String]) async throws { try await report(on: texts) }

  @Test("at a jump the quotient is said to be unbounded, not to have a limit")
  func jump() async throws {
    let (ru, en) = try await report(on: ["x if x > 1 else 0"])
    #expect(
      ru.contains(
        "| $1$ | производной нет: точка разрыва, и разность неограниченно растёт по модулю при "
          + "$\\varepsilon \\to 0$ | `500.49999999999994` | $500.5$ |"))
    #expect(en.contains("grows without bound in absolute value as $\\varepsilon \\to 0$ | `500.49"))
    #expect(!ru.contains("$+\\infty$ | $500"))
    #expect(ru.contains("При $x = 1$ функция разрывна"))
  }

  @Test("a displaced value: the quotient's limit is a number that is no derivative")
  func displaced() async throws {
    let (ru, en) = try await report(on: ["x^2 if x != 1 else 5"])
    #expect(ru.contains("разность стремится к $2$, но это число — не производная |"))
    #expect(en.contains("the quotient tends to $2$, but this number is no derivative |"))
  }

  @Test("at a cusp there is no mean of one-sided derivatives")
  func cusp() async throws {
    let (ru, en) = try await report(on: ["sqrt(|x|)"])
    #expect(ru.contains("| $0$ | производной нет: точка возврата, односторонние производные"))
    #expect(en.contains("| $0$ | no derivative: a cusp"))
  }

  @Test("pieces with one formula are named with all their intervals")
  func unions() async throws {
    let (ru, en) = try await report(on: ["1/x"])
    #expect(ru.contains("$f(x) = \\frac{1}{x}$ при $x < 0 \\text{ или } x > 0$."))
    #expect(en.contains("$f(x) = \\frac{1}{x}$ for $x < 0 \\text{ or } x > 0$."))
  }

  @Test("an empty domain is said to be empty, and nothing is claimed about the function")
  func empty() async throws {
    let (ru, en) = try await report(on: ["log(-abs(x) - 1)", "relu"])
    #expect(ru.contains("область определения пуста, $D = \\varnothing$."))
    #expect(ru.contains("| не определена ни в одной точке |"))
    #expect(en.contains("There is nothing to prove about such a function"))
    #expect(en.components(separatedBy: "#### Continuity").count == 2)
    #expect(try await report(on: ["sqrt(-1 - x^2)"]).en.contains("| defined nowhere |"))
  }

  @Test("undefined values are called so in calculations and tables")
  func undefinedValues() async throws {
    let (ru, en) = try await report(on: ["1/x", "sqrt(x) if x != 0.5 else 1/(x - 0.5)"])
    #expect(
      ru.contains("f_{2}(0.5) \\text{ — не определено}") || ru.contains("\\text{не определено}"))
    #expect(en.contains("\\text{ — not defined}"))
  }

  @Test("the dead function of the text is one that died in the run")
  func dead() async throws {
    let (ru, _) = try await report(on: ["softshrink", "relu"])
    #expect(ru.contains("У функции ReLU он на промежутке $(-\\infty,\\, 0)$"))
    #expect(ru.contains("именно в таком положении после удара"))
    let (alone, english) = try await report(on: ["softshrink"])
    #expect(alone.contains("ни один нейрон с этой активацией туда, впрочем, не попал"))
    #expect(english.contains("no unit with this activation fell there"))
  }

  @Test("a discontinuous piecewise linear function with slopes other than 0 is not denied")
  func discontinuousSlopes() async throws {
    let (_, en) = try await report(on: ["x if x > 1 else 2*x"])
    #expect(en.contains("the least absolute slope of its pieces is $1$"))
    #expect(en.contains("yet at $x = 1$ it is discontinuous"))
  }

  @Test("3.3 compares what is written by hand with the script, and measures both roundings")
  func byHand() async throws {
    let study = try await CaseStudy.assignment()
    let text = try markdown(study, .en)
    // (softplus(−0.499) − softplus(−0.501))/0.002 = 0.37754067839…, of which 7 digits survive.
    #expect(
      text.contains(
        "| $-0.5$ | $0.4740769842$ | `0.4740769841801067` | $0.3775407$ | `0.3775406783909363` | "
          + "$2.2 \\cdot 10^{-8}$ |"))
    #expect(text.contains("*Rounding by hand:*") && text.contains("by up to $2.2 \\cdot 10^{-8}$"))
    #expect(text.contains("*Rounding in float64:*") && text.contains("\\cdot 10^{-14}$"))
  }

  /// Random formulas from a small grammar: kinks, jumps, gaps and compositions; same seed, same text.
  private func randomFormulas(seed: UInt64) -> [String] {
    var state = seed
    func below(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(n))
    }
    func term(_ depth: Int) -> String {
      guard depth > 0 else { return ["x", "2*x - 1", "0.3*x", "1 - x", "1/2", "x + 1"][below(6)] }
      let (u, v) = (term(depth - 1), term(depth - 1))
      switch below(8) {
      case 0: return "(\(u)) * (\(v))"
      case 1: return "max(\(u), \(v))"
      case 2: return "(\(u) if x > \(below(3)) else \(v))"
      case 3: return "abs(\(u)) - \(v)"
      case 4: return "tanh(\(u))"
      case 5: return "sqrt(\(u))"
      case 6: return "(\(u))/(1 + (\(v))^2)"
      default: return "softplus(\(u)) + \(v)"
      }
    }
    return (0..<3).map { _ in term(2) }
  }

  @Test("random formulas give a whole report", arguments: Array(1...6) as [UInt64])
  func randomReports(seed: UInt64) async throws {
    try await report(on: randomFormulas(seed: seed))
  }
}
