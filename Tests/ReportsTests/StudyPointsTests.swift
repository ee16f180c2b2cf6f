import Activations
import Analysis
import Formulas
import Testing

@testable import Reports

@Suite("Points of a case study")
struct StudyPointsTests {
  private func points(_ text: String) throws -> StudyPoints {
    let function = try Catalogue.builtIn.parser.parse(text)
    return StudyPoints(FunctionAnalysis(of: function, conventions: []))
  }

  private func texts(_ formulas: [Formula]) -> [String] { formulas.map { $0.text() } }

  @Test("a function on the whole line keeps the assignment's points")
  func wholeLine() throws {
    let points = try points("exp(x)")
    #expect(texts(points.checks) == ["-5", "0", "5"])
    #expect(texts(points.theory) == ["-1", "0", "1"])
    #expect(texts(points.byHand) == ["-0.5", "0", "0.5"])
  }

  @Test("around kinks: one before, one or two after")
  func kinks() throws {
    let points = try points("abs(x - 3)")
    #expect(texts(points.theory) == ["2", "3", "4"])
    #expect(texts(points.experiment) == ["2", "3", "5"])
  }

  @Test(
    "points outside the domain give way to points inside",
    arguments: [
      ("log(x)", ["1", "2", "5"], ["0.5", "1", "1.5"]),
      ("sqrt(1 - x^2)", ["-0.5", "0", "0.5"], ["-1", "-0.5", "0", "0.5", "1"]),
      ("log(-x)", ["-5", "-2", "-1"], ["-1.5", "-1", "-0.5"]),
    ])
  func outside(text: String, checks: [String], byHand: [String]) throws {
    let points = try points(text)
    #expect(texts(points.checks) == checks)
    #expect(texts(points.byHand) == byHand)
  }

  @Test("a domain without points changes nothing")
  func empty() throws {
    let points = try points("sqrt(-1 - x^2)")
    #expect(texts(points.checks) == ["-5", "0", "5"])
  }
}
