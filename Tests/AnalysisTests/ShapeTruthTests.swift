import Analysis
import Reals
import Testing

/// What is true of the shape of a function on all of ℝ, derived by hand.
struct ShapeTruth: Sendable, CustomTestStringConvertible {
  let formula: String
  /// As `minimum at [0, 0] = 0 global`.
  let extrema: [String]
  /// Intervals as `[0, inf)`.
  let convex: [String]
  let concave: [String]
  let inflections: [String]
  let zeros: [String]
  let fixedPoints: [String]
  let secondDerivative: (String, attained: Bool)

  var testDescription: String { formula }
}

@Suite("Extrema, convexity, zeros and fixed points against truth derived by hand")
struct ShapeTruthTests {
  static let truths = [
    ShapeTruth(
      formula: "max(0, x)", extrema: ["minimum (-inf, 0) = 0 global"], convex: ["(-inf, inf)"],
      concave: ["(-inf, 0]", "[0, inf)"], inflections: [], zeros: ["(-inf, 0]"],
      fixedPoints: ["[0, inf)"], secondDerivative: ("0", true)),
    ShapeTruth(
      formula: "ln(1 + exp(x))", extrema: [], convex: ["(-inf, inf)"], concave: [],
      inflections: [], zeros: [], fixedPoints: [], secondDerivative: ("1/4", true)),
    ShapeTruth(
      formula: "x^3", extrema: [], convex: ["[0, inf)"], concave: ["(-inf, 0]"],
      inflections: ["0"], zeros: ["[0, 0]"], fixedPoints: ["[-1, -1]", "[0, 0]", "[1, 1]"],
      secondDerivative: ("inf", false)),
    ShapeTruth(
      formula: "x*min(max(x + 3, 0), 6)/6",
      extrema: ["maximum (-inf, -3) = 0 local", "minimum (-3/2, -3/2) = -3/8 global"],
      convex: ["(-inf, -3]", "[-3, 3]", "[3, inf)"], concave: ["(-inf, -3]", "[3, inf)"],
      inflections: [], zeros: ["(-inf, -3]", "[0, 0]"], fixedPoints: ["[0, 0]", "[3, inf)"],
      secondDerivative: ("1/3", true)),
    // A jump: both levels are extremal plateaus; the closed end belongs to the upper one.
    ShapeTruth(
      formula: "1 if x >= 0 else 0",
      extrema: ["minimum (-inf, 0) = 0 global", "maximum (0, inf) = 1 global"],
      convex: ["(-inf, 0]", "[0, inf)"], concave: ["(-inf, 0)", "[0, inf)"], inflections: [],
      zeros: ["(-inf, 0)"], fixedPoints: ["[1, 1]"], secondDerivative: ("0", true)),
    ShapeTruth(
      formula: "tanh(x) - x", extrema: [], convex: ["(-inf, 0]"], concave: ["[0, inf)"],
      inflections: ["0"], zeros: ["[0, 0]"], fixedPoints: ["[0, 0]"],
      secondDerivative: ("4*sqrt(3)/9", true)),
    ShapeTruth(
      formula: "exp(-x^2)", extrema: ["maximum (0, 0) = 1 global"],
      convex: ["(-inf, -sqrt(2)/2]", "[sqrt(2)/2, inf)"], concave: ["[-sqrt(2)/2, sqrt(2)/2]"],
      inflections: ["-sqrt(2)/2", "sqrt(2)/2"], zeros: [], fixedPoints: ["?"],
      secondDerivative: ("2", true)),
    ShapeTruth(
      formula: "1/x", extrema: [], convex: ["(0, inf)"], concave: ["(-inf, 0)"], inflections: [],
      zeros: [], fixedPoints: ["[-1, -1]", "[1, 1]"], secondDerivative: ("inf", false)),
    ShapeTruth(
      formula: "sqrt(x)", extrema: ["minimum (0, 0) = 0 global"], convex: [],
      concave: ["[0, inf)"], inflections: [], zeros: ["[0, 0]"],
      fixedPoints: ["[0, 0]", "[1, 1]"], secondDerivative: ("inf", false)),
    // f″ = (1 − 2x)·exp(−1/x)/x⁴, and f‴ = 0 at x = (3 − √3)/6, where 1/x = 3 + √3.
    ShapeTruth(
      formula: "exp(-1/x) if x > 0 else 0", extrema: ["minimum (-inf, 0) = 0 global"],
      convex: ["(-inf, 1/2]"], concave: ["(-inf, 0]", "[1/2, inf)"], inflections: ["1/2"],
      zeros: ["(-inf, 0]"], fixedPoints: ["[0, 0]"],
      secondDerivative: ("(84*sqrt(3) + 144)*exp(-(3 + sqrt(3)))", true)),
    ShapeTruth(
      formula: "abs(x)*ln(abs(x)) if x != 0 else 0",
      extrema: [
        "minimum (-1/e, -1/e) = -1/e global", "maximum (0, 0) = 0 local",
        "minimum (1/e, 1/e) = -1/e global",
      ],
      convex: ["(-inf, 0]", "[0, inf)"], concave: [], inflections: [],
      zeros: ["[-1, -1]", "[0, 0]", "[1, 1]"], fixedPoints: ["[-1/e, -1/e]", "[0, 0]", "[e, e]"],
      secondDerivative: ("inf", false)),
  ]

