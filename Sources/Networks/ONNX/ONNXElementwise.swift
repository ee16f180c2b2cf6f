import Activations
import Formulas
import Reals

// Operators that act on each number alone, and on two numbers at the same place.
extension ONNXReader {
  mutating func elementwise(_ node: OnnxNode, _ inputs: [Value?]) throws -> Value {
    if let known = ONNXOperators.elementwise[node.opType] {
      guard case .signal(let signal)? = inputs.first ?? nil else { return unknown(node) }
      var text = known.text
      for (name, standard) in known.attributes {
        let value = Double(node.float(name) ?? standard)
        text = text.replacing("{\(name)}", with: try Self.exact(value, node))
      }
      return try apply(text, to: signal)
    }
    switch node.opType {
    case "Gelu":
      guard case .signal(let signal)? = inputs.first ?? nil else { return unknown(node) }
      return try apply(node.text("approximate") == "tanh" ? "gelu_tanh" : "gelu", to: signal)
    case "PRelu":
      guard inputs.count == 2, case .signal(let signal)? = inputs[0],
        case .constant(let slopes)? = inputs[1], let slope = slopes.values.first
      else { return unknown(node) }
      guard slopes.values.allSatisfy({ $0 == slope }) else {
        guard signal.shape.isRows else { return misfit(node, signal) }
        return try parametricReLU(slopes.values, of: signal)
      }
      return try apply("prelu(x, alpha=\(try Self.exact(slope, node)))", to: signal)
    case "Clip": return try clip(node, inputs)
    case "Add", "Sub", "Mul", "Div", "Max", "Min", "Pow": return try arithmetic(node, inputs)
    case "Where", "And", "Or", "Not": return try choice(node, inputs)
    case let name where ONNXOperators.relations[name] != nil: return try choice(node, inputs)
    default: return unknown(node)
    }
  }

  /// PReLU with a slope for each unit: as x⁺ − aᵢ (−x)⁺, in two layers, of which the first holds
  /// every sum and its negative.
  private mutating func parametricReLU(_ slopes: [Double], of signal: Signal) throws -> Value {
    let width = slopes.count
    guard width <= Self.greatestParametric else {
      throw NetworkError(
        "PRelu has \(width) slopes that differ",
        remedy: "Up to \(Self.greatestParametric) can be read, or one slope for a layer.")
    }
    guard
      let sums = signal.formula == .x ? signal.layer.map({ layers[$0] }) : identity(width, signal),
      sums.dense.biases.count == width
    else { throw NetworkError("PRelu has \(width) slopes, and its input has not as many numbers") }
    var both = sums.dense
    both.weights += sums.dense.weights.map { $0.map { 0 - $0 } }
    both.biases += sums.dense.biases.map { 0 - $0 }
    layers.append(Layer(dense: both, source: sums.source))
    let outer = DenseLayer(
      weights: slopes.enumerated().map { unit, slope in
        (0..<2 * width).map { $0 == unit ? 1 : ($0 == width + unit ? 0 - slope : 0) }
      }, biases: [Double](repeating: 0, count: width))
    guard let outer,
      case .signal(let rectified) = try apply(
        "relu",
        to: Signal(layer: layers.count - 1, shape: signal.shape.replacingRows(by: 2 * width)))
    else { throw NetworkError("PRelu cannot be read") }
    layers.append(Layer(dense: outer, source: rectified))
    return .signal(Signal(layer: layers.count - 1, shape: signal.shape))
  }

  /// A layer that passes the numbers of a signal on.
  private func identity(_ width: Int, _ signal: Signal) -> Layer? {
    Self.diagonal(width).map { Layer(dense: $0, source: signal) }
  }

  /// The function that `text` denotes, of a signal.
  mutating func apply(_ text: String, to signal: Signal) throws -> Value {
    let function: ParsedFunction
    do {
      function = try catalogue.parser.parse(text)
    } catch {
      throw NetworkError("an operator has an attribute out of range: \(error.message)")
    }
    if signal.formula == .x { texts[function.formula] = text }
    return try composed(function.formula.substituting(signal.formula), signal)
  }

