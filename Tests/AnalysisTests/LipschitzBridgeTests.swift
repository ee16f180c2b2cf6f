import Analysis
import Reals
import Testing

/// Lipschitz constants on domains that are no intervals, derived by hand; decimals by mpmath.
@Suite("Lipschitz constants over holes and gaps")
struct LipschitzBridgeTests {
  @Test(
    "the constant is the greatest of sup |f'| and the slopes over the gaps",
    arguments: [
      // Single points are missing, and f goes on over them.
      ("x/x", "0", true), ("(x^3 - x)/(x^2 - 1)", "1", true),
      ("sin(x)/x", "0.436181817271458495", false),
      ("(1 - cos(x))/x^2", "0.135041459562335587", false),
      ("x + abs(x - x)/(x^2 - x)", "1", true), ("sin(x)/sin(x)", "0", true),
      // f jumps over a missing point, or has no finite limit beside it.
      ("abs(x)/x", "inf", false), ("atan(1/x)", "inf", false), ("sin(1/x)", "inf", false),
      ("1/x", "inf", false), ("x/x if x > 0 else 1e-40 + x/x", "inf", false),
      // |x| > 1, and |x| ≥ 1: over the gap f rises from −1 to 1, or from −4 to 4.
      ("abs(x)/x + 0/sqrt(x^2 - 1)", "1", false), ("abs(x)/x + 0*sqrt(x^2 - 1)", "1", true),
      ("3*abs(x)/x + x + 0/sqrt(x^2 - 1)", "4", false),
      ("x/3 + 0*sqrt(x^2 - 1)", "1/3", true),
      // The domain is {0, 1}, and {1}.
      ("5*x + sqrt(-x^2*(x - 1)^2)", "5", true), ("sqrt(-(x - 1)^2)", "0", false),
    ])
  func constant(formula: String, expected: String, isAttained: Bool) throws {
    let found = try analysis(formula).lipschitz
    let value = try #require(found.value, "\(found.reason?.description ?? "")")
    #expect(value.exact == expected || value.decimal.hasPrefix(expected), "\(value.decimal)")
    #expect(found.attained == isAttained)
  }
}
