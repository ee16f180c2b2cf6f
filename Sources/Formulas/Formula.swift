/// A function of one real variable, as written.
///
/// A formula is a tree of ``Operation``s. Subtraction is the sum with a negated term, chains of
/// `+` and of `*` are one node (so that `a + b + c` is not `a + (b + c)`), and a quotient of two
/// literals, or an exponent made of literals by arithmetic, is a rational number. Nothing else is
/// simplified: the natural domain and the floating-point behaviour depend on the formula as it was
/// written.
public struct Formula: Hashable, Sendable {
  /// One node of the tree.
  public enum Operation: Hashable, Sendable {
    /// The variable, whatever its name.
    case variable
    /// An exact rational number.
    case number(Rational)
    /// π, e or +∞.
    case constant(Constant)
    /// The sum of two or more terms, added from left to right.
    case sum([Formula])
    /// The product of two or more factors, multiplied from left to right.
    case product([Formula])
    /// The negative.
    case negation(Formula)
    /// The first divided by the second.
    case quotient(Formula, Formula)
    /// The first raised to the second, over the reals: the base is positive, or the exponent an
    /// integer (0⁰ = 1), or the base is 0 and the exponent positive.
    case power(Formula, Formula)
    /// An elementary function of one argument.
    case apply(ElementaryFunction, Formula)
    /// The least of two or more values.
    case minimum([Formula])
    /// The greatest of two or more values.
    case maximum([Formula])
    /// The value of the first branch whose condition holds, else `otherwise`; undefined where no
    /// condition holds and `otherwise` is `nil`.
    case piecewise([Branch], otherwise: Formula?)
  }

  private final class Node: Sendable {
    let operation: Operation
    let hash: Int
    let nodeCount: Int
    let depth: Int
    let containsVariable: Bool

    init(_ operation: Operation) {
      self.operation = operation
      let children = operation.children
      var count = 1
      for child in children {
        let (total, overflow) = count.addingReportingOverflow(child.nodeCount)
        count = overflow ? .max : total
      }
      nodeCount = count
      depth = 1 + (children.map(\.depth).max() ?? 0)
      if case .variable = operation {
        containsVariable = true
      } else {
        containsVariable = children.contains { $0.containsVariable }
      }
      hash = operation.hashValue
    }
  }

  private let node: Node

  /// The formula with `operation` at its root.
  public init(_ operation: Operation) { node = Node(operation) }

  /// The operation at the root.
  public var operation: Operation { node.operation }

  /// The number of nodes of the tree; a shared subtree counts as often as it occurs.
  public var nodeCount: Int { node.nodeCount }

  /// The number of nodes on the longest path from the root to a leaf.
  public var depth: Int { node.depth }

  /// Whether the variable occurs.
  public var containsVariable: Bool { node.containsVariable }

  /// Structural equality.
  public static func == (a: Formula, b: Formula) -> Bool {
    a.node === b.node || (a.node.hash == b.node.hash && a.operation == b.operation)
  }

  /// Feeds the hash that was computed when the formula was made.
  public func hash(into hasher: inout Hasher) { hasher.combine(node.hash) }
}

extension Formula {
  /// π, e and +∞.
  public enum Constant: String, Hashable, Sendable, CaseIterable {
    /// The ratio of a circle's circumference to its diameter.
    case pi
    /// The base of the natural logarithm.
    case e
    /// Positive infinity, useful in comparisons and as a bound; a function never takes it as value.
    case inf
  }

  /// One branch of a piecewise formula.
  public struct Branch: Hashable, Sendable {
    /// Where the branch applies, unless an earlier one does.
    public let condition: Condition
    /// The value there.
    public let value: Formula

    /// A branch with the given condition and value.
    public init(_ value: Formula, if condition: Condition) {
      self.condition = condition
      self.value = value
    }
  }
}

extension Formula.Operation {
  /// The formulas directly below this node, those inside conditions included, from left to right.
  public var children: [Formula] {
    switch self {
    case .variable, .number, .constant: []
    case .sum(let all), .product(let all), .minimum(let all), .maximum(let all): all
    case .negation(let f), .apply(_, let f): [f]
    case .quotient(let f, let g), .power(let f, let g): [f, g]
    case .piecewise(let branches, let otherwise):
      branches.flatMap { $0.condition.formulas + [$0.value] } + (otherwise.map { [$0] } ?? [])
    }
  }

  /// The same operation with `transform` applied to every formula directly below it.
  public func mapChildren(_ transform: (Formula) throws -> Formula) rethrows -> Self {
    switch self {
    case .variable, .number, .constant: self
    case .sum(let all): .sum(try all.map(transform))
    case .product(let all): .product(try all.map(transform))
    case .minimum(let all): .minimum(try all.map(transform))
    case .maximum(let all): .maximum(try all.map(transform))
    case .negation(let f): .negation(try transform(f))
    case .apply(let function, let f): .apply(function, try transform(f))
    case .quotient(let f, let g): .quotient(try transform(f), try transform(g))
    case .power(let f, let g): .power(try transform(f), try transform(g))
    case .piecewise(let branches, let otherwise):
      .piecewise(
        try branches.map {
          Formula.Branch(try transform($0.value), if: try $0.condition.mapFormulas(transform))
        }, otherwise: try otherwise.map(transform))
    }
  }
}

extension Formula {
  /// The formula with every occurrence of the variable replaced by `argument`.
  public func substituting(_ argument: Formula) -> Formula {
    guard containsVariable else { return self }
    if case .variable = operation { return argument }
    return Formula(operation.mapChildren { $0.substituting(argument) })
  }
}
