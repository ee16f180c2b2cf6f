/// An affine form in the perturbation d or in the input x.
struct AffineForm {
  var coefficients: [Double]
  var constant: Double

  /// The value at a point, rounded.
  func value(at point: [Double]) -> Double {
    zip(coefficients, point).reduce(constant) { $0 + $1.0 * $1.1 }
  }
}

/// Lines above and below the functions of all hidden units.
struct UnitLines {
  var above: [Line]
  var below: [Line]
}

/// Bounds sums of a network by affine forms in its input: backward, layer by layer, each unit
/// function replaced by a line above or below it.
///
/// Sources: H. Zhang et al., "Efficient Neural Network Robustness Certification with General
/// Activation Functions" (CROWN), NeurIPS 2018; G. Singh et al., "An Abstract Domain for Certifying
/// Neural Networks" (DeepPoly), POPL 2019.
///
/// Rounding: computed coefficients are taken as they are, and what was lost on the way to them is
/// added to the constant, with the magnitudes that the node allows.
struct LinearBounding {
  let network: SearchNetwork
  let region: SearchRegion
  private(set) var bounds: UnitBounds
  /// The lines that bounds of later layers are computed with.
  private(set) var lines: UnitLines
  /// Whether the region is proved empty.
  private(set) var isEmpty = false

  private let slack: Double
  private let inputMagnitudes: [Double]
  /// |σ(z)| and |z| of each unit, and Σ |w| |h| + |b| of its sum.
  private var valueMagnitudes: [Double]
  private var sumMagnitudes: [Double]
  private var termMagnitudes: [Double]
  /// The same sums for the outputs.
  private var outputMagnitudes: [Double] = []

  /// Improves `bounds` over `region`, layer by layer.
  init(_ network: SearchNetwork, over region: SearchRegion, improving bounds: UnitBounds) {
    self.network = network
    self.region = region
    self.bounds = bounds
    slack = Rounding.relativeError(terms: network.termCount)
    inputMagnitudes = region.greatestMagnitudes
    let zeros = [Double](repeating: 0, count: network.unitCount)
    valueMagnitudes = zeros
    sumMagnitudes = zeros
    termMagnitudes = zeros
    let none = [Line](repeating: Line(slope: 0, intercept: 0), count: network.unitCount)
    lines = UnitLines(above: none, below: none)
    improve()
  }

  private mutating func improve() {
    if region.isEmpty {
      isEmpty = true
      return
    }
    for layer in 0..<network.hiddenLayerCount {
      let affine = network.layers[layer]
      let offset = network.offsets[layer]
      computeTermMagnitudes(layer)
      for row in 0..<affine.outputCount {
        let unit = offset + row
        let function = network.functions[unit]
        if !function.isAffine(on: bounds.parts[unit]) || bounds.lower[unit] == -.infinity {
          bounds.upper[unit] = min(bounds.upper[unit], upperBound(ofUnit: row, layer, sign: 1))
          bounds.lower[unit] = max(bounds.lower[unit], -upperBound(ofUnit: row, layer, sign: -1))
        }
        let (lower, upper) = (bounds.lower[unit], bounds.upper[unit])
        guard lower <= upper else {
          isEmpty = true
          return
        }
        let parts = function.parts(bounds.parts[unit], within: lower, upper)
        bounds.parts[unit] = parts
        sumMagnitudes[unit] = max(lower.magnitude, upper.magnitude)
        let middle = lower + (upper - lower) / 2
        lines.above[unit] = function.lineAbove(on: parts, from: lower, to: upper, near: middle)
        lines.below[unit] = function.lineBelow(on: parts, from: lower, to: upper, near: middle)
        valueMagnitudes[unit] = [lines.above[unit], lines.below[unit]].reduce(0) {
          max($0, $1.greatestMagnitude(from: lower, to: upper))
        }
      }
    }
    computeTermMagnitudes(network.hiddenLayerCount)
  }

  private mutating func computeTermMagnitudes(_ layer: Int) {
    let affine = network.layers[layer]
    let isOutput = layer == network.hiddenLayerCount
    if isOutput { outputMagnitudes = [Double](repeating: 0, count: affine.outputCount) }
    for row in 0..<affine.outputCount {
      var total = affine.biases[row].magnitude
      let start = row * affine.inputCount
      if layer == 0 {
        for column in 0..<affine.inputCount {
          total += affine.weights[start + column].magnitude * inputMagnitudes[column]
        }
      } else {
        let offset = network.offsets[layer - 1]
        for column in 0..<affine.inputCount {
          total += affine.weights[start + column].magnitude * valueMagnitudes[offset + column]
        }
      }
      if isOutput {
        outputMagnitudes[row] = total
      } else {
        termMagnitudes[network.offsets[layer] + row] = total
      }
    }
  }

