import Formulas

/// Encloses the range of a function on intervals, by its natural extension and, where its
/// derivative is known, by monotonicity or by the mean value form f(m) + f′(X)·(X − m). Near the
/// points of its continuations it encloses the continued function where the natural extension shows
/// neither a sign nor monotonicity.
struct RangeEnclosure {
  let continuations: [AnalyticContinuation]
  let arithmetic: IntervalArithmetic
  /// The function and, if it is known, its derivative.
  private let formulas: PreparedFormulas<IntervalArithmetic>
  private let hasDerivative: Bool

  init(
    _ function: Formula, derivative: Formula?, continuations: [AnalyticContinuation] = [],
    precision: Int
  ) {
    self.continuations = continuations
    arithmetic = IntervalArithmetic(precision: precision)
    formulas = PreparedFormulas([function] + [derivative].compactMap { $0 }, over: arithmetic)
    hasDerivative = derivative != nil
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
    continuations.reduce(naturalRange(on: x)) { refined($0, by: $1, on: x) }
  }

  private func refined(
    _ range: Range, by continuation: AnalyticContinuation, on x: Interval
  ) -> Range {
    var (values, slopes): (Interval?, Interval?)
    switch range {
    case .undefined: return range
    case .unknown: break
    case .known(let natural, let naturalSlopes):
      guard natural.interval.containsZero, naturalSlopes?.containsZero ?? true else { return range }
      // What is undefined somewhere may be cut off there; the continued function is not.
      if natural.decoration == .continuous { values = natural.interval }
      slopes = naturalSlopes
    }
    guard let coefficients = continuation.coefficients(on: x, arithmetic: arithmetic) else {
      return range
    }
    let slope = slopes.flatMap(coefficients[1].intersection) ?? coefficients[1]
    var value = values.flatMap(coefficients[0].intersection) ?? coefficients[0]
    if let other = meanValueForm(on: x, slopes: Enclosure(slope)) {
      value = value.intersection(other) ?? value
    }
    return .known(values: Enclosure(value), slopes: slope)
  }

  /// The sign of the second derivative of a continued function, where it has one sign.
  func continuedCurvature(on x: Interval) -> Int? {
    for continuation in continuations {
      let coefficients = continuation.coefficients(on: x, arithmetic: arithmetic)
      if let sign = coefficients?[2].sign, sign.count == 1, sign != 0...0 { return sign.lowerBound }
    }
    return nil
  }

  private func naturalRange(on x: Interval) -> Range {
    var evaluation = formulas.evaluation(at: Enclosure(x))
    let natural: Enclosure
    do {
      natural = try evaluation.value(ofFormula: 0)
    } catch .undefined {
      return .undefined
    } catch {
      return .unknown
    }
    guard natural.decoration == .continuous, hasDerivative,
      let slopes = try? evaluation.value(ofFormula: 1), slopes.decoration == .continuous
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
      end.flatMap { value(at: Enclosure($0))?.interval }
    }
    let isIncreasing = slopes.interval.sign.lowerBound >= 0
    let least = isIncreasing ? ends[0] : ends[1]
    let greatest = isIncreasing ? ends[1] : ends[0]
    return Interval(from: least ?? .line, through: greatest ?? .line)
  }

  private func value(at argument: Enclosure) -> Enclosure? {
    var evaluation = formulas.evaluation(at: argument)
    return try? evaluation.value(ofFormula: 0)
  }

  private func meanValueForm(on x: Interval, slopes: Enclosure) -> Interval? {
    guard x.isBounded, !x.isPoint, slopes.interval.isBounded else { return nil }
    let middle = Enclosure(x.midpoint)
    guard let value = value(at: middle),
      let offset = try? arithmetic.sum(Enclosure(x), arithmetic.negative(middle)),
      let rise = try? arithmetic.product(slopes, offset)
    else { return nil }
    return try? arithmetic.sum(value, rise).interval
  }
}

/// The sign of a function at rational points: by balls of rising precision, then exactly.
struct PointSign {
  private let function: Formula
  private let prepared: [(precision: Int, formulas: PreparedFormulas<BallArithmetic>)]
  private let exact = ExactArithmetic(workLimit: 100_000, totalWorkLimit: 300_000)

  init(of function: Formula, precision: Int) {
    self.function = function
    prepared = [precision, 4 * precision].map { bits in
      (bits, PreparedFormulas([function], over: BallArithmetic(precision: bits)))
    }
  }

  /// −1, 0 or 1; `nil` when the function is not defined there or the sign could not be decided.
  func sign(at point: Rational) -> Int? {
    for (precision, formulas) in prepared {
      let argument = Ball(point, precision: Swift.max(precision, point.bitWidth + 1))
      var evaluation = formulas.evaluation(at: argument)
      do {
        let sign = try evaluation.value(ofFormula: 0).sign
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
