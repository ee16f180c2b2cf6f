import BigInt
import EvidenceChecker

/// The network of a certificate in exact numbers.
struct CheckedNetwork {
  struct Piece {
    let from: ExactNumber?
    let to: ExactNumber?
    let fromClosed: Bool
    let toClosed: Bool
    let content: Content

    enum Content {
      case line(slope: ExactNumber, intercept: ExactNumber)
      case curve(CurveCheck)
    }

    /// The value of an affine piece at z; `nil` for a curve.
    func value(_ z: ExactNumber) -> ExactNumber? {
      guard case .line(let slope, let intercept) = content else { return nil }
      return slope * z + intercept
    }

    var isCurved: Bool { if case .curve = content { true } else { false } }

    func contains(_ z: ExactNumber) -> Bool {
      if let from, fromClosed ? z < from : z <= from { return false }
      if let to, toClosed ? z > to : z >= to { return false }
      return true
    }
  }

  struct Layer {
    let weights: [[ExactNumber]]
    let biases: [ExactNumber]
    /// The pieces of the activation; none after the last layer.
    let pieces: [Piece]?
    /// The activation as it is written; none after the last layer.
    let activation: CertificateFile.Activation?
  }

  let base: ExactNumber.Base
  let layers: [Layer]
  let inputCount: Int
  let outputCount: Int

  /// The first hidden unit of each layer, units being numbered through.
  let offsets: [Int]

  init(_ file: CertificateFile.Network) throws(CertificateFlaw) {
    func read(_ text: String?) throws(CertificateFlaw) -> Fraction? {
      guard let text else { return nil }
      guard let fraction = Fraction(text) else {
        throw CertificateFlaw("“\(text.prefix(40))” is not a fraction")
      }
      return fraction
    }
    var denominators: Set<BigInt> = []
    let texts = file.activations.flatMap { activation in
      [activation.from, activation.to]
        + activation.pieces.flatMap { [$0.from, $0.to, $0.slope, $0.intercept] }
    }
    for text in texts {
      if let fraction = try read(text) { denominators.insert(fraction.denominator) }
    }
    let product = denominators.reduce(BigInt(1)) { common, denominator in
      common / common.greatestCommonDivisor(with: denominator) * denominator
    }
    guard product.bitWidth <= 20_000 else { throw CertificateFlaw("the fractions are too long") }
    let base = ExactNumber.Base(product)
    self.base = base
    func number(_ text: String?) throws(CertificateFlaw) -> ExactNumber? {
      try read(text).map { ExactNumber($0, base) }
    }
    var pieces: [[Piece]] = []
    for activation in file.activations {
      var list: [Piece] = []
      for piece in activation.pieces {
        let content: Piece.Content
        if let slope = try number(piece.slope), let intercept = try number(piece.intercept) {
          content = .line(slope: slope, intercept: intercept)
        } else if let formula = piece.formula, let curve = CurveCheck(formula) {
          content = .curve(curve)
        } else {
          throw CertificateFlaw("a piece of an activation is neither affine nor analytic")
        }
        list.append(
          Piece(
            from: try number(piece.from), to: try number(piece.to), fromClosed: piece.fromClosed,
            toClosed: piece.toClosed, content: content))
      }
      try Self.check(list)
      pieces.append(list)
    }
    guard !file.layers.isEmpty else { throw CertificateFlaw("the network has no layers") }
    var layers: [Layer] = []
    var offsets = [0]
    for (index, layer) in file.layers.enumerated() {
      let width = layer.weights.first?.count ?? 0
      guard width > 0, layer.weights.count == layer.biases.count,
        layer.weights.allSatisfy({ $0.count == width }),
        index == 0 || width == file.layers[index - 1].biases.count
      else { throw CertificateFlaw("the shape of layer \(index) is wrong") }
      guard layer.weights.joined().allSatisfy(\.isFinite), layer.biases.allSatisfy(\.isFinite)
      else { throw CertificateFlaw("a weight of layer \(index) is not finite") }
      let isLast = index == file.layers.count - 1
      guard (layer.activation == nil) == isLast,
        layer.activation.map(pieces.indices.contains) ?? true
      else { throw CertificateFlaw("the activation of layer \(index) is wrong") }
      layers.append(
        Layer(
          weights: layer.weights.map { $0.map { ExactNumber($0, base) } },
          biases: layer.biases.map { ExactNumber($0, base) },
          pieces: layer.activation.map { pieces[$0] },
          activation: layer.activation.map { file.activations[$0] }))
      if !isLast { offsets.append(offsets[offsets.count - 1] + layer.biases.count) }
    }
    self.layers = layers
    self.offsets = offsets
    inputCount = file.layers[0].weights[0].count
    outputCount = file.layers[file.layers.count - 1].biases.count
  }

