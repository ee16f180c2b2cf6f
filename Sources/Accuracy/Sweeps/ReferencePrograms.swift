import FloatFormats
import Formulas

/// Straight-line programs that compute a formula in double precision together with bounds of their errors.
///
/// The programs are identities over the reals, from the rules of stable forms without any that
/// approximates. What is outside the domain of the formula leaves their bounds infinite, except in the
/// normal form, which may have cancelled it; ``normalForm`` serves only where the formula is known to be
/// defined.
struct ReferencePrograms: Sendable {
  /// The formula.
  let formula: Formula
  /// Of the formula as written, the one that decides most inputs first; perhaps none.
  let written: [StraightLineProgram]
  /// Of its normal form.
  let normalForm: [StraightLineProgram]
  /// Taylor polynomials beside points where the programs above cancel.
  private(set) var series: [StraightLineProgram] = []

  init(of formula: Formula) {
    self.formula = formula
    written = formula.mayDropFactors ? [] : Self.programs(of: formula)
    let normal = formula.normalised
    normalForm = normal == formula ? [] : Self.programs(of: normal)
  }

  private init(
    _ formula: Formula, _ written: [StraightLineProgram], _ normalForm: [StraightLineProgram]
  ) {
    (self.formula, self.written, self.normalForm) = (formula, written, normalForm)
  }

  /// The same, with the program first that decides most of `inputs`.
  func sorted(for inputs: [Double], format: FloatFormat) -> ReferencePrograms {
    func sorted(_ programs: [StraightLineProgram]) -> [StraightLineProgram] {
      guard programs.count > 1 else { return programs }
      let counts = programs.map { Self.undecided(by: $0, inputs, format).count }
      return programs.indices.sorted {
        counts[$0] != counts[$1] ? counts[$0] < counts[$1] : $0 < $1
      }.map { programs[$0] }
    }
    return ReferencePrograms(formula, sorted(written), sorted(normalForm))
  }

  /// The same with Taylor polynomials beside those of `points` near which enough of `inputs` are not
  /// decided otherwise.
  func addingSeries(
    at points: [Double], for inputs: [Double], format: FloatFormat
  ) -> ReferencePrograms {
    var result = self
    // What would go to Arb; the normal form counts where it decides, though it may not serve everywhere.
    var open = (written + normalForm).reduce(inputs) { Self.undecided(by: $1, $0, format) }
    for point in points {
      let nearby = open.filter { abs($0 - point) < SeriesProgram.largestRadius }
      guard nearby.count >= 16,
        let program = SeriesProgram.program(of: formula, at: point)
      else { continue }
      let left = Self.undecided(by: program, open, format)
      guard open.count - left.count >= 8 else { continue }
      result.series.append(program)
      open = left
    }
    return result
  }

  private static func programs(of formula: Formula) -> [StraightLineProgram] {
    var result: [StraightLineProgram] = []
    for usesConjugates in [false, true] {
      var building = StableBuilding(usesConjugates: usesConjugates, largestExponent: .infinity)
      guard let split = try? building.split(formula) else { continue }
      let place = building.value(split)
      let program = building.builder.program(
        endingWith: place, largestInput: .greatestFiniteMagnitude)
      if !result.contains(program) { result.append(program) }
    }
    return result
  }

  /// Those of `inputs` that a program leaves open.
  private static func undecided(
    by program: StraightLineProgram, _ inputs: [Double], _ format: FloatFormat
  ) -> [Double] {
    let evaluation = ProgramEvaluation(of: program, withBounds: true)
    var left: [Double] = []
    for start in stride(from: 0, to: inputs.count, by: evaluation.capacity) {
      let block = inputs[start..<min(start + evaluation.capacity, inputs.count)]
      block.withUnsafeBufferPointer { x in
        let values = evaluation.values(at: x)
        guard let bounds = evaluation.lastBounds else { return }
        left += x.indices.filter { !format.decides(values[$0], within: bounds[$0]) }.map { x[$0] }
      }
    }
    return left
  }
}

extension FloatFormat {
  /// Whether a value with such a bound is known to 2⁻²⁰ of its unit in the last place.
  func decides(_ value: Double, within bound: Double) -> Bool {
    value.isFinite && bound <= unit(of: value) * ErrorTally.unit
  }
}

extension Formula {
  /// Whether a product by 0 or a power to 0 occurs, in which programs lose the domain of what is dropped.
  fileprivate var mayDropFactors: Bool {
    switch operation {
    case .product(let factors) where factors.contains(where: { $0.rational == 0 }): return true
    case .power(_, let exponent) where exponent.rational == 0: return true
    default: break
    }
    return operation.children.contains { $0.mayDropFactors }
  }
}
