import Formulas
import Testing

@testable import Reals

@Suite("Root isolation and proved signs")
struct RootIsolationTests {
  private let sigma = Formula.apply(.sigmoid, .x)
  private let tanh = Formula.apply(.tanh, .x)

  private func slope(threshold: String) -> RootFinder {
    // σ′ − t and its derivative σ(1 − σ)(1 − 2σ).
    RootFinder(
      function: sigma * (1 - sigma) - .number(Rational(text: threshold)),
      derivative: sigma * (1 - sigma) * (1 - 2 * sigma))
  }

  private func expect(
    _ location: ClosedRange<Rational>, near literal: String, digits: Int,
    _ place: SourceLocation = #_sourceLocation
  ) {
    let value = Rational(text: literal)
    let unit = (Rational(10).power(-digits) ?? 0) * value.magnitude
    #expect(location.lowerBound - unit <= value, sourceLocation: place)
    #expect(value <= location.upperBound + unit, sourceLocation: place)
    #expect(location.upperBound - location.lowerBound <= unit, sourceLocation: place)
  }

  @Test("σ′(x) = 0.01, by mpmath at ±4.58486…")
  func sigmoidThreshold() throws {
    let finder = slope(threshold: "0.01")
    let found = finder.isolateRoots(in: -1000...1000)
    #expect(found.isComplete)
    #expect(found.roots.map(\.kind) == [.simple, .simple])
    let literal = "4.5848633391223553756015746226960308632437364800314"
    expect(finder.refine(try #require(found.roots.last), digits: 40), near: literal, digits: 40)
    expect(
      finder.refine(try #require(found.roots.first), digits: 20), near: "-" + literal, digits: 20)
  }

  @Test("tanh² = 0.99")
  func tanhThreshold() throws {
    let finder = RootFinder(
      function: tanh * tanh - .number(Rational(text: "0.99")),
      derivative: 2 * tanh * (1 - tanh * tanh))
    let found = finder.isolateRoots(in: 0...50)
    #expect(found.isComplete)
    #expect(found.roots.count == 1)
    expect(
      finder.refine(try #require(found.roots.first), digits: 45),
      near: "2.993222846126380897912667713774182913083660451181", digits: 45)
  }

  @Test("cos x = x to 48 digits, and the minimum of SiLU")
  func knownRoots() throws {
    let cosine = RootFinder(
      function: .apply(.cos, .x) - .x, derivative: -.apply(.sin, .x) - 1)
    let found = cosine.isolateRoots(in: -10...10)
    #expect(found.isComplete)
    expect(
      cosine.refine(try #require(found.roots.first), digits: 48),
      near: "0.73908513321516064165531208767387340401341175890076", digits: 48)
    let s = sigma
    let slope = s + .x * s * (1 - s)
    let curvature = s * (1 - s) * (2 + .x * (1 - 2 * s))
    let silu = RootFinder(function: slope, derivative: curvature)
    let minima = silu.isolateRoots(in: -8...8)
    #expect(minima.isComplete)
    expect(
      silu.refine(try #require(minima.roots.first), digits: 30),
      near: "-1.2784645427610737951093587390229801554394774886197", digits: 30)
  }

  @Test("ends, bisection points and double roots that are exact")
  func exactRoots() {
    let line = RootFinder(function: .x, derivative: 1)
    #expect(line.isolateRoots(in: 0...1).roots.map(\.kind) == [.exact])
    #expect(line.isolateRoots(in: -1...0).roots.map(\.kind) == [.exact])
    #expect(line.isolateRoots(in: -1...1).roots.count == 1)
    #expect(line.isolateRoots(in: -1...1).isComplete)
    // tanhshrink′ = tanh² touches 0 at 0.
    let touching = RootFinder(
      function: tanh * tanh, derivative: 2 * tanh * (1 - tanh * tanh),
      secondDerivative: 2 * (1 - tanh * tanh) * (1 - 3 * tanh * tanh))
    let found = touching.isolateRoots(in: -5...6)
    #expect(found.isComplete || found.roots.map(\.kind) == [.possibleDouble])
    let centred = touching.isolateRoots(in: -5...5)
    #expect(centred.roots.map(\.kind) == [.exact])
    #expect(centred.isComplete)
  }

  @Test("a double root at no rational point is handed back")
  func doubleRoot() throws {
    // (x² − 2)² touches 0 at ±√2.
    let square = Formula.x * .x - 2
    let finder = RootFinder(
      function: square * square, derivative: 4 * .x * square,
      secondDerivative: 12 * .x * .x - 8)
    let found = finder.isolateRoots(in: 0...3)
    #expect(found.undecided.isEmpty)
    #expect(found.roots.map(\.kind) == [.possibleDouble])
    let root = try #require(found.roots.first).location
    #expect(root.lowerBound * root.lowerBound < 2 && 2 < root.upperBound * root.upperBound)
  }

  @Test("without a second derivative the place is undecided, never lost")
  func undecided() {
    let square = Formula.x * .x - 2
    let finder = RootFinder(function: square * square, derivative: 4 * .x * square)
    let found = finder.isolateRoots(in: 0...3, budget: 400)
    #expect(found.roots.isEmpty)
    #expect(found.undecided.count == 1)
    #expect(!found.isComplete)
    #expect(
      found.undecided.contains { $0.contains(Rational(text: "1.41421356237309504880168872")) })
  }

  @Test("signs on bounded and unbounded intervals")
  func signs() {
    let e = Formula.apply(.exp, .x)
    #expect(RangeAnalysis(of: sigma).proveSign(from: 0, to: nil) == .positive)
    #expect(RangeAnalysis(of: .x * .x - .x + 1).proveSign(from: -9, to: 9) == .positive)
    #expect(RangeAnalysis(of: e).proveSign(from: nil, to: nil) == .nonnegative)
    #expect(RangeAnalysis(of: -e).proveSign(from: -5, to: 5) == .negative)
    #expect(
      RangeAnalysis(of: .x * .x - .x + 1, derivative: 2 * .x - 1).proveSign(from: nil, to: nil)
        == .positive)
    #expect(RangeAnalysis(of: .x).proveSign(from: -1, to: 1, budget: 50) == .undecided)
    #expect(RangeAnalysis(of: .apply(.ln, .x)).proveSign(from: -2, to: -1) == .undefined)
    #expect(RangeAnalysis(of: .apply(.sqrt, .x)).proveSign(from: -2, to: 3) == .nonnegative)
    #expect(RangeAnalysis(of: 1 - tanh).proveSign(from: nil, to: nil) == .nonnegative)
  }

  @Test("ranges: SiLU has its minimum −0.278464…")
  func ranges() throws {
    let s = sigma
    let analysis = RangeAnalysis(of: .x * s, derivative: s + .x * s * (1 - s))
    let range = try #require(analysis.rangeBounds(from: -10, to: 3))
    let lower = try #require(range.interval.lowerBound)
    let minimum = Rational(text: "-0.2784645427610737951093587390229801554395")
    #expect(lower <= minimum)
    #expect(minimum - lower < Rational(text: "1e-8"))
    #expect(range.decoration == .continuous)
    #expect(RangeAnalysis(of: .apply(.ln, .x)).rangeBounds(from: -2, to: -1) == nil)
    let tail = try #require(RangeAnalysis(of: tanh).rangeBounds(from: 1, to: nil))
    #expect(tail.interval.upperBound == 1)
  }
}
