import Accuracy
import Analysis
import Formulas
import Installation
import Networks
import Proofs
import Reals

/// A case study as the templates of the document show it.
struct StudyView {
  let titleList: String
  let step: String
  /// The variable of all functions, or z where they differ.
  let studyVariable: String
  let functions: [SectionView]
  let comparisonNumber: Int
  let count: Int
  let allContinuous: Bool
  let hasSmooth: Bool
  let hasOverflow: Bool
  let hasStable: Bool
  let hasFigures: Bool
  let formats: [FormatView]
  let softplusLike: SoftplusView?
  let compared: Int
  let identical: Int
  let allIdentical: Bool
  let greatestDifference: String
  let largestManualDifference: String?
  let command: String
  let dead: DeadView?
  let leaky: LeakyView?
  let kinked: KinkedView?
  let smooth: SmoothView?
  let training: TrainingView?

  /// Thresholds of the exponential function.
  struct FormatView {
    let format: String
    let overflow: String
    let absorption: String
  }

  /// A function that is ln(1 + exp(z)).
  struct SoftplusView {
    let symbol: String
  }

  /// The function whose derivative vanishes on an interval.
  struct DeadView {
    let title: String
    let interval: String
    let at: String
    let difference: String?
  }

  /// The function with kinks whose slopes are all different from 0.
  struct LeakyView {
    let title: String
    let slope: String
    let at: String
    let difference: String?
  }

  /// The values of the central difference at the kinks.
  struct KinkedView {
    let means: String
  }

  /// The smooth function.
  struct SmoothView {
    let title: String
    let error: String?
    let vanishing: Vanishing?
    let overflow: String?

    /// A point where its derivative is small.
    struct Vanishing {
      let at: String
      let value: String
    }
  }

  init(_ study: CaseStudy, language: Language, writer: ProofWriter, phrases: Phrases) throws {
    let sections = try study.functions.enumerated().map { index, function in
      try SectionView(
        function, number: index + 1, others: study.functions, step: study.step,
        language: language, writer: writer, phrases: phrases)
    }
    functions = sections
    titleList = sections.map(\.title).joined(separator: ", ")
    step = study.step
    let variables = Set(sections.map(\.variable))
    studyVariable = variables.count == 1 ? variables.first ?? "z" : "z"
    comparisonNumber = sections.count + 1
    count = sections.count
    allContinuous = study.functions.allSatisfy { $0.analysis.continuity.verdict == .proved }
    hasSmooth = sections.contains(where: \.isSmooth)
    hasFigures = true
    let overflowing = study.functions.contains { function in
      function.analysis.traps.contains { $0.kind == .overflow }
    }
    hasOverflow = overflowing
    hasStable = study.cells.contains { $0.name == "stable" }
    formats = study.formats.map {
      FormatView(
        format: $0.format, overflow: $0.overflow.latex(significantDigits: 6),
        absorption: $0.absorption.latex(significantDigits: 5))
    }
    softplusLike = study.functions.first { $0.analysis.isNaiveSoftplus }.map {
      SoftplusView(symbol: $0.symbol)
    }
    let agreement = study.agreement
    compared = agreement.compared
    identical = agreement.identical
    allIdentical = agreement.identical == agreement.compared
    greatestDifference = agreement.greatestRelativeDifference.latex(significant: 2)
    let differences = study.functions.flatMap { $0.byHand?.rows ?? [] }.compactMap(\.roundingError)
    largestManualDifference = differences.max().flatMap { $0 > 0 ? $0.latex(significant: 2) : nil }
    command = study.command
    dead = zip(study.functions, sections).lazy.compactMap { DeadView($0, $1) }.first
    leaky = zip(study.functions, sections).lazy.compactMap { LeakyView($0, $1) }.first
    let means = sections.flatMap(\.kinks).map { "$\($0.mean)$" }
    kinked = means.isEmpty ? nil : KinkedView(means: means.joined(separator: ", "))
    smooth = zip(study.functions, sections).lazy.compactMap { SmoothView($0, $1) }.first
    training = study.training.map { TrainingView($0, sections: sections) }
  }
}

extension StudyView.DeadView {
  init?(_ function: StudiedFunction, _ section: SectionView) {
    guard let interval = function.analysis.deadInterval else { return nil }
    title = section.title
    self.interval = interval
    let inside = function.theory?.rows.first {
      $0.derivative.left?.rational == 0 && $0.derivative.right?.rational == 0
    }
    at = inside?.latex ?? ""
    difference = inside?.estimate(.central)?.float64.latex
  }
}

extension StudyView.LeakyView {
  init?(_ function: StudiedFunction, _ section: SectionView) {
    guard section.hasKinks, let least = function.analysis.leastSlope, least.signum > 0 else {
      return nil
    }
    title = section.title
    slope = least.latex
    let inside = function.theory?.rows.first {
      $0.derivative.differentiable == .proved && $0.derivative.left?.rational?.magnitude == least
    }
    at = inside?.latex ?? ""
    difference = inside?.estimate(.central)?.float64.value.latex(significant: 6)
  }
}

extension StudyView.SmoothView {
  init?(_ function: StudiedFunction, _ section: SectionView) {
    guard section.isSmooth else { return nil }
    title = section.title
    error = section.largestError
    let small = function.slopes.points.first { ($0.value?.double?.magnitude ?? 1) < 0.01 }
    vanishing = small.map { point in
      Vanishing(at: point.latex, value: point.value?.latex(significantDigits: 3) ?? "0")
    }
    overflow = function.analysis.traps.first { $0.kind == .overflow && $0.format == "float64" }?
      .threshold?.latex(significantDigits: 5)
  }
}

extension FunctionAnalysis {
  /// An interval on which f′ = 0, in LaTeX.
  var deadInterval: String? {
    if let trap = traps.first(where: { $0.kind == .deadZone }), let over = trap.over {
      return over.latex
    }
    return pieces.first { $0.constantSlope?.isZero ?? false }
      .map { "(\($0.from.latex),\\, \($0.to.latex))" }
  }

  /// The least absolute slope over all pieces, if all are affine.
  var leastSlope: Rational? {
    let slopes = pieces.compactMap(\.constantSlope?.magnitude)
    return slopes.count == pieces.count ? slopes.min() : nil
  }
}

extension Piece {
  /// The slope of an affine piece.
  var constantSlope: Rational? {
    ExactNumber(exact: derivative, decimal: derivative, enclosure: []).rational
  }
}

extension FunctionAnalysis {
  /// Whether the formula is ln(1 + exp(z)), written so.
  var isNaiveSoftplus: Bool {
    Formula(text: function.formula) == .apply(.ln, 1 + .apply(.exp, .x))
  }
}
