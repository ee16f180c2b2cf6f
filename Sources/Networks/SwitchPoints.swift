import Formulas
import Foundation
import Reals

/// Where a formula may change from one expression to another: the zeros of what it compares.
struct SwitchPoints {
  /// The zeros of those comparisons whose sides are piecewise linear, as float64 numbers in
  /// ascending order. At some of them nothing may change.
  let points: [Double]

  /// The differences of the sides of all other comparisons: what changes does so at their zeros.
  let others: [Formula]

  init(of formula: Formula) {
    var differences: Set<Formula> = []
    var visited: Set<Formula> = []
    Self.collect(formula, into: &differences, visited: &visited)
    var points: Set<Double> = []
    var others: [Formula] = []
    for difference in differences {
      if let lines = difference.lines {
        for line in lines where !line.slope.isZero {
          guard let zero = -line.constant / line.slope else { continue }
          points.insert(Double(nearestTo: zero) + 0)
        }
      } else {
        others.append(difference)
      }
    }
    self.points = points.filter(\.isFinite).sorted()
    self.others = others.sorted { $0.text() < $1.text() }
  }

  private static func collect(
    _ formula: Formula, into differences: inout Set<Formula>, visited: inout Set<Formula>
  ) {
    guard formula.containsVariable, visited.insert(formula).inserted else { return }
    switch formula.operation {
    case .apply(.abs, let u), .apply(.sign, let u): differences.insert(u)
    // u − floor(u) is 0 where floor jumps, and is not a line.
    case .apply(.floor, let u): differences.insert(u - .apply(.floor, u))
    case .minimum(let all), .maximum(let all):
      for (index, f) in all.enumerated() {
        for g in all[(index + 1)...] { differences.insert(f - g) }
      }
    case .piecewise(let branches, _):
      for branch in branches {
        for (f, g) in branch.condition.comparisons { differences.insert(f - g) }
      }
    default: break
    }
    for child in formula.operation.children {
      collect(child, into: &differences, visited: &visited)
    }
  }
}

extension Condition {
  /// The pairs that are compared.
  fileprivate var comparisons: [(Formula, Formula)] {
    switch self {
    case .truth: []
    case .comparison(let f, _, let g): [(f, g)]
    case .conjunction(let all), .disjunction(let all): all.flatMap(\.comparisons)
    case .negation(let condition): condition.comparisons
    }
  }
}

/// slope·x + constant.
private struct Line: Hashable {
  let slope: Rational
  let constant: Rational
}

extension Formula {
  /// So many lines are told apart at most.
  private static let mostLines = 64

  /// The lines that the graph of a piecewise linear formula consists of, and perhaps more; `nil` for
  /// any other formula.
  fileprivate var lines: Set<Line>? {
    func pairs(_ f: Formula, _ g: Formula, _ join: (Line, Line) -> Line?) -> Set<Line>? {
      guard let f = f.lines, let g = g.lines, f.count * g.count <= Self.mostLines else {
        return nil
      }
      var result: Set<Line> = []
      for a in f {
        for b in g {
          guard let line = join(a, b) else { return nil }
          result.insert(line)
        }
      }
      return result
    }
    func union(_ all: [Formula]) -> Set<Line>? {
      var result: Set<Line> = []
      for f in all {
        guard let lines = f.lines else { return nil }
        result.formUnion(lines)
      }
      return result.count <= Self.mostLines ? result : nil
    }
    switch operation {
    case .variable: return [Line(slope: 1, constant: 0)]
    case .number(let value): return [Line(slope: 0, constant: value)]
    case .constant, .power: return nil
    case .negation(let f):
      return f.lines.map { Set($0.map { Line(slope: -$0.slope, constant: -$0.constant) }) }
    case .sum(let terms):
      guard let first = terms.first else { return nil }
      if terms.count == 1 { return first.lines }
      return pairs(first, Formula(.sum(Array(terms.dropFirst())))) {
        Line(slope: $0.slope + $1.slope, constant: $0.constant + $1.constant)
      }
    case .product(let factors):
      guard let first = factors.first else { return nil }
      if factors.count == 1 { return first.lines }
      return pairs(first, Formula(.product(Array(factors.dropFirst())))) { a, b in
        guard a.slope.isZero || b.slope.isZero else { return nil }
        return Line(
          slope: a.slope * b.constant + b.slope * a.constant, constant: a.constant * b.constant)
      }
    case .quotient(let f, let g):
      return pairs(f, g) { a, b in
        guard b.slope.isZero, let slope = a.slope / b.constant,
          let constant = a.constant / b.constant
        else { return nil }
        return Line(slope: slope, constant: constant)
      }
    case .minimum(let all), .maximum(let all): return union(all)
    case .apply(.abs, let u): return union([u, -u])
    case .apply(.sign, _): return Set([-1, 0, 1].map { Line(slope: 0, constant: $0) })
    case .apply: return nil
    case .piecewise(let branches, let otherwise):
      return union(branches.map(\.value) + [otherwise].compactMap { $0 })
    }
  }

  /// The formula without distinctions of cases: each is decided as at `neighbour`.
  func decided(at neighbour: Double) -> Formula {
    let arithmetic = FloatArithmetic()
    func value(_ f: Formula) -> Double { arithmetic.value(of: f, at: neighbour) }
    func holds(_ condition: Condition) -> Bool {
      switch condition {
      case .truth(let truth): truth
      case .comparison(let f, let relation, let g):
        arithmetic.relation(value(f), relation, value(g)) ?? false
      case .conjunction(let all): all.allSatisfy(holds)
      case .disjunction(let all): all.contains(where: holds)
      case .negation(let inner): !holds(inner)
      }
    }
    guard containsVariable else { return self }
    switch operation {
    case .apply(.abs, let u):
      let inner = u.decided(at: neighbour)
      return value(u) < 0 ? -inner : inner
    case .apply(.sign, let u): return value(u) < 0 ? -1 : value(u) > 0 ? 1 : 0
    case .apply(.floor, let u):
      return Rational(exactly: value(u).rounded(.down)).map { .number($0) } ?? self
    case .minimum(let all):
      return all.min { value($0) < value($1) }?.decided(at: neighbour) ?? self
    case .maximum(let all):
      return all.max { value($0) < value($1) }?.decided(at: neighbour) ?? self
    case .piecewise(let branches, let otherwise):
      let chosen = branches.first { holds($0.condition) }?.value ?? otherwise
      return chosen?.decided(at: neighbour) ?? self
    default: return Formula(operation.mapChildren { $0.decided(at: neighbour) })
    }
  }
}
