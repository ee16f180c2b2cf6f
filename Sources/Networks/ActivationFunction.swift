import Activations
import Calculus
import Formulas
import Foundation
import Reals

/// An activation function as a network applies it: the formula, and compiled code for its value and
/// its derivative.
///
/// The derivative is that of `Calculus`. At a point where a formula changes from one expression to
/// another it is the common limit of both sides if there is one, and else, at a ``Kink``, what the
/// ``KinkRule`` says. Where the arithmetic of `Double` overflows on the way to a finite value, that
/// value is computed by enclosures. Outside the domain of the formula it is NaN.
public struct ActivationFunction: Sendable {
  /// The function as it was written: a name, a call such as `leaky_relu(x, alpha=0.05)`, or a
  /// formula.
  public let text: String

  /// What the text denotes.
  public let function: ParsedFunction

  /// The formula, in the variable.
  public var formula: Formula { function.formula }

  /// What is taken at kinks.
  public let rule: KinkRule

  /// The points where the derivative does not exist or the function jumps, as far as the formula
  /// compares what is piecewise linear; in ascending order.
  public let kinks: [Kink]

  /// Whether it is x itself.
  public let isIdentity: Bool

  /// The derivative, in the variable.
  let slope: Formula
  /// Value and derivative of the simplified formula.
  let compiled: CompiledFormula
  /// What the derivative is at some points, whatever the compiled one gives.
  let exceptions: [(at: Double, slope: Double)]
  /// The differences whose zeros are switches that are not among the points above.
  private let switches: [CompiledFormula]

  /// The function that `text` denotes.
  ///
  /// - Parameter catalogue: where names, and the frameworks' conventions, come from.
  /// - Throws: `FormulaError`.
  public init(
    _ text: String, catalogue: Catalogue = .builtIn, rule: KinkRule = .framework(.pytorch)
  ) throws(FormulaError) {
    self.init(try catalogue.parser.parse(text), catalogue: catalogue, rule: rule)
  }

  /// The function `function`.
  public init(
    _ function: ParsedFunction, catalogue: Catalogue = .builtIn,
    rule: KinkRule = .framework(.pytorch)
  ) {
    self.function = function
    self.rule = rule
    text = function.source
    let simplified = function.formula.simplified
    slope = simplified.derivative.withStableDifferences
    let compiled = CompiledFormula([simplified, slope])
    self.compiled = compiled
    isIdentity = simplified == .x
    let switchPoints = SwitchPoints(of: function.formula)
    switches = switchPoints.others.map { CompiledFormula($0) }
    let conventions = catalogue.conventions(for: function, rule: rule)
    var kinks: [Kink] = []
    var exceptions: [(at: Double, slope: Double)] = []
    for point in switchPoints.points {
      let sides = Sides(of: simplified, slope: slope, at: point)
      if let kink = sides.kink(rule: rule, convention: conventions[point], compiled: compiled) {
        kinks.append(kink)
        exceptions.append((point, kink.taken))
      } else if let common = sides.common {
        exceptions.append((point, common))
      }
    }
    self.kinks = kinks
    self.exceptions = exceptions.filter { compiled.value($0.at, of: 1) != $0.slope }
  }

  /// The identity, which a layer without activation has.
  public static let identity = ActivationFunction(
    ParsedFunction(name: "identity", source: "identity", formula: .x))

  /// f(x).
  public func value(_ x: Double) -> Double {
    let value = compiled.value(x)
    return value.isFinite || !x.isFinite ? value : Self.enclosed(formula, at: x) ?? value
  }

  /// f′(x), as backpropagation takes it.
  public func derivative(_ x: Double) -> Double {
    if let exception = exceptions.first(where: { $0.at == x }) { return exception.slope }
    if switches.contains(where: { $0.value(x) == 0 }) { return slopeAtSwitch(x) }
    let value = compiled.value(x, of: 1)
    return value.isFinite || !x.isFinite ? value : Self.enclosed(slope, at: x) ?? value
  }

  /// f and f′ at `count` numbers.
  func evaluate(
    _ x: UnsafePointer<Double>, count: Int, values: UnsafeMutablePointer<Double>,
    slopes: UnsafeMutablePointer<Double>, workspace: CompiledFormulaWorkspace
  ) {
    workspace.evaluate(x, count: count, into: values, slopes)
    for (at, slope) in exceptions {
      for i in 0..<count { slopes[i] = x[i] == at ? slope : slopes[i] }
    }
    // A sum that is not finite tells that one of its terms is not.
    var total = 0.0
    for i in 0..<count { total += (values[i] - values[i]) + (slopes[i] - slopes[i]) }
    guard total.isNaN || !switches.isEmpty else { return }
    for i in 0..<count {
      if !values[i].isFinite { values[i] = value(x[i]) }
      if !slopes[i].isFinite || !switches.isEmpty { slopes[i] = derivative(x[i]) }
    }
  }

  /// Whether a kink lies between `a` and `b`, ends included.
  public func hasKink(between a: Double, and b: Double) -> Bool {
    let range = min(a, b)...max(a, b)
    if kinks.contains(where: { range.contains($0.at) }) { return true }
    return switches.contains { difference in
      let (first, second) = (difference.value(a), difference.value(b))
      return first == 0 || second == 0 || (first < 0) != (second < 0)
    }
  }

