import BigInt
import Formulas
import Testing

@testable import Reals

@Suite("Intervals and balls as values")
struct IntervalTests {
  private func interval(_ a: String, _ b: String) -> Interval {
    Interval(Rational(text: a), Rational(text: b), precision: 64)
  }

  @Test("ends are rounded outward")
  func rounding() throws {
    let third = interval("1/3", "1/3")
    let lower = try #require(third.lowerBound)
    let upper = try #require(third.upperBound)
    #expect(lower < Rational(text: "1/3") && Rational(text: "1/3") < upper)
    #expect(third.contains(Rational(text: "1/3")))
    #expect(!third.contains(Rational(text: "33333/100000")))
    #expect(third.lowerDecimal(digits: 5) == "0.33333")
    #expect(third.upperDecimal(digits: 5) == "0.33334")
    #expect(interval("-2/3", "-2/3").lowerDecimal(digits: 3) == "-0.667")
    #expect(interval("-2/3", "-2/3").upperDecimal(digits: 3) == "-0.666")
  }

  @Test("parts of intervals")
  func parts() throws {
    let x = interval("-1", "3")
    #expect(x.midpoint.lowerBound == 1)
    #expect(x.bisection.left.upperBound == 1)
    #expect(x.bisection.right.lowerBound == 1)
    #expect(x.magnitude?.lowerBound == 3)
    #expect(x.mignitude.lowerBound == 0)
    #expect(interval("-3", "-2").mignitude.lowerBound == 2)
    #expect(x.width(precision: 64)?.upperBound == 4)
    #expect(x.intersection(interval("2", "5"))?.lowerBound == 2)
    #expect(x.intersection(interval("4", "5")) == nil)
    #expect(x.hull(interval("4", "5")).upperBound == 5)
    #expect(x.sign == -1...1)
    #expect(x.contains(interval("0", "3")))
    #expect(!x.contains(interval("0", "4")))
  }

  @Test("midpoints of unbounded intervals are finite and inside")
  func unboundedMidpoints() {
    let ends: [Rational?] = [
      nil, Rational(text: "-1e30"), -3, -1, Rational(text: "-1/4"), 0, Rational(text: "1/4"), 1, 3,
    ]
    for end in ends {
      for x in [
        Interval(from: end, to: nil, precision: 64), Interval(from: nil, to: end, precision: 64),
      ] {
        #expect(x.midpoint.isPoint)
        #expect(x.contains(x.midpoint))
        if let bound = x.lowerBound { #expect(x.midpoint.lowerBound.map { $0 > bound } == true) }
        if let bound = x.upperBound { #expect(x.midpoint.upperBound.map { $0 < bound } == true) }
      }
    }
  }

  @Test(
    "decimals of rationals",
    arguments: [
      ("2/3", 4, "0.6667"), ("1/2", 4, "0.5"), ("1/8", 2, "0.12"), ("3/8", 2, "0.38"),
      ("99999/100000", 3, "1.00"), ("-1e-9", 3, "-1e-9"), ("12345", 3, "12300"),
      ("1e30", 5, "1e30"), ("1234567/100", 6, "12345.7"), ("-2/3", 3, "-0.667"),
      ("1e-7", 3, "0.0000001"),
    ])
  func decimals(text: String, digits: Int, decimal: String) {
    #expect(Rational(text: text).decimal(significantDigits: digits, rounding: .nearest) == decimal)
  }

  @Test("a decimal is given only when all digits are certain")
  func certainDigits() throws {
    let arithmetic = BallArithmetic(precision: 128)
    let pi = try arithmetic.constant(.pi)
    #expect(pi.decimal(digits: 30) == "3.14159265358979323846264338328")
    #expect(pi.decimal(digits: 60) == nil)
    let wide = try arithmetic.union(Ball(1), Ball(2))
    #expect(wide.decimal(digits: 3) == nil)
    // The radius has 30 bits and is rounded up, so that the ball is a little wider than [1, 2].
    #expect(wide.lowerDecimal(digits: 3) == "0.999")
    #expect(wide.upperDecimal(digits: 3) == "2.01")
    #expect(pi.nearestDouble == .pi)
    #expect(pi.doubleBounds.contains(.pi))
    #expect(pi.relativeAccuracyBits > 120)
  }

  @Test("far magnitudes have decimals too")
  func farMagnitudes() throws {
    let arithmetic = BallArithmetic(precision: 128)
    // exp(±10⁶) from mpmath.
    let large = try arithmetic.apply(.exp, Ball(1_000_000))
    #expect(large.lowerDecimal(digits: 10) == "3.033215396e434294")
    #expect(large.upperDecimal(digits: 10) == "3.033215397e434294")
    let small = try arithmetic.apply(.exp, Ball(-1_000_000))
    #expect(small.lowerDecimal(digits: 8) == "3.2968314e-434295")
    #expect(small.upperDecimal(digits: 8) == "3.2968315e-434295")
    let negative = try arithmetic.negative(large)
    #expect(negative.upperDecimal(digits: 10) == "-3.033215396e434294")
  }

  @Test("conversions keep every bit")
  func conversions() throws {
    let big = BigInt(3).power(200)
    #expect(Ball(big).exactRational == Rational(big))
    #expect(Ball(-big).exactRational == Rational(-big))
    let tiny = try #require(Ball(exactly: 5e-324))
    #expect(tiny.exactRational == Rational(1, over: BigInt(1) << 1074))
    #expect(tiny.nearestDouble == 5e-324)
    #expect(Ball(exactly: .nan) == nil)
    #expect(Ball(exactly: Rational(text: "1/3")) == nil)
    #expect(Ball(exactly: Rational(text: "5/1024"))?.isExact == true)
    #expect(Ball(Rational(text: "1/3"), precision: 64).contains(Rational(text: "1/3")))
    #expect(Ball(-2).sign == -1 ... -1)
    #expect(Ball(0).sign == 0...0)
  }
}
