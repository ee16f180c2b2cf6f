import Formulas
import Testing

@testable import Accuracy

@Suite("Finite difference schemes")
struct FiniteDifferenceSchemeTests {
  private func ratio(_ numerator: Int, _ denominator: Int) throws -> Rational {
    let quotient = Rational(numerator) / Rational(denominator)
    return try #require(quotient)
  }

  @Test("nodes and weights are those of the textbooks")
  func nodes() throws {
    let half = try ratio(1, 2)
    #expect(FiniteDifferenceScheme.central.nodes.map(\.offset) == [-1, 1])
    #expect(FiniteDifferenceScheme.central.nodes.map(\.weight) == [-half, half])
    #expect(FiniteDifferenceScheme.backward.nodes.map(\.offset) == [-1, 0])
    let twelfth = try ratio(1, 12)
    let twoThirds = try ratio(2, 3)
    #expect(
      FiniteDifferenceScheme.fivePoint.nodes.map(\.weight)
        == [twelfth, -twoThirds, twoThirds, -twelfth])
    #expect(FiniteDifferenceScheme.richardson.nodes.map(\.offset) == [-1, -half, half, 1])
    let sixth = try ratio(1, 6)
    let fourThirds = try ratio(4, 3)
    #expect(
      FiniteDifferenceScheme.richardson.nodes.map(\.weight)
        == [sixth, -fourThirds, fourThirds, -sixth])
  }

  @Test("the order is that of the first monomial not differentiated exactly at 0")
  func order() throws {
    for scheme in FiniteDifferenceScheme.allCases {
      for degree in 0...scheme.order {
        let sum = try scheme.nodes.reduce(Rational(0)) {
          $0 + $1.weight * (try #require($1.offset.power(degree)))
        }
        #expect(sum == (degree == 1 ? 1 : 0), "\(scheme) on x^\(degree)")
      }
      let next = try scheme.nodes.reduce(Rational(0)) {
        $0 + $1.weight * (try #require($1.offset.power(scheme.order + 1)))
      }
      #expect(!next.isZero, "\(scheme)")
    }
  }

  @Test("symmetric schemes share equally between the sides, one-sided schemes take one")
  func shares() throws {
    let half = try ratio(1, 2)
    for scheme in [FiniteDifferenceScheme.central, .fivePoint, .richardson] {
      #expect(scheme.shares.left == half)
      #expect(scheme.shares.right == half)
    }
    #expect(FiniteDifferenceScheme.forward.shares.left == 0)
    #expect(FiniteDifferenceScheme.forward.shares.right == 1)
    #expect(FiniteDifferenceScheme.backward.shares.left == 1)
    #expect(FiniteDifferenceScheme.backward.shares.right == 0)
  }

  @Test("in float64 the central difference of the assignment's functions has CPython's digits")
  func float64() {
    let relu = { (z: Double) in max(0, z) }
    let leaky = { (z: Double) in z >= 0 ? z : 0.01 * z }
    let central = FiniteDifferenceScheme.central
    // python3: approx_derivative(relu, z0), approx_derivative(leaky_relu, z0)
    #expect(central.float64(at: -1.0, step: 1e-3, of: relu) == 0.0)
    #expect(central.float64(at: 0.0, step: 1e-3, of: relu) == 0.5)
    #expect(central.float64(at: 1.0, step: 1e-3, of: relu) == 0.9999999999999454)
    #expect(central.float64(at: 2.0, step: 1e-3, of: relu) == 0.9999999999998899)
    #expect(central.float64(at: -1.0, step: 1e-3, of: leaky) == 0.009999999999999593)
    #expect(central.float64(at: 0.0, step: 1e-3, of: leaky) == 0.505)
    #expect(central.float64(at: 1.0, step: 1e-3, of: leaky) == 0.9999999999999454)
    #expect(central.float64(at: 2.0, step: 1e-3, of: leaky) == 0.9999999999998899)
  }
}
