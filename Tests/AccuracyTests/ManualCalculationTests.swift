import Testing

@testable import Accuracy

@Suite("Calculations by hand")
struct ManualCalculationTests {
  private func lines(_ calculation: ManualCalculation?) -> [String] {
    calculation?.steps.map { "\($0.left) \($0.relation) \($0.right)" } ?? []
  }

  @Test("softplus at 1/2, with the digits of mpmath")
  func softplus() throws {
    let point = try AnalysedFunction("ln(1 + exp(z))").evaluation(
      .value, at: ["0.5"], isExplained: true
    ).points[0]
    #expect(
      lines(point.calculations.first) == [
        "f(z) = \\ln\\left(1 + e^{z}\\right)",
        "f(0.5) = \\ln\\left(1 + e^{0.5}\\right)",
        "e^{0.5} \\approx 1.648721271",
        "1 + 1.648721271 \\approx 2.648721271",
        "\\ln(2.648721271) \\approx 0.9740769842",
        "f(0.5) \\approx 0.9740769842",
      ])
    #expect(
      point.calculations.first?.steps.map(\.note)
        == [.definition, .substitute, .exponential, .arithmetic, .logarithm, .result])
    #expect(point.calculations.first?.steps[2].digits == 10)
  }

  @Test("a branch is selected by the comparison that holds")
  func branch() throws {
    let leaky = try AnalysedFunction("z if z >= 0 else 0.01*z")
    let point = try leaky.evaluation(.value, at: ["-0.5"], isExplained: true).points[0]
    #expect(
      Array(lines(point.calculations.first).dropFirst()) == [
        "-0.5 < 0", "f(z) = 0.01 \\, z", "f(-0.5) = 0.01 \\, (-0.5)",
        "0.01 \\, (-0.5) = -0.005", "f(-0.5) = -0.005",
      ])
    #expect(point.calculations.first?.steps.allSatisfy(\.exact) == true)
  }

  @Test("the one-sided derivatives of ReLU at 0 as limits")
  func oneSided() throws {
    let point = try AnalysedFunction("max(0, z)").evaluation(
      .derivative, at: ["0"], isExplained: true
    ).points[0]
    #expect(
      point.calculations.map(\.subject) == [.leftDerivative, .rightDerivative, .centralDifference])
    #expect(
      lines(point.calculations[1]) == [
        "f'_{+}(0) = \\lim_{h \\to 0^{+}} \\frac{f(0 + h) - f(0)}{h}",
        "\\lim_{h \\to 0^{+}} \\frac{f(0 + h) - f(0)}{h} = \\lim_{h \\to 0^{+}} \\frac{h - 0}{h}",
        "\\lim_{h \\to 0^{+}} \\frac{h - 0}{h} = \\lim_{h \\to 0^{+}} 1",
        "\\lim_{h \\to 0^{+}} 1 = 1",
      ])
    #expect(lines(point.calculations[0]).last == "\\lim_{h \\to 0^{-}} 0 = 0")
    #expect(lines(point.calculations[2]).suffix(2).first == "\\frac{0.001 - 0}{0.002} = 0.5")
  }

  @Test("cancellation leaves fewer digits, and the zeros at the end are written")
  func cancellation() throws {
    let point = try AnalysedFunction("ln(1 + exp(z))").evaluation(
      .derivative, at: ["0.5"], isExplained: true
    ).points[0]
    let central = lines(point.calculations.last)
    // mpmath: f(0.501) = 0.97469956098…, f(0.499) = 0.97345464235…
    #expect(central.contains("f(0.501) \\approx 0.9746995610"))
    #expect(central.contains("0.9746995610 - 0.9734546424 \\approx 0.0012449186"))
    #expect(central.last == "D_{\\varepsilon}f(0.5) \\approx 0.6224593")
    #expect(point.calculations.last?.steps.last?.digits == 7)
  }

  @Test("a derivative that is infinite, a jump, and a limit through the side's derivative")
  func otherLimits() throws {
    let root = try AnalysedFunction("sqrt(z)").evaluation(
      .derivative, at: ["0"], isExplained: true
    ).points[0]
    #expect(lines(root.calculations.first).last?.hasSuffix("= +\\infty") == true)
    let jump = try AnalysedFunction("1 if z > 0 else 0").evaluation(
      .derivative, at: ["0"], isExplained: true
    ).points[0]
    #expect(lines(jump.calculations[1]).last?.hasSuffix("= +\\infty") == true)
    let elu = try AnalysedFunction("z if z > 0 else 2*(exp(z) - 1)").evaluation(
      .derivative, at: ["0"], isExplained: true
    ).points[0]
    #expect(lines(elu.calculations.first).last?.hasSuffix("= 2") == true)
  }

  @Test("far from 1 decimals are written with powers of ten")
  func powersOfTen() throws {
    let point = try AnalysedFunction("exp(z)").evaluation(.value, at: ["-50"], isExplained: true)
      .points[0]
    // mpmath: exp(−50) = 1.92874984796391783…e-22
    #expect(
      lines(point.calculations.first).last == "f(-50) \\approx 1.928749848 \\cdot 10^{-22}")
  }
}
