import Analysis
import Formulas
import Reals
import Testing

@Suite("Periods are found where the structure shows one, and nowhere else")
struct PeriodDetectionTests {
  @Test(
    "period and drift",
    arguments: [
      ("sin(x)", "2*pi", "0"), ("sin(2*x + 1)", "pi", "0"), ("abs(cos(x))", "pi", "0"),
      ("sin(x)*cos(x)", "pi", "0"), ("sin(x)/cos(x)", "pi", "0"), ("sin(x)^3", "2*pi", "0"),
      ("tanh(sin(x))", "2*pi", "0"), ("cosh(sin(x))", "pi", "0"), ("exp(sin(x))", "2*pi", "0"),
      ("sin(x/2) + sin(x/3)", "12*pi", "0"), ("floor(x/2) + floor(x/3)", "6", "5"),
      ("3*floor(x) - 2*x", "1", "1"), ("x + sin(x)", "2*pi", "2*pi"),
      ("sin(x + sin(x))", "2*pi", "0"), ("sin(pi*floor(x))", "2", "0"),
      ("cos(pi*floor(x))", "2", "0"), ("max(x, x + sin(x))", "2*pi", "2*pi"),
      ("x if sin(x) > 0 else x + 1", "2*pi", "2*pi"), ("tan(x) + x", "pi", "pi"),
      ("floor(sin(x))", "2*pi", "0"), ("sin(pi*x) + x - floor(x)", "2", "0"),
      ("sin(x) if cos(x) > 0 else -sin(x)", "2*pi", "0"),
      ("sin(sqrt(2)*x)", "sqrt(2)*pi", "0"),
    ])
  func found(formula: String, period: String, drift: String) throws {
    let found = try #require(try analysis(formula).periodicity)
    #expect(sameNumber(found.period.exact, period), "\(found.period)")
    #expect(sameNumber(found.drift.exact, drift), "\(found.drift)")
  }

  @Test(
    "near misses have none",
    arguments: [
      "sin(x) + sin(sqrt(2)*x)", "sin(x) + floor(x)", "sin(x^2)", "x*sin(x)", "floor(x)*sin(x)",
      "sin(1/x)", "floor(x)^2", "abs(floor(x))", "abs(x + sin(x))", "max(x, sin(x))",
      "sin(x) if x > 0 else 0", "exp(x)*sin(x)", "sin(x)^x", "x^2 + sin(x)",
      "floor(x/pi) + sin(x^2)",
      "sin(floor(x))", "x", "x^2", "1", "sin(x)/(1 + x^2)", "x if sin(x) > 0 else 2*x",
      "sin(x) + 3.14159265358979*floor(x/(2*pi))*x",
    ])
  func refused(formula: String) throws {
    #expect(try analysis(formula).periodicity == nil)
  }
}
