import BigInt

/// The network of a certificate in exact numbers.
struct CheckedNetwork {
  struct Piece {
    let from: ExactNumber?
    let to: ExactNumber?
    let fromClosed: Bool
    let toClosed: Bool
    let slope: ExactNumber
    let intercept: ExactNumber

    func value(_ z: ExactNumber) -> ExactNumber { slope * z + intercept }

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
  }

  let base: ExactNumber.Base
  let layers: [Layer]
  let inputCount: Int
  let outputCount: Int

  /// The first hidden unit of each layer, units being numbered through.
  let offsets: [Int]

  init(_ file: CertificateFile.Network) throws(CertificateFlaw) {
    var denominators: Set<BigInt> = []
    var activations: [[[Fraction?]]] = []
    for activation in file.activations {
      var rows: [[Fraction?]] = []
      for piece in activation.pieces {
        func read(_ text: String) throws(CertificateFlaw) -> Fraction {
          guard let fraction = Fraction(text) else {
            throw CertificateFlaw("“\(text.prefix(40))” is not a fraction")
          }
          denominators.insert(fraction.denominator)
          return fraction
        }
        rows.append([
          try piece.from.map(read), try piece.to.map(read), try read(piece.slope),
          try read(piece.intercept),
        ])
      }
      activations.append(rows)
    }
    let product = denominators.reduce(BigInt(1)) { common, denominator in
      common / common.greatestCommonDivisor(with: denominator) * denominator
    }
    guard product.bitWidth <= 20_000 else { throw CertificateFlaw("the fractions are too long") }
    let base = ExactNumber.Base(product)
    self.base = base
    var pieces: [[Piece]] = []
    for (activation, rows) in zip(file.activations, activations) {
      let list = zip(activation.pieces, rows).map { piece, row in
        Piece(
          from: row[0].map { ExactNumber($0, base) }, to: row[1].map { ExactNumber($0, base) },
          fromClosed: piece.fromClosed, toClosed: piece.toClosed,
          slope: row[2].map { ExactNumber($0, base) } ?? .zero(base),
          intercept: row[3].map { ExactNumber($0, base) } ?? .zero(base))
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
          pieces: layer.activation.map { pieces[$0] }))
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
      if left.toClosed, right.fromClosed, !(left.value(end) - right.value(end)).isZero {
        throw flaw
      }
    }
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

  /// The outputs at x.
  func outputs(_ x: [ExactNumber]) -> [ExactNumber] {
    var values = x
    for layer in layers {
      var sums = layer.biases
      for row in sums.indices {
        for (weight, value) in zip(layer.weights[row], values) { sums[row] += weight * value }
      }
      values =
        layer.pieces.map { pieces in
          sums.map { z in (pieces.first { $0.contains(z) } ?? pieces[0]).value(z) }
        } ?? sums
    }
    return values
  }
}

/// Why a certificate is rejected.
public struct CertificateFlaw: Error, Hashable, CustomStringConvertible {
  /// One line that says what is wrong, and where.
  public let description: String

  init(_ description: String) { self.description = description }
}
