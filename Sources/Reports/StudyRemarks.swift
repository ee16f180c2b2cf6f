import Accuracy
import Analysis
import Formulas
import Proofs
import Reals

// What the analytic paragraph and the section on smoothness say of single functions.

extension StudyView.UnsmoothView {
  init?(_ function: StudiedFunction, _ section: SectionView) {
    let name = function.analysis.smoothness.class
    guard !section.facts.isEmpty, let name, name != "Cinf" else { return nil }
    title = section.title
    let k = Int(name.dropFirst())
    order = k.map(String.init)
    nextOrder = k.map { "\($0 + 1)" }
    isDiscontinuous = k == nil
  }
}

extension StudyView.LeakyView {
  init?(_ function: StudiedFunction, _ section: SectionView) {
    guard let least = function.analysis.leastSlope, !(least.rational?.isZero ?? false) else {
      return nil
    }
    title = section.title
    slope = least.latex
    let inside = function.theory?.rows.first { row in
      row.derivative.differentiable == .proved && row.derivative.left == row.derivative.right
        && row.derivative.left?.double?.magnitude == least.double
    }
    at = inside?.latex ?? ""
    difference = inside?.estimate(.central)?.float64.value.latex(significant: 6)
    variable = section.variable
    discontinuities = section.facts.isDiscontinuous ? section.facts.discontinuities : nil
  }
}

extension StudyView.SmoothView {
  init(_ function: StudiedFunction, _ section: SectionView) {
    title = section.title
    isPartial = !section.facts.isDifferentiableOnReals
    error = section.largestError
    variable = section.variable
    let traps = function.analysis.traps
    let fading = traps.filter { $0.kind == .vanishingGradient }
    let small = function.slopes.points.first { point in
      guard let at = point.at.double, let slope = point.value?.double else { return false }
      return slope.magnitude < 0.01 && fading.contains { $0.over?.contains(at) ?? true }
    }
    vanishing = small.map { point in
      Vanishing(at: point.latex, value: point.value?.latex(significantDigits: 3) ?? "0")
    }
    overflow = traps.first { $0.isExponentialOverflow && $0.format == "float64" }.flatMap { trap in
      trap.threshold.map {
        Overflow(
          threshold: $0.latex(significantDigits: 5), isAbove: trap.over?.to == .infinity)
      }
    }
  }
}

extension FunctionAnalysis {
  /// Whether the formula is ln(1 + exp(z)), written so.
  var isNaiveSoftplus: Bool {
    Formula(text: function.formula) == .apply(.ln, 1 + .apply(.exp, .x))
  }
}
