import Figures
import Networks
import Robustness
import Testing

@testable import Reports

@Suite("Certified balls in figures")
struct CertifiedBallTests {
  private func ball(
    _ norm: PerturbationNorm, box: ClosedRange<Double>? = nil
  ) throws -> (DecisionFigure.Ball, AttackResult) {
    var attack = AdversarialAttack(try AttackableNetwork(Network.xor()))
    attack.norm = norm
    attack.box = box
    let result = try attack.optimum(of: [0, 1]).result
    return (DecisionFigure.Ball(result, box: box), result)
  }

  @Test(
    "all points of the outline are as far from the sample as is proved",
    arguments: PerturbationNorm.allCases)
  func radius(norm: PerturbationNorm) throws {
    let (ball, result) = try ball(norm)
    for point in ball.outline {
      let distance = norm.length([point.x - 0, point.y - 1])
      #expect(abs(distance - result.distance.lower) < 1e-12)
    }
    #expect(ball.outline.count > 100 && ball.center.y == 1)
    // The corners of the square and the diamond.
    let farthest = ball.outline.map { max(abs($0.x), abs($0.y - 1)) }.max() ?? 0
    #expect(abs(farthest - result.distance.lower) < 1e-12)
  }

  @Test("what lies outside the box is not drawn", arguments: PerturbationNorm.allCases)
  func box(norm: PerturbationNorm) throws {
    let (ball, result) = try ball(norm, box: 0...1)
    #expect(result.distance.lower > 0)
    for point in ball.outline {
      #expect((0...1).contains(point.x) && (0...1).contains(point.y))
      #expect(norm.length([point.x, point.y - 1]) <= result.distance.lower + 1e-12)
    }
    #expect(ball.outline.contains { $0.x == 0 } && ball.outline.contains { $0.y == 1 })
  }
}
