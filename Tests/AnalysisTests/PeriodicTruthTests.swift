import Analysis
import Foundation
import Reals
import Testing

@Suite("Functions that repeat against truth derived by hand")
struct PeriodicTruthTests {
  @Test("all that is said of ℝ", arguments: periodicTruths)
  func facts(truth: PeriodicTruth) throws {
    let found = RepeatedFacts(try analysis(truth.formula)).facts
    for (key, expected) in truth.facts.sorted(by: { $0.key < $1.key }) {
      let text = try #require(found[key], "no fact is named \(key)")
      #expect(
        RepeatedFacts.agree(text, expected), "\(truth.formula), \(key): \(text), not \(expected)")
    }
  }

  @Test("What meets the window is listed, and the verdicts hold on ℝ")
  func listed() throws {
    let sine = try analysis("abs(sin(x))")
    #expect(sine.periodicity?.over?.from.exact == "-5")
    #expect(sine.differentiability.exceptions.map(\.at.exact) == ["-pi", "0", "pi"])
    #expect(sine.differentiability.exceptions.allSatisfy { $0.kind == .corner })
    #expect(
      sine.differentiability.exceptions.map { $0.clarke?.map(\.exact) } == [
        ["-1", "1"], ["-1", "1"], ["-1", "1"],
      ])
    #expect(sine.differentiability.complete && sine.differentiability.verdict == .refuted)
    #expect(sine.continuity.onReals == .proved)
    let floor = try analysis("floor(x)", over: #require(Window(from: -2, to: 2)))
    #expect(floor.continuity.exceptions.map(\.at.exact) == ["-2", "-1", "0", "1", "2"])
    #expect(floor.joints.count == 5)
    let tangent = try analysis("tan(x)")
    #expect(tangent.domain.gaps.count == 4)
    #expect(tangent.domain.verdict == .proved && tangent.continuity.onReals == .refuted)
  }

  @Test("A window shorter than a period still shows the exceptions of one")
  func shortWindow() throws {
    let window = try #require(Window(from: 1, to: 2))
    let sine = try analysis("abs(sin(x))", over: window)
    #expect(sine.differentiability.exceptions.map(\.at.exact) == ["pi"])
    #expect(
      try analysis("log(sin(x))", over: #require(Window(from: -3, to: -1))).domain.intervals
        .isEmpty == false)
  }

  @Test("A window of too many periods is listed in part, with the reason")
  func longWindow() throws {
    let found = try analysis("abs(sin(1000*x))")
    #expect(found.periodicity?.reason != nil)
    #expect(found.differentiability.families.map(\.at) == ["pi*k/1000"])
    #expect(found.regions.first?.undecided.count == 2)
    #expect(found.regions.last?.undecided.isEmpty == true)
    #expect(found.lipschitz.value?.exact == "1000")
  }

  @Test("Solutions that neither repeat nor are bounded stay undecided, and the reason is named")
  func unbounded() throws {
    for formula in ["tan(x)", "1/sin(x)", "log(sin(x))"] {
      let roots = try analysis(formula).fixedPoints
      #expect(roots.sets == nil && roots.reason?.kind == .unboundedPeriod, "\(formula)")
    }
  }

  @Test("The catalogue's oscillating functions without a period")
  func growingOscillation() throws {
    let cosine = try analysis("growing-cosine")
    #expect(cosine.periodicity == nil)
    #expect(cosine.range.infimum == .minusInfinity && cosine.range.supremum == .infinity)
    #expect(cosine.lipschitz.value == .infinity && cosine.secondDerivative.supremum == .infinity)
    #expect(cosine.monotonicity.global == Monotonicity.Kind.none)
    #expect(cosine.limits.oscillation?.plusInfinity?.limsup == .infinity)
    #expect(cosine.limits.oscillation?.minusInfinity?.liminf == .minusInfinity)
    #expect(cosine.limits.reason == nil)
    // By mpmath, 40 digits: the zeros of f′, f″ and f‴ with the greatest values.
    let sinlu = try analysis("sinlu")
    #expect(sinlu.range.infimum?.decimal.hasPrefix("-0.497370554189991021") == true)
    #expect(sinlu.range.supremum == .infinity)
    #expect(sinlu.lipschitz.value?.decimal.hasPrefix("2.00797072252265746") == true)
    #expect(sinlu.secondDerivative.supremum?.decimal.hasPrefix("1.06232933783605689") == true)
    #expect(sinlu.monotonicity.global == Monotonicity.Kind.none)
  }
}

/// The facts of one analysis as texts.
private struct RepeatedFacts {
  let facts: [String: String]

