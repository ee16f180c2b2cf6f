import Formulas
import Testing

@testable import Reals

/// The operations on two numbers, and some powers.
private enum BinaryOperation: CaseIterable {
  case sum, product, quotient, minimum, maximum, power, fourthPower, inverseCube

  func apply<Arithmetic: RealArithmetic>(
    _ arithmetic: Arithmetic, _ a: Arithmetic.Value, _ b: Arithmetic.Value
  ) throws(EvaluationError) -> Arithmetic.Value {
    switch self {
    case .sum: try arithmetic.sum(a, b)
    case .product: try arithmetic.product(a, b)
    case .quotient: try arithmetic.quotient(a, b)
    case .minimum: try arithmetic.minimum(a, b)
    case .maximum: try arithmetic.maximum(a, b)
    case .power: try arithmetic.power(a, b)
    case .fourthPower: try arithmetic.power(a, 4)
    case .inverseCube: try arithmetic.power(a, -3)
    }
  }
}

@Suite("Interval arithmetic")
struct IntervalArithmeticTests {
  private let arithmetic = IntervalArithmetic(precision: 64)
  private let fine = BallArithmetic(precision: 256)

  private func interval(_ a: Int, _ b: Int) -> Enclosure {
    Enclosure(Interval(Rational(a), Rational(b), precision: 64))
  }

  /// Ends biased to special values; `nil` is no bound.
  private static let ends: [Rational?] = [
    nil, -1000, -40, Rational(text: "-22/7"), -2, -1, Rational(text: "-1/2"),
    Rational(text: "-1e-30"), 0, Rational(text: "1e-300"), Rational(text: "1/3"), 1,
    Rational(text: "11/7"), 3, Rational(text: "13/2"), 88, Rational(text: "1e20"),
  ]

  /// Points of the interval: its ends, and some inside.
  private static func points(from a: Rational?, to b: Rational?) -> [Rational] {
    let lower = a ?? (b.map { Swift.min($0, 0) - 100_000 } ?? -100_000)
    let upper = b ?? (Swift.max(lower, 0) + 100_000)
    let parts = ["0", "1", "1/2", "1/1000000007", "2/3", "6/7", "99999/100000"]
    return parts.map { lower + (upper - lower) * Rational(text: $0) }
  }

  private static func pairs() -> [(Rational?, Rational?)] {
    var result: [(Rational?, Rational?)] = [(nil, nil)]
    for (index, a) in ends.enumerated() {
      for b in ends[index...] where b != nil { result.append((a, b)) }
      if a != nil { result.append((a, nil)) }
    }
    return result
  }

