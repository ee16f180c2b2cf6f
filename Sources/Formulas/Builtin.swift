/// The functions that every formula can call, whatever the table.
enum Builtin: Hashable {
  case elementary(ElementaryFunction)
  case minimum, maximum, relu, power, choose, piecewise
  /// The logarithm to an integer base.
  case logarithm(base: Int)

  /// Names beyond those of ``ElementaryFunction``.
  private static let named: [String: Builtin] = [
    "log": .elementary(.ln), "arctan": .elementary(.atan), "sgn": .elementary(.sign),
    "sigma": .elementary(.sigmoid), "min": .minimum, "minimum": .minimum, "max": .maximum,
    "maximum": .maximum, "relu": .relu, "pow": .power, "where": .choose, "piecewise": .piecewise,
    "log2": .logarithm(base: 2), "log10": .logarithm(base: 10),
  ]

  private static let table: [String: Builtin] = named.merging(
    ElementaryFunction.allCases.map { ($0.rawValue, .elementary($0)) }
  ) { first, _ in first }

  /// All names.
  static let names = table.keys.sorted()

  /// The function with the given name; letter case does not matter, except that `phi` is not
  /// `Phi`, because the literature calls the normal density so.
  init?(name: String) {
    guard let found = Self.table[name] ?? Self.table[name.lowercased()] else { return nil }
    self = found
  }
}