  init(_ found: FunctionAnalysis) {
    func number(_ number: ExactNumber?) -> String {
      number.map { "\(($0.exact ?? "?").replacing(" ", with: ""))|\($0.decimal)" } ?? "nil"
    }
    func interval(
      _ from: ExactNumber, _ to: ExactNumber, _ fromClosed: Bool, _ toClosed: Bool
    ) -> String {
      "\(fromClosed ? "[" : "(") \(number(from)) \(number(to)) \(toClosed ? "]" : ")")"
    }
    func intervals(_ all: [IntervalDescription]?) -> String {
      (all ?? []).map { interval($0.from, $0.to, $0.fromClosed, $0.toClosed) }
        .joined(separator: " ")
    }
    func families(_ all: [Family]) -> String {
      all.map { "\($0.at):\($0.kind ?? "nil"):\($0.left ?? "nil"):\($0.right ?? "nil")" }
        .map { $0.replacing(" ", with: "") }.joined(separator: " ")
    }
    func repeated(_ text: String, _ period: ExactNumber?) -> String {
      [text, period.map { "period \(number($0))" } ?? ""].filter { !$0.isEmpty }
        .joined(separator: " ")
    }
    func limit(_ value: ExactNumber?, _ ends: Limits.Ends?) -> String {
      value.map(number) ?? "none \(number(ends?.liminf)) \(number(ends?.limsup))"
    }
    let monotone = found.monotonicity.pieces.map { piece in
      "\(interval(piece.from, piece.to, piece.fromClosed, piece.toClosed)) \(piece.kind.rawValue)"
    }
    let extrema = (found.extrema.points ?? []).map { point in
      let reach = point.isGlobal.map { $0 ? "global" : "local" } ?? "undecided"
      return
        "\(point.kind.rawValue) \(number(point.at)) \(number(point.through)) "
        + "\(number(point.value)) \(reach)"
    }
    let real = found.regions.last
    let regions = (real?.pieces ?? []).map { region in
      region.kind.rawValue + " "
        + interval(region.from, region.to, region.fromClosed, region.toClosed)
    }
    let undefined = (real?.undefinedAt ?? []).map { place in
      switch place {
      case .point(let point): number(point)
      case .interval(let interval): intervals([interval])
      }
    }
    let range = found.range
    func yes(_ answer: Bool?) -> String { answer.map { "\($0)" } ?? "nil" }
    facts = [
      "period": "\(number(found.periodicity?.period)) \(number(found.periodicity?.drift))",
      "domain": intervals(found.domain.intervals), "gaps": families(found.domain.families),
      "jumps": families(found.continuity.families),
      "kinks": families(found.differentiability.families),
      "class": found.smoothness.class ?? "nil",
      "limits":
        limit(found.limits.minusInfinity, found.limits.oscillation?.minusInfinity) + " "
        + limit(found.limits.plusInfinity, found.limits.oscillation?.plusInfinity),
      "global": found.monotonicity.global?.rawValue ?? "nil",
      "monotone": repeated(monotone.joined(separator: " "), found.monotonicity.period),
      "extrema": repeated(extrema.joined(separator: " "), found.extrema.period),
      "convex": intervals(found.convexity.convex), "concave": intervals(found.convexity.concave),
      "inflections": repeated(
        (found.convexity.inflections ?? []).map(number).joined(separator: " "),
        found.convexity.period),
      "range":
        "\(number(range.infimum)) \(yes(range.infimumAttained)) "
        + "\(number(range.supremum)) \(yes(range.supremumAttained))",
      "lipschitz": "\(number(found.lipschitz.value)) \(yes(found.lipschitz.attained))",
      "second":
        "\(number(found.secondDerivative.supremum)) \(yes(found.secondDerivative.attained))",
      "zeros": found.zeros.sets == nil
        ? "nil" : repeated(intervals(found.zeros.sets), found.zeros.period),
      "fixed": found.fixedPoints.sets == nil
        ? "nil" : repeated(intervals(found.fixedPoints.sets), found.fixedPoints.period),
      "symmetry": found.symmetry.kind ?? "nil",
      "regions": repeated(regions.joined(separator: " "), real?.period),
      "undefined": undefined.joined(separator: " "),
    ]
  }

  /// Whether the texts agree, numbers in any form, or to the digits given after `~`.
  static func agree(_ found: String, _ truth: String) -> Bool {
    let (left, right) = (found.split(separator: " "), truth.split(separator: " "))
    return left.count == right.count
      && zip(left, right).allSatisfy { a, b in
        let parts = a.split(separator: "|")
        if b.hasPrefix("~") { return parts.last?.hasPrefix(b.dropFirst()) ?? false }
        return a == b || sameNumber(parts.first.map(String.init), String(b))
      }
  }
}
