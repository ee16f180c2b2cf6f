import Foundation
import Reals
import Testing

@testable import Accuracy

@Suite("Evaluations")
struct EvaluationTests {
  @Test("any number of digits, all correct")
  func digits() throws {
    let softplus = try AnalysedFunction("ln(1 + exp(z))")
    // mpmath, 60 digits
    #expect(
      try softplus.evaluation(.value, at: ["1"], digits: 50).points[0].decimal
        == "1.3132616875182228340489954949678556419152800856703")
    let long = try softplus.evaluation(.value, at: ["1"], digits: 1000).points[0].decimal
    #expect(long?.count == 1001)
    #expect(try softplus.evaluation(.value, at: ["1"], digits: 0).digits == 1)
    #expect(try softplus.evaluation(.value, at: ["1"], digits: 5000).digits == 1000)
  }

  @Test("small values keep their digits where float64 has lost them")
  func absorption() throws {
    let point = try AnalysedFunction("ln(1 + exp(z))").evaluation(.value, at: ["-50"], digits: 15)
      .points[0]
    // mpmath: 1.92874984796391765...e-22
    #expect(point.decimal == "1.92874984796392e-22")
    #expect(point.float64.value == 0)
  }

  @Test("values too large or too small for exact arithmetic are enclosed")
  func far() throws {
    func decimal(_ formula: String, at point: String, digits: Int = 20) throws -> String? {
      try AnalysedFunction(formula).evaluation(.value, at: [point], digits: digits).points[0]
        .decimal
    }
    // mpmath, 60 digits
    #expect(try decimal("x^1000000", at: "3") == "1.7977101166757438380e477121")
    #expect(try decimal("x^1000000", at: "1/2") == "1.0100340591980302247e-301030")
    #expect(try decimal("exp(x)", at: "1e9", digits: 12) == "8.00298177066e434294481")
    #expect(try decimal("exp(-x)", at: "1e9", digits: 12) == "1.24953427192e-434294482")
    #expect(try decimal("exp(exp(x))", at: "20") == "1.5065543388556400372e210704567")
    // Just below or above a power of ten, the nearest decimal is that power.
    #expect(try decimal("x^1000000", at: "10", digits: 3) == "1.00e1000000")
    #expect(try decimal("-x^1000000 + 1", at: "10", digits: 3) == "-1.00e1000000")
  }

  @Test("of values that no decimal is written for, the size is told")
  func beyond() throws {
    func reason(_ formula: String, at point: String) throws -> String? {
      try AnalysedFunction(formula).evaluation(.value, at: [point]).points[0].reason?.description
    }
    #expect(
      try reason("exp(exp(x))", at: "100") == "the value is above 10^300000000000")
    #expect(
      try reason("-exp(exp(x))", at: "100") == "the value is below -10^300000000000")
    #expect(
      try reason("exp(-exp(x))", at: "100")
        == "the value lies between 0 and 10^-300000000000")
  }

  @Test("the derivative at a kink is missing, and both sides are given")
  func kink() throws {
    let points = try AnalysedFunction("max(0, z)").evaluation(.derivative, at: ["-1/2", "0", "2"])
      .points
    #expect(points.map(\.value?.decimal) == ["0", nil, "1"])
    #expect(points[1].oneSided?.left?.decimal == "0")
    #expect(points[1].oneSided?.right?.decimal == "1")
    #expect(points[1].reason != nil)
  }

  @Test("float64 has the derivative at a joint where the rules give another")
  func joint() throws {
    let point = try #require(
      try AnalysedFunction("sign(z)*ln(abs(z) + 1)").evaluation(.derivative, at: ["0"]).points.first
    )
    #expect(point.value?.decimal == "1")
    #expect(point.float64.value == 1)
  }

  @Test("GELU and its derivative agree with mpmath")
  func gelu() throws {
    let gelu = try AnalysedFunction("z*Phi(z)")
    #expect(
      try gelu.evaluation(.value, at: ["0.5"]).points[0].decimal == "0.34573123063700655182")
    #expect(
      try gelu.evaluation(.derivative, at: ["0.5"]).points[0].decimal
        == "0.86749512465616284253")
  }

  @Test("where there is no value it is said why")
  func undefined() throws {
    let point = try AnalysedFunction("ln(z)").evaluation(.value, at: ["0"], isExplained: true)
      .points[0]
    #expect(point.value == nil)
    #expect(point.decimal == nil)
    #expect(point.reason == Reason(.undefined, cause: Reason(.logarithmOfNonpositive)))
    #expect(point.calculations.first?.steps.last?.note == .undefined)
  }

  @Test("JSON reads back")
  func json() throws {
    let evaluation = try AnalysedFunction("max(0, z)").evaluation(
      .derivative, at: ["0", "1"], isExplained: true)
    let data = try JSONEncoder().encode(evaluation)
    #expect(String(decoding: data, as: UTF8.self).contains("\"actlab.evaluation.v1\""))
    #expect(try JSONDecoder().decode(Evaluation.self, from: data) == evaluation)
  }
}
