import Analysis
import Formulas
import Randomness
import Reals
import Testing

@Suite("No sample contradicts the analysis of random functions that repeat")
struct RandomPeriodicTests {
  private static let count = 36
  private static let shares = 6

  /// 80 numbers over the window with odd numerators over 2¹⁰.
  private static let arguments: [Rational] = (0..<80).compactMap {
    Rational(2 * (63 * $0 - 2490) + 1) / 1024
  }

  /// Sums, products, selections and compositions of waves and steps with commensurable periods.
  struct RandomWaves {
    var source: RandomSource
    let unit: String

    init(seed: Int) {
      source = RandomSource(seed: UInt64(seed))
      unit = source.below(2) == 0 ? "" : "pi*"
    }

    mutating func formula(depth: Int) -> String {
      guard depth > 0 else { return wave() }
      switch source.below(12) {
      case 0, 1: return "(\(formula(depth: depth - 1)) + \(formula(depth: depth - 1)))"
      case 2: return "(\(wave()))*(\(wave()))"
      case 3: return "max(\(formula(depth: depth - 1)), \(formula(depth: depth - 1)))"
      case 4: return "min(\(wave()), \(number()))"
      case 5: return "abs(\(formula(depth: depth - 1)))"
      case 6: return "\(["exp", "tanh", "atan", "sigmoid"][source.below(4)])(\(wave()))"
      case 7: return "(\(wave()) if \(wave()) > \(number()) else \(wave()))"
      // Sums of roots of waves have many singular points, and take long.
      case 8: return depth > 1 ? "sqrt(abs(\(wave())))" : wave()
      case 9: return "1/(\(number()) + \(wave()))"
      case 10: return "(\(wave()) + \(number())*x)"
      default: return wave()
      }
    }

    private mutating func number() -> String { ["-1", "1/3", "1/2", "2"][source.below(4)] }

    private mutating func wave() -> String {
      let slope = ["1", "2", "1/2"][source.below(3)]
      if unit != "", source.below(4) == 0 { return "floor(\(slope)*x)" }
      return "\(["sin", "cos", "sin", "cos", "tan"][source.below(5)])(\(unit)\(slope)*x)"
    }
  }

  @Test("every list, written out over several periods", arguments: 0..<shares)
  func sampled(share: Int) throws {
    for seed in stride(from: share, to: Self.count, by: Self.shares) {
      var waves = RandomWaves(seed: seed)
      let text = waves.formula(depth: 2)
      let function = try FormulaParser().parse(text)
      let analysis = FunctionAnalysis(of: function)
      let found = SampledClaims.contradictions(
        to: analysis.unrolled(24), of: function.formula, arguments: Self.arguments)
      #expect(found.isEmpty, "\(text): \(found.joined(separator: "; "))")
      try checkRepetition(of: function.formula, analysis, text, &waves.source)
    }
  }

  /// f(x + T) = f(x) + c at random points, and the members of families far from the window.
  private func checkRepetition(
    of formula: Formula, _ analysis: FunctionAnalysis, _ text: String, _ source: inout RandomSource
  ) throws {
    guard let periodicity = analysis.periodicity else { return }
    let function = SampledFunction(formula, precision: 1000)
    let period = try #require(function.constant(periodicity.period))
    let drift = try #require(function.constant(periodicity.drift))
    for _ in 0..<20 {
      let x = Rational(source.below(20_000) * 2 - 19_999, over: 1024) ?? 0
      let argument = Ball(x, precision: 1000)
      let moved = try function.balls.sum(argument, period)
      switch (function(argument), function(moved)) {
      case (.value(let a), .value(let b)):
        let rest = try #require(function.difference(b, try function.balls.sum(a, drift)))
        #expect(rest.sign.contains(0), "\(text): f(x + T) at \(x)")
      case (.undefined, .value), (.value, .undefined):
        Issue.record("\(text): the domain does not repeat at \(x)")
      default: break
      }
    }
    for (families, isSlope) in [
      (analysis.continuity.families, false), (analysis.differentiability.families, true),
    ] {
      for family in families {
        let k = source.below(2_001) - 1_000
        try check(family, k, isSlope, function, text)
      }
    }
  }

  private func check(
    _ family: Family, _ k: Int, _ isSlope: Bool, _ function: SampledFunction, _ text: String
  ) throws {
    func value(_ text: String) throws -> Ball? {
      if text.contains("inf") { return nil }
      let formula = text.replacing(/\bk\b/, with: "(\(k))")
      return try function.balls.evaluate(FormulaParser().parseConstant(formula), at: Ball(0))
    }
    let at = try #require(try value(family.at))
    for (side, sign) in [(family.left, -1), (family.right, 1)] {
      guard let side, let claimed = try value(side) else { continue }
      let step = Rational(sign) * function.step(300)
      guard let near = function.shifted(at, by: step), let sample = function(near).ball else {
        continue
      }
      var found = sample
      if isSlope {
        // The limit of f′, which is the one-sided derivative where f is continuous on that side.
        guard family.kind == "corner",
          let farther = function.shifted(near, by: step).flatMap({ function($0).ball }),
          let rise = function.difference(farther, sample),
          let slope = try? function.balls.quotient(rise, Ball(step, precision: 1000))
        else { continue }
        found = slope
      }
      let error = try #require(function.difference(found, claimed)).approximation.magnitude
      #expect(
        error <= 1e-6 * (1 + claimed.approximation.magnitude),
        "\(text): \(family.at) for k = \(k), side \(sign)")
    }
  }
}

/// Random numbers.
struct RandomSource {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A number below `bound`.
  mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
}
