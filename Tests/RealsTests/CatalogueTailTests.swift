import Activations
import Calculus
import Formulas
import Reals
import Testing

/// The catalogue's entries and their derivatives at ±∞, against Arb far out.
@Suite("The catalogue on half-lines")
struct CatalogueTailTests {
  /// These oscillate, or one of their derivatives does.
  static let oscillating: Set = ["sine", "cosine", "snake", "growing-cosine", "sinlu"]

  @Test("limits and signs", arguments: Catalogue.builtIn.activations.map(\.name))
  func limits(name: String) throws {
    let exact = ExactArithmetic()
    let function = try Catalogue.builtIn.parser.parse(name).formula
    for order in 0...3 {
      let f = function.derivative(order: order)
      for (direction, side) in [(TailDirection.plusInfinity, 1), (.minusInfinity, -1)] {
        func value(at t: Rational) throws -> Ball {
          let balls = BallArithmetic(precision: 4096)
          return try balls.evaluate(f, at: Ball(t * Rational(side), precision: 4096))
        }
        guard let limit = try? TailExpansion.limit(of: f, toward: direction, over: exact),
          let found = TailExpansion.sign(of: f, toward: direction, over: exact)
        else {
          #expect(Self.oscillating.contains(name), "derivative \(order), side \(side)")
          continue
        }
        // All of them converge as fast as 1/t at least, or grow as fast as ln t.
        let far = try value(at: Rational(2).power(80) ?? 0)
        switch limit {
        case .finite(let c) where far.doubleBounds.lowerBound.isFinite:
          let balls = BallArithmetic(precision: 256)
          let truth = try #require(c.enclosure(digits: 40))
          let error = try balls.sum(far, balls.negative(truth)).doubleBounds
          #expect((-1e-9...1e-9).contains(error.lowerBound), "\(order), \(side): \(c)")
          #expect((-1e-9...1e-9).contains(error.upperBound), "\(order), \(side): \(c)")
        case .finite:
          let areBeyondArb = ["tanh-exp", "complementary-log-log"].contains(name)
          #expect(areBeyondArb, "exp(exp(2^80)) has an exponent too long to compute")
        case .infinite(let sign):
          let bounds = far.doubleBounds
          let least = sign > 0 ? bounds.lowerBound : -bounds.upperBound
          #expect(least > 30, "\(order), \(side)")
        }
        // Farther out some cancel more digits than are carried.
        #expect(try value(at: found.start).sign == found.sign...found.sign, "\(order), \(side)")
        for factor in [2, 5, 40] as [Rational] {
          #expect(try value(at: found.start * factor).sign.contains(found.sign))
        }
      }
    }
  }
}
