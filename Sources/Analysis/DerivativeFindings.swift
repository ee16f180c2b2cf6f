import Formulas
import Reals

/// A place at which a typed derivative is compared.
enum DerivativePlace {
  case interval(OpenInterval)
  case point(RealPoint)
}

/// What is found at one place.
enum DerivativeJudgement {
  /// The answer is right, with what shows it on an interval.
  case right(Evidence?)
  /// Nothing is asked of the answer there, and it says nothing.
  case irrelevant
  case finding(DerivativeGrade.Finding)
}

/// Joins findings of one kind about neighbouring places.
struct FindingMerger {
  let points: PointArithmetic
  private(set) var findings: [DerivativeGrade.Finding] = []
  /// Whether the last finding reaches up to the present place.
  private var isOpen = false
  /// A point at which the answer was right, next to the last finding.
  private var rightPoint: RealPoint?

  init(points: PointArithmetic) { self.points = points }

  mutating func append(_ judgement: DerivativeJudgement, at place: DerivativePlace) {
    guard case .finding(let finding) = judgement else {
      if isOpen, case .right = judgement, case .point(let point) = place {
        rightPoint = point
      } else {
        isOpen = false
      }
      return
    }
    defer {
      isOpen = true
      rightPoint = nil
    }
    guard isOpen, let last = findings.last, joins(last, finding) else {
      return findings.append(finding)
    }
    if let rightPoint { findings[findings.count - 1].except.append(points.describe(rightPoint)) }
    findings[findings.count - 1].over.to = finding.over.to
    findings[findings.count - 1].over.toClosed = finding.over.toClosed
    findings[findings.count - 1].except += finding.except
    findings[findings.count - 1].reason = last.reason ?? finding.reason
  }

  private func joins(
    _ last: DerivativeGrade.Finding, _ next: DerivativeGrade.Finding
  ) -> Bool {
    guard last.kind == next.kind, rightPoint == nil || last.kind == .wrong else { return false }
    switch last.kind {
    case .wrong: return (last.reason == nil) == (next.reason == nil)
    case .missing, .undecided, .outsideDomain: return last.reason == next.reason
    case .noDerivative, .convention, .conventionAtJump: return false
    }
  }
}