  func composed(_ formula: Formula, _ signal: Signal) throws -> Value {
    guard formula.nodeCount <= Self.greatestFormula else {
      throw NetworkError("the operators between two layers make too large a formula")
    }
    var result = signal
    result.formula = formula
    return .signal(result)
  }

  /// The number as exact text.
  static func exact(_ value: Double, _ node: OnnxNode) throws -> String {
    guard let rational = Rational(exactly: value) else {
      throw NetworkError("the operator '\(node.opType)' has an attribute that is not finite")
    }
    return rational.signum < 0 || !rational.isInteger ? "(\(rational))" : "\(rational)"
  }

  mutating func clip(_ node: OnnxNode, _ inputs: [Value?]) throws -> Value {
    guard case .signal(let signal)? = inputs.first ?? nil else { return unknown(node) }
    func bound(_ place: Int, _ attribute: String) throws -> Double? {
      if inputs.count > place, let value = inputs[place] {
        guard case .constant(let tensor) = value, let bound = tensor.scalar else {
          throw NetworkError("a bound of Clip is not a constant number")
        }
        return bound
      }
      return node.float(attribute).map(Double.init)
    }
    var formula = signal.formula
    if let low = try bound(1, "min"), low > -3.4e38 {
      formula = Formula(.maximum([try number(low, node), formula]))
    }
    if let high = try bound(2, "max"), high < 3.4e38 {
      formula = Formula(.minimum([formula, try number(high, node)]))
    }
    return try composed(formula, signal)
  }

  func number(_ value: Double, _ node: OnnxNode) throws -> Formula {
    guard let rational = Rational(exactly: value) else {
      throw NetworkError("the operator '\(node.opType)' has a constant that is not finite")
    }
    return .number(rational)
  }

  // MARK: Two arguments

  mutating func arithmetic(_ node: OnnxNode, _ inputs: [Value?]) throws -> Value {
    guard inputs.count == 2, let first = inputs[0], let second = inputs[1] else {
      return unknown(node)
    }
    switch (first, second) {
    case (.signal(let a), .signal(let b)):
      guard a.layer == b.layer else { return unknown(node) }
      guard a.shape == b.shape else { return misfit(node, a, b) }
      return try combined(node, a.formula, b.formula, a)
    case (.signal(let signal), .constant(let tensor)):
      return try withConstant(node, signal, tensor, constantIsFirst: false)
    case (.constant(let tensor), .signal(let signal)):
      return try withConstant(node, signal, tensor, constantIsFirst: true)
    default: return unknown(node)
    }
  }

  func combined(
    _ node: OnnxNode, _ f: Formula, _ g: Formula, _ signal: Signal
  ) throws -> Value {
    let formula: Formula? =
      switch node.opType {
      case "Add": f + g
      case "Sub": f - g
      case "Mul": f * g
      case "Div": f / g
      case "Max": Formula(.maximum([f, g]))
      case "Min": Formula(.minimum([f, g]))
      case "Pow": f.raised(to: g)
      default: nil
      }
    guard let formula else { return unknown(node) }
    return try composed(formula, signal)
  }