  /// The limits of f and f′ on one side of a point.
  public struct OneSidedLimit: Hashable, Sendable {
    /// The limit of f: f(x) itself but at a jump.
    public let value: Double
    /// The limit of f′.
    public let slope: Double
  }

  /// The limits from the left and from the right at `x`, which agree but at a kink.
  public func sides(at x: Double) -> (left: OneSidedLimit, right: OneSidedLimit) {
    if kinks.contains(where: { $0.at == x }) || switches.contains(where: { $0.value(x) == 0 }) {
      let sides = Sides(of: formula.simplified, slope: slope, at: x)
      return (
        OneSidedLimit(value: sides.below, slope: sides.left),
        OneSidedLimit(value: sides.above, slope: sides.right)
      )
    }
    let limit = OneSidedLimit(value: value(x), slope: derivative(x))
    return (limit, limit)
  }

  private func slopeAtSwitch(_ x: Double) -> Double {
    let sides = Sides(of: formula.simplified, slope: slope, at: x)
    if let kink = sides.kink(rule: rule, convention: nil, compiled: compiled) { return kink.taken }
    return sides.common ?? compiled.value(x, of: 1)
  }

  /// The value by enclosures, `nil` where there is none or it is beyond the range of `Double`.
  private static func enclosed(_ formula: Formula, at x: Double) -> Double? {
    guard let point = Ball(exactly: x) else { return nil }
    for precision in [128, 1024, 8192] {
      let ball: Ball
      do throws(EvaluationError) {
        ball = try BallArithmetic(precision: precision).evaluate(formula, at: point)
      } catch {
        if case .undefined = error { return nil }
        continue
      }
      let (bounds, value) = (ball.doubleBounds, ball.approximation)
      if !value.isFinite, ball.relativeAccuracyBits > 1 { return nil }
      let width = bounds.upperBound - bounds.lowerBound
      if value.isFinite, width <= 0x1p-50 * max(1, value.magnitude) { return value }
    }
    return nil
  }
}

extension ActivationFunction: Hashable {
  /// Whether text, formula and rule agree.
  public static func == (a: ActivationFunction, b: ActivationFunction) -> Bool {
    a.function == b.function && a.rule == b.rule
  }

  /// Feeds what is compared.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(function)
    hasher.combine(rule)
  }
}

/// A function at a point from both sides.
private struct Sides {
  let at: Double
  let left: Double
  let right: Double
  /// The limits of the function; its value on the sides from which it is continuous.
  let below: Double
  let above: Double
  let isJump: Bool

  init(of formula: Formula, slope: Formula, at point: Double) {
    at = point
    let distance = max(point.magnitude, 1) * 0x1p-30
    func limit(_ formula: Formula, _ side: Double) -> Double {
      CompiledFormula(formula.decided(at: point + side * distance)).value(point)
    }
    (left, right) = (limit(slope, -1), limit(slope, 1))
    let value = CompiledFormula(formula).value(point)
    let limits = [-1.0, 1].map { side in
      let limit = limit(formula, side)
      return Self.agree(limit, value) ? value : limit
    }
    (below, above) = (limits[0], limits[1])
    isJump = !Self.agree(below, above) || !Self.agree(below, value)
  }

  private static func agree(_ a: Double, _ b: Double) -> Bool {
    (a - b).magnitude <= 1e-9 * max(1, a.magnitude, b.magnitude) || (a.isNaN && b.isNaN)
  }

  /// The derivative, where both sides agree.
  var common: Double? { left.isFinite && Self.agree(left, right) && !isJump ? right : nil }

  /// The kink, where there is one.
  func kink(
    rule: KinkRule, convention: (value: Double, function: String)?, compiled: CompiledFormula
  ) -> Kink? {
    guard isJump || !Self.agree(left, right) else { return nil }
    let (taken, reason): (Double, String) =
      switch rule {
      case .framework: convention ?? (compiled.value(at, of: 1), KinkRule.formula.description)
      case .formula: (compiled.value(at, of: 1), rule.description)
      case .left: (left, rule.description)
      case .right: (right, rule.description)
      case .number(let number): (number, rule.description)
      }
    return Kink(at: at, left: left, right: right, isJump: isJump, taken: taken, reason: reason)
  }
}

extension Catalogue {
  /// What a framework takes at the kinks of `function`, by their place; empty for a typed formula
  /// and for rules that name no framework.
  fileprivate func conventions(
    for function: ParsedFunction, rule: KinkRule
  ) -> [Double: (value: Double, function: String)] {
    guard case .framework(let framework) = rule, let name = function.name,
      let activation = activation(named: name)
    else { return [:] }
    let parameters = Dictionary(function.parameters.map { ($0.name, $0.value) }) { first, _ in first
    }
    func constant(_ text: String) -> Double? {
      (try? FormulaParser().parseConstant(text, parameters: parameters)).map {
        FloatArithmetic().value(of: $0, at: 0)
      }
    }
    var conventions: [Double: (value: Double, function: String)] = [:]
    for kink in activation.kinkConventions {
      let derivative =
        switch framework {
        case .pytorch: kink.pytorch
        case .jax: kink.jax
        case .tensorflow: kink.tensorflow
        }
      guard let at = constant(kink.at), let derivative, let value = constant(derivative.value)
      else { continue }
      conventions[at] = (value, derivative.function)
    }
    return conventions
  }
}
