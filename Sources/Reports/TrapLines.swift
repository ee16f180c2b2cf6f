import Analysis
import Reals

extension AnalysisOutline {
  /// What the number that belongs to a trap says; an infinite slope says nothing more.
  private func threshold(_ number: ExactNumber, of kind: Trap.Kind) -> String? {
    switch kind {
    case .explodingGradient, .notZeroCentred: nil
    case .vanishingGradient: phrase("trap.limit", notation.number(number))
    default: phrase("trap.threshold", notation.number(number))
    }
  }

  var trapLines: [String] {
    var lines: [String] = []
    var rest = analysis.traps[...]
    while let trap = rest.popFirst() {
      guard trap.format != nil, trap.over != nil, trap.period == nil else {
        // An interval may be a trap at both of its ends.
        let line = trapLine(trap)
        if !lines.contains(line) { lines.append(line) }
        continue
      }
      // What one operation does in all formats is one line.
      let others = rest.prefix {
        $0.kind == trap.kind && $0.operation == trap.operation && $0.isSelected == trap.isSelected
          && $0.format != nil && $0.over != nil && $0.period == nil
      }
      rest = rest.dropFirst(others.count)
      lines.append(formatLine([trap] + others))
    }
    return lines
  }

  private func name(_ trap: Trap) -> String {
    phrase("trap.\(trap.kind.rawValue)\(trap.isSelected == false ? ".idle" : "")")
  }

  private func trapLine(_ trap: Trap) -> String {
    let parts = [
      trap.operation.map { notation.formula(text: $0, variable: variable) },
      trap.over.map(notation.interval), trap.period.map { phrase("repeated", number($0)) },
      trap.format,
      trap.over == nil
        ? trap.toward.map { phrase("trap.toward", variable, notation.number($0)) } : nil,
      trap.threshold.flatMap { threshold($0, of: trap.kind) },
    ].compactMap { $0 }
    return parts.isEmpty ? name(trap) : "\(name(trap)): \(parts.joined(separator: ", "))"
  }

  /// The intervals by format; their ends are the thresholds.
  private func formatLine(_ traps: [Trap]) -> String {
    var formats: [String] = []
    for format in traps.compactMap(\.format) where !formats.contains(format) {
      formats.append(format)
    }
    let places = formats.map { format in
      let intervals = traps.filter { $0.format == format }.compactMap(\.over)
      return "\(format) \(intervals.map(notation.interval).joined(separator: ", "))"
    }
    let operation = traps[0].operation.map { notation.formula(text: $0, variable: variable) }
    let subject = [name(traps[0]), operation].compactMap { $0 }.joined(separator: ": ")
    return "\(subject): \(places.joined(separator: "; "))"
  }
}
