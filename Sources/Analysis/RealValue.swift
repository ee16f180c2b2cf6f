import Formulas
import Reals

/// A real number of the analysis: one that exact arithmetic holds, or one that is known only by
/// enclosures, as narrow as one asks.
enum RealValue {
  /// Known exactly.
  case exact(ExactReal)
  /// Known by enclosures, such as the only zero of a function in an interval.
  case enclosed(EnclosedReal)
}

/// A real number given by enclosures of rising precision.
final class EnclosedReal {
  /// What the number is, which may show that two are equal.
  let origin: NumberOrigin?
  private let enclose: (Int) -> Interval?
  private var best: (bits: Int, interval: Interval)?

  /// The number in every interval that `enclose` returns for a number of bits asked for.
  init(origin: NumberOrigin? = nil, _ enclose: @escaping (Int) -> Interval?) {
    self.origin = origin
    self.enclose = enclose
  }

  /// An enclosure with about that many correct bits, or `nil` when none is found.
  func interval(bits: Int) -> Interval? {
    if let best, best.bits >= bits { return best.interval }
    guard let found = enclose(bits) else { return best?.interval }
    let interval = best.flatMap { $0.interval.intersection(found) } ?? found
    best = (bits, interval)
    return interval
  }
}

extension RealValue {
  /// An enclosure with about that many correct bits, or `nil` when none is found.
  func interval(bits: Int) -> Interval? {
    switch self {
    case .enclosed(let number): return number.interval(bits: bits)
    case .exact(let value):
      if let rational = value.rational {
        return Interval(rational, rational, precision: max(bits, rational.bitWidth) + 2)
      }
      return value.enclosure(digits: bits * 30103 / 100_000 + 1).map {
        Interval($0, precision: bits + 32)
      }
    }
  }

  /// The exact value, if there is one.
  var exact: ExactReal? { if case .exact(let value) = self { value } else { nil } }

  /// Rational bounds, narrow enough to tell the number from its neighbours.
  var rationalBounds: ClosedRange<Rational>? {
    if let rational = exact?.rational { return rational...rational }
    guard let interval = interval(bits: 128), let lower = interval.lowerBound,
      let upper = interval.upperBound
    else { return nil }
    return lower...upper
  }
}

extension PointArithmetic {
  /// The sign of a − b; throws where it is not decided.
  ///
  /// Numbers known by enclosures are separated by them or not at all: they never count as equal
  /// unless they are one and the same object, or their origins show it.
  func compare(_ a: RealValue, _ b: RealValue) throws(EvaluationError) -> Int {
    switch (a, b) {
    case (.exact(let x), .exact(let y)): return try compare(x, y)
    case (.enclosed(let x), .enclosed(let y)) where x === y: return 0
    default:
      for bits in [64, 160, 400] {
        guard let x = a.interval(bits: bits), let y = b.interval(bits: bits) else { break }
        if x.isBelow(y) { return -1 }
        if y.isBelow(x) { return 1 }
        if bits == 160, haveOneOrigin(a, b) { return 0 }
      }
      throw .undecided(Reason(.constantComparison))
    }
  }

  /// The sign of a number; throws where it is not decided.
  func sign(_ a: RealValue) throws(EvaluationError) -> Int {
    try compare(a, .exact(exact.number(0)))
  }

  /// The value of a formula that is analytic at the point: exact where the point is and exact
  /// arithmetic succeeds, else by enclosures.
  func value(of f: Formula, at point: RealValue) -> RealValue {
    if case .exact(let argument) = point, let value = try? exact.evaluate(f, at: argument) {
      return .exact(value)
    }
    return .enclosed(
      EnclosedReal(origin: .value(of: f, at: point)) { bits in
        guard let argument = point.interval(bits: bits + 32) else { return nil }
        let arithmetic = IntervalArithmetic(precision: bits + 64)
        guard let value = try? arithmetic.evaluate(f, at: Enclosure(argument)),
          value.decoration >= .defined
        else { return nil }
        return value.interval
      })
  }

  /// −a.
  func negative(_ a: RealValue) throws(EvaluationError) -> RealValue {
    switch a {
    case .exact(let value): return .exact(try exact.negative(value))
    case .enclosed(let number):
      return .enclosed(
        EnclosedReal(origin: number.origin?.negative) { bits in
          number.interval(bits: bits).flatMap {
            try? IntervalArithmetic(precision: bits + 32).negative(Enclosure($0)).interval
          }
        })
    }
  }

  /// The number as the output shows it.
  func describe(_ value: RealValue) -> ExactNumber {
    switch value {
    case .exact(let exact): return describe(exact)
    case .enclosed(let number):
      return number.interval(bits: 128).flatMap { ExactNumber(enclosedBy: $0) }
        ?? ExactNumber(exact: nil, decimal: "undetermined", enclosure: ["-inf", "inf"])
    }
  }
}