  /// An upper bound of `sign` times the sum of a unit.
  private func upperBound(ofUnit row: Int, _ layer: Int, sign: Double) -> Double {
    greatest(form(aboveUnit: row, layer, sign: sign, lines: lines))
  }

  /// An upper bound of an affine form in x over the region.
  func greatest(_ form: AffineForm) -> Double {
    shifted(form).constant + region.upperBound(form.coefficients, slack: slack)
  }

  /// The form in the perturbation d = x − x₀; never below the form in x.
  func shifted(_ form: AffineForm) -> AffineForm {
    var constant = form.constant
    var magnitudes = constant.magnitude
    for (coefficient, origin) in zip(form.coefficients, region.origin) {
      constant += coefficient * origin
      magnitudes += (coefficient * origin).magnitude
    }
    return AffineForm(
      coefficients: form.coefficients, constant: constant + 2 * slack * magnitudes)
  }

  /// An affine form in x that is above `sign` times the sum of a unit, wherever the region and the
  /// conditions allow.
  func form(
    aboveUnit row: Int, _ layer: Int, sign: Double, lines: UnitLines
  ) -> AffineForm {
    let affine = network.layers[layer]
    let start = row * affine.inputCount
    let coefficients = affine.weights[start..<start + affine.inputCount].map { sign * $0 }
    var ignored: [Double]?
    return form(
      above: coefficients, constant: sign * affine.biases[row], magnitude: 0,
      afterLayer: layer - 1, lines: lines, trace: &ignored)
  }

  /// An affine form in x that is above Σ seed · output; `trace` gets the coefficient of each hidden
  /// unit's value on the way.
  func form(aboveGoal seed: [Double], lines: UnitLines, trace: inout [Double]?) -> AffineForm {
    let affine = network.layers[network.hiddenLayerCount]
    var coefficients = [Double](repeating: 0, count: affine.inputCount)
    var (constant, magnitude) = (0.0, 0.0)
    for row in 0..<affine.outputCount where seed[row] != 0 {
      let start = row * affine.inputCount
      for column in 0..<affine.inputCount {
        coefficients[column] += seed[row] * affine.weights[start + column]
      }
      constant += seed[row] * affine.biases[row]
      magnitude += seed[row].magnitude * outputMagnitudes[row]
    }
    return form(
      above: coefficients, constant: constant, magnitude: magnitude,
      afterLayer: network.hiddenLayerCount - 1, lines: lines, trace: &trace)
  }

  /// Goes back from a form in the values of hidden layer `layer` (the input for −1).
  private func form(
    above start: [Double], constant: Double, magnitude: Double, afterLayer layer: Int,
    lines: UnitLines, trace: inout [Double]?
  ) -> AffineForm {
    var coefficients = start
    var (constant, magnitude) = (constant, magnitude + constant.magnitude)
    for index in stride(from: layer, through: 0, by: -1) {
      let affine = network.layers[index]
      let offset = network.offsets[index]
      var next = [Double](repeating: 0, count: affine.inputCount)
      next.withUnsafeMutableBufferPointer { next in
        affine.weights.withUnsafeBufferPointer { weights in
          for row in 0..<affine.outputCount {
            let coefficient = coefficients[row]
            guard coefficient != 0 else { continue }
            let unit = offset + row
            let line = coefficient > 0 ? lines.above[unit] : lines.below[unit]
            let slope = coefficient * line.slope
            let shift = coefficient * line.intercept
            constant += shift + slope * affine.biases[row]
            magnitude +=
              shift.magnitude
              + slope.magnitude * (sumMagnitudes[unit] + termMagnitudes[unit])
            guard slope != 0 else { continue }
            let start = row * affine.inputCount
            for column in 0..<affine.inputCount { next[column] += slope * weights[start + column] }
          }
        }
      }
      if trace != nil {
        for row in 0..<affine.outputCount { trace?[offset + row] = coefficients[row] }
      }
      coefficients = next
    }
    return AffineForm(coefficients: coefficients, constant: constant + slack * magnitude)
  }

  /// Lines that are tight near the sums that the units have at some input.
  func lines(near sums: [Double]) -> UnitLines {
    var result = lines
    for (unit, function) in network.functions.enumerated()
    where !function.isAffine(on: bounds.parts[unit]) {
      let (lower, upper, parts) = (bounds.lower[unit], bounds.upper[unit], bounds.parts[unit])
      result.above[unit] = function.lineAbove(
        on: parts, from: lower, to: upper, near: sums[unit])
      result.below[unit] = function.lineBelow(
        on: parts, from: lower, to: upper, near: sums[unit])
    }
    return result
  }
}
