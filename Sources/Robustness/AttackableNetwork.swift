import Activations
import Analysis
import Calculus
import Formulas
import Networks
import Reals

/// A network made ready for the search: its activations are recognised from their formulas.
///
/// Not `Sendable`: what it remembers of curved activations is not shared between tasks.
public final class AttackableNetwork {
  let search: SearchNetwork
  /// The function of each hidden unit, exactly, if all are piecewise linear.
  let exact: ExactForward?
  /// Enclosures of the outputs, if some are curved.
  let enclosed: EnclosedForward?
  /// The values that each hidden unit can have.
  private let ranges: [ActivationRange]
  /// The network and its functions as a certificate holds them; `nil` where a curved one has an
  /// irrational breakpoint.
  let description: AttackCertificate.Network?
  /// Whether the network is continuous.
  public let isContinuous: Bool
  /// The number of inputs.
  public var inputCount: Int { search.inputCount }
  /// The number of classes: that of the outputs, or 2 for a single output.
  public var classCount: Int { max(2, search.outputCount) }
  /// Whether certificates can be written.
  public var canBeCertified: Bool { description != nil }
  /// Whether all activations are piecewise linear, so that optima are exact.
  public var isPiecewiseLinear: Bool { exact != nil }

  /// Analyses the activations of `network`.
  ///
  /// Classes are the place of the greatest output; a single output means class 1 where it is above 0.
  ///
  /// - Throws: ``AttackError`` when an activation is not defined on ℝ, or has jumps although it is
  ///   not piecewise linear.
  public init(_ network: Network) throws(AttackError) {
    var layers = network.layers.map { layer in
      SearchNetwork.Layer(
        inputCount: layer.dense.inputCount, outputCount: layer.dense.biases.count,
        weights: Array(layer.dense.weights.joined()), biases: layer.dense.biases)
    }
    var activations = network.layers.map(\.activation)
    if let last = activations.last, last.isIdentity {
      activations.removeLast()
    } else {
      layers.append(.identity(layers[layers.count - 1].outputCount))
    }
    var recognised: [String: Recognised] = [:]
    var functions: [any UnitFunction] = []
    var linear: [PiecewiseLinearFunction?] = []
    var formulas: [Formula] = []
    var ranges: [ActivationRange] = []
    for (layer, activation) in zip(layers, activations) {
      let known: Recognised
      if let earlier = recognised[activation.text] {
        known = earlier
      } else {
        known = try Recognised(activation)
        recognised[activation.text] = known
      }
      for _ in 0..<layer.outputCount {
        functions.append(known.unit)
        linear.append(known.piecewiseLinear)
        formulas.append(activation.formula)
        ranges.append(known.range)
      }
    }
    search = SearchNetwork(layers: layers, functions: functions)
    self.ranges = ranges
    isContinuous = linear.allSatisfy { $0?.isContinuous ?? true }
    let exactFunctions = linear.compactMap { $0 }
    if exactFunctions.count == linear.count {
      exact = ExactForward(search, functions: exactFunctions)
      enclosed = nil
    } else {
      exact = nil
      enclosed = EnclosedForward(search, formulas: formulas)
    }
    description = AttackCertificate.Network(
      layers, activations.map { ($0.text, recognised[$0.text]?.certified) })
  }

  /// The class of an input: the place of the greatest output, the first of equal ones.
  public func predictedClass(_ x: [Double]) -> Int {
    var sums = [Double](repeating: 0, count: search.unitCount)
    let outputs = search.forward(x, sums: &sums)
    guard outputs.count > 1 else { return outputs[0] > 0 ? 1 : 0 }
    return outputs.indices.reduce(0) { outputs[$1] > outputs[$0] ? $1 : $0 }
  }

  /// Whether the ranges of the activations leave it possible that an input reaches the goal.
  func mayReach(_ goal: AttackGoal) -> Bool { search.mayReach(goal, ranges: ranges) }

  /// Of the goals that x is proved to reach, the one with the greatest output.
  func reached(_ goals: [AttackGoal], at x: [Double]) -> AttackGoal? {
    var sums = [Double](repeating: 0, count: search.unitCount)
    let outputs = search.forward(x, sums: &sums)
    return goals.filter { reaches($0, at: x) }.max {
      outputs.count > 1 && outputs[$0.target] < outputs[$1.target]
    }
  }

  /// Whether x reaches the goal, proved.
  func reaches(_ goal: AttackGoal, at x: [Double]) -> Bool {
    exact?.reaches(goal, at: x) ?? enclosed?.reaches(goal, at: x) ?? false
  }
}

/// What is known of an activation.
private struct Recognised {
  let unit: any UnitFunction
  let piecewiseLinear: PiecewiseLinearFunction?
  let certified: AttackCertificate.Activation?
  let range: ActivationRange

  init(_ activation: ActivationFunction) throws(AttackError) {
    let analysis = FunctionAnalysis(of: activation.function)
    if let function = PiecewiseLinearFunction(analysis) {
      range = ActivationRange(analysis.range, ofCurve: false)
      unit = PiecewiseLinearUnit(function)
      piecewiseLinear = function
      certified = AttackCertificate.Activation(function)
      return
    }
    guard analysis.continuity.onReals == .proved else {
      throw AttackError(
        "the activation “\(activation.text)” is neither piecewise linear with rational breakpoints "
          + "nor proved to be continuous on ℝ; `actlab analyze` tells more")
    }
    range = ActivationRange(analysis.range, ofCurve: true)
    unit = CurvedUnit(
      activation.formula, derivative: activation.formula.derivative,
      segments: CurvatureRecognition.segments(of: analysis.convexity),
      value: { activation.value($0) }, slope: { activation.derivative($0) })
    piecewiseLinear = nil
    certified = AttackCertificate.Activation(curve: analysis, range: range)
  }
}

extension SearchNetwork.Layer {
  /// What a last activation needs after it.
  fileprivate static func identity(_ count: Int) -> SearchNetwork.Layer {
    SearchNetwork.Layer(
      inputCount: count, outputCount: count,
      weights: (0..<count * count).map { $0 % (count + 1) == 0 ? 1 : 0 },
      biases: [Double](repeating: 0, count: count))
  }
}
