import Analysis
import Formulas
import Proofs
import Reals

/// Traps of one kind as templates show them.
struct TrapView {
  let isDeadZone: Bool
  let isVanishingGradient: Bool
  let isNotZeroCentred: Bool
  let isJump: Bool
  let isExplodingGradient: Bool
  let isKink: Bool
  let isOverflow: Bool
  let isAbsorption: Bool
  let isDomain: Bool
  /// The intervals where it lies in wait, in LaTeX, where they are known and not the whole line.
  let intervalList: String?
  /// Whether it lies in wait as the argument tends to −∞, or to +∞, if that is all that is known.
  let isAtMinusInfinity: Bool
  let isAtPlusInfinity: Bool
  /// Whether something stands before the words on +∞.
  let isAfterOthers: Bool
  /// The points where it does, or near which the derivative is unbounded.
  let pointList: String?
  /// The thresholds by format, of what is computed whenever the formula is: the first that is met.
  let limits: [LimitView]
  let hasLimits: Bool
  /// The same for operations of a branch that is not selected there.
  let idleLimits: [LimitView]
  let hasIdleLimits: Bool

  /// The threshold of one format.
  struct LimitView {
    let format: String
    let threshold: String
    let isAbove: Bool
    /// About the distance from 0.
    let distance: Double
  }

  private init(_ traps: [Trap], kind: Trap.Kind) {
    isDeadZone = kind == .deadZone
    isVanishingGradient = kind == .vanishingGradient
    isNotZeroCentred = kind == .notZeroCentred
    isJump = kind == .jump
    isExplodingGradient = kind == .explodingGradient
    isKink = kind == .kink
    isOverflow = kind == .overflow
    isAbsorption = kind == .absorption
    isDomain = kind == .domain
    let places = traps.compactMap { trap in trap.over.map { (over: $0, period: trap.period) } }
    let points = places.filter { $0.over.from == $0.over.to }.map {
      Self.repeated($0.over.from.latex, $0.period)
    }
    let intervals = places.filter {
      $0.over.from != $0.over.to
        && !($0.over.from == .minusInfinity && $0.over.to == .infinity)
    }
    let hasAllIntervals = !intervals.isEmpty && intervals.count == traps.count
    let index = traps.contains { $0.period != nil } ? "\\ (k \\in \\mathbb{Z})" : ""
    intervalList =
      hasAllIntervals
      ? intervals.map { Self.repeated($0.over.latex, $0.period) }.joined(separator: ",\\ ") + index
      : nil
    let isTail = kind == .explodingGradient
    isAtMinusInfinity = isTail && traps.contains { $0.toward == .minusInfinity }
    isAtPlusInfinity = isTail && traps.contains { $0.toward == .infinity }
    pointList = points.isEmpty ? nil : points.joined(separator: ",\\ ") + index
    isAfterOthers = !points.isEmpty || isAtMinusInfinity
    let (idle, active) = traps.reduce(into: ([LimitView](), [LimitView]())) { lists, trap in
      guard let limit = LimitView(trap) else { return }
      if trap.isSelected == false { lists.0.append(limit) } else { lists.1.append(limit) }
    }
    (limits, idleLimits) = (LimitView.first(active), LimitView.first(idle))
    (hasLimits, hasIdleLimits) = (!active.isEmpty, !idle.isEmpty)
  }

  /// A place with all its shifts by multiples of the period.
  private static func repeated(_ place: String, _ period: ExactNumber?) -> String {
    guard let period else { return place }
    let multiple = period.exact == "1" ? "k" : "\(period.latex) k"
    return place == "0" ? multiple : "\(place) + \(multiple)"
  }

  /// The traps of a function, those of one kind together.
  static func list(_ analysis: FunctionAnalysis) -> [TrapView] {
    var order: [Trap.Kind] = []
    var groups: [Trap.Kind: [Trap]] = [:]
    for trap in analysis.traps {
      if groups[trap.kind] == nil { order.append(trap.kind) }
      groups[trap.kind, default: []].append(trap)
    }
    return order.map { TrapView(groups[$0] ?? [], kind: $0) }
  }
}

extension TrapView.LimitView {
  fileprivate init?(_ trap: Trap) {
    guard let format = trap.format, let threshold = trap.threshold else { return nil }
    self.format = format
    self.threshold = threshold.latex(significantDigits: 5)
    isAbove = trap.over.map { $0.to == .infinity } ?? !threshold.decimal.hasPrefix("-")
    distance = threshold.double?.magnitude ?? .infinity
  }

  /// Of all limits of one format and direction the one nearest to 0, in order of first occurrence.
  fileprivate static func first(_ all: [Self]) -> [Self] {
    all.reduce(into: []) { result, next in
      let place = result.firstIndex { $0.format == next.format && $0.isAbove == next.isAbove }
      guard let place else { return result.append(next) }
      if next.distance < result[place].distance { result[place] = next }
    }
  }
}

extension Trap {
  /// Whether an operation overflows because it holds an exponential.
  var isExponentialOverflow: Bool {
    kind == .overflow && operation.flatMap { Formula(text: $0) }?.containsExponential == true
  }
}

extension Formula {
  fileprivate var containsExponential: Bool {
    switch operation {
    case .apply(let function, _) where [.exp, .expm1, .sinh, .cosh].contains(function): true
    case .power(let base, let exponent) where !base.containsVariable: exponent.containsVariable
    default: operation.children.contains(where: \.containsExponential)
    }
  }
}
