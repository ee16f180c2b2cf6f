import Analysis
import Formulas
import Reals

/// A point of the domain near which f′ is unbounded or has no limit, with the δ that serves there if
/// the sides have one in closed form.
struct SteepPointView {
  let at: NumberView
  /// A δ for each side that exists, where all have one; one for both sides if they are alike.
  let sides: [SideView]
  let hasSides: Bool

  /// One side.
  struct SideView {
    let isLeft: Bool
    let isRight: Bool
    /// Whether the increment is bounded by `increment` and need not equal it.
    let isEstimate: Bool
    let increment: String
    let sideDelta: String
  }

  init(_ joint: Joint, function: FunctionView) {
    at = NumberView(joint.at)
    let both = [(joint.left, true), (joint.right, false)].compactMap { side, isLeft in
      side.map { ($0, isLeft) }
    }
    let distance = joint.at.distanceLatex(from: function.z)
    let found = both.compactMap { side, isLeft -> SideView? in
      guard side.limit == joint.value, let formula = Formula(parsing: side.formula) else {
        return nil
      }
      if let root = RootIncrement(formula) {
        return SideView(
          isLeft: isLeft, isRight: !isLeft, isEstimate: false,
          increment: root.increment(distance), sideDelta: root.delta)
      }
      guard side.limit?.rational?.isZero ?? false, let at = joint.at.rational,
        let squeezed = SqueezedIncrement(formula, near: at)
      else { return nil }
      return SideView(
        isLeft: isLeft, isRight: !isLeft, isEstimate: true,
        increment: squeezed.increment(distance), sideDelta: squeezed.delta)
    }
    let isAlike = found.count == 2 && found[0].increment == found[1].increment
    sides =
      isAlike
      ? [
        SideView(
          isLeft: false, isRight: false, isEstimate: found[0].isEstimate,
          increment: found[0].increment, sideDelta: found[0].sideDelta)
      ] : found.count == both.count ? found : []
    hasSides = !sides.isEmpty
  }
}

extension ExactNumber {
  /// |x − self| in LaTeX.
  func distanceLatex(from x: String) -> String {
    if let value = rational, value.isZero { return "\\left|\(x)\\right|" }
    if let value = rational, value.signum < 0 { return "\\left|\(x) + \((-value).latex)\\right|" }
    return "\\left|\(x) - \(NumberView(self).operand)\\right|"
  }
}
