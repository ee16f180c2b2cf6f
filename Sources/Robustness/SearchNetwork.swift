/// A network as the search sees it: affine layers in flat arrays, a unit function after each but
/// the last.
struct SearchNetwork {
  /// One affine layer.
  struct Layer {
    let inputCount: Int
    let outputCount: Int
    /// The weights, row after row.
    let weights: [Double]
    let biases: [Double]
  }

  /// From the inputs to the outputs.
  let layers: [Layer]

  /// The functions of the hidden units, one for each, layer after layer.
  let functions: [any UnitFunction]

  /// Where the hidden units of each layer start in lists over all of them; the last entry is the
  /// number of all.
  let offsets: [Int]

  /// The greatest number of terms of any sum of the backward pass.
  let termCount: Int

  init(layers: [Layer], functions: [any UnitFunction]) {
    self.layers = layers
    self.functions = functions
    var offsets = [0]
    for layer in layers.dropLast() {
      offsets.append((offsets.last ?? 0) + layer.outputCount)
    }
    self.offsets = offsets
    termCount = layers.reduce(0) { $0 + max($1.inputCount, $1.outputCount) * 2 + 4 }
  }

  var inputCount: Int { layers[0].inputCount }
  var outputCount: Int { layers[layers.count - 1].outputCount }
  var hiddenLayerCount: Int { layers.count - 1 }
  var unitCount: Int { functions.count }

  /// The hidden layer that a unit belongs to.
  func layer(ofUnit unit: Int) -> Int {
    var layer = 0
    while offsets[layer + 1] <= unit { layer += 1 }
    return layer
  }

  /// The sums of the hidden units at x, which are written to `sums`, and the outputs.
  func forward(_ x: [Double], sums: inout [Double]) -> [Double] {
    var values = x
    for (index, layer) in layers.enumerated() {
      var next = layer.biases
      values.withUnsafeBufferPointer { values in
        layer.weights.withUnsafeBufferPointer { weights in
          for row in 0..<layer.outputCount {
            var sum = next[row]
            let start = row * layer.inputCount
            for column in 0..<layer.inputCount { sum += weights[start + column] * values[column] }
            next[row] = sum
          }
        }
      }
      if index < hiddenLayerCount {
        let offset = offsets[index]
        for row in 0..<layer.outputCount {
          sums[offset + row] = next[row]
          next[row] = functions[offset + row].value(next[row])
        }
      }
      values = next
    }
    return values
  }

  /// An estimate of how far rounding puts the outputs off where the hidden units have `sums`: no
  /// proof rests on it.
  func roundingEstimate(sums: [Double]) -> Double {
    let layer = layers[hiddenLayerCount]
    guard hiddenLayerCount > 0 else { return 0 }
    let offset = offsets[hiddenLayerCount - 1]
    let values = (0..<layer.inputCount).map { functions[offset + $0].value(sums[offset + $0]) }
    var greatest = 0.0
    for row in 0..<layer.outputCount {
      var size = layer.biases[row].magnitude
      for column in 0..<layer.inputCount {
        size += (layer.weights[row * layer.inputCount + column] * values[column]).magnitude
      }
      greatest = max(greatest, size)
    }
    return greatest * 0x1p-50
  }

  /// The gradient of Σ `seed`ᵢ · outputᵢ with respect to the inputs, where the hidden units have
  /// `sums`.
  func gradient(seed: [Double], sums: [Double]) -> [Double] {
    var delta = seed
    for index in layers.indices.reversed() {
      let layer = layers[index]
      var next = [Double](repeating: 0, count: layer.inputCount)
      for row in 0..<layer.outputCount where delta[row] != 0 {
        let start = row * layer.inputCount
        for column in 0..<layer.inputCount {
          next[column] += delta[row] * layer.weights[start + column]
        }
      }
      if index > 0 {
        let offset = offsets[index - 1]
        for column in 0..<layer.inputCount {
          next[column] *= functions[offset + column].derivative(sums[offset + column])
        }
      }
      delta = next
    }
    return delta
  }
}
