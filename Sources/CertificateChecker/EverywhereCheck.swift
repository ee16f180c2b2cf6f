/// What the ranges of the last hidden units exclude: all inputs at once, however far.
struct EverywhereCheck {
  private let last: CheckedNetwork.Layer
  private let range: ValueRange
  private let zero: ExactNumber

  /// Finds the range of the last hidden units.
  ///
  /// - Throws: ``CertificateFlaw`` where the network has no hidden units, or their range is not shown.
  init(_ network: CheckedNetwork) throws(CertificateFlaw) {
    last = network.layers[network.layers.count - 1]
    zero = .zero(network.base)
    guard let hidden = network.layers.dropLast().last, let activation = hidden.activation,
      let pieces = hidden.pieces
    else { throw CertificateFlaw("no ranges bound the outputs: there are no hidden units") }
    range = try ValueRange(of: activation, pieces, network.base)
  }

  /// Whether Σ seed · output < 0 for all values of the hidden units.
  func isNeverReached(_ seed: [Int]) -> Bool {
    var (total, isReached) = (zero, true)
    func combined(_ numbers: [ExactNumber]) -> ExactNumber {
      zip(seed, numbers).reduce(zero) { sum, term in
        term.0 == 0 ? sum : sum + (term.0 > 0 ? term.1 : -term.1)
      }
    }
    total += combined(last.biases)
    for column in last.weights[0].indices {
      guard let part = range.greatest(times: combined(last.weights.map { $0[column] })) else {
        return false
      }
      total += part.value
      isReached = isReached && part.isReached
    }
    return total.sign < 0 || (total.isZero && !isReached)
  }
}
