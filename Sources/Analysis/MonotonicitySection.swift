import Calculus
import Formulas
import Reals

extension FunctionAnalyzer {
  /// Where f increases and decreases, from the signs of f′ and the values at the joints.
  func monotonicitySection(_ domain: Domain) -> Monotonicity {
    do throws(EvaluationError) {
      let line = try line(signsOf: charts.derivative)
      let pieces = try MonotonePieces(line, in: self).pieces
      do throws(EvaluationError) {
        guard domain.verdict == .proved else {
          throw .undecided(Reason(.domain))
        }
        return Monotonicity(global: try globalKind(line), pieces: pieces, reason: nil)
      } catch {
        return Monotonicity(global: nil, pieces: pieces, reason: error.reason)
      }
    } catch {
      return Monotonicity(
        global: hasBothDirections ? Monotonicity.Kind.none : nil, pieces: [], reason: error.reason)
    }
  }

  /// Whether f′ is positive at some of a few samples and negative at others.
  private var hasBothDirections: Bool {
    var signs: Set<Int> = []
    for cell in cells {
      guard let derivative = cell.derivative else { continue }
      for sample in -12...12 {
        guard let point = try? points.point(.number(Rational(sample))),
          (try? points.contains(cell.interval, point)) == true,
          let sign = try? oracle.sign(of: derivative, at: Rational(sample))
        else { continue }
        signs.insert(sign)
      }
    }
    return signs.isSuperset(of: [-1, 1])
  }

  /// The monotonicity on the whole domain: that of all stretches, if the values at the points
  /// between them follow in the same order.
  private func globalKind(_ line: [LineElement]) throws(EvaluationError) -> Monotonicity.Kind {
    var signs: Set<Int> = []
    for case .stretch(let stretch) in line { signs.insert(stretch.sign) }
    let isolated = joints.count(where: \.isIsolated)
    if signs.isEmpty && isolated <= 1 { return .constant }
    if isolated > 0 { throw .undecided(Reason(.isolatedPoint)) }
    if signs.isSuperset(of: [-1, 1]) { return .none }
    let steps = try stepsBetweenCells()
    switch signs {
    case [0]:
      if steps.isSuperset(of: [-1, 1]) { return .none }
      return steps.contains(1) ? .nondecreasing : (steps.contains(-1) ? .nonincreasing : .constant)
    case [1], [0, 1]:
      return steps.contains(-1) ? .none : (signs.contains(0) ? .nondecreasing : .increasing)
    default:
      return steps.contains(1) ? .none : (signs.contains(0) ? .nonincreasing : .decreasing)
    }
  }

  /// The signs of the steps that f takes from the end of one cell over the joints to the next.
  private func stepsBetweenCells() throws(EvaluationError) -> Set<Int> {
    var steps: Set<Int> = []
    var last: ExtendedReal?
    func step(to next: ExtendedReal) throws(EvaluationError) {
      if let last { steps.insert(try points.order(next, last)) }
      last = next
    }
    for joint in joints where joint.continuous != .proved || joint.value.exact == nil {
      if let left = joint.left {
        last = nil
        guard let limit = left.limit else { throw .undecided(Reason(.noLimit)) }
        try step(to: limit)
      }
      if let value = joint.value.exact { try step(to: .finite(value)) }
      if let right = joint.right {
        guard let limit = right.limit else { throw .undecided(Reason(.noLimit)) }
        try step(to: limit)
        last = nil
      }
    }
    return steps
  }
}

extension JointFacts {
  /// Whether the point is a part of the domain by itself.
  var isIsolated: Bool { left == nil && right == nil && value.exact != nil }
}

/// Joins stretches of one sign to maximal intervals of monotonicity.
private struct MonotonePieces {
  private(set) var pieces: [Monotonicity.MonotonePiece] = []
  private let analyzer: FunctionAnalyzer
  /// Whether the last piece goes on beyond the point that was met last.
  private var goesOn = false
  /// The point that was met last, for a piece that starts there.
  private var start: LinePoint?

  init(_ line: [LineElement], in analyzer: FunctionAnalyzer) throws(EvaluationError) {
    self.analyzer = analyzer
    for element in line {
      switch element {
      case .gap:
        goesOn = false
        start = nil
      case .stretch(let stretch): try append(stretch)
      case .point(let point): try close(at: point)
      }
    }
  }

  private mutating func append(_ stretch: Stretch) throws(EvaluationError) {
    let points = analyzer.points
    let to = points.describe(stretch.upper, orInfinite: 1)
    let opens =
      try start.map { point throws(EvaluationError) in
        try follows(point, stretch.sign, isLeft: false)
      } ?? false
    if goesOn, opens, let last = pieces.last, last.kind == stretch.kind {
      pieces[pieces.count - 1].to = to
      pieces[pieces.count - 1].toClosed = false
    } else {
      pieces.append(
        .init(
          from: points.describe(stretch.lower, orInfinite: -1), to: to, fromClosed: opens,
          toClosed: false, kind: stretch.kind))
    }
    goesOn = false
  }

  private mutating func close(at point: LinePoint) throws(EvaluationError) {
    start = point
    goesOn = false
    guard let last = pieces.last, last.to == analyzer.points.describe(point.at) else { return }
    if try follows(point, last.kind.sign, isLeft: true) {
      pieces[pieces.count - 1].toClosed = true
      goesOn = true
    }
  }

  /// Whether the value at the point continues the monotonicity of the side.
  private func follows(
    _ point: LinePoint, _ sign: Int, isLeft: Bool
  ) throws(EvaluationError) -> Bool {
    guard let joint = point.joint else { return true }
    guard let value = joint.value.exact, let side = isLeft ? joint.left : joint.right else {
      return false
    }
    if joint.continuous == .proved { return true }
    guard let limit = side.limit else { throw .undecided(Reason(.noLimit)) }
    let step = try analyzer.points.order(limit, .finite(value)) * (isLeft ? -1 : 1)
    return step == 0 || step == sign
  }
}

extension Stretch {
  fileprivate var kind: Monotonicity.Kind {
    sign == 0 ? .constant : (sign > 0 ? .increasing : .decreasing)
  }
}

extension Monotonicity.Kind {
  fileprivate var sign: Int {
    switch self {
    case .increasing, .nondecreasing: 1
    case .decreasing, .nonincreasing: -1
    case .constant, .none: 0
    }
  }
}
