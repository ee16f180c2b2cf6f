import Calculus
import Formulas
import Reals

/// A maximal open interval on which no switch of the formula is met.
struct Cell {
  /// The interval.
  let interval: OpenInterval
  /// What the function is there.
  let content: Content
  /// The derivative of the analytic formula, if there is one.
  let derivative: Formula?

  enum Content {
    /// An analytic formula, as written, with the switches resolved.
    case analytic(Formula)
    /// The function is not defined.
    case outsideDomain(Reason)
    /// Not decided.
    case undecided(Reason)
  }

  init(interval: OpenInterval, content: Content) {
    self.interval = interval
    self.content = content
    if case .analytic(let formula) = content {
      derivative = formula.derivative
    } else {
      derivative = nil
    }
  }

  /// The analytic formula, if there is one.
  var formula: Formula? {
    if case .analytic(let formula) = content { formula } else { nil }
  }
}

/// A function as finitely many cells of an open interval, each with an analytic formula or outside the domain.
///
/// Switches are the zeros of |u|, sign(u), the differences of max and min, and the comparisons in
/// conditions; ln, roots, powers and quotients switch at the edge of their domain. Every cell's
/// formula is analytic because every such argument is proved to have one sign on the cell.
struct PiecewiseForm {
  /// From left to right; neighbours share an end.
  let cells: [Cell]

  /// The ends between neighbouring cells, in order.
  var breakpoints: [RealPoint] { cells.dropLast().compactMap(\.interval.upper) }

  init(_ formula: Formula, on interval: OpenInterval, oracle: SignOracle) {
    var partition = CellPartition(oracle: oracle)
    cells = partition.cells(of: formula, on: interval)
  }
}

/// Splits intervals until the formula resolves on each.
private struct CellPartition {
  let oracle: SignOracle
  private let cellLimit = 400
  private var cellCount = 0

  init(oracle: SignOracle) { self.oracle = oracle }

  mutating func cells(of formula: Formula, on interval: OpenInterval) -> [Cell] {
    cellCount += 1
    guard cellCount <= cellLimit else {
      return [Cell(interval: interval, content: .undecided(Reason(.cellCount, "\(cellLimit)")))]
    }
    var resolver = CellResolver(oracle: oracle, interval: interval)
    do throws(CellObstacle) {
      return [Cell(interval: interval, content: .analytic(try resolver.resolve(formula)))]
    } catch {
      switch error {
      case .undecided(let why): return [Cell(interval: interval, content: .undecided(why))]
      case .outsideDomain(let why): return [Cell(interval: interval, content: .outsideDomain(why))]
      case .split(let points): return split(formula, interval, at: points)
      }
    }
  }

  private mutating func split(
    _ formula: Formula, _ interval: OpenInterval, at points: [RealPoint]
  ) -> [Cell] {
    var result: [Cell] = []
    var lower = interval.lower
    for point in points {
      result += cells(of: formula, on: OpenInterval(lower: lower, upper: point))
      lower = point
    }
    return result + cells(of: formula, on: OpenInterval(lower: lower, upper: interval.upper))
  }
}
