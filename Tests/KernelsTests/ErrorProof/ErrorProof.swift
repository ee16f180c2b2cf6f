import CFLINT

@testable import Reals

/// A bound of the error of a program, for every floating-point argument in a range.
///
/// The range is cut into boxes, at powers of two first. On each box the program is run once for all arguments
/// (`AbstractRun`): every variable is a Taylor polynomial with balls for coefficients, and a first-order term for
/// each rounding that happened before (`RoundedValue`). The true function is a Taylor polynomial of Arb's numbers with
/// Lagrange's remainder (`TrueFunction`). Their difference contains the error of the coefficients that the
/// program has, of its reduction of the argument and of every rounding; nothing is estimated by sampling. Boxes
/// that miss the goal are halved, down to single numbers.
///
/// Sources: K. Makino and M. Berz, Taylor models and other validated functional inclusion methods (2003); A.
/// Solovyev et al., Rigorous estimation of floating-point round-off errors with symbolic Taylor expansions (FM
/// 2015), for errors as symbols; M. Daumas and G. Melquiond, Certification of bounds on expressions involving rounded
/// operators (Gappa, 2010), for exactness by whole multiples of powers of two; J.-M. Muller et al., Handbook of
/// Floating-Point Arithmetic, 2nd edition, 4.2 and 10, for Sterbenz's lemma and Cody and Waite's reduction.
struct ErrorProof {
  /// The units of 2⁻⁵³, relative to the true value, in which an error is bounded.
  static let unit = 0x1p-53

  /// Boxes beyond which a goal is given up.
  static let boxLimit = 60_000

  let function: TrueFunction
  /// The absolute error that is not counted: what underflow may add.
  var allowance = 0x1p-1060
  /// The program's results, one a path, for an argument.
  let program: (RoundedValue) throws -> [RoundedValue]
  /// What the function is applied to, for the program's argument.
  var trueArgument: (RoundedValue) -> RoundedValue = { $0 }

  struct Outcome {
    var bound = 0.0
    var place = 0.0
    var boxes = 0
    var failure: String?
  }

  /// The bound over all floating-point numbers from `lower` to `upper`, with boxes halved until none is above
  /// `goal`; stops at the first single number that is.
  func bound(from lower: Double, to upper: Double, goal: Double) -> Outcome {
    var outcome = Outcome()
    for box in Self.binades(from: lower, to: upper) {
      refine(box.lowerBound, box.upperBound, goal, &outcome)
      if outcome.failure != nil { break }
    }
    return outcome
  }

  private func refine(_ lower: Double, _ upper: Double, _ goal: Double, _ outcome: inout Outcome) {
    if outcome.failure != nil { return }
    outcome.boxes += 1
    if outcome.boxes > Self.boxLimit {
      outcome.failure = "\(lower): too many boxes"
      return
    }
    var reason = "above the goal"
    var bound = Double.infinity
    do { bound = try error(from: lower, to: upper) } catch { reason = "\(error)" }
    if bound <= goal {
      if bound > outcome.bound {
        outcome.bound = bound
        outcome.place = lower
      }
    } else if lower == upper {
      outcome.failure = "\(lower): \(bound) (\(reason))"
    } else {
      let middle = Self.middle(lower, upper)
      refine(lower, middle, goal, &outcome)
      refine(middle.nextUp, upper, goal, &outcome)
    }
  }

  /// The relative error on a box, in units.
  func error(from lower: Double, to upper: Double) throws -> Double {
    let argument = RoundedValue(from: lower, to: upper)
    let truth = try function.applied(to: trueArgument(argument))
    let values = truth.span
    var worst = 0.0
    for result in try program(argument) {
      if let constant = result.constant, !constant.isFinite {
        // Infinity is right where the truth is beyond all numbers.
        guard constant == .infinity, values.lower > Double.greatestFiniteMagnitude * (1 - 0x1p-40)
        else { throw Undecided("a result that is no number") }
        continue
      }
      let (difference, noise) = result.distance(from: truth)
      guard noise.isFinite, let more = Ball(exactly: noise),
        let least = Ball(exactly: values.least),
        let allowed = Ball(exactly: allowance)
      else { throw Undecided("noise without bound") }
      arb_add(difference.pointer, difference.pointer, more.pointer, 64)
      arb_sub(difference.pointer, difference.pointer, allowed.pointer, 64)
      let excess = difference.doubleBounds.upperBound
      if excess <= 0 { continue }
      guard values.least > 0 else { throw Undecided("a true value that may be 0") }
      arb_div(difference.pointer, difference.pointer, least.pointer, 64)
      arb_mul_2exp_si(difference.pointer, difference.pointer, 53)
      worst = max(worst, difference.doubleBounds.upperBound)
    }
    return worst
  }

  /// The range cut at powers of two and at 0.
  static func binades(from lower: Double, to upper: Double) -> [ClosedRange<Double>] {
    guard lower <= upper else { return [] }
    if lower < 0 {
      let mirrored = binades(from: max(-upper, .leastNonzeroMagnitude), to: -lower)
      let negative = mirrored.reversed().map { -$0.upperBound ... -$0.lowerBound }
      return upper < 0 ? negative : negative + binades(from: 0, to: upper)
    }
    if lower == 0 { return [0...0] + binades(from: .leastNonzeroMagnitude, to: upper) }
    var result: [ClosedRange<Double>] = []
    var start = lower
    while start <= upper {
      let next =
        start < .leastNormalMagnitude
        ? .leastNormalMagnitude
        : Double(sign: .plus, exponent: Int(start.exponent) + 1, significand: 1)
      result.append(start...min(upper, next.nextDown))
      start = next
      if next.isInfinite { break }
    }
    return result
  }

  /// The number halfway between two of one sign, counted in numbers; below the upper one.
  private static func middle(_ lower: Double, _ upper: Double) -> Double {
    let a = lower.bitPattern
    let b = upper.bitPattern
    return Double(bitPattern: a < b ? a + (b - a) / 2 : a - (a - b) / 2)
  }
}
