import Formulas

/// Encloses the range of a function on intervals, by its natural extension and, where its
/// derivative is known, by monotonicity or by the mean value form f(m) + f′(X)·(X − m).
struct RangeEnclosure {
  let function: Formula
  let derivative: Formula?
  let arithmetic: IntervalArithmetic

  init(_ function: Formula, derivative: Formula?, precision: Int) {
    self.function = function
    self.derivative = derivative
    arithmetic = IntervalArithmetic(precision: precision)
  }

  /// What is known of the function on an interval.
  enum Range {
    /// It is defined nowhere there.
    case undefined
    /// Nothing is known.
    case unknown
    /// The enclosures of its values, and of its slopes if they exist on the whole interval.
    case known(values: Enclosure, slopes: Interval?)
  }

  func range(on x: Interval) -> Range {
    let argument = Enclosure(x)
    let natural: Enclosure
    do {
      natural = try arithmetic.evaluate(function, at: argument)
    } catch .undefined {
      return .undefined
    } catch {
      return .unknown
    }
    guard natural.decoration == .continuous, let derivative,
      let slopes = try? arithmetic.evaluate(derivative, at: argument),
      slopes.decoration == .continuous
    else { return .known(values: natural, slopes: nil) }
    let other = monotoneForm(on: x, slopes: slopes) ?? meanValueForm(on: x, slopes: slopes)
    let refined = other.flatMap(natural.interval.intersection)
    return .known(
      values: Enclosure(refined ?? natural.interval, natural.decoration), slopes: slopes.interval)
  }

  /// From the value at one end to the value at the other, where the slopes do not change sign; no
  /// bound on the side of an infinite end.
  private func monotoneForm(on x: Interval, slopes: Enclosure) -> Interval? {
    guard !slopes.interval.containsZeroInside, !x.isPoint else { return nil }
    let ends = x.ends.map { end in
      end.flatMap { try? arithmetic.evaluate(function, at: Enclosure($0)).interval }
    }
    let isIncreasing = slopes.interval.sign.lowerBound >= 0
    let least = isIncreasing ? ends[0] : ends[1]
    let greatest = isIncreasing ? ends[1] : ends[0]
    return Interval(from: least ?? .line, through: greatest ?? .line)
  }

  private func meanValueForm(on x: Interval, slopes: Enclosure) -> Interval? {
    guard x.isBounded, !x.isPoint, slopes.interval.isBounded else { return nil }
    let middle = Enclosure(x.midpoint)
    guard let value = try? arithmetic.evaluate(function, at: middle),
      let offset = try? arithmetic.sum(Enclosure(x), arithmetic.negative(middle)),
      let rise = try? arithmetic.product(slopes, offset)
    else { return nil }
    return try? arithmetic.sum(value, rise).interval
  }
}

/// The sign of a function at rational points: by balls of rising precision, then exactly.
struct PointSign {
  let precision: Int
  private let exact = ExactArithmetic(workLimit: 200_000)

  init(precision: Int) { self.precision = precision }

  /// −1, 0 or 1; `nil` when the function is not defined there or the sign could not be decided.
  func sign(of function: Formula, at point: Rational) -> Int? {
    for factor in [1, 4] {
      let arithmetic = BallArithmetic(precision: precision * factor)
      let argument = Ball(point, precision: Swift.max(precision * factor, point.bitWidth + 1))
      do {
        let sign = try arithmetic.evaluate(function, at: argument).sign
        if sign.lowerBound == sign.upperBound { return sign.lowerBound }
      } catch .undefined {
        return nil
      } catch {
        continue
      }
    }
    guard let argument = try? exact.number(point) else { return nil }
    return try? exact.evaluate(function, at: argument).sign
  }
}
