import CFLINT
import Formulas

/// Shows that a zero is the only one in a neighbourhood.
struct ZeroExamination {
  /// The highest order of a zero that is recognised.
  static let highestOrder = 4

  let search: SignSearch

  /// What was found of a zero.
  enum Finding {
    /// There is no other zero in the neighbourhood, and the signs around are as claimed.
    case holds(Bounds)
    /// There is no zero, or the signs around are not as claimed.
    case contradicted
    /// It could not be shown.
    case open
  }

  /// Examines a zero with the signs before and after it.
  ///
  /// - Parameters:
  ///   - place: bounds of the zero; of a closed form, narrow ones.
  ///   - room: how far the neighbourhood may reach.
  func examine(
    _ kind: SignClaim.Zero.Kind, at place: Bounds, signs: (before: Int, after: Int), room: Double
  ) -> Finding {
    if kind == .simple {
      for (end, sign) in [(place.lowerEnd, signs.before), (place.upperEnd, signs.after)] {
        guard let found = search.sign(at: end) else { return .open }
        if found != sign { return .contradicted }
      }
      guard signs.before != signs.after else { return .contradicted }
    } else {
      // One evaluation with more bits, so that what is taken for 0 is very small.
      guard let value = search.precise.value(on: place) else { return .open }
      if value.isNonzero { return .contradicted }
    }
    let orders = kind == .simple ? 1...1 : 1...Self.highestOrder
    guard let order = order(at: place, in: orders) else { return .open }
    guard let (region, sign) = neighbourhood(of: place, order: order, room: room) else {
      return .open
    }
    let before = order.isMultiple(of: 2) ? sign : -sign
    return sign == signs.after && before == signs.before ? .holds(region) : .contradicted
  }

  /// The order of the first derivative that does not vanish at the place; those below may all be 0.
  func order(at place: Bounds, in orders: ClosedRange<Int>) -> Int? {
    guard let expansion = search.precise.expansion(on: place, order: orders.upperBound) else {
      return nil
    }
    let order = (0...orders.upperBound).first { expansion[$0].isNonzero }
    return order.flatMap { orders.contains($0) ? $0 : nil }
  }

  /// The largest of some neighbourhoods in which the derivative of the order has one sign.
  private func neighbourhood(of place: Bounds, order: Int, room: Double) -> (Bounds, Int)? {
    for radius in Self.radii(upTo: room) {
      let region = Self.widened(place, below: radius, above: radius)
      if let sign = search.evaluators[0].expansion(on: region, order: order)?[order].sign, sign != 0
      {
        return (region, sign)
      }
    }
    return nil
  }

  /// Powers of two of at most 1 and less than the room, falling.
  static func radii(upTo room: Double) -> some Sequence<Double> {
    let greatest = room < 2 ? Int(max(room, 0x1p-500).exponent) - 1 : 0
    return (0..<80).lazy.map { Double(sign: .plus, exponent: greatest - $0, significand: 1) }
  }

  /// The bounds, wider on each side.
  static func widened(_ place: Bounds, below: Double, above: Double) -> Bounds {
    let arithmetic = BoundsArithmetic(precision: 512)
    let lower = arithmetic.sum(place.lowerEnd, Bounds(-below, -below))
    let upper = arithmetic.sum(place.upperEnd, Bounds(above, above))
    return lower.hull(upper)
  }
}
