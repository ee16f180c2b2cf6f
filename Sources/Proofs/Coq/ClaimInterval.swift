import Analysis
import Formulas
import Reals

/// An interval that a claim speaks of, in text form and in Coq.
struct ClaimInterval {
  var from: ExactNumber
  var to: ExactNumber
  var fromClosed = false
  var toClosed = false

  /// The interval in text form; `ℝ` for the whole line and `{a}` for a point.
  var text: String {
    if !from.isFinite && !to.isFinite { return "ℝ" }
    if from == to { return "{\(from.text)}" }
    let (open, close) = (fromClosed ? "[" : "(", toClosed ? "]" : ")")
    return "\(open)\(from.text), \(to.text)\(close)"
  }

  /// The same with decimals for rational ends with at most six places.
  var decimalText: String {
    var result = self
    (result.from, result.to) = (from.inDecimals, to.inDecimals)
    return result.text
  }

  /// The condition that `x` lies in the interval; `nil` where an end is not exact.
  var membership: String? {
    if from == to { return (try? from.coq()).map { "x = \($0)" } }
    var parts: [String] = []
    if from.isFinite {
      guard let lower = try? from.coq() else { return nil }
      parts.append("\(lower) \(fromClosed ? "<=" : "<") x")
    }
    if to.isFinite {
      guard let upper = try? to.coq() else { return nil }
      parts.append("x \(toClosed ? "<=" : "<") \(upper)")
    }
    if parts.count == 2 { return "(\(parts.joined(separator: " /\\ ")))" }
    return parts.first ?? "True"
  }
}

extension ClaimInterval {
  init(_ interval: IntervalDescription) {
    self.init(
      from: interval.from, to: interval.to, fromClosed: interval.fromClosed,
      toClosed: interval.toClosed)
  }

  init(_ piece: Monotonicity.MonotonePiece) {
    self.init(
      from: piece.from, to: piece.to, fromClosed: piece.fromClosed, toClosed: piece.toClosed)
  }

  init(_ region: GradientRegions.Region) {
    self.init(
      from: region.from, to: region.to, fromClosed: region.fromClosed, toClosed: region.toClosed)
  }
}

extension Domain {
  /// The union of the intervals in text form.
  var text: String {
    intervals.isEmpty ? "∅" : intervals.map { ClaimInterval($0).text }.joined(separator: " ∪ ")
  }
}

extension ExactNumber {
  /// An exact form of more characters says less to a reader than its first digits.
  private static let longest = 160

  /// The exact form; where there is none, or none that can be read, `≈` and the first digits.
  var text: String {
    switch decimal {
    case "inf": "+∞"
    case "-inf": "−∞"
    default: exact.flatMap { $0.count <= Self.longest ? $0 : nil } ?? "≈ \(decimal)"
    }
  }

  /// The exact form as a decimal where six places say all of it, else ``text``.
  var decimalText: String { inDecimals.text }

  /// The same number with a decimal for its exact form where six places say all of it.
  fileprivate var inDecimals: ExactNumber {
    guard let rational, (rational * Rational(1_000_000)).denominator == 1,
      let decimal = rational.decimal
    else { return self }
    return ExactNumber(exact: decimal, decimal: decimal, enclosure: [decimal, decimal])
  }
}
