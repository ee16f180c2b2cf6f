import Calculus
import Formulas
import Reals

extension DeltaGrader {
  /// The greatest bound below which δ serves, from the parts on both sides in the order of their
  /// distance; `nil` where a part that is not decided may lower it.
  ///
  /// - Parameter limit: where δ ceases to be a distance, if anywhere.
  func bound(
    _ outward: [[DeltaElement]], from point: RealPoint, _ envelope: DeltaEnvelope,
    _ limit: RealPoint?
  ) throws(EvaluationError) -> ExactNumber? {
    var violation: RealValue?
    var doubt: RealValue?
    func lesser(_ a: RealValue?, _ b: RealValue) throws(EvaluationError) -> RealValue {
      guard let a else { return b }
      if let order = try? points.compare(a, b) { return order <= 0 ? a : b }
      return .enclosed(
        EnclosedReal { bits in
          guard let first = a.interval(bits: bits), let second = b.interval(bits: bits) else {
            return nil
          }
          return try? IntervalArithmetic(precision: bits + 32)
            .minimum(Enclosure(first), Enclosure(second)).interval
        })
    }
    for (elements, side) in zip(outward, [-1, 1]) {
      if let first = elements.first(where: \.violates) {
        violation = try lesser(violation, distance(of: first, side, from: point))
      }
      if let first = elements.first(where: { $0.doubt != nil }) {
        doubt = try lesser(doubt, distance(of: first, side, from: point))
      }
    }
    if let doubt {
      guard let violation, try points.compare(violation, doubt) <= 0 else { return nil }
    }
    let end = limit.map { points.describe($0) } ?? .infinity
    guard let violation,
      let first = try envelope.firstArgument(above: violation, charts: analyzer.charts)
    else { return end }
    if let limit, try points.compare(.exact(limit.value), first) <= 0 { return end }
    return points.describe(first)
  }

  /// Whether the difference quotient on one side of the point shows that δ fails for small ε.
  func isOutrun(
    at point: RealPoint, _ side: Int, _ value: ExactReal, _ envelope: DeltaEnvelope
  ) throws(EvaluationError) -> Bool {
    let half = OpenInterval(lower: side > 0 ? point : nil, upper: side < 0 ? point : nil)
    let cells = side > 0 ? analyzer.cells : analyzer.cells.reversed()
    for cell in cells where try points.intersection(cell.interval, half) != nil {
      guard let formula = cell.formula else { return false }
      let quotient = try LimitFinder(points: points).limit(
        of: (formula - value.formula) / (.x - point.formula), at: point, side: side)
      return envelope.outruns(quotient, points)
    }
    return false
  }

  /// The distance of the end of a part that is nearer to the point.
  private func distance(
    of element: DeltaElement, _ side: Int, from point: RealPoint
  ) throws(EvaluationError) -> RealValue {
    guard let near = side > 0 ? element.lower : element.upper else {
      throw .undecided(Reason(.constantComparison))
    }
    switch near {
    case .exact(let value):
      return .exact(try points.exact.apply(.abs, points.difference(value, point.value)))
    case .enclosed(let number):
      return .enclosed(
        EnclosedReal { bits in
          let arithmetic = IntervalArithmetic(precision: bits + 32)
          guard let near = number.interval(bits: bits + 32),
            let point = RealValue.exact(point.value).interval(bits: bits + 32),
            let difference = try? arithmetic.sum(
              Enclosure(near), arithmetic.negative(Enclosure(point))),
            let distance = try? arithmetic.apply(.abs, difference)
          else { return nil }
          return distance.interval
        })
    }
  }
}

extension DeltaElement {
  var violates: Bool { if case .violates = status { true } else { false } }

  var doubt: Reason? { if case .unknown(let why) = status { why } else { nil } }

  var isPoint: Bool { if case .point = sample { true } else { false } }

  var verdict: Verdict {
    switch status {
    case .serves: .proved
    case .violates: .refuted
    case .unknown: .undecided
    }
  }
}
