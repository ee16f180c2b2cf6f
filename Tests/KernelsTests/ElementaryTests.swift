import Formulas
import Randomness
import Reals
import Testing

@testable import Kernels

@Suite("Elementary functions")
struct ElementaryTests {
  static let cases: [(ElementaryFunction, ClosedRange<Double>, Double)] = [
    (.exp, -740...709, 0.9), (.expm1, -40...709, 1.5), (.ln, 1e-300...1e300, 0.9),
    (.log1p, -0.9999...1000, 1.2), (.tanh, -25...25, 2.2), (.sinh, -700...700, 2.6),
    (.cosh, -700...700, 2.8), (.sigmoid, -700...700, 2), (.softplus, -700...700, 1.8),
    (.erf, -7...7, 1.1), (.erfc, -7...26.5, 3.5), (.atan, -1e6...1e6, 1.5),
    (.cbrt, -1e6...1e6, 0.9), (.sin, -1e300...1e300, 0.9), (.cos, -1e300...1e300, 0.9),
    (.tan, -1e300...1e300, 2.2),
  ]

  @Test("errors against Arb stay below the documented bounds", arguments: cases)
  func errors(_ function: ElementaryFunction, _ range: ClosedRange<Double>, _ bound: Double) throws
  {
    let compute = try #require(Self.kernel(function))
    var generator = SplitMix64(seed: 5)
    let arithmetic = BallArithmetic(precision: 1400)
    for index in 0..<2000 {
      // Half the arguments spread over the range, half over the binades.
      let u = generator.unit()
      var x = range.lowerBound / 2 + u * (range.upperBound / 2 - range.lowerBound / 2)
      x *= 2
      if index % 2 == 0 {
        let limit = range.upperBound.exponent
        x = Double(
          sign: .plus, exponent: Int(generator.unit() * Double(limit + 60)) - 60,
          significand: 1 + u)
        if range.lowerBound < 0, index % 4 == 0 { x = -x }
        guard range.contains(x) else { continue }
      }
      let ball = try arithmetic.apply(function, #require(Ball(exactly: x)))
      let truth = try #require(ball.nearestDouble)
      let error = try arithmetic.sum(ball, #require(Ball(exactly: -compute(x)))).approximation
      let measured = abs(error) / max(truth.ulp, .leastNonzeroMagnitude)
      #expect(measured <= bound, "\(function.rawValue)(\(x)) is \(measured) ulp off")
    }
  }

  static func kernel(_ function: ElementaryFunction) -> ((Double) -> Double)? {
    switch function {
    case .exp: Elementary.exponential
    case .expm1: Elementary.exponentialMinusOne
    case .ln: Elementary.logarithm
    case .log1p: Elementary.logarithmOfOnePlus
    case .tanh: Elementary.hyperbolicTangent
    case .sinh: Elementary.hyperbolicSine
    case .cosh: Elementary.hyperbolicCosine
    case .sigmoid: Elementary.sigmoid
    case .softplus: Elementary.softplus
    case .erf: Elementary.errorFunction
    case .erfc: Elementary.complementaryErrorFunction
    case .atan: Elementary.arctangent
    case .cbrt: Elementary.cubeRoot
    case .sin: Elementary.sine
    case .cos: Elementary.cosine
    case .tan: Elementary.tangent
    default: nil
    }
  }

  @Test("special arguments")
  func special() {
    #expect(Elementary.exponential(.infinity) == .infinity)
    #expect(Elementary.exponential(-.infinity) == 0)
    #expect(Elementary.exponential(710) == .infinity)
    #expect(Elementary.exponential(.nan).isNaN)
    #expect(Elementary.logarithm(0) == -.infinity)
    #expect(Elementary.logarithm(-1).isNaN)
    #expect(Elementary.logarithm(.infinity) == .infinity)
    #expect(Elementary.sine(.infinity).isNaN)
    #expect(Elementary.hyperbolicTangent(-.infinity) == -1)
    #expect(Elementary.arctangent(.infinity) == .pi / 2)
    #expect(Elementary.complementaryErrorFunction(.infinity) == 0)
    #expect(Elementary.power(-2, 3) == -8)
    #expect(Elementary.power(-2, 0.5).isNaN)
    #expect(Elementary.power(0, 0) == 1)
  }
}