  @Test("the claims", arguments: truths)
  func claims(truth: ShapeTruth) throws {
    let found = try analysis(truth.formula)
    let extrema = (found.extrema.points ?? []).map { point in
      let reach = point.isGlobal.map { $0 ? "global" : "local" } ?? "undecided"
      return "\(point.kind.rawValue) \(text(point.at, point.through, "(", ")")) = "
        + "\(point.value.exact ?? "?") \(reach)"
    }
    #expect(same(extrema, truth.extrema))
    #expect(same(found.convexity.convex.map(texts), truth.convex))
    #expect(same(found.convexity.concave.map(texts), truth.concave))
    #expect(same(found.convexity.inflections?.map { $0.exact ?? "?" }, truth.inflections))
    #expect(same(found.zeros.sets.map(texts), truth.zeros))
    if truth.fixedPoints != ["?"] {
      #expect(same(found.fixedPoints.sets.map(texts), truth.fixedPoints))
    }
    #expect(sameNumber(found.secondDerivative.supremum?.exact, truth.secondDerivative.0))
    #expect(found.secondDerivative.attained == truth.secondDerivative.attained)
  }

  @Test("minima without a closed form, to 20 digits")
  func decimals() throws {
    // By mpmath: findroot of the derivative, 40 digits.
    let silu = try #require(try analysis("x*sigmoid(x)").extrema.points?.first)
    #expect(silu.at.decimal.hasPrefix("-1.278464542761073"))
    #expect(silu.value.decimal.hasPrefix("-0.278464542761073"))
    let gelu = try #require(try analysis("x*Phi(x)").extrema.points?.first)
    #expect(gelu.at.decimal.hasPrefix("-0.75179152469"))
    #expect(gelu.value.decimal.hasPrefix("-0.16997120747"))
    #expect(gelu.isGlobal == true)
  }

  private func text(_ from: ExactNumber, _ to: ExactNumber, _ open: String, _ close: String)
    -> String
  {
    "\(open)\(from.exact ?? "?"), \(to.exact ?? "?")\(close)"
  }

  private func texts(_ intervals: [IntervalDescription]) -> [String] {
    intervals.map { text($0.from, $0.to, $0.fromClosed ? "[" : "(", $0.toClosed ? "]" : ")") }
  }

  /// Whether the texts agree, the numbers in them in any form.
  private func same(_ found: [String]?, _ truth: [String]) -> Bool {
    guard let found, found.count == truth.count else { return false }
    return zip(found, truth).allSatisfy { a, b in
      let (left, right) = (parts(a), parts(b))
      return left.count == right.count
        && zip(left, right).allSatisfy { $0 == $1 || sameNumber($0, $1) }
    }
  }

  /// The numbers and the words of a text, one by one.
  private func parts(_ text: String) -> [String] {
    var parts = text.replacing(",", with: " ").split(separator: " ").map(String.init)
    for (index, part) in parts.enumerated() where part.count > 1 {
      var part = part
      for bracket in ["[", "("] where part.hasPrefix(bracket) && isUnbalanced(part) {
        part = String(part.dropFirst())
      }
      for bracket in ["]", ")"] where part.hasSuffix(bracket) && isUnbalanced(part) {
        part = String(part.dropLast())
      }
      parts[index] = part
    }
    return parts + text.filter { "[]".contains($0) }.map(String.init)
  }

  private func isUnbalanced(_ text: String) -> Bool {
    text.filter { $0 == "(" }.count != text.filter { $0 == ")" }.count || text.contains("[")
      || text.contains("]")
  }
}
