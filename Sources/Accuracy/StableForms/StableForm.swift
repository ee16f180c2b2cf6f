import Calculus
import FloatFormats
import Formulas
import Reals

/// A form of a formula that stays accurate in a format, with its measured error beside that of the
/// formula as written.
public struct StableForm: Sendable {
  /// The formula, or its derivative: what is computed.
  public let formula: Formula
  /// The format that results are rounded to; the program itself computes in double precision.
  public let format: FloatFormat
  /// The program.
  public let program: StraightLineProgram
  private let domain: Condition?
  /// The rules that made it.
  public let rules: [StableRule]
  /// The error of the form.
  public private(set) var error: AccuracyReport
  /// The error of the formula as written, every operation rounded to the format.
  public private(set) var naive: AccuracyReport
  /// Where the formula as written first breaks.
  public private(set) var breakingPoints: [BreakingPoint]

  /// The best of the candidates for `formula`, by a sweep over sampled inputs (every input for formats of
  /// 16 bits). `nil` where no program can be made of it.
  ///
  /// In float64 each step is rounded, so that the form may be some units in the last place off. Outside of `domain`,
  /// if there is one, the formula has no true value, and what the form gives there means nothing.
  public init?(of formula: Formula, format: FloatFormat, on domain: Condition? = nil) {
    let isShort = format.bitWidth <= 16
    let sweep = AccuracySweep(
      of: formula, in: format, coverage: isShort ? .exhaustive : .sampled(Self.sampleCount),
      on: domain)
    let normal = formula.normalised
    func candidates(exactInputs: Bool) -> [Candidate] {
      (normal == formula ? [formula] : [formula, normal]).flatMap { written in
        StableRange.choices(for: format, of: written).flatMap { range in
          [false, true].compactMap { usesConjugates in
            var candidate = Candidate(
              written, range, usesConjugates: usesConjugates,
              inputWidth: exactInputs ? format.precision : nil)
            if written != formula { candidate?.rules.insert(.normalForm) }
            return candidate
          }
        }
      }
    }
    func tried(_ candidate: Candidate) -> ProgramImplementation {
      ProgramImplementation(program: candidate.program, format: format, rounding: .result)
    }
    var programs: Set<StraightLineProgram> = []
    // Many candidates come to the same steps.
    func distinct(_ all: [Candidate]) -> [Candidate] {
      all.filter { programs.insert($0.program).inserted }
    }
    let plain = distinct(candidates(exactInputs: false))
    let reports = sweep.reports(
      of: [(sweep.naiveProgram, "naive")] + plain.map { (tried($0), "stable") })
    var ranked = Array(zip(plain, reports.dropFirst()))
    func best() -> (Candidate, AccuracyReport)? { ranked.min { $0.1.isBetter(than: $1.1) } }
    if let best = best(), !best.1.meetsTarget {
      let others = distinct(candidates(exactInputs: true))
      ranked += zip(others, sweep.reports(of: others.map { (tried($0), "stable") }))
    }
    guard let first = best() else { return nil }
    if !first.1.meetsTarget {
      let edges = sweep.edges.filter { $0.significandWidth <= 12 }
      let points = Set(formula.joints + edges).sorted()
      for series in points.compactMap({ SidedSeries(of: formula, at: $0) }) {
        let changed = ranked.map { $0.0.adding(series) }
        let reports = sweep.reports(of: changed.map { (tried($0), "stable") })
        for (place, (candidate, error)) in zip(changed, reports).enumerated()
        where !ranked[place].1.isBetter(than: error) {
          ranked[place] = (candidate, error)
        }
      }
    }
    let winner = best() ?? first
    self.formula = formula
    self.format = format
    self.domain = domain
    program = winner.0.program
    rules = StableRule.allCases.filter { winner.0.rules.contains($0) }
    error = winner.1
    naive = reports[0]
    breakingPoints = sweep.breakingPoints(of: sweep.naiveProgram, naive)
  }

  /// The same form with its errors, and those of the formula as written, on every input of the format in
  /// place of a sample's. `measure` makes the sweeps, of 2³² inputs in float32.
  ///
  /// In float64, of which only samples are tried, the form is returned as it is.
  public func certified(
    by measure: (AccuracySweep, any Implementation, AccuracyReport.Subject) async throws ->
      AccuracyReport
  ) async rethrows -> StableForm {
    guard format != .float64, error.coverage == .sampled else { return self }
    let sweep = AccuracySweep(of: formula, in: format, coverage: .exhaustive, on: domain)
    func subject(_ name: String) -> AccuracyReport.Subject {
      AccuracyReport.Subject(function: formula.text(), of: .value, implementation: name)
    }
    var result = self
    result.error = try await measure(sweep, implementation, subject("stable"))
    result.naive = try await measure(sweep, sweep.naive, subject("naive"))
    result.breakingPoints = sweep.breakingPoints(of: sweep.naiveProgram, result.naive)
    return result
  }

  /// The form, to be tried.
  public var implementation: any Implementation {
    ProgramImplementation(program: program, format: format, rounding: .result)
  }

  /// How many inputs are tried in formats of more than 16 bits.
  private static let sampleCount = 6000

  /// The value in the format: the program's, rounded once.
  public func callAsFunction(_ x: Double) -> Double { format.rounding(program(x)) }
}

/// One form that may win.
private struct Candidate {
  var building: StableBuilding
  let result: Int
  var rules: Set<StableRule>
  let program: StraightLineProgram
  private let range: StableRange

  init?(_ formula: Formula, _ range: StableRange, usesConjugates: Bool, inputWidth: Int?) {
    var building = StableBuilding(
      usesConjugates: usesConjugates, largestExponent: range.largestExponent,
      inputWidth: inputWidth)
    guard let split = try? building.split(formula) else { return nil }
    let result = building.value(split)
    self.init(building, result, building.rules, range)
  }

  private init(
    _ building: StableBuilding, _ result: Int, _ rules: Set<StableRule>, _ range: StableRange
  ) {
    self.building = building
    self.result = result
    self.rules = rules
    self.range = range
    program = building.builder.program(endingWith: result, largestInput: range.largestInput)
  }

  /// The form with Taylor polynomials beside a point.
  func adding(_ series: SidedSeries) -> Candidate {
    var next = building
    let result = series.select(beside: result, in: &next.builder)
    return Candidate(next, result, rules.union([.series]), range)
  }
}

extension Formula {
  /// The normal form of the formula, or of each branch.
  var normalised: Formula {
    if case .piecewise(let branches, let otherwise) = operation {
      return Formula(
        .piecewise(
          branches.map { Branch($0.value.normalised, if: $0.condition) },
          otherwise: otherwise.map { $0.normalised }))
    }
    return NormalForm(withoutRootsBelow)?.formula ?? self
  }

  /// 0 and the numbers of few bits that the variable is compared with.
  var joints: [Double] {
    var result: Set<Double> = [0]
    func collect(_ f: Formula) {
      switch f.operation {
      case .piecewise(let branches, _):
        for g in branches.flatMap({ $0.condition.formulas }) { note(g) }
      case .minimum(let all), .maximum(let all): all.forEach(note)
      default: break
      }
      f.operation.children.forEach(collect)
    }
    func note(_ f: Formula) {
      guard !f.containsVariable else { return }
      let value = FloatArithmetic().value(of: f, at: 0)
      guard value.isFinite, value.significandWidth <= 12 else { return }
      result.formUnion([value, -value])
    }
    collect(self)
    return result.sorted()
  }
}
