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
  public let program: StableProgram
  /// The rules that made it.
  public let rules: [StableRule]
  /// The error of the form.
  public let error: AccuracyReport
  /// The error of the formula as written, every operation rounded to the format.
  public let naive: AccuracyReport

  /// The best of the candidates for `formula`, by a sweep over sampled inputs (every input for formats of
  /// 16 bits). `nil` where no program can be made of it, and for float64, whose results would need steps
  /// of more than double precision.
  public init?(of formula: Formula, format: FloatFormat) {
    guard format != .float64 else { return nil }
    let isShort = format.bitWidth <= 16
    let sweep = AccuracySweep(
      of: formula, in: format, coverage: isShort ? .exhaustive : .sampled(Self.sampleCount))
    var candidates: [Candidate] = []
    for (index, written) in [formula, formula.normalised].enumerated()
    where index == 0 || written != formula {
      for usesConjugates in [false, true] {
        guard var candidate = Candidate(written, usesConjugates: usesConjugates) else { continue }
        if index == 1 { candidate.rules.insert(.normalForm) }
        candidates.append(candidate)
      }
    }
    func reports(of programs: [StableProgram]) -> [AccuracyReport] {
      sweep.reports(
        of: programs.map { ProgramImplementation(program: $0, format: format, rounding: .result) },
        named: "stable")
    }
    let ranked = zip(candidates, reports(of: candidates.map(\.program))).map { ($0, $1) }
    guard var best = ranked.min(by: { $0.1.rank < $1.1.rank }) else { return nil }
    if !best.1.meetsTarget {
      for mark in formula.joints {
        guard let candidate = best.0.withSeries(of: formula, at: mark),
          let error = reports(of: [candidate.program]).first
        else { continue }
        if error.rank <= best.1.rank { best = (candidate, error) }
      }
    }
    self.formula = formula
    self.format = format
    program = best.0.program
    rules = StableRule.allCases.filter { best.0.rules.contains($0) }
    error = best.1
    naive = sweep.naiveReport
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
  let program: StableProgram

  init?(_ formula: Formula, usesConjugates: Bool) {
    var building = StableBuilding(usesConjugates: usesConjugates)
    guard let split = try? building.split(formula) else { return nil }
    let result = building.value(split)
    self.init(building, result, building.rules)
  }

  private init(_ building: StableBuilding, _ result: Int, _ rules: Set<StableRule>) {
    self.building = building
    self.result = result
    self.rules = rules
    program = building.builder.program(endingWith: result, largestInput: 0x1p200)
  }

  /// The form with a Taylor polynomial on each side of `mark`, a number of few bits.
  func withSeries(of formula: Formula, at mark: Double) -> Candidate? {
    guard let point = Ball(exactly: mark)?.exactRational else { return nil }
    var next = building
    let x = next.builder.add(.input)
    let h = mark == 0 ? x : next.builder.sum(x, next.builder.number(-mark))
    let size = next.builder.call(.abs, h)
    let zero = next.builder.number(0)
    var result = result
    var changed = false
    for side in [-1, 1] {
      guard let polynomial = Self.coefficients(of: formula, at: point, side: side),
        let lowest = polynomial.firstIndex(where: { $0 != 0 })
      else { continue }
      changed = true
      var value = next.builder.approximation(polynomial[polynomial.count - 1])
      for n in (lowest..<(polynomial.count - 1)).reversed() {
        value = next.builder.product(value, h)
        if polynomial[n] != 0 {
          value = next.builder.sum(value, next.builder.approximation(polynomial[n]))
        }
      }
      for _ in 0..<lowest { value = next.builder.product(value, h) }
      let near = next.builder.select(
        .less, size, next.builder.number(0.125), then: value, else: result)
      result = next.builder.select(
        side < 0 ? .less : .greater, h, zero, then: near, else: result)
    }
    guard changed else { return nil }
    return Candidate(next, result, rules.union([.series]))
  }

  private static func coefficients(of formula: Formula, at point: Rational, side: Int) -> [Double]?
  {
    let exact = ExactArithmetic()
    guard let at = try? exact.number(point),
      let expansion = try? OneSidedExpansion(
        of: formula, at: at, side: side, terms: 20, over: exact),
      expansion.ramification == 1
    else { return nil }
    var result: [Double] = []
    for n in 0..<20 {
      guard let coefficient = try? expansion.coefficient(n) else { break }
      if coefficient.sign == 0 {
        result.append(0)
      } else if let ball = coefficient.enclosure(digits: 20) {
        result.append(ball.approximation)
      } else {
        break
      }
    }
    return result.count >= 10 ? result : nil
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
