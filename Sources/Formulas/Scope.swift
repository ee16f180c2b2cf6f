/// What the names in a text mean.
struct Scope {
  var functions: FunctionTable
  /// The numbers that names stand for.
  var parameters: [String: Rational] = [:]
  /// The exact constants that names stand for.
  var constants: [String: Formula] = [:]
  /// How the variable may be written, and its name; two names in one text must mean the same one.
  var variables = ["x": "x", "z": "z"]
  /// What `x` stands for inside a definition; `nil` in a text of its own.
  var argument: Formula?
  /// The definitions being expanded, outermost first.
  var expanding: [String] = []
  /// Whether the variable may occur.
  var allowsVariable = true

  /// The first of the variable's names, for examples in messages.
  var exampleVariable: String { variables.values.min() ?? "x" }
}