  @Test("inclusion: elementary functions", arguments: ElementaryFunction.allCases)
  func inclusion(function: ElementaryFunction) throws {
    for (a, b) in Self.pairs() {
      let x = Enclosure(Interval(from: a, to: b, precision: 64))
      let values: Enclosure
      do {
        values = try arithmetic.apply(function, x)
      } catch {
        if case .undefined = error {
          for point in Self.points(from: a, to: b) {
            expectUndefined { () throws(EvaluationError) in
              try fine.apply(function, Ball(point, precision: 256))
            }
          }
        }
        continue
      }
      for point in Self.points(from: a, to: b) {
        guard let value = try? fine.apply(function, Ball(point, precision: 512)) else {
          #expect(values.decoration == .trivial, "\(function)(\(point))")
          continue
        }
        #expect(
          values.interval.overlaps(Interval(value, precision: 256)),
          "\(function)(\(point)) on [\(String(describing: a)), \(String(describing: b))]")
      }
    }
  }

  @Test("inclusion: operations on two intervals")
  func binaryInclusion() throws {
    var compared = 0
    let pairs = Self.pairs()
    for (index, (a, b)) in pairs.enumerated() {
      let (c, d) = pairs[(index * 61 + 17) % pairs.count]
      let x = Enclosure(Interval(from: a, to: b, precision: 64))
      let y = Enclosure(Interval(from: c, to: d, precision: 64))
      for (p, q) in zip(Self.points(from: a, to: b), Self.points(from: c, to: d).reversed()) {
        for operation in BinaryOperation.allCases {
          let values = try? operation.apply(arithmetic, x, y)
          let value = try? operation.apply(
            fine, Ball(p, precision: 512), Ball(q, precision: 512))
          guard let values, let value else { continue }
          compared += 1
          #expect(values.interval.overlaps(Interval(value, precision: 256)), "\(p), \(q)")
        }
      }
    }
    #expect(compared > 3_000)
  }

  @Test("ranges that can be told by hand")
  func handDerived() throws {
    let sine = try arithmetic.apply(.sin, interval(1, 2)).interval
    #expect(sine.upperBound == 1)
    #expect(sine.lowerDecimal(digits: 10) == "0.8414709848")
    let cosine = try arithmetic.apply(.cos, interval(3, 4)).interval
    #expect(cosine.lowerBound == -1)
    #expect(cosine.upperDecimal(digits: 5) == "-0.65364")
    #expect(try arithmetic.apply(.cos, interval(-1, 1)).interval.upperBound == 1)
    #expect(try arithmetic.apply(.sin, interval(4, 5)).interval.lowerBound == -1)
    #expect(try arithmetic.apply(.cosh, interval(-1, 2)).interval.lowerBound == 1)
    #expect(try arithmetic.apply(.abs, interval(-3, 2)).interval.upperBound == 3)
    #expect(try arithmetic.power(interval(-3, 2), 2).interval.lowerBound == 0)
    #expect(try arithmetic.power(interval(-3, 2), 3).interval.lowerBound == -27)
    #expect(try arithmetic.quotient(interval(6, 6), interval(3, 3)).interval.isPoint)
    let product = try arithmetic.product(interval(-2, 3), interval(-5, 7)).interval
    #expect(product.lowerBound == -15)
    #expect(product.upperBound == 21)
    let left = Enclosure(Interval(from: nil, to: 0, precision: 64))
    #expect(try arithmetic.apply(.exp, left).interval.doubleBounds == 0...1)
    #expect(try arithmetic.apply(.tanh, Enclosure(.line)).interval.doubleBounds == -1...1)
    #expect(try arithmetic.apply(.erfc, Enclosure(.line)).interval.doubleBounds == 0...2)
    #expect(try arithmetic.product(left, interval(0, 0)).interval.doubleBounds == 0...0)
  }

  @Test("division and poles")
  func poles() throws {
    let half = try arithmetic.quotient(interval(1, 2), interval(0, 1))
    #expect(half.decoration == .trivial)
    #expect(half.interval.lowerBound == 1)
    #expect(half.interval.upperDecimal(digits: 3) == "inf")
    let even = try arithmetic.power(interval(-1, 2), -2)
    #expect(even.decoration == .trivial)
    #expect(even.interval.lowerBound == Rational(text: "1/4"))
    expectUndecided { () throws(EvaluationError) in
      try arithmetic.quotient(interval(1, 2), interval(-1, 1))
    }
    expectUndecided { () throws(EvaluationError) in try arithmetic.apply(.tan, interval(1, 2)) }
    expectUndefined { () throws(EvaluationError) in
      try arithmetic.quotient(interval(1, 2), interval(0, 0))
    }
    expectUndefined { () throws(EvaluationError) in try arithmetic.power(interval(0, 0), -1) }
  }

  @Test("decorations")
  func decorations() throws {
    #expect(try arithmetic.apply(.floor, interval(0, 1)).decoration == .defined)
    #expect(try arithmetic.apply(.floor, interval(1, 1)).decoration == .continuous)
    #expect(try arithmetic.apply(.sign, interval(0, 1)).decoration == .defined)
    #expect(try arithmetic.apply(.sign, interval(1, 2)).decoration == .continuous)
    #expect(try arithmetic.apply(.ln, interval(1, 2)).decoration == .continuous)
    #expect(try arithmetic.apply(.sqrt, interval(0, 2)).decoration == .continuous)
    #expect(try arithmetic.apply(.sqrt, interval(-1, 2)).decoration == .trivial)
    let logarithm = try arithmetic.apply(.ln, interval(-1, 1))
    #expect(logarithm.decoration == .trivial)
    #expect(logarithm.interval.upperBound == 0)
    #expect(logarithm.interval.lowerDecimal(digits: 2) == "-inf")
    let joined = try arithmetic.union(interval(0, 1), interval(3, 4))
    #expect(joined.decoration == .defined)
    let after = try arithmetic.apply(.exp, joined)
    #expect(after.decoration == .defined)
    expectUndefined { () throws(EvaluationError) in try arithmetic.apply(.ln, interval(-2, -1)) }
    expectUndefined { () throws(EvaluationError) in try arithmetic.apply(.ln, interval(-2, 0)) }
    expectUndefined { () throws(EvaluationError) in try arithmetic.apply(.sqrt, interval(-2, -1)) }
  }

  @Test("conditions")
  func comparisons() throws {
    #expect(try arithmetic.comparison(interval(0, 1), interval(1, 2)) == -1...0)
    #expect(try arithmetic.comparison(interval(0, 1), interval(2, 3)) == -1 ... -1)
    #expect(try arithmetic.comparison(interval(1, 1), interval(1, 1)) == 0...0)
    #expect(try arithmetic.comparison(interval(0, 2), interval(1, 3)) == -1...1)
    let infinity = try arithmetic.constant(.inf)
    #expect(try arithmetic.comparison(Enclosure(.line), infinity) == -1 ... -1)
    expectUndefined { () throws(EvaluationError) in
      try arithmetic.sum(infinity, interval(0, 1))
    }
    let relu = Formula(.maximum([0, .x]))
    let range = try arithmetic.evaluate(relu, at: interval(-1, 2))
    #expect(range.decoration == .continuous)
    #expect(range.interval.doubleBounds == 0...2)
  }
}
