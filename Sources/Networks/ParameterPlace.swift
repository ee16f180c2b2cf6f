/// A weight or bias of a network; everything is counted from 1.
public struct ParameterPlace: Codable, Hashable, Sendable {
  /// The layer.
  public let layer: Int
  /// The unit in it.
  public let unit: Int
  /// The input whose weight it is, or `nil` for the bias.
  public let input: Int?

  /// All parameters of `network`: layer by layer, unit by unit, the weights of a unit before its bias.
  public static func all(of network: Network) -> [ParameterPlace] {
    network.layers.enumerated().flatMap { index, layer in
      layer.dense.biases.indices.flatMap { unit in
        (0..<layer.dense.inputCount).map {
          ParameterPlace(layer: index + 1, unit: unit + 1, input: $0 + 1)
        } + [ParameterPlace(layer: index + 1, unit: unit + 1, input: nil)]
      }
    }
  }

  /// The number of this parameter in layers of that shape.
  public func value(in layers: [DenseLayer]) -> Double {
    let layer = layers[self.layer - 1]
    return input.map { layer.weights[unit - 1][$0 - 1] } ?? layer.biases[unit - 1]
  }
}

extension ParameterPlace: CustomStringConvertible {
  /// `W1[2,1]` for a weight (layer, unit, input), `b1[2]` for a bias.
  public var description: String {
    input.map { "W\(layer)[\(unit),\($0)]" } ?? "b\(layer)[\(unit)]"
  }
}

extension Network {
  /// The network in which `change` is added to one parameter.
  func moved(_ place: ParameterPlace, by change: Double) -> Network {
    var network = self
    network.updateLayer(place.layer - 1) { dense in
      if let input = place.input {
        dense.weights[place.unit - 1][input - 1] += change
      } else {
        dense.biases[place.unit - 1] += change
      }
    }
    return network
  }

  /// The one-sided derivative of the loss of `sample` as the parameter grows (`direction` 1), or
  /// falls (−1), per unit of that change: the limit of (L(θ + h) − L(θ))/|h|.
  ///
  /// At kinks each unit moves to one of its sides. Where a unit jumps there, the loss jumps with it,
  /// and the derivative is infinite; unless the loss does not feel it.
  func directionalDerivative(
    of loss: Loss, at sample: Sample, _ place: ParameterPlace, direction: Double
  ) -> Double {
    let pass = forward(sample.input)
    var values = sample.input
    var tangent = sample.input.map { _ in 0.0 }
    for (index, layer) in layers.enumerated() {
      let limits = layer.dense(values)
      var sums = layer.dense.weights.map { row in
        zip(row, tangent).reduce(0) { $1.1 == 0 ? $0 : $0 + $1.0 * $1.1 }
      }
      if index == place.layer - 1 {
        sums[place.unit - 1] +=
          direction * (place.input.map { values[$0 - 1] } ?? 1)
      }
      let activation = layer.activation
      values = limits
      tangent = sums
      for unit in sums.indices where !activation.isIdentity {
        guard sums[unit] != 0 else {
          values[unit] = activation.value(limits[unit])
          continue
        }
        let sides = activation.sides(at: limits[unit])
        let side = sums[unit] > 0 ? sides.right : sides.left
        values[unit] = side.value
        tangent[unit] = sums[unit] * side.slope
      }
    }
    if values != pass.outputs {
      let jump =
        loss.value(values, targets: sample.target)
        - loss.value(pass.outputs, targets: sample.target)
      if jump != 0 { return jump > 0 ? .infinity : -.infinity }
    }
    let outer = loss.derivative(values, targets: sample.target)
    return zip(outer, tangent).reduce(0) { $1.1 == 0 ? $0 : $0 + $1.0 * $1.1 }
  }
}
