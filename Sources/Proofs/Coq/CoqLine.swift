// The real line as an analysis divides it: cells with one formula each, and the joints between them.

import Analysis
import Formulas
import Reals

/// The cells and joints of a function, written in Coq.
struct CoqLine {
  /// An open interval on which one formula gives the function, or on which it is not defined.
  struct Cell {
    /// The number of the cell, from left to right.
    let index: Int
    /// The ends, `nil` for an infinite one.
    let lower: String?
    let upper: String?
    /// The piece of the analysis; `nil` outside the domain.
    let piece: Piece?
    /// The formula and its derivative.
    let formula: Formula?
    let derivative: Formula?

    /// The name of the lemma that says what the function is here.
    var lemma: String { piece == nil ? "outside\(index)" : "piece\(index)" }

    /// The name of the lemma that the function is defined here.
    var domainLemma: String { "defined\(index)" }

    /// The condition that `variable` lies in the cell.
    func condition(_ variable: String = "x") -> String {
      switch (lower, upper) {
      case (nil, nil): "True"
      case (nil, let upper?): "\(variable) < \(upper)"
      case (let lower?, nil): "\(lower) < \(variable)"
      case (let lower?, let upper?): "\(lower) < \(variable) < \(upper)"
      }
    }
  }

  /// A point between two cells.
  struct Point {
    /// The number of the joint; it has cell `index` on its left.
    let index: Int
    /// The point.
    let at: String
    /// What the analysis knows of it.
    let joint: Joint

    /// Whether the function has a value here.
    var isDefined: Bool { joint.value != nil }

    /// Decimals between which a point lies that is no rational number, and the name of the lemma.
    var bounds: (lemma: String, lower: Rational, upper: Rational)? {
      guard joint.at.rational == nil,
        let lower = joint.at.rounded(up: false, places: 6)?.rational,
        let upper = joint.at.rounded(up: true, places: 6)?.rational
      else { return nil }
      return ("near\(index)", lower, upper)
    }
  }

  let cells: [Cell]
  let points: [Point]

  /// - Throws: ``CoqObstacle`` where a piece is not decided, or a point not exact.
  init(_ analysis: FunctionAnalysis) throws(CoqObstacle) {
    guard analysis.periodicity?.over == nil else {
      throw CoqObstacle(reason: .infinitelyManyPieces)
    }
    guard analysis.domain.verdict == .proved,
      analysis.pieces.allSatisfy({ $0.analytic == .proved })
    else { throw CoqObstacle(reason: .undecided) }
    var points: [Point] = []
    for (index, joint) in analysis.joints.enumerated() {
      points.append(Point(index: index, at: try joint.at.coq(), joint: joint))
    }
    var cells: [Cell] = []
    for index in 0...points.count {
      let lower = index > 0 ? analysis.joints[index - 1].at : .minusInfinity
      let upper = index < points.count ? analysis.joints[index].at : .infinity
      let piece = analysis.pieces.first { $0.from == lower && $0.to == upper }
      cells.append(
        Cell(
          index: index, lower: index > 0 ? points[index - 1].at : nil,
          upper: index < points.count ? points[index].at : nil, piece: piece,
          formula: piece.flatMap { Formula(parsing: $0.formula) },
          derivative: piece.flatMap { Formula(parsing: $0.derivative) }))
    }
    // A formula without pieces, although it is defined there, is not known well enough.
    guard !(analysis.pieces.isEmpty && analysis.domain.intervals.contains { $0.from != $0.to })
    else { throw CoqObstacle(reason: .unknownPieces) }
    (self.cells, self.points) = (cells, points)
  }

  /// The beginning of a proof that needs to know where irrational points lie.
  var bounds: String {
    points.compactMap { point in
      point.bounds.map { "pose proof \($0.lemma) as N\(point.index). " }
    }.joined()
  }

  /// A proof by cases: where `x` lies, and what to do there.
  ///
  /// Every leaf is a tactic that ends its goal.
  func cases(cell: (Cell) -> String, point: (Point) -> String) -> String {
    var result = cell(cells[cells.count - 1])
    for index in points.indices.reversed() {
      let (at, left) = (points[index], cell(cells[index]))
      result = "split_at x (\(at.at));\n  [ \(left)\n  | \(point(at))\n  | \(result) ]"
    }
    return result
  }
}

extension ExactNumber {
  /// The number as a term of Coq.
  ///
  /// - Throws: ``CoqObstacle`` for an infinity, or where only an enclosure is known.
  func coq(atLeast level: CoqTerm.Level = .sum) throws(CoqObstacle) -> String {
    guard isFinite else { throw CoqObstacle(reason: .infinity) }
    guard let exactFormula else { throw CoqObstacle(reason: .enclosureOnly) }
    return try CoqTerm(exactFormula).text(atLeast: level)
  }
}
