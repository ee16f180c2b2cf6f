/// A named function that formulas can call: `leaky_relu(x, alpha=0.05)`.
public struct FunctionDefinition: Hashable, Sendable {
  /// The name: letters, digits, hyphens and underscores. In formulas a hyphen is written `_`.
  public let name: String

  /// Other names for the same function; those that are no words stand only for themselves.
  public let aliases: [String]

  /// The parameters, in the order of positional arguments after the first.
  public let parameters: [Parameter]

  /// The formula in `x` and the names of the parameters. It may call other functions of the table.
  public let body: String

  /// A definition with the given names, parameters and formula text.
  public init(
    name: String, aliases: [String] = [], parameters: [Parameter] = [], body: String
  ) {
    self.name = name
    self.aliases = aliases
    self.parameters = parameters
    self.body = body
  }

  /// A constant of a definition that a call may choose.
  public struct Parameter: Hashable, Sendable {
    /// The name; a Greek letter by its English name.
    public let name: String

    /// The value in calls that give none.
    public let defaultValue: Rational

    /// The values that make sense.
    public let range: ParameterRange

    /// What it means, in a phrase.
    public let documentation: String

    /// A parameter of the given name.
    public init(
      _ name: String, default defaultValue: Rational, range: ParameterRange = .unbounded,
      documentation: String = ""
    ) {
      self.name = name
      self.defaultValue = defaultValue
      self.range = range
      self.documentation = documentation
    }
  }
}

/// An interval of rational numbers, with open, closed or no ends.
public struct ParameterRange: Hashable, Sendable {
  /// An end of the interval.
  public struct Bound: Hashable, Sendable {
    /// Where the interval ends.
    public let value: Rational
    /// Whether the end belongs to it.
    public let isClosed: Bool

    /// An end that belongs to the interval.
    public static func closed(_ value: Rational) -> Bound { Bound(value: value, isClosed: true) }

    /// An end that does not belong to the interval.
    public static func open(_ value: Rational) -> Bound { Bound(value: value, isClosed: false) }
  }

  /// The least end, or `nil`.
  public let minimum: Bound?
  /// The greatest end, or `nil`.
  public let maximum: Bound?

  /// All numbers.
  public static let unbounded = ParameterRange()

  /// The positive numbers.
  public static let positive = ParameterRange(minimum: .open(0))

  /// The interval between the given ends.
  public init(minimum: Bound? = nil, maximum: Bound? = nil) {
    self.minimum = minimum
    self.maximum = maximum
  }

  /// Whether `value` lies in the interval.
  public func contains(_ value: Rational) -> Bool {
    if let minimum, value < minimum.value || (value == minimum.value && !minimum.isClosed) {
      return false
    }
    if let maximum, maximum.value < value || (value == maximum.value && !maximum.isClosed) {
      return false
    }
    return true
  }

  /// The condition on the parameter `name` in words of mathematics: `0 < beta <= 1`, or `nil`
  /// without ends.
  public func condition(on name: String) -> String? {
    let lower = minimum.map { "\($0.value) \($0.isClosed ? "<=" : "<") " }
    let upper = maximum.map { " \($0.isClosed ? "<=" : "<") \($0.value)" }
    switch (minimum, maximum, lower, upper) {
    case (_, _, let lower?, let upper?): return lower + name + upper
    case (let minimum?, _, _?, nil):
      return "\(name) \(minimum.isClosed ? ">=" : ">") \(minimum.value)"
    case (_, _?, nil, let upper?): return name + upper
    default: return nil
    }
  }
}
