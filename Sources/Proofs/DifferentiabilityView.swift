import Analysis
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
  /// The points without a finite derivative, in LaTeX, separated by commas; formulas in k where
  /// there are infinitely many.
  let exceptions: String
  let hasExceptions: Bool
  /// Whether there is exactly one such point.
  let isSingleException: Bool
  /// Whether there are infinitely many.
  let hasFamilies: Bool

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
    let families = differentiability.families.map(\.latex)
    exceptions = (families.isEmpty ? differentiability.exceptions.map(\.at.latex) : families)
      .joined(separator: ",\\ ")
    hasExceptions = !differentiability.exceptions.isEmpty
    isSingleException = families.isEmpty && differentiability.exceptions.count == 1
    hasFamilies = !families.isEmpty
  }
}
