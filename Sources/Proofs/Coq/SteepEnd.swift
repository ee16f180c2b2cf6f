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

  /// Where growth towards infinity is looked for.
  private static let far: [Rational] = [
    8, 9, 10, 12, 15, 20, 25, 32, 40, 50, 64, 80, 100, 128, 200, 256,
  ]

  /// The first such end of a cell; `nil` where there is none.
  init?(of cell: CoqLine.Cell) {
    guard let piece = cell.piece, let derivative = cell.derivative else { return nil }
    func isLarge(_ bounds: [(at: Rational, least: Rational?)]) -> Bool {
      bounds.allSatisfy { point in
        guard let value = derivative.approximate(at: point.at), let least = point.least else {
          return false
        }
        return abs(value) >= Double(nearestTo: least)
      }
    }
    if derivative.isOfPowersAndExponentials {
      if piece.to == .infinity, Double(piece.from.decimal).map({ $0 < 8 }) ?? false,
        isLarge(Self.far.map { ($0, $0 / 8) })
      {
        self.init(lemma: "grows_beyond", arguments: "8")
        return
      }
      if piece.from == .minusInfinity, Double(piece.to.decimal).map({ $0 > -8 }) ?? false,
        isLarge(Self.far.map { (-$0, $0 / 8) })
      {
        self.init(lemma: "grows_before", arguments: "(-8)")
        return
      }
    }
    guard case .quotient(let u, let v) = derivative.operation, u.isOfPowersAndExponentials,
      v.isOfPowersAndExponentials
    else { return nil }
    let (from, to) = (piece.from.rational, piece.to.rational)
    let width = from.flatMap { from in to.map { $0 - from } } ?? 1
    let near = [2, 4, 16, 64, 1024].compactMap { width / $0 }
    if let from, let first = near.first, cell.contains(from + first),
      isLarge(near.map { (from + $0, 1 / ($0 * 8)) })
    {
      self.init(lemma: "grows_from", arguments: Self.text(from, from + first))
    } else if let to, let first = near.first, cell.contains(to - first),
      isLarge(near.map { (to - $0, 1 / ($0 * 8)) })
    {
      self.init(lemma: "grows_towards", arguments: Self.text(to, to - first))
    } else {
      return nil
    }
  }

  private init(lemma: String, arguments: String) {
    (self.lemma, self.arguments) = (lemma, arguments)
  }

  private static func text(_ end: Rational, _ inside: Rational) -> String {
    "(\(CoqTerm(end).text)) (\(CoqTerm(inside).text))"
  }
}

extension Formula {
  /// Whether the variable occurs under natural powers, exp and exponents of numbers alone, which the
  /// library bounds from below.
  fileprivate var isOfPowersAndExponentials: Bool {
    guard containsVariable else { return true }
    return switch operation {
    case .variable: true
    case .sum, .product, .negation: operation.children.allSatisfy(\.isOfPowersAndExponentials)
    case .power(let base, let exponent):
      base.containsVariable
        ? base.isOfPowersAndExponentials && exponent.rational?.exactInt.map { $0 > 0 } ?? false
        : exponent.isOfPowersAndExponentials
    case .apply(.exp, let u): u.isOfPowersAndExponentials
    default: false
    }
  }
}
