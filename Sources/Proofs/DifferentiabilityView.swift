import Analysis
import Foundation
import Reals

/// Differentiability, with the one-sided derivatives at every joint, as templates show it.
struct DifferentiabilityView {
  let function: FunctionView
  let isProved: Bool
  let isRefuted: Bool
  let isUndecided: Bool
  let isComplete: Bool
  let obstacle: String?
  let joints: [JointView]
  let hasJoints: Bool
  /// The points without a finite derivative, in LaTeX, separated by commas.
  let exceptions: String
  let hasExceptions: Bool
  /// Whether there is exactly one such point.
  let isSingleException: Bool
  let families: [FamilyView]

  init(_ analysis: FunctionAnalysis, function: FunctionView) {
    self.function = function
    let differentiability = analysis.differentiability
    isProved = differentiability.verdict == .proved
    isRefuted = differentiability.verdict == .refuted
    isUndecided = differentiability.verdict == .undecided
    isComplete = differentiability.complete
    obstacle = function.text(of: differentiability.reason)
    joints = analysis.jointsInDomain.map { joint in
      JointView(
        joint, kink: differentiability.exceptions.first { $0.at == joint.at }, function: function,
        order: joint.order.map { .finite($0) })
    }
    hasJoints = !joints.isEmpty
    exceptions = differentiability.exceptions.map(\.at.latex).joined(separator: ",\\ ")
    hasExceptions = !differentiability.exceptions.isEmpty
    isSingleException = differentiability.exceptions.count == 1
    families = differentiability.families.map(FamilyView.init)
  }
}

/// An infinite set of points as templates show it.
struct FamilyView {
  /// The points, as LaTeX in the index.
  let points: String
  /// The index.
  let index: String

  init(_ family: Family) {
    points = family.at.replacingOccurrences(of: "*", with: " ").replacingOccurrences(
      of: "pi", with: "\\pi")
    index = family.k
  }
}