  /// The pieces must cover the real line, each point in one of them, or in two that agree.
  private static func check(_ pieces: [Piece]) throws(CertificateFlaw) {
    let flaw = CertificateFlaw("the pieces of an activation do not make a function")
    guard let first = pieces.first, let last = pieces.last, first.from == nil, last.to == nil
    else { throw flaw }
    for (left, right) in zip(pieces, pieces.dropFirst()) {
      guard let end = left.to, let start = right.from, (end - start).isZero,
        left.toClosed || right.fromClosed
      else { throw flaw }
      // Of two curves that share an end, both values are allowed for.
      if left.toClosed, right.fromClosed, let a = left.value(end), let b = right.value(end),
        !(a - b).isZero
      {
        throw flaw
      }
    }
    guard Set(pieces.map(\.isCurved)).count == 1 else { throw flaw }
    for piece in pieces {
      if let from = piece.from, let to = piece.to {
        let width = (to - from).sign
        guard width > 0 || (width == 0 && piece.fromClosed && piece.toClosed) else { throw flaw }
      }
    }
  }

  var unitCount: Int { offsets[offsets.count - 1] }

  /// The hidden layer of a unit.
  func layer(ofUnit unit: Int) -> Int {
    var layer = 0
    while offsets[layer + 1] <= unit { layer += 1 }
    return layer
  }

  /// Numbers between two ends.
  typealias Range = (lower: ExactNumber, upper: ExactNumber)

  /// Bounds of the outputs at x, which agree where all activations are piecewise linear.
  func outputs(_ x: [ExactNumber]) throws(CertificateFlaw) -> [Range] {
    var values = x.map { Range($0, $0) }
    for layer in layers {
      var sums = layer.biases.map { Range($0, $0) }
      for row in sums.indices {
        for (weight, value) in zip(layer.weights[row], values) {
          let ends = weight.sign < 0 ? (value.upper, value.lower) : (value.lower, value.upper)
          sums[row].lower += weight * ends.0
          sums[row].upper += weight * ends.1
        }
      }
      guard let pieces = layer.pieces else { return sums }
      values = []
      for sum in sums { values.append(try Self.values(pieces, over: sum)) }
    }
    return values
  }

  /// Bounds of the values of an activation over a range.
  private static func values(
    _ pieces: [Piece], over range: Range
  ) throws(CertificateFlaw) -> Range {
    var result: Range?
    for piece in pieces {
      let isPoint = (range.upper - range.lower).isZero
      if isPoint, !piece.contains(range.lower) { continue }
      if let from = piece.from, from > range.upper { continue }
      if let to = piece.to, to < range.lower { continue }
      let lower = piece.from.map { ExactNumber.greatest($0, range.lower) } ?? range.lower
      let upper = piece.to.map { ExactNumber.least($0, range.upper) } ?? range.upper
      var next: Range
      switch piece.content {
      case .line(let slope, let intercept):
        let ends = [slope * lower + intercept, slope * upper + intercept]
        next = (.least(ends[0], ends[1]), .greatest(ends[0], ends[1]))
      case .curve(let curve):
        guard let from = lower.pairBelow, let to = upper.pairAbove,
          let bounds = curve.values(from: from, to: to)
        else { throw CertificateFlaw("an activation has no bounds") }
        next = (ExactNumber(bounds.lower, lower.base), ExactNumber(bounds.upper, lower.base))
      }
      if let known = result {
        next = (.least(known.lower, next.lower), .greatest(known.upper, next.upper))
      }
      result = next
    }
    guard let result else { throw CertificateFlaw("an activation is not defined") }
    return result
  }
}

/// Why a certificate is rejected.
public struct CertificateFlaw: Error, Hashable, CustomStringConvertible {
  /// One line that says what is wrong, and where.
  public let description: String

  init(_ description: String) { self.description = description }
}
