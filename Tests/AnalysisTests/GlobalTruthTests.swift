import Analysis
import Testing

/// What is true of a function on all of ℝ, derived by hand; `nil` where nothing is claimed.
struct GlobalTruth: Sendable, CustomTestStringConvertible {
  let formula: String
  let infimum: (String, attained: Bool)?
  let supremum: (String, attained: Bool)?
  let lipschitz: (String, attained: Bool)?
  let monotonicity: Monotonicity.Kind?
  /// Slope and intercept at −∞ and at +∞.
  let asymptotes: [(String, String)?]

  var testDescription: String { formula }
}

@Suite("Range, Lipschitz constant, monotonicity and asymptotes against truth derived by hand")
struct GlobalTruthTests {
  static let truths = [
    GlobalTruth(
      formula: "max(0, x)", infimum: ("0", true), supremum: ("inf", false), lipschitz: ("1", true),
      monotonicity: .nondecreasing, asymptotes: [("0", "0"), ("1", "0")]),
    GlobalTruth(
      formula: "x if x >= 0 else 0.01*x", infimum: ("-inf", false), supremum: ("inf", false),
      lipschitz: ("1", true), monotonicity: .increasing, asymptotes: [("1/100", "0"), ("1", "0")]),
    GlobalTruth(
      formula: "ln(1 + exp(x))", infimum: ("0", false), supremum: ("inf", false),
      lipschitz: ("1", false), monotonicity: .increasing, asymptotes: [("0", "0"), ("1", "0")]),
    GlobalTruth(
      formula: "1/(1 + exp(-x))", infimum: ("0", false), supremum: ("1", false),
      lipschitz: ("1/4", false), monotonicity: .increasing, asymptotes: [("0", "0"), ("0", "1")]),
    GlobalTruth(
      formula: "tanh(x)", infimum: ("-1", false), supremum: ("1", false), lipschitz: ("1", false),
      monotonicity: .increasing, asymptotes: [("0", "-1"), ("0", "1")]),
    GlobalTruth(
      formula: "x if x >= 0 else exp(x) - 1", infimum: ("-1", false), supremum: ("inf", false),
      lipschitz: ("1", true), monotonicity: .increasing, asymptotes: [("0", "-1"), ("1", "0")]),
    GlobalTruth(
      formula: "min(max(x, 0), 6)", infimum: ("0", true), supremum: ("6", true),
      lipschitz: ("1", true), monotonicity: .nondecreasing, asymptotes: [("0", "0"), ("0", "6")]),
    GlobalTruth(
      formula: "abs(x)", infimum: ("0", true), supremum: ("inf", false), lipschitz: ("1", true),
      monotonicity: Monotonicity.Kind.none, asymptotes: [("-1", "0"), ("1", "0")]),
    GlobalTruth(
      formula: "x/(1 + abs(x))", infimum: ("-1", false), supremum: ("1", false),
      lipschitz: ("1", false), monotonicity: .increasing, asymptotes: [("0", "-1"), ("0", "1")]),
    GlobalTruth(
      formula: "exp(-x^2)", infimum: ("0", false), supremum: ("1", true),
      lipschitz: ("sqrt(2)*exp(-1/2)", false), monotonicity: Monotonicity.Kind.none,
      asymptotes: [("0", "0"), ("0", "0")]),
    GlobalTruth(
      formula: "x^2", infimum: ("0", true), supremum: ("inf", false), lipschitz: ("inf", false),
      monotonicity: Monotonicity.Kind.none, asymptotes: [nil, nil]),
    GlobalTruth(
      formula: "1 if x > 0 else 0", infimum: ("0", true), supremum: ("1", true),
      lipschitz: ("inf", false), monotonicity: .nondecreasing,
      asymptotes: [("0", "0"), ("0", "1")]),
    GlobalTruth(
      formula: "-3*x + 1", infimum: ("-inf", false), supremum: ("inf", false),
      lipschitz: ("3", true), monotonicity: .decreasing, asymptotes: [("-3", "1"), ("-3", "1")]),
    GlobalTruth(
      formula: "7", infimum: ("7", true), supremum: ("7", true), lipschitz: ("0", true),
      monotonicity: .constant, asymptotes: [("0", "7"), ("0", "7")]),
    GlobalTruth(
      formula: "sqrt(x)", infimum: ("0", true), supremum: ("inf", false),
      lipschitz: ("inf", false), monotonicity: .increasing, asymptotes: [nil, nil]),
  ]

  @Test("the claims", arguments: truths)
  func claims(truth: GlobalTruth) throws {
    let found = try analysis(truth.formula)
    if let (value, attained) = truth.infimum {
      #expect(sameNumber(found.range.infimum?.exact, value))
      #expect(found.range.infimumAttained == attained)
    }
    if let (value, attained) = truth.supremum {
      #expect(sameNumber(found.range.supremum?.exact, value))
      #expect(found.range.supremumAttained == attained)
    }
    if let (value, attained) = truth.lipschitz {
      #expect(sameNumber(found.lipschitz.value?.exact, value))
      #expect(found.lipschitz.attained == attained)
    }
    #expect(found.monotonicity.global == truth.monotonicity)
    let asymptotes = [found.asymptotes.minusInfinity, found.asymptotes.plusInfinity]
    for (line, expected) in zip(asymptotes, truth.asymptotes) {
      #expect(sameNumber(line?.slope.exact, expected?.0))
      #expect(sameNumber(line?.intercept.exact, expected?.1))
    }
  }

  @Test("on a domain with a gap the sign of f' alone proves no global monotonicity")
  func gap() throws {
    let reciprocal = try analysis("1/x")
    #expect(reciprocal.monotonicity.global == Monotonicity.Kind.none)
    #expect(reciprocal.monotonicity.pieces.map(\.kind) == [.decreasing, .decreasing])
    // f′ is unbounded, and with it the difference quotients; where f jumps they are, though f′ = 0.
    #expect(reciprocal.lipschitz.value == .infinity)
    #expect(try analysis("abs(x)/x").lipschitz.value == .infinity)
    // Its values jump from −1 up to 1 over the gap.
    #expect(try analysis("abs(x)/x").monotonicity.global == .nondecreasing)
    #expect(try analysis("x + abs(x)/x").monotonicity.global == .increasing)
    #expect(try analysis("x - 3*abs(x)/x").monotonicity.global == Monotonicity.Kind.none)
  }

  @Test(
    "symmetry", arguments: [("x^2", "even"), ("sin(x)", "odd"), ("0", "both"), ("exp(x)", "none")])
  func symmetry(formula: String, kind: String) throws {
    #expect(try analysis(formula).symmetry.kind == kind)
  }

  @Test("traps of the case study")
  func traps() throws {
    let relu = try analysis("max(0, x)").traps
    #expect(Set(relu.map(\.kind)) == [.deadZone, .notZeroCentred, .kink])
    #expect(relu.first { $0.kind == .deadZone }?.over?.to.exact == "0")
    let softplus = try analysis("ln(1 + exp(x))").traps
    let float64 = softplus.first { $0.kind == .overflow && $0.format == "float64" }
    // ln(2^1024 − 2^970) by mpmath.
    #expect(float64?.threshold?.decimal.hasPrefix("709.78271289338399") == true)
    let float16 = softplus.first { $0.kind == .overflow && $0.format == "float16" }
    #expect(float16?.threshold?.decimal.hasPrefix("11.09011071") == true)
    #expect(
      Set(softplus.map(\.kind)) == [.vanishingGradient, .notZeroCentred, .overflow, .absorption])
  }
}
