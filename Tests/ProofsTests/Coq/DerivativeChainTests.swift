import Formulas
import Foundation
import Reals
import Testing

@testable import Proofs

@Suite("Chains of values of a derivative")
struct DerivativeChainTests {
  /// The derivative of x·Φ(x), from the error function of the C library.
  private func slope(_ x: Double) -> Double {
    0.5 * erfc(-x / 2.0.squareRoot()) + x * exp(-x * x / 2) / (2 * Double.pi).squareRoot()
  }

  private func chain(apartFrom thresholds: [Double]) throws -> DerivativeChain? {
    let derivative = try #require(Formula(parsing: "Phi(x) + x*exp(-x^2/2)/sqrt(2*pi)"))
    let second = try #require(DerivativeChain.secondDerivative(derivative, 50))
    return DerivativeChain(derivative, second, ends: [-5, 0, 5], apartFrom: thresholds)
  }

  @Test("the bounds hold at sampled points, and the turns at ±√2 are found")
  func bounds() throws {
    let chain = try #require(try chain(apartFrom: [0, 1.2]))
    for link in chain.links {
      let (from, to) = (Double(nearestTo: link.from.at), Double(nearestTo: link.to.at))
      for step in 0...10 {
        let value = slope(from + (to - from) * Double(step) / 10)
        #expect(Double(nearestTo: link.low) <= value && value <= Double(nearestTo: link.high))
      }
    }
    #expect(abs(Double(nearestTo: chain.steepest) - 2.0.squareRoot()) < 0.001)
    #expect(chain.links.first?.from.at == -5 && chain.links.last?.to.at == 5)
    #expect(chain.before == .falling && chain.beyond == .falling)
  }

  @Test("a value that cannot be told from a threshold gives none")
  func threshold() throws {
    #expect(try chain(apartFrom: [0.5]) == nil)
  }

  @Test(
    "values and slopes too large for sixteen digits give none", arguments: ["exp(exp(x))", "1/x"])
  func large(text: String) throws {
    let derivative = try #require(Formula(parsing: text)).derivative
    let second = derivative.derivative
    let least = try #require(Rational(1, over: 1_000_000))
    #expect(DerivativeChain(derivative, second, ends: [least, 5], apartFrom: [0]) == nil)
  }
}
