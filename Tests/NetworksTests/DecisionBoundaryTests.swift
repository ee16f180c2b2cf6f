import Foundation
import Testing

@testable import Networks

@Suite("Decision boundaries")
struct DecisionBoundaryTests {
  private let grid = (0...20).map { -1 + Double($0) / 10 }

  private func segments(_ decision: @escaping (Double, Double) -> Int) -> [[Double]] {
    DecisionBoundary(of: decision, xs: grid, ys: grid).segments
  }

  private func ends(_ segments: [[Double]]) -> [(x: Double, y: Double)] {
    segments.flatMap { [($0[0], $0[1]), ($0[2], $0[3])] }
  }

  @Test("a line is found to a thousandth of a square, from frame to frame")
  func line() {
    let segments = segments { 2 * $0 + $1 > 0.3 ? 1 : 0 }
    let ends = ends(segments)
    #expect(ends.allSatisfy { (2 * $0.x + $0.y - 0.3).magnitude < 2e-4 })
    #expect(ends.contains { $0.y == -1 } && ends.contains { $0.y == 1 })
  }

  @Test("a circle is closed: every end of a line is the end of another one")
  func circle() {
    let ends = ends(segments { hypot($0, $1) < 0.63 ? 1 : 0 })
    #expect(ends.count > 40)
    #expect(ends.allSatisfy { (hypot($0.x, $0.y) - 0.63).magnitude < 1e-4 })
    for end in ends {
      #expect(ends.count { hypot($0.x - end.x, $0.y - end.y) < 1e-9 } == 2)
    }
  }

  @Test("three classes meet in a point")
  func three() {
    let segments = segments { x, y in y > 0.05 ? 2 : (x > 0.05 ? 1 : 0) }
    // Both lines, but for the square in which they meet.
    for end in ends(segments) where hypot(end.x - 0.05, end.y - 0.05) > 0.15 {
      #expect((end.y - 0.05).magnitude < 1e-4 || (end.x - 0.05).magnitude < 1e-4)
    }
    #expect(segments.contains { $0[0] == -1 || $0[2] == -1 })
  }

  @Test("where four quarters meet, the middle tells which belong together")
  func saddle() {
    for sign in [1.0, -1] {
      // xy = ±0.001: the quarters of one sign are connected through the middle.
      let ends = ends(segments { ($0 + 0.05) * ($1 + 0.05) > sign * 0.001 ? 1 : 0 })
      #expect(
        ends.allSatisfy {
          (($0.x + 0.05) * ($0.y + 0.05) - sign * 0.001).magnitude < 1e-4
        })
    }
  }

  @Test("what decides the same everywhere has none")
  func none() {
    #expect(segments { _, _ in 1 }.isEmpty)
  }
}
