/// What the names in a text mean.
struct Scope {
  var functions: FunctionTable
  /// The numbers that names stand for.
  var parameters: [String: Rational] = [:]
  /// What `x` stands for inside a definition; `nil` in a text of its own.
  var argument: Formula?
  /// The definitions being expanded, outermost first.
  var expanding: [String] = []
  /// Whether the variable may occur.
  var allowsVariable = true
}
