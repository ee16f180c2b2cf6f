import Analysis
import Formulas
import Reals
import Testing

/// Lists that never end and do not repeat: what meets the window, and that there is more.
///
/// Decimals are zeros of f, f′ or f″ by mpmath at 25 digits; exact numbers are derived by hand.
@Suite("Lists that go on for ever without a period")
struct EndlessListsTests {
  private static let both = ["-inf", "inf"]

  private func ends(_ continuation: Continuation?) -> [String] {
    (continuation?.towards ?? []).map(\.decimal)
  }

  private func starts(_ roots: Roots) -> [ExactNumber] { (roots.sets ?? []).map(\.from) }

  private func matches(_ found: [ExactNumber], _ expected: [String]) -> Bool {
    found.count == expected.count
      && zip(found, expected).allSatisfy { number, text in
        number.exact.map { $0 == text } ?? false || number.decimal.hasPrefix(text)
      }
  }

  @Test("x·cos x: everything meets [−5, 5] whole, and more follows on both sides")
  func growingCosine() throws {
    let found = try analysis("x*cos(x)")
    let places = ["3.4256184594817", "0.8603335890193", "0.8603335890193", "3.4256184594817"]
    let extrema = zip(places, ["-", "-", "", ""]).map { $1 + $0 }
    let points = try #require(found.extrema.points)
    #expect(matches(points.map(\.at), extrema))
    #expect(points.map(\.kind) == [.maximum, .minimum, .maximum, .minimum])
    #expect(points.allSatisfy { $0.isGlobal == false })
    #expect(ends(found.extrema.continuation) == Self.both)

    let pieces = found.monotonicity.pieces
    #expect(
      matches(pieces.map(\.from), ["-6.4372981791719"] + extrema)
        && matches(pieces.map(\.to), extrema + ["6.4372981791719"]))
    #expect(
      pieces.map(\.kind) == [.increasing, .decreasing, .increasing, .decreasing, .increasing])
    #expect(found.monotonicity.global == Monotonicity.Kind.none)

    let inflections = try #require(found.convexity.inflections)
    #expect(matches(inflections, ["-2.2889297281034", "0", "2.2889297281034"]))
    let convex = try #require(found.convexity.convex)
    #expect(matches(convex.map(\.from), ["-2.2889297281034", "2.2889297281034"]))
    #expect(matches(convex.map(\.to), ["0", "5.0869850941022"]))

    #expect(matches(starts(found.zeros), ["-3*pi/2", "-pi/2", "0", "pi/2", "3*pi/2"]))
    #expect(found.zeros.continuation?.over.from == ExactNumber(-5))
    // x·(cos x − 1) vanishes at the multiples of 2π without changing its sign there.
    #expect(matches(starts(found.fixedPoints), ["0"]))
    #expect(ends(found.fixedPoints.continuation) == Self.both)

    let regions = try #require(found.regions.last)
    #expect(regions.over.from == .minusInfinity && regions.undecided.isEmpty)
    #expect(ends(regions.continuation) == Self.both)
    let window = try #require(found.regions.first?.pieces)
    #expect(regions.pieces?.count == window.count && window.count > 20)
  }

  @Test("The window says how much is listed")
  func window() throws {
    let wide = try #require(Window(from: -8, to: 8))
    let found = try analysis("x*cos(x)", over: wide)
    #expect(
      matches(starts(found.fixedPoints), ["-2*pi", "0", "2*pi"]))
    #expect(found.zeros.continuation?.over.to == ExactNumber(8))
  }

  @Test("sinlu: what oscillates at one end only, and f′ > 0 although 1 + cos x vanishes")
  func oneEnd() throws {
    let found = try analysis("(x + sin(x))*sigmoid(x)")
    #expect(found.monotonicity.continuation == nil && found.monotonicity.reason == nil)
    #expect(found.monotonicity.pieces.map(\.kind) == [.decreasing, .increasing])
    let inflections = try #require(found.convexity.inflections)
    #expect(
      matches(inflections, ["-1.9954951206414", "0.8745930565936", "3.2498956735978"]))
    #expect(ends(found.convexity.continuation) == ["inf"])
    #expect(found.convexity.continuation?.over.from == .minusInfinity)
    #expect(found.convexity.convex?.last?.to.decimal.hasPrefix("6.2789712985002") == true)
    #expect(matches(starts(found.fixedPoints), ["0", "2.9907352297318"]))
    #expect(found.zeros.continuation == nil)
    #expect(found.regions.allSatisfy { $0.undecided.isEmpty })
  }

  @Test("Oscillation that dies out, and a domain with a gap")
  func decaying() throws {
    let damped = try analysis("exp(-x)*sin(x)", over: try #require(Window(from: -1, to: 4)))
    #expect(matches(starts(damped.zeros), ["0", "pi"]))
    #expect(ends(damped.extrema.continuation) == Self.both)
    #expect(
      matches((damped.extrema.points ?? []).map(\.at), ["pi/4", "5*pi/4"]))
    let sinc = try analysis("sin(x)/x")
    #expect(
      matches((sinc.extrema.points ?? []).map(\.at), ["-4.49340945790", "4.49340945790"]))
    #expect(matches(starts(sinc.zeros), ["-pi", "pi"]))
  }

  @Test("No end is claimed where none is proved: zeros of f′ that change no sign are no extrema")
  func touching() throws {
    // f′ = 1 + cos x is periodic; here it is multiplied by a function that is not.
    let found = try analysis("x^2/2 + x*sin(x) + cos(x)")
    #expect(found.extrema.continuation == nil)
    #expect(found.extrema.points.map { matches($0.map(\.at), ["0"]) } ?? true)
    // Eventually monotone functions have no endless lists.
    let tame = try analysis("x + exp(-x^2)*sin(x)")
    #expect(tame.monotonicity.continuation == nil && tame.zeros.continuation == nil)
  }

  @Test("Lists reach the window's end beyond a joint")
  func joint() throws {
    let found = try analysis("x if x < 20 else x*cos(x)")
    #expect(found.monotonicity.pieces.first?.from == .minusInfinity)
    #expect(found.monotonicity.pieces.map(\.kind) == [.increasing])
    #expect(ends(found.monotonicity.continuation) == ["inf"])
  }
}
