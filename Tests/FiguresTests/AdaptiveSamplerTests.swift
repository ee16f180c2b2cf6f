import Foundation
import Testing

@testable import Figures

@Suite("Adaptive sampling")
struct AdaptiveSamplerTests {
  let sampler = AdaptiveSampler()

  /// The greatest distance between a function and its drawn graph, at many arguments.
  private func deviation(
    _ segments: [[FigurePoint]], of function: (Double) -> Double
  ) -> Double {
    segments.flatMap { segment in
      zip(segment, segment.dropFirst()).flatMap { left, right in
        [0.2, 0.5, 0.8].map { part in
          let x = left.x + part * (right.x - left.x)
          return abs(left.y + part * (right.y - left.y) - function(x))
        }
      }
    }.max() ?? .infinity
  }

  @Test("a smooth graph is one segment, from end to end, true to its function")
  func smooth() throws {
    let segments = sampler.segments(over: -3...3) { sin(5 * $0) }
    #expect(segments.count == 1)
    #expect(segments.first?.first?.x == -3 && segments.first?.last?.x == 3)
    #expect(deviation(segments) { sin(5 * $0) } < 2e-3 * 2)
  }

  @Test("a graph of which most is cut off is true to its function in what is seen")
  func steep() throws {
    let segments = sampler.segments(over: -5...5) { exp(exp($0)) }
    // Of 90 heights in 100 the largest is at 4; three times that is seen.
    let top = 3 * exp(exp(4.0))
    let seen = segments.map { $0.filter { $0.y <= top } }
    #expect(seen.joined().count > 90)
    #expect(deviation(seen) { exp(exp($0)) } < 0.01 * top)
  }

  @Test("a straight graph needs no refinement, a bent one is refined where it bends")
  func economy() throws {
    let straight = try #require(sampler.segments(over: -1...1) { 2 * $0 }.first)
    let bent = try #require(sampler.segments(over: -1...1) { tanh(40 * $0) }.first)
    #expect(straight.count == AdaptiveSampler.initialPoints + 1)
    #expect(bent.count > straight.count)
    let near = bent.count { abs($0.x) < 0.1 }
    let far = bent.count { abs($0.x) > 0.8 }
    #expect(near > 2 * far)
    #expect(deviation([bent]) { tanh(40 * $0) } < 2e-3 * 2)
  }

  @Test("a joint breaks the graph, and both sides reach their own limits")
  func joint() throws {
    let segments = sampler.segments(over: -1...1, joints: [0, 5]) { $0 < 0 ? -1 : 1 + $0 }
    try #require(segments.count == 2)
    #expect(segments[0].last == FigurePoint(x: 0, y: -1))
    #expect(segments[1].first?.x == 0)
    #expect(abs((segments[1].first?.y ?? 0) - 1) < 1e-5)
    #expect(segments[0].allSatisfy { $0.y == -1 })
  }

  @Test("an unknown step is broken on demand, and never a steep slope")
  func step() {
    func segments(_ breaksAtSteps: Bool, _ function: (Double) -> Double) -> [[FigurePoint]] {
      AdaptiveSampler(breaksAtSteps: breaksAtSteps).segments(over: -3...3, of: function)
    }
    let stairs = segments(true) { ($0 + 0.3).rounded(.down) }
    #expect(stairs.map { $0[0].y } == [-3, -2, -1, 0, 1, 2, 3])
    #expect(stairs.allSatisfy { stair in stair.allSatisfy { $0.y == stair[0].y } })
    #expect(segments(false) { ($0 + 0.3).rounded(.down) }.count == 1)
    #expect(segments(true) { tanh(1000 * $0) }.count == 1)
    #expect(segments(true) { cbrt($0) }.count == 1)
    #expect(segments(true) { abs($0 - 0.1234) }.count == 1)
  }

  @Test("a lone value at a joint is not joined to either side")
  func loneValue() {
    let segments = sampler.segments(over: -1...1, joints: [0]) { $0 == 0 ? 100 : 0 }
    #expect(segments.joined().allSatisfy { $0.y == 0 })
  }

  @Test("where there is no value there is no graph, and the edge is met closely")
  func domain() throws {
    let segments = sampler.segments(over: -2...2) { $0 < -1 || $0 > 1 ? nil : sqrt(1 - $0 * $0) }
    try #require(segments.count == 1)
    let first = try #require(segments[0].first)
    let last = try #require(segments[0].last)
    #expect(abs(first.x + 1) < 1e-4 && abs(last.x - 1) < 1e-4)
  }

  @Test("poles break the graph", arguments: [[], [0.0]])
  func pole(joints: [Double]) {
    let segments = sampler.segments(over: -1...1, joints: joints) { 1 / $0 }
    #expect(segments.count == 2)
    for segment in segments {
      #expect(Set(segment.map { $0.y.sign }).count == 1)
    }
  }

  @Test("NaN, infinities and missing values never reach the result")
  func nonFinite() {
    let segments = sampler.segments(over: 0...1) { x in
      [nil, .nan, .infinity, -.infinity, 1.0][Int(x * 1000) % 5]
    }
    #expect(segments.joined().allSatisfy { $0.y == 1 })
    #expect(sampler.segments(over: 0...1) { _ in nil }.isEmpty)
  }

  @Test("the number of points is bounded, however wild the function")
  func bounded() {
    let segments = AdaptiveSampler(maximumPoints: 500).segments(over: 0...1) { sin(1 / $0) }
    #expect(segments.joined().count <= 500)
    let comb = AdaptiveSampler(maximumPoints: 500).segments(
      over: 0...1, joints: (0..<200).map { Double($0) / 200 }
    ) { $0 * 200 - ($0 * 200).rounded(.down) }
    #expect(comb.joined().count <= 200 * 14)
  }

  @Test("empty and infinite intervals have no graph", arguments: [1...1, -Double.infinity...0])
  func degenerate(interval: ClosedRange<Double>) {
    #expect(sampler.segments(over: interval) { $0 }.isEmpty)
  }
}
