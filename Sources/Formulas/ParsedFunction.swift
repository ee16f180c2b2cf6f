/// A function as somebody wrote it.
public struct ParsedFunction: Hashable, Sendable {
  /// The name of its definition when the text is a name of the table or a call of it at the
  /// variable, such as `leaky_relu(x, alpha=0.05)`.
  public let name: String?

  /// The text.
  public let source: String

  /// The formula with all calls written out.
  public let formula: Formula

  /// `x` or `z`.
  public let variableName: String

  /// The parameters of the definition that ``name`` names, in its order.
  public let parameters: [Parameter]

  /// A parameter and the value that it has.
  public struct Parameter: Hashable, Sendable {
    /// The name in the definition.
    public let name: String
    /// The value.
    public let value: Rational

    /// The parameter `name` with the given value.
    public init(_ name: String, _ value: Rational) {
      self.name = name
      self.value = value
    }
  }

  /// A function with the given parts.
  public init(
    name: String? = nil, source: String, formula: Formula, variableName: String = "x",
    parameters: [Parameter] = []
  ) {
    self.name = name
    self.source = source
    self.formula = formula
    self.variableName = variableName
    self.parameters = parameters
  }
}
