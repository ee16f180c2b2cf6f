import Calculus
import Formulas
import Reals

/// An end of a piece towards which the derivative grows so fast that no Lipschitz constant serves: as
/// x/8 towards infinity, or as the eighth of the reciprocal distance towards a rational number.
///
/// It is found by evaluating the derivative at points: nothing is proved here.
struct SteepEnd {
  /// The lemma of the library.
  let lemma: String
  /// Its numbers, in Coq.
  let arguments: String

  /// The first such end of a cell; `nil` where there is none.
  init?(of cell: CoqLine.Cell, _ line: CoqLine) {
    guard let piece = cell.piece, let derivative = cell.derivative else { return nil }
    func isLarge(_ bounds: [(at: Rational, least: Rational)]) -> Bool {
      bounds.allSatisfy { point in
        derivative.approximate(at: point.at).map {
          abs($0) >= Double(nearestTo: point.least)
        } ?? false
      }
    }
    let far: [Rational] = [8, 16, 64, 256]
    if piece.to == .infinity, Double(piece.from.decimal).map({ $0 < 8 }) ?? false,
      isLarge(far.map { ($0, $0 / 8 ?? 0) })
    {
      self.init(lemma: "grows_beyond", arguments: "8")
    } else if piece.from == .minusInfinity, Double(piece.to.decimal).map({ $0 > -8 }) ?? false,
      isLarge(far.map { (-$0, $0 / 8 ?? 0) })
    {
      self.init(lemma: "grows_before", arguments: "(-8)")
    } else {
      let width =
        piece.from.rational.flatMap { from in piece.to.rational.map { $0 - from } } ?? 1
      let near = [2, 4, 64, 1024].compactMap { width / $0 }
      let half = near.first ?? 1
      if let from = piece.from.rational, cell.contains(from + half),
        isLarge(near.map { (from + $0, (1 / ($0 * 8)) ?? 0) })
      {
        self.init(lemma: "grows_from", arguments: Self.text(from, from + half))
      } else if let to = piece.to.rational, cell.contains(to - half),
        isLarge(near.map { (to - $0, (1 / ($0 * 8)) ?? 0) })
      {
        self.init(lemma: "grows_towards", arguments: Self.text(to, to - half))
      } else {
        return nil
      }
    }
  }

  private init(lemma: String, arguments: String) {
    (self.lemma, self.arguments) = (lemma, arguments)
  }

  private static func text(_ end: Rational, _ inside: Rational) -> String {
    "(\(CoqTerm(end).text)) (\(CoqTerm(inside).text))"
  }
}
