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
  let isSingle: Bool
  let allContinuous: Bool
  let hasSmooth: Bool
  let hasOverflow: Bool
  let hasStable: Bool
  let hasFigures: Bool
  let formats: [FormatView]
  let thresholds: [String: String]
  let softplusLike: SoftplusView?
  let compared: Int
  let hasComparison: Bool
  let identical: Int
  let allIdentical: Bool
  let greatestDifference: String
  /// Whether both have errors.
  let hasBothErrors: Bool
  /// Whether some function has a point without derivative, or one near which it is unbounded.
  let hasRough: Bool
  /// The functions that are defined somewhere.
  let hasDefined: Bool
  /// The window of the figures with all functions.
  let windowFrom: String
  let windowTo: String
  /// The greatest difference between a central difference by hand and by script.
  let largestDiscrepancy: String?
  /// The greatest error of a result by hand.
  let largestHandError: String?
  /// The greatest error of a result by script.
  let largestScriptError: String?
  let command: String
  let dead: DeadView?
  /// Whether it is proved that no function has f′ = 0 on an interval.
  let isAliveProved: Bool
  /// The functions whose derivative is unbounded near a point.
  let unbounded: [FunctionPoints]
  let hasUnbounded: Bool
  /// The functions that are discontinuous.
  let breaks: [FunctionPoints]
  let hasBreaks: Bool
  /// Whether every proof of continuity names its δ, and every refutation its ε₀.
  let isExplicit: Bool
  /// The functions of which that is so.
  let explicitTitles: [String]
  let hasExplicit: Bool
  /// Whether all points without derivative of all functions are known.
  let isKinkListComplete: Bool
  /// Whether the smoothness class of every function is decided.
  let isSmoothnessDecided: Bool
  /// The functions of a finite class, or of none.
  let unsmooth: [UnsmoothView]
  /// Results at large arguments that need a word.
  let largeNotes: [LargeNote]
  let hasLargeNotes: Bool
  let leaky: LeakyView?
  let kinked: KinkedView?
  let smooth: SmoothView?
  let training: TrainingView?

  /// A function with the points of which something is said.
  struct FunctionPoints {
    let title: String
    let variable: String
    let points: String
  }

  /// A function that is not infinitely differentiable.
  struct UnsmoothView {
    let title: String
    /// k, and k + 1, of its class; `nil` where it is discontinuous.
    let order: String?
    let nextOrder: String?
    let isDiscontinuous: Bool
  }

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

  /// The piecewise linear function whose slopes are all different from 0.
  struct LeakyView {
    let title: String
    let slope: String
    let at: String
    let difference: String?
    let variable: String
    /// Where it is not continuous.
    let discontinuities: String?
  }

  /// The values of the central difference at the kinks.
  struct KinkedView {
    let means: String
    /// Whether all functions with corners are piecewise linear, so that the quotient is the mean and
    /// does not only tend to it.
    let isExact: Bool
  }

  /// The smooth function.
  struct SmoothView {
    let title: String
    /// Whether it is not defined everywhere.
    let isPartial: Bool
    let error: String?
    let variable: String
    let vanishing: Vanishing?
    let overflow: Overflow?

    /// Where an exponential overflows in float64.
    struct Overflow {
      let threshold: String
      let isAbove: Bool
    }

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
    isSingle = sections.count == 1
    allContinuous = sections.allSatisfy { $0.facts.isContinuous && !$0.facts.isEmpty }
    hasSmooth = sections.contains(where: \.isSmooth)
    hasFigures = true
    let overflowing = study.functions.contains { function in
      function.analysis.traps.contains(where: \.isExponentialOverflow)
    }
    hasOverflow = overflowing
    hasStable = study.cells.contains { $0.name == "stable" }
    formats = study.formats.map {
      FormatView(
        format: $0.format, overflow: $0.overflow.latex(significantDigits: 6),
        absorption: $0.absorption.latex(significantDigits: 5))
    }
    thresholds = Dictionary(
      uniqueKeysWithValues: study.formats.flatMap {
        [
          ("\($0.format)Overflow", $0.overflow.latex(significantDigits: 5)),
          ("\($0.format)Absorption", $0.absorption.latex(significantDigits: 4)),
        ]
      })
    softplusLike = study.functions.first { $0.analysis.isNaiveSoftplus }.map {
      SoftplusView(symbol: $0.symbol)
    }
    let agreement = study.agreement
    compared = agreement.compared
    hasComparison = agreement.compared > 0
    identical = agreement.identical
    allIdentical = agreement.identical == agreement.compared
    greatestDifference = agreement.greatestRelativeDifference.latex(significant: 2)
    let rows = sections.filter { !$0.facts.isEmpty }.flatMap(\.manualRows)
    func greatest(_ error: (ManualRow) -> Double?) -> String? {
      rows.compactMap(error).max().flatMap { $0 > 0 ? $0.latex(significant: 2) : nil }
    }
    largestDiscrepancy = greatest(\.central.distance)
    let (handError, scriptError) = (
      greatest(\.central.handError), greatest(\.central.scriptError)
    )
    largestHandError = handError
    largestScriptError = scriptError
    hasBothErrors = handError != nil && scriptError != nil
    hasRough = sections.contains { $0.facts.hasProblems || $0.hasPoles }
    hasDefined = sections.contains { !$0.facts.isEmpty }
    let window = StudyFigures.commonWindow(study.functions)
    windowFrom = window.lowerBound.latex(significant: 4)
    windowTo = window.upperBound.latex(significant: 4)
    command = study.command
    dead = DeadView.chosen(study.functions, sections, study.training)
    let defined = study.functions.filter { !$0.analysis.domain.isEmpty }
    isAliveProved = defined.allSatisfy(\.analysis.hasNoDeadInterval)
    let unbounded = sections.compactMap { section in
      section.facts.unboundedAt.map {
        FunctionPoints(title: section.title, variable: section.variable, points: $0)
      }
    }
    let breaks = sections.filter(\.facts.isDiscontinuous).map { section in
      FunctionPoints(
        title: section.title, variable: section.variable, points: section.facts.discontinuities)
    }.filter { !$0.points.isEmpty }
    self.breaks = breaks
    hasBreaks = !breaks.isEmpty
    self.unbounded = unbounded
    hasUnbounded = !unbounded.isEmpty
    isExplicit = sections.allSatisfy { $0.isExplicit || $0.facts.isEmpty }
    let explicit = sections.filter { $0.isExplicit && !$0.facts.isEmpty }.map(\.title)
    explicitTitles = explicit
    hasExplicit = !explicit.isEmpty
    isKinkListComplete = defined.allSatisfy(\.analysis.differentiability.complete)
    isSmoothnessDecided = defined.allSatisfy { $0.analysis.smoothness.class != nil }
    unsmooth = zip(study.functions, sections).compactMap { UnsmoothView($0, $1) }
    let notes = zip(study.functions, sections).flatMap { LargeNote.all($0, $1) }
    largeNotes = notes
    hasLargeNotes = !notes.isEmpty
    leaky = zip(study.functions, sections).lazy.compactMap { LeakyView($0, $1) }.first
    let kinked = sections.filter(\.hasKinks)
    let means = kinked.flatMap(\.kinks).map { "$\($0.mean)$" }
    self.kinked =
      means.isEmpty
      ? nil
      : KinkedView(
        means: means.enumerated().filter { means.firstIndex(of: $1) == $0 }.map(\.element)
          .joined(separator: ", "), isExact: kinked.allSatisfy(\.isPiecewiseLinear))
    let smooth = zip(study.functions, sections).filter { $1.isSmooth }
    self.smooth = (smooth.first { !$1.isPiecewiseLinear } ?? smooth.first).map {
      SmoothView($0, $1)
    }
    training = study.training.map {
      TrainingView($0, functions: study.functions, sections: sections)
    }
  }
}
