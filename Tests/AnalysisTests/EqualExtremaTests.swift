import Analysis
import Reals
import Testing

/// Extrema with one value, which enclosures alone cannot show to be equal. Decimals by mpmath.
@Suite("Which extrema are the least and greatest values")
struct EqualExtremaTests {
  private func extrema(_ text: String) throws -> [String] {
    try #require(try analysis(text).extrema.points).map { point in
      let reach = point.isGlobal.map { $0 ? "global" : "local" } ?? "undecided"
      return "\(reach) \(point.kind.rawValue) \(point.value.decimal.prefix(8))"
    }
  }

  @Test("both greatest values of an even function are told, known by enclosures only")
  func evenFunction() throws {
    #expect(
      try extrema("sin(x)^2/(1 + x^2)") == [
        "local maximum 0.044968", "global minimum 0", "global maximum 0.359426",
        "global minimum 0", "global maximum 0.359426", "global minimum 0",
        "local maximum 0.044968",
      ])
    #expect(try extrema("sin(x)/x") == ["global minimum -0.21723", "global minimum -0.21723"])
    #expect(try analysis("sin(x)/x").range.infimumAttained == true)
  }

  @Test("of an odd function, and of one that is neither, only one of two is the least")
  func otherFunctions() throws {
    #expect(
      try extrema("x*exp(-x^4 - x^2)") == ["global minimum -0.37094", "global maximum 0.370949"])
    #expect(
      try extrema("sin(x)^2/(1 + x^2) + x*exp(-x^2)/10^30").filter { $0.contains("0.359") }
        == ["local maximum 0.359426", "global maximum 0.359426"])
  }

  @Test("a least value that is met again and again, though far out f oscillates without bound")
  func oscillation() throws {
    let found = try analysis("(1 + sin(x))*exp(-x)")
    #expect(found.range.infimum?.exact == "0" && found.range.infimumAttained == true)
    #expect(
      try extrema("(1 + sin(x))*exp(-x)") == [
        "global minimum 0", "local maximum 1", "global minimum 0",
      ])
  }
}
