import BigInt
import Calculus
import FloatFormats
import Formulas
import Reals

/// Where intermediate values of a formula as written leave the range or the precision of a
/// floating-point format.
struct OverflowThresholds {
  let points: PointArithmetic
  let oracle: SignOracle

  /// Overflow of every exponential, and absorption of exp(u) by 1 inside a logarithm.
  func traps(of formula: Formula) -> [Trap] {
    var exponentials: [Formula] = []
    var logarithms: [Formula] = []
    collect(formula, &exponentials, &logarithms)
    return exponentials.flatMap { u in
      FloatFormat.allCases.flatMap { overflow(of: u, in: $0) }
    } + logarithms.flatMap { u in FloatFormat.allCases.flatMap { absorption(of: u, in: $0) } }
  }

  /// The arguments of exponentials, and those of exponentials added to 1 under a logarithm.
  private func collect(
    _ f: Formula, _ exponentials: inout [Formula], _ logarithms: inout [Formula]
  ) {
    guard f.containsVariable else { return }
    switch f.operation {
    case .apply(.exp, let u), .apply(.expm1, let u), .apply(.sinh, let u), .apply(.cosh, let u):
      if !exponentials.contains(u) { exponentials.append(u) }
    case .power(let base, let u) where base == .constant(.e):
      if !exponentials.contains(u) { exponentials.append(u) }
    case .apply(.ln, let argument):
      if let u = argument.exponentInOnePlusExp, !logarithms.contains(u) { logarithms.append(u) }
    default: break
    }
    for child in f.operation.children { collect(child, &exponentials, &logarithms) }
  }

  private func overflow(of u: Formula, in format: FloatFormat) -> [Trap] {
    let limit = Formula.apply(.ln, .number(Rational(format.overflowThreshold)))
    return halfLines(where: u, exceeds: limit).map { interval, threshold in
      Trap(
        kind: .overflow, over: interval, format: format.rawValue,
        operation: Formula.apply(.exp, u).text(), threshold: threshold)
    }
  }

  /// 1 + exp(u) rounds to 1 when exp(u) ≤ 2^(−p).
  private func absorption(of u: Formula, in format: FloatFormat) -> [Trap] {
    let limit = Formula.number(Rational(format.precision)) * .apply(.ln, 2)
    return halfLines(where: -u, exceeds: limit).map { interval, threshold in
      Trap(
        kind: .absorption, over: interval, format: format.rawValue,
        operation: (1 + Formula.apply(.exp, u)).text(), threshold: threshold)
    }
  }

  /// Where u > limit, for u whose crossings have a closed form.
  private func halfLines(
    where u: Formula, exceeds limit: Formula
  ) -> [(IntervalDescription, ExactNumber)] {
    guard case .points(let crossings) = oracle.candidates((u - limit).simplified),
      !crossings.isEmpty
    else { return [] }
    var result: [(IntervalDescription, ExactNumber)] = []
    for index in 0...crossings.count {
      let interval = OpenInterval(
        lower: index > 0 ? crossings[index - 1] : nil,
        upper: index < crossings.count ? crossings[index] : nil)
      guard let sample = try? points.sample(in: interval),
        (try? oracle.sign(of: u - limit, at: sample)) == 1
      else { continue }
      let finite = index > 0 ? crossings[index - 1] : crossings[0]
      result.append((points.describe(interval), points.describe(finite)))
    }
    return result
  }
}
