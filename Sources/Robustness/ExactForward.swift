import BigInt
import Formulas

/// The outputs of a network with piecewise linear units, in exact rational arithmetic.
///
/// All numbers of a layer share one denominator, divisor · 2^exponent, so that nothing is ever
/// reduced to lowest terms.
struct ExactForward {
  private struct Layer {
    /// Weights and biases in units of 2^−exponent, row after row.
    let weights: [BigInt]
    let biases: [BigInt]
    let exponent: Int
  }

  private let layers: [Layer]
  private let network: SearchNetwork
  private let functions: [PiecewiseLinearFunction]
  /// For each unit a common denominator of the slopes and intercepts of its layer.
  private let denominators: [BigInt]

  init(_ network: SearchNetwork, functions: [PiecewiseLinearFunction]) {
    self.network = network
    self.functions = functions
    layers = network.layers.map { layer in
      let exponent = Self.exponent(of: layer.weights + layer.biases)
      return Layer(
        weights: layer.weights.map { Self.scaled($0, exponent) },
        biases: layer.biases.map { Self.scaled($0, exponent) }, exponent: exponent)
    }
    denominators = (0..<network.hiddenLayerCount).map { layer in
      let range = network.offsets[layer]..<network.offsets[layer + 1]
      return Set(functions[range]).reduce(BigInt(1)) { product, function in
        function.pieces.reduce(product) { product, piece in
          [piece.slope.denominator, piece.intercept.denominator].reduce(product) {
            $0 / $0.greatestCommonDivisor(with: $1) * $1
          }
        }
      }
    }
  }

  /// The least e such that all values are multiples of 2^−e.
  private static func exponent(of values: [Double]) -> Int {
    values.reduce(0) { result, value in
      guard value != 0 else { return result }
      return max(result, -(Int(value.exponent) - value.significandWidth))
    }
  }

  private static func scaled(_ value: Double, _ exponent: Int) -> BigInt {
    guard value != 0 else { return 0 }
    let width = value.significandWidth
    let mantissa = BigInt(
      Int(value.significand * Double(sign: .plus, exponent: width, significand: 1)))
    let signed = value < 0 ? -mantissa : mantissa
    return signed << (Int(value.exponent) - width + exponent)
  }

  /// The outputs at x, as integers in units of a common positive number: their signs, and their
  /// order, are those of the outputs.
  func outputs(_ x: [Double]) -> [BigInt] {
    var exponent = Self.exponent(of: x)
    var divisor: BigInt = 1
    var values = x.map { Self.scaled($0, exponent) }
    for (index, layer) in layers.enumerated() {
      let shape = network.layers[index]
      let unit = divisor << exponent
      var sums = layer.biases.map { $0 * unit }
      for row in 0..<shape.outputCount {
        let start = row * shape.inputCount
        for column in 0..<shape.inputCount where !values[column].isZero {
          let weight = layer.weights[start + column]
          if !weight.isZero { sums[row] += weight * values[column] }
        }
      }
      exponent += layer.exponent
      if index < network.hiddenLayerCount {
        let scale = divisor << exponent
        let denominator = denominators[index]
        values = sums.enumerated().map { row, sum in
          value(of: functions[network.offsets[index] + row], sum, scale, denominator)
        }
        divisor *= denominator
      } else {
        values = sums
      }
    }
    return values
  }

  /// denominator · scale · f(sum/scale).
  private func value(
    of function: PiecewiseLinearFunction, _ sum: BigInt, _ scale: BigInt, _ denominator: BigInt
  ) -> BigInt {
    // sum/scale against p/q, with positive scale and q.
    func compare(_ bound: Rational) -> Int {
      let (left, right) = (sum * bound.denominator, bound.numerator * scale)
      return left < right ? -1 : (left > right ? 1 : 0)
    }
    let piece =
      function.pieces.first { piece in
        if let from = piece.from, compare(from) < (piece.fromClosed ? 0 : 1) { return false }
        if let to = piece.to, compare(to) > (piece.toClosed ? 0 : -1) { return false }
        return true
      } ?? function.pieces[0]
    return piece.slope.numerator * (denominator / piece.slope.denominator) * sum
      + piece.intercept.numerator * (denominator / piece.intercept.denominator) * scale
  }

  /// Whether x reaches the goal.
  func reaches(_ goal: AttackGoal, at x: [Double]) -> Bool {
    let outputs = outputs(x)
    return goal.seeds.allSatisfy { seed in
      var value: BigInt = 0
      for (seed, output) in zip(seed, outputs) where seed != 0 {
        value += seed > 0 ? output : -output
      }
      return value >= 0
    }
  }
}
