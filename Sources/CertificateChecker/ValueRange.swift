import EvidenceChecker

/// All values of an activation: between two ends, a missing one being infinite.
struct ValueRange {
  private(set) var lower: ExactNumber?
  private(set) var upper: ExactNumber?
  /// Whether the ends may be values themselves.
  private(set) var holdsLower = false
  private(set) var holdsUpper = false

  /// The range of an activation: of a piecewise linear one from its pieces, of a curved one what is
  /// stated, after a check that its values are in it.
  ///
  /// - Throws: ``CertificateFlaw`` where that is not shown.
  init(
    of activation: CertificateFile.Activation, _ pieces: [CheckedNetwork.Piece],
    _ base: ExactNumber.Base
  ) throws(CertificateFlaw) {
    guard pieces.contains(where: \.isCurved) else {
      self.init(ofLinear: pieces)
      return
    }
    self.init(ofLinear: [])
    let ends = [activation.from, activation.to]
    for (index, text) in ends.enumerated() {
      guard let text else { continue }
      let isUpper = index == 1
      guard let fraction = Fraction(text) else {
        throw CertificateFlaw("“\(text.prefix(40))” is not a fraction")
      }
      let end = ExactNumber(fraction, base)
      var isHeld = false
      for (written, piece) in zip(activation.pieces, pieces) {
        let check = EndCheck(end: end, text: text, isUpper: isUpper, written: written, piece: piece)
        guard let isReached = check.isReached else {
          throw CertificateFlaw("the values of an activation are not shown to be within \(text)")
        }
        isHeld = isHeld || isReached
      }
      if isUpper {
        (upper, holdsUpper) = (end, isHeld)
      } else {
        (lower, holdsLower) = (end, isHeld)
      }
    }
  }

  private init(ofLinear pieces: [CheckedNetwork.Piece]) {
    var isFirst = true
    for piece in pieces {
      guard case .line(let slope, let intercept) = piece.content else { continue }
      var ends = [
        (value: piece.from.map { slope * $0 + intercept }, isHeld: piece.fromClosed),
        (value: piece.to.map { slope * $0 + intercept }, isHeld: piece.toClosed),
      ]
      if slope.isZero { ends = [(intercept, true), (intercept, true)] }
      if slope.sign < 0 { ends.reverse() }
      if isFirst {
        (lower, holdsLower) = ends[0]
        (upper, holdsUpper) = ends[1]
        isFirst = false
        continue
      }
      (lower, holdsLower) = Self.outer((lower, holdsLower), ends[0], sign: -1)
      (upper, holdsUpper) = Self.outer((upper, holdsUpper), ends[1], sign: 1)
    }
  }

  private typealias End = (value: ExactNumber?, isHeld: Bool)

  /// The end that is farther out in the direction of `sign`.
  private static func outer(_ a: End, _ b: End, sign: Int) -> End {
    guard let x = a.value, let y = b.value else { return (nil, false) }
    let order = (y - x).sign * sign
    return order == 0 ? (x, a.isHeld || b.isHeld) : (order > 0 ? b : a)
  }

  /// An upper bound of coefficient · value, and whether it may be reached; `nil` where there is none.
  func greatest(times coefficient: ExactNumber) -> (value: ExactNumber, isReached: Bool)? {
    if coefficient.isZero { return (coefficient, true) }
    return coefficient.sign > 0
      ? upper.map { (coefficient * $0, holdsUpper) } : lower.map { (coefficient * $0, holdsLower) }
  }
}

/// Whether a curved piece stays on its side of an end.
private struct EndCheck {
  let end: ExactNumber
  let text: String
  let isUpper: Bool
  let written: CertificateFile.Activation.Piece
  let piece: CheckedNetwork.Piece

  /// Whether the end may be a value; `nil` where the piece is not shown to stay on its side.
  var isReached: Bool? {
    guard case .curve(let curve) = piece.content, let formula = written.formula else { return nil }
    var isReached = false
    for place in [piece.from, piece.to].compactMap({ $0 }) {
      guard let room = room(curve, from: place.pairBelow, to: place.pairAbove), room.sign >= 0
      else {
        return nil
      }
      if room.isZero { isReached = true }
    }
    let claim = SignClaim(
      "(\(formula)) - (\(text))", from: written.from ?? "-inf", to: written.to ?? "inf",
      signs: [isUpper ? -1 : 1])
    if ClaimOutcome(of: claim) == .verified { return isReached }
    // The values may touch the end: then bounds of all of them may show as much.
    let from = piece.from.map(\.pairBelow) ?? (-.infinity, 0)
    let to = piece.to.map(\.pairAbove) ?? (.infinity, 0)
    return room(curve, from: from, to: to).flatMap { $0.sign >= 0 ? true : nil }
  }

  /// How far the values between two numbers stay from the end, at least.
  private func room(
    _ curve: CurveCheck, from: (Double, Double)?, to: (Double, Double)?
  ) -> ExactNumber? {
    guard let from, let to, let values = curve.values(from: from, to: to) else { return nil }
    return isUpper
      ? end - ExactNumber(values.upper, end.base) : ExactNumber(values.lower, end.base) - end
  }
}
