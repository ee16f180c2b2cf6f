import Analysis
import Formulas
import Reals

/// The proof of smoothness as templates show it.
struct SmoothnessView {
  let function: FunctionView
  let isInfinite: Bool
  let isDiscontinuous: Bool
  let isUndecided: Bool
  /// The k of a finite class C^k.
  let order: String?
  /// k + 1.
  let nextOrder: String?
  /// A proved lower bound where the class is not decided.
  let atLeast: String?
  let obstacle: String?
  let compositions: [CompositionView]
  let joints: [SmoothJointView]
  let hasJoints: Bool

  /// A joint, or an end of the domain, and the number of derivatives that agree there.
  struct SmoothJointView {
    let at: NumberView
    /// Whether the domain has points on one side only.
    let isEnd: Bool
    let isDifferentiable: Bool
    /// The order up to which the derivatives agree, where it is above 0 and known.
    let agreement: String?
    let isAgreementZero: Bool
    /// The limit of f′.
    let slope: NumberView?
    /// The limits of the first derivative that is not continuous there, where both are known.
    let next: NextDerivativeView?
  }

  /// The limits of the derivative of one order from both sides.
  struct NextDerivativeView {
    /// The primes, or the order in parentheses, that follow f.
    let symbol: String
    let left: NumberView
    let right: NumberView
    let areFinite: Bool

    init?(_ joint: Joint) {
      guard let order = joint.order, let left = joint.left?.nextDerivative,
        let right = joint.right?.nextDerivative
      else { return nil }
      symbol = order == 1 ? "''" : "^{(\(order + 1))}"
      (self.left, self.right) = (NumberView(left), NumberView(right))
      areFinite = left.isFinite && right.isFinite
    }
  }

  init(_ analysis: FunctionAnalysis, function: FunctionView, phrases: Phrases) {
    self.function = function
    let name = analysis.smoothness.class
    isInfinite = name == "Cinf"
    isDiscontinuous = name == "discontinuous"
    isUndecided = name == nil
    let finite = name.flatMap { $0.hasPrefix("C") ? Int($0.dropFirst()) : nil }
    order = finite.map(String.init)
    nextOrder = finite.map { "\($0 + 1)" }
    atLeast = analysis.smoothness.atLeast.map(String.init)
    obstacle = function.text(of: analysis.smoothness.reason)
    compositions = analysis.formulaPieces.compactMap {
      CompositionView($0, function: function, phrases: phrases)
    }
    joints = analysis.jointsInDomain.filter { $0.left != nil || $0.right != nil }.map { joint in
      SmoothJointView(
        at: NumberView(joint.at), isEnd: joint.left == nil || joint.right == nil,
        isDifferentiable: joint.differentiable == .proved,
        agreement: joint.order.flatMap { $0 > 0 ? "\($0)" : nil },
        isAgreementZero: joint.order == 0,
        slope: (joint.left?.slope ?? joint.right?.slope).map(NumberView.init),
        next: NextDerivativeView(joint))
    }
    hasJoints = !joints.isEmpty
  }
}

/// Why one formula is infinitely differentiable where it applies.
struct CompositionView {
  let condition: String
  let pieceFormula: String
  let isPolynomial: Bool
  /// Whether the polynomial is a constant.
  let isConstant: Bool
  /// The chain of maps, such as `z \mapsto e^{z} \mapsto 1 + e^{z}`.
  let chain: String?
  /// The maps one by one.
  let links: [LinkView]
  let conditions: [ConditionView]
  let hasConditions: Bool
  let isAnalytic: Bool

  /// One map of the chain.
  struct LinkView {
    let map: String
    let result: String
  }

  /// A condition on an operand.
  struct ConditionView {
    let operation: String
    let operand: String
    let isPositive: Bool
    let isNonzero: Bool
    let isAboveMinusOne: Bool
    let isNotPole: Bool
    let isNotInteger: Bool
    let isEvident: Bool
    /// Whether the operand is affine, so that the piece's ends show it.
    let isImmediate: Bool
  }

  init?(_ piece: FormulaPiece, function: FunctionView, phrases: Phrases) {
    guard let tree = piece.shownTree else { return nil }
    condition = piece.interior(variable: function.z, phrases: phrases)
    pieceFormula = piece.latex
    isPolynomial = tree.isPolynomial
    isConstant = !tree.containsVariable
    let isAnalytic = piece.isAnalytic
    self.isAnalytic = isAnalytic
    let maps = isPolynomial ? [] : CompositionChain(tree)?.links ?? []
    let results = maps.map { $0.result.latex(variable: function.z) }
    chain =
      maps.isEmpty ? nil : ([function.z] + results).joined(separator: " \\;\\mapsto\\; ")
    links = maps.map {
      LinkView(
        map: $0.map.latex(variable: "u"), result: $0.result.latex(variable: function.z))
    }
    conditions = tree.smoothnessConditions.map {
      ConditionView(
        operation: $0.operation.latex(variable: function.z),
        operand: $0.operand.latex(variable: function.z), isPositive: $0.demand == .positive,
        isNonzero: $0.demand == .nonzero, isAboveMinusOne: $0.demand == .aboveMinusOne,
        isNotPole: $0.demand == .notPole, isNotInteger: $0.demand == .notInteger,
        isEvident: $0.isEvident, isImmediate: isAnalytic && $0.operand.affineSlope != nil)
    }
    hasConditions = !conditions.isEmpty
  }
}

extension Formula {
  /// Whether the formula is built as a polynomial.
  var isPolynomial: Bool {
    guard containsVariable else { return true }
    switch operation {
    case .variable: return true
    case .negation(let f): return f.isPolynomial
    case .sum(let all), .product(let all): return all.allSatisfy(\.isPolynomial)
    case .quotient(let f, let g): return f.isPolynomial && !g.containsVariable
    case .power(let base, let exponent):
      return base.isPolynomial && (exponent.rational?.exactInt ?? -1) >= 0
    default: return false
    }
  }
}