  mutating func withConstant(
    _ node: OnnxNode, _ signal: Signal, _ tensor: ONNXTensor, constantIsFirst: Bool
  ) throws -> Value {
    var signal = signal
    guard tensor.values.count == 1 || signal.shape.isRows else { return misfit(node, signal) }
    signal.shape = signal.shape.broadcast(to: tensor.dimensions.count)
    let isShift = node.opType == "Add" || node.opType == "Sub"
    let units = signal.layer.map { layers[$0].dense.biases.count } ?? inputCount
    let isSums = signal.formula == .x
    let isBias = isShift && isSums && units == 1 && signal.layer != nil
    let isAffine = isShift || node.opType == "Mul" || node.opType == "Div"
    let isOnInputs = isSums && (signal.layer.map { layers[$0].isDiagonal } ?? true) && isAffine
    if let value = tensor.scalar, !isBias, !isOnInputs {
      let constant = try number(value, node)
      return constantIsFirst
        ? try combined(node, constant, signal.formula, signal)
        : try combined(node, signal.formula, constant, signal)
    }
    guard isAffine, !(constantIsFirst && node.opType == "Div") else { return unknown(node) }
    guard let units, let numbers = tensor.broadcast(to: units) else {
      throw NetworkError(
        "a constant of the operator '\(node.opType)' has \(tensor.values.count) numbers, which do "
          + "not fit \(units.map(String.init) ?? "an unknown number of") units")
    }
    if isShift ? numbers.allSatisfy({ $0 == 0 }) : numbers.allSatisfy({ $0 == 1 }),
      !(constantIsFirst && node.opType == "Sub")
    {
      return .signal(signal)
    }
    var layer: Layer
    if isSums, let index = signal.layer {
      layer = layers[index]
    } else {
      guard let dense = Self.diagonal(units) else {
        throw NetworkError("the operator '\(node.opType)' on \(units) numbers is too large")
      }
      layer = Layer(dense: dense, source: signal, isDiagonal: true)
    }
    for (unit, number) in numbers.enumerated() {
      switch node.opType {
      case "Add": layer.dense.biases[unit] += number
      case "Sub" where constantIsFirst:
        layer.dense.weights[unit] = layer.dense.weights[unit].map { -$0 }
        layer.dense.biases[unit] = number - layer.dense.biases[unit]
      case "Sub": layer.dense.biases[unit] -= number
      case "Mul":
        layer.dense.weights[unit] = layer.dense.weights[unit].map { $0 * number }
        layer.dense.biases[unit] *= number
      default:
        layer.dense.weights[unit] = layer.dense.weights[unit].map { $0 / number }
        layer.dense.biases[unit] /= number
      }
    }
    guard layer.dense.isFinite else {
      throw NetworkError("the operator '\(node.opType)' makes weights that are not finite")
    }
    layers.append(layer)
    return .signal(Signal(layer: layers.count - 1, shape: signal.shape))
  }

  /// Numbers that do not meet one by one.
  func misfit(_ node: OnnxNode, _ signals: Signal...) -> Value {
    let shapes = signals.map { "\($0.shape)" }.joined(separator: " and ")
    return .unknown(
      NetworkError(
        "\(node.described) meets the shape \(shapes), where numbers do not go with numbers or units",
        remedy:
          "Operators can be read that join equal shapes, or a constant for each unit with a row "
          + "for each sample."))
  }

  // MARK: Choices

  func choice(_ node: OnnxNode, _ inputs: [Value?]) throws -> Value {
    var signal: Signal?
    func formula(_ value: Value?) throws -> Formula? {
      switch value {
      case .signal(let found)?:
        guard signal.map({ $0.layer == found.layer && $0.shape == found.shape }) ?? true else {
          return nil
        }
        signal = found
        return found.formula
      case .constant(let tensor)?: return try tensor.scalar.map { try number($0, node) }
      default: return nil
      }
    }
    func condition(_ value: Value?) -> Condition? {
      guard case .condition(let condition, let found)? = value,
        signal.map({ $0.layer == found.layer && $0.shape == found.shape }) ?? true
      else { return nil }
      signal = found
      return condition
    }
    if let relation = ONNXOperators.relations[node.opType] {
      guard inputs.count == 2, let f = try formula(inputs[0]), let g = try formula(inputs[1]),
        let signal
      else { return unknown(node) }
      return .condition(.comparison(f, relation, g), signal)
    }
    switch node.opType {
    case "And", "Or":
      guard inputs.count == 2, let a = condition(inputs[0]), let b = condition(inputs[1]),
        let signal
      else { return unknown(node) }
      return .condition(node.opType == "And" ? .all([a, b]) : .any([a, b]), signal)
    case "Not":
      guard let a = condition(inputs.first ?? nil), let signal else { return unknown(node) }
      return .condition(.negation(a), signal)
    default:
      guard inputs.count == 3, let test = condition(inputs[0]), let f = try formula(inputs[1]),
        let g = try formula(inputs[2]), let signal
      else { return unknown(node) }
      return try composed(.conditional([(f, test)], otherwise: g), signal)
    }
  }
}
