import CKernels
import FloatFormats

/// The true values of a formula at the inputs of a block, with memory of its own; one task uses it at a
/// time.
///
/// Programs in double precision come first; what their bounds do not decide, Arb does.
final class TrueValues {
  private let format: FloatFormat
  private let evaluations: [ProgramEvaluation]
  private let normalForms: [ProgramEvaluation]
  private let enclosures: EnclosedValues
  /// For single inputs, in float64 too.
  private let written: [ProgramEvaluation]

  /// The inputs of the block.
  private(set) var x: [Double] = []
  /// The true values in double precision, NaN or wrong where it did not decide.
  private(set) var values: [Double] = []
  /// How far they may be from the truth.
  private(set) var bounds: [Double] = []
  /// The places that double precision did not decide.
  private(set) var escalated: Set<Int> = []
  /// True values by Arb of those places.
  private var enclosed: [Int: TrueValue] = [:]
  /// The same of places that were asked for one by one.
  private var asked: [Int: TrueValue] = [:]

  init(of programs: ReferencePrograms, format: FloatFormat) {
    self.format = format
    let isWide = format == .float64
    evaluations =
      isWide
      ? []
      : (programs.written + programs.series).map { ProgramEvaluation(of: $0, withBounds: true) }
    normalForms =
      isWide ? [] : programs.normalForm.map { ProgramEvaluation(of: $0, withBounds: true) }
    enclosures = EnclosedValues(of: programs.formula, format: format)
    written = programs.written.map { ProgramEvaluation(of: $0, withBounds: true, capacity: 1) }
  }

  /// Computes the true values of a block.
  func evaluate(_ inputs: [Double]) {
    x = inputs
    enclosed.removeAll(keepingCapacity: true)
    asked.removeAll(keepingCapacity: true)
    defer { escalated = Set(enclosed.keys) }
    guard let first = evaluations.first else {
      values = [Double](repeating: .nan, count: x.count)
      bounds = [Double](repeating: .infinity, count: x.count)
      return refine()
    }
    if values.count != x.count {
      values = [Double](repeating: 0, count: x.count)
      bounds = values
    }
    x.withUnsafeBufferPointer { all in
      values.withUnsafeMutableBufferPointer { values in
        bounds.withUnsafeMutableBufferPointer { bounds in
          for start in stride(from: 0, to: all.count, by: first.capacity) {
            let end = min(start + first.capacity, all.count)
            let computed = first.values(at: UnsafeBufferPointer(rebasing: all[start..<end]))
            guard let known = first.lastBounds, let source = computed.baseAddress,
              let target = values.baseAddress, let errors = bounds.baseAddress
            else { continue }
            (target + start).update(from: source, count: end - start)
            (errors + start).update(from: known, count: end - start)
          }
        }
      }
    }
    let open = ck_undecided(
      values, bounds, x.count, Int32(format.precision), Int32(format.minimumExponent))
    if open > 0 { refine() }
  }

  // MARK: True values

  /// Decides the inputs that the first program left open.
  private func refine() {
    var open = x.indices.filter { !format.decides(values[$0], within: bounds[$0]) }
    for evaluation in evaluations.dropFirst() where !open.isEmpty { apply(evaluation, to: &open) }
    guard !open.isEmpty else { return }
    if !normalForms.isEmpty, let low = x.first, let high = x.last,
      enclosures.isDefined(from: low, to: high)
    {
      for evaluation in normalForms where !open.isEmpty { apply(evaluation, to: &open) }
    }
    var start = 0
    while start < open.count {
      var end = start + 1
      while end < open.count, open[end] == open[end - 1] + 1 { end += 1 }
      enclose(open[start]..<(open[end - 1] + 1))
      start = end
    }
  }

  private func apply(_ evaluation: ProgramEvaluation, to open: inout [Int]) {
    var left: [Int] = []
    var start = 0
    while start < open.count {
      let part = open[start..<min(start + evaluation.capacity, open.count)]
      part.map { x[$0] }.withUnsafeBufferPointer { gathered in
        let computed = evaluation.values(at: gathered)
        guard let known = evaluation.lastBounds else { return }
        for (k, i) in part.enumerated() {
          if format.decides(computed[k], within: known[k]) {
            (values[i], bounds[i]) = (computed[k], known[k])
          } else {
            left.append(i)
          }
        }
      }
      start += part.count
    }
    open = left
  }

  /// Decides neighbouring inputs by enclosures, many at once where they share their true value.
  private func enclose(_ places: Range<Int>) {
    if places.count >= 16,
      let shared = enclosures.value(from: x[places.lowerBound], to: x[places.upperBound - 1])
    {
      for i in places { enclosed[i] = shared }
    } else if places.count >= 16 {
      let middle = places.lowerBound + places.count / 2
      enclose(places.lowerBound..<middle)
      enclose(middle..<places.upperBound)
    } else {
      for i in places { enclosed[i] = enclosedValue(at: x[i]) }
    }
  }

  /// The true value at a place, as far as ``evaluate(_:)`` computed it.
  func value(_ i: Int) -> TrueValue {
    if let known = enclosed[i] { return known }
    let (value, bound) = (values[i], bounds[i])
    // Zero is known by a bound of 0 only.
    let sign: Int? = abs(value) > bound ? (value < 0 ? -1 : 1) : bound == 0 ? 0 : nil
    return .known(Truth(nearest: value, remainder: 0, sign: sign))
  }

  /// How far the true value may be from ``value(_:)``.
  func bound(_ i: Int) -> Double { enclosed[i] == nil ? bounds[i] : 0 }

  /// The true value at a place where double precision knows it but for its side of a power of two that
  /// the formula approaches.
  func saturatedValue(_ i: Int) -> TrueValue? {
    guard enclosed[i] == nil else { return nil }
    return enclosures.saturatedValue(values[i], from: x[i], to: x[i]).map { .known($0) }
  }

  /// The sign of the formula's growth from a place to the next, where that is known far out.
  func direction(_ i: Int) -> Int? { enclosures.direction(from: x[i], to: x[i + 1]) }

  /// The true value at a place, by Arb.
  func enclosedValue(_ i: Int) -> TrueValue {
    if let known = asked[i] { return known }
    // What neighbours share may leave more open than need be.
    if let known = enclosed[i], known.isDefinite { return known }
    var value = enclosedValue(at: x[i])
    if case .known = value, !value.isDefinite {
      value = enclosures.finestValue(at: x[i]) ?? value
    }
    asked[i] = value
    return value
  }

  /// The true value at `x` by Arb: of the formula as it is written, or else of its normal form.
  private func enclosedValue(at x: Double) -> TrueValue {
    let value = enclosures.value(at: x)
    guard !value.isDefinite, isDefined(at: x), let normal = enclosures.normalValue(at: x),
      normal.isDefinite || value == .undecided
    else { return value }
    return normal
  }

  /// Whether double precision proves that the formula is defined at `x`.
  private func isDefined(at x: Double) -> Bool {
    if enclosures.isDefined(from: x, to: x) { return true }
    return [x].withUnsafeBufferPointer { input in
      written.contains { evaluation in
        let value = evaluation.values(at: input)[0]
        return value.isFinite && evaluation.lastBounds?[0].isFinite ?? false
      }
    }
  }
}
