import Foundation
import Testing

@Suite("actlab differentiate and evaluate")
struct DifferentiateTests {
  @Test("at the kink of ReLU the central difference is 1/2, the others 1 and 0")
  func kink() async throws {
    let result = try await CommandLineTool.run(
      "differentiate", "relu", "--at", "-1,0,1", "--step", "1e-3", "--scheme", "all", "--format",
      "json")
    #expect(result.code == 0)
    let table = try object(result.output)
    #expect(table["schema"] as? String == "actlab.differences.v1")
    let rows = try #require(table["rows"] as? [[String: Any]])
    #expect(rows.count == 3)
    let estimates = try #require(rows[1]["estimates"] as? [[String: Any]])
    let values = Dictionary(
      uniqueKeysWithValues: estimates.compactMap { estimate -> (String, String)? in
        guard let scheme = estimate["scheme"] as? String,
          let exact = (estimate["exact"] as? [String: Any])?["decimal"] as? String
        else { return nil }
        return (scheme, exact)
      })
    #expect(values["central"] == "0.5")
    #expect(values["forward"] == "1")
    #expect(values["backward"] == "0")
  }

  @Test("the text names the kink and what each scheme tends to")
  func text() async throws {
    let arguments = ["differentiate", "leaky-relu", "--at", "-1,0,1", "--scheme", "all"]
    let english = try await CommandLineTool.run(arguments)
    #expect(
      english.output.contains("the stencil straddles the kink at 0; as ε → 0: central → 0.505"))
    // f(−1 − ε) = 0.01·(−1.001)
    #expect(english.output.contains("-0.01001"))
    let russian = try await CommandLineTool.run(arguments + ["--language", "ru"])
    #expect(
      russian.output.contains("шаблон захватывает излом в точке 0; при ε → 0: центральная → 0.505"))
    for line in (english.output + russian.output).split(separator: "\n") {
      #expect(line.count <= 80)
    }
  }

  @Test("poles and ends of the domain are not called kinks")
  func polesAndEnds() async throws {
    let pole = try await CommandLineTool.run("differentiate", "1/x", "--at", "0")
    #expect(pole.output.contains("at 0 there is no derivative: the point is outside the domain"))
    #expect(
      pole.output.contains(
        "the function is not defined at 0, the middle of the stencil; as ε → 0: central\n  → +∞"))
    let end = try await CommandLineTool.run(
      "differentiate", "sqrt(x)", "--at", "0", "--language", "ru")
    #expect(
      end.output.contains(
        "в точке 0, на краю области определения, производная справа равна +∞"))
    #expect(!(pole.output + end.output).contains("kink"))
    #expect(!(pole.output + end.output).contains("излом"))
  }

  @Test("without points the derivative itself is printed")
  func derivative() async throws {
    let text = try await CommandLineTool.run("differentiate", "relu")
    #expect(text.output.contains("(-∞, 0)   0\n(0, +∞)   1\n"))
    let json = try await CommandLineTool.run("differentiate", "x^2", "--format", "json")
    let derivative = try #require(try object(json.output)["derivative"] as? [String: Any])
    #expect(derivative["formula"] as? String == "2*x")
  }

  @Test("a sweep finds a best step near (3u|f|/|f‴|)^(1/3)")
  func sweep() async throws {
    // For exp at 0: (3·2⁻⁵³)^(1/3) = 6.9e-6.
    let result = try await CommandLineTool.run(
      "differentiate", "exp(x)", "--at", "0", "--sweep", "--format", "json")
    let curve = try #require((try object(result.output)["curves"] as? [[String: Any]])?.first)
    let predicted = try #require(Double((curve["predictedStep"] as? String) ?? ""))
    #expect(abs(predicted - 6.93e-6) < 1e-8)
    let best = try #require(curve["best"] as? [String: Any])
    let step = try #require(Double((best["stepFloat64"] as? String) ?? ""))
    #expect((1e-7...1e-4).contains(step))
  }

  @Test("a sweep draws a figure", .enabled(if: CommandLineTool.hasCharts, "charts are missing"))
  func sweepFigure() async throws {
    let folder = try TemporaryFolder()
    let result = try await CommandLineTool.run(
      "differentiate", "softplus", "--at", "1", "--sweep", "--scheme", "all", "--figure",
      folder.path("sweep.svg"), "--language", "ru")
    #expect(result.code == 0)
    #expect(result.output.contains("Абсолютная погрешность"))
    #expect(try folder.text("sweep.svg").contains("абсолютная ошибка"))
  }

  @Test("as many digits as asked for, all correct")
  func digits() async throws {
    // ln(1 + e) to 50 digits, by mpmath 1.3.
    let result = try await CommandLineTool.run(
      "evaluate", "softplus", "--at", "1", "--digits", "50")
    #expect(result.output.contains("1.3132616875182228340489954949678556419152800856703"))
    let many = try await CommandLineTool.run(
      "evaluate", "x/3", "--at", "1", "--digits", "1000", "--format", "json")
    let point = try #require((try object(many.output)["points"] as? [[String: Any]])?.first)
    #expect(point["decimal"] as? String == "0." + String(repeating: "3", count: 1000))
  }

  @Test("the derivative at a kink is missing, with the limits worked out")
  func oneSided() async throws {
    let result = try await CommandLineTool.run(
      "evaluate", "relu", "--at", "0", "--of", "derivative", "--explain", "--language", "ru")
    #expect(result.output.contains("в точке 0 производной нет: слева 0, справа 1"))
    #expect(result.output.contains("Левая производная в точке 0"))
    #expect(result.output.contains("(f(0 + h) - f(0))/h"))
  }

  @Test("the calculation by hand shows its steps")
  func explanation() async throws {
    let text = try await CommandLineTool.run("evaluate", "softplus", "--at", "0.5", "--explain")
    #expect(text.output.contains("- e^0.5 ≈ 1.648721271 (exponential)"))
    let markdown = try await CommandLineTool.run(
      "evaluate", "softplus", "--at", "0.5", "--explain", "--format", "md", "--language", "ru")
    #expect(markdown.output.contains("$e^{0.5} \\approx 1.648721271$ (экспонента)"))
  }
}
