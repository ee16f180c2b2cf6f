import Analysis
import Formulas
import Reals

/// The pieces of a function that have one formula, gathered: 1/z for z < 0 or z > 0.
struct FormulaPiece {
  /// The formula in text form.
  let formula: String
  /// The same in LaTeX, long numbers rounded.
  let latex: String
  /// The derivative inside the pieces, in text form.
  let derivative: String
  /// The same in LaTeX, long numbers rounded.
  let derivativeLatex: String
  /// Whether the formula is proved to be analytic inside every piece.
  let isAnalytic: Bool
  /// The pieces, from left to right.
  let pieces: [Piece]

  /// The formula's tree as it is shown, long numbers rounded.
  var shownTree: Formula? { Formula(parsing: formula)?.abridged }

  /// The derivative's formula tree.
  var derivativeTree: Formula? { Formula(parsing: derivative) }

  /// Where the formula gives the function, ends included where it gives the value there too.
  func condition(variable: String, phrases: Phrases) -> String {
    phrases.alternatives(joined.map { $0.condition(variable: variable) })
  }

  /// The open intervals on which the formula is smooth.
  func interior(variable: String, phrases: Phrases) -> String {
    phrases.alternatives(pieces.map { $0.interior.condition(variable: variable) })
  }

  /// The pieces, those that meet at a point where the formula gives the value as one.
  var joined: [Piece] {
    pieces.reduce(into: []) { joined, piece in
      if let last = joined.last, last.to == piece.from, last.toClosed || piece.fromClosed {
        joined[joined.count - 1].to = piece.to
        joined[joined.count - 1].toClosed = piece.toClosed
      } else {
        joined.append(piece)
      }
    }
  }
}

extension FunctionAnalysis {
  /// The pieces gathered by formula, in the order in which the formulas first occur.
  var formulaPieces: [FormulaPiece] {
    let variable = function.variable
    func shown(_ text: String, _ latex: String) -> String {
      Formula(parsing: text)?.shown(otherwise: latex, variable: variable) ?? latex
    }
    var order: [String] = []
    var groups: [String: [Piece]] = [:]
    for piece in pieces {
      if groups[piece.formula] == nil { order.append(piece.formula) }
      groups[piece.formula, default: []].append(piece)
    }
    return order.compactMap { formula in
      guard let pieces = groups[formula], let first = pieces.first else { return nil }
      return FormulaPiece(
        formula: formula, latex: shown(formula, first.latex), derivative: first.derivative,
        derivativeLatex: shown(first.derivative, first.derivativeLatex),
        isAnalytic: pieces.allSatisfy { $0.analytic == .proved }, pieces: pieces)
    }
  }

  /// The joints that belong to the domain.
  public var jointsInDomain: [Joint] { joints.filter { $0.value != nil } }
}

extension Piece {
  /// The piece without its ends.
  fileprivate var interior: Piece {
    var piece = self
    (piece.fromClosed, piece.toClosed) = (false, false)
    return piece
  }

  /// `a < z \le b` in LaTeX, and what that becomes for a half-line or ℝ.
  fileprivate func condition(variable: String) -> String {
    let below = toClosed ? "\\le" : "<"
    switch (from.isFinite, to.isFinite) {
    case (false, false): return "\(variable) \\in \\mathbb{R}"
    case (false, true): return "\(variable) \(below) \(to.latex)"
    case (true, false): return "\(variable) \(fromClosed ? "\\ge" : ">") \(from.latex)"
    case (true, true):
      return "\(from.latex) \(fromClosed ? "\\le" : "<") \(variable) \(below) \(to.latex)"
    }
  }
}

extension Phrases {
  /// Conditions of which one holds, in LaTeX: commas, and the word for “or” before the last.
  fileprivate func alternatives(_ conditions: [String]) -> String {
    guard let last = conditions.last, conditions.count > 1 else { return conditions.first ?? "" }
    return conditions.dropLast().joined(separator: ",\\ ") + " \\text{ \(self["or"]) } " + last
  }
}
