import Formulas

/// A function as the Python cells of a report define and call it.
struct PythonFunction: Hashable, Sendable {
  /// The name in Python.
  let name: String
  /// The name in what is printed.
  let title: String
  /// The definition, without imports.
  let definition: String
  /// The name of the derivative in Python, and in what is printed.
  let derivativeName: String
  /// The definition of the derivative, or `nil` where there is none to show.
  let derivativeDefinition: String?
  /// Whether calls may raise exceptions, so that they have to be guarded.
  let isGuarded: Bool

  init(
    name: String, title: String, definition: String, derivativeName: String,
    derivativeDefinition: String?, isGuarded: Bool
  ) {
    self.name = name
    self.title = title
    self.definition = definition
    self.derivativeName = derivativeName
    self.derivativeDefinition = derivativeDefinition
    self.isGuarded = isGuarded
  }
}

/// The Python code of a report, cell by cell.
///
/// The cells are the assignment's own, completed so that they run, for any functions: a cell for
/// each function, one for large arguments, one for the calculations by hand.
struct PythonCells {
  private(set) var cells: [(name: String, source: String)] = []
  private var isFirst = true
  private var definedDerivatives: Set<String> = []

  /// The central difference, as the assignment writes it.
  private static let differences = """
    def approx_derivative(f, z, eps=1e-3):
        return (f(z + eps) - f(z - eps)) / (2 * eps)
    """

  /// A call that returns the name of an exception instead of raising it.
  private static let attempt = """
    def attempt(f, *arguments):
        try:
            return f(*arguments)
        except (ArithmeticError, ValueError) as error:
            return type(error).__name__
    """

  /// What the first cell of the report defines for the others.
  private mutating func preamble() -> [String] {
    defer { isFirst = false }
    return isFirst ? ["import math", Self.differences, Self.attempt] : []
  }

  private mutating func append(_ name: String, _ parts: [String]) {
    var source = ""
    for (index, part) in parts.enumerated() {
      let touchesDefinition = index > 0 && (part.isDefinition || parts[index - 1].isDefinition)
      if index > 0 { source += touchesDefinition ? "\n\n\n" : "\n\n" }
      source += part
    }
    cells.append((name, source))
  }

  /// The central differences of a function with kinks, at `points`.
  mutating func appendDifferences(_ function: PythonFunction, at points: [Double]) {
    let call = "approx_derivative(\(function.name), z0)"
    let guarded = function.isGuarded ? "attempt(approx_derivative, \(function.name), z0)" : call
    append(
      function.name,
      preamble() + [
        function.definition,
        """
        for z0 in [\(Self.list(points))]:
            print(f"\(function.title)' approx at {z0} =", \(guarded))
        """,
      ])
  }

  /// What the three schemes give at a kink as the step decreases.
  mutating func appendSchemes(_ function: PythonFunction, at point: Double) {
    let name = function.name
    let at = "\(point)"
    append(
      "\(name)-schemes",
      [
        """
        for eps in [1e-1, 1e-2, 1e-3, 1e-6]:
            backward = (\(name)(\(at)) - \(name)(\(at) - eps)) / eps
            central = approx_derivative(\(name), \(at), eps)
            forward = (\(name)(\(at) + eps) - \(name)(\(at))) / eps
            print(f"eps={eps:g}: backward={backward:.6f}, central={central:.6f}, forward={forward:.6f}")
        """
      ])
  }

  /// Value, central difference and derivative of a function without kinks, at `points`.
  mutating func appendValues(_ function: PythonFunction, at points: [Double]) {
    let name = function.name
    guard let derivative = function.derivativeDefinition else {
      appendDifferences(function, at: points)
      return
    }
    definedDerivatives.insert(function.derivativeName)
    let body =
      function.isGuarded
      ? """
      value = attempt(\(name), z0)
      approximate = attempt(approx_derivative, \(name), z0)
      exact = attempt(\(function.derivativeName), z0)
      print(
          f"z={z0}: \(function.title)={value}, "
          f"approx derivative={approximate}, derivative={exact}"
      )
      """
      : """
      value = \(name)(z0)
      approximate = (\(name)(z0 + 1e-3) - \(name)(z0 - 1e-3)) / 2e-3
      exact = \(function.derivativeName)(z0)
      print(
          f"z={z0}: \(function.title)={value:.6f}, "
          f"approx derivative={approximate:.6f}, \(function.derivativeName)={exact:.6f}"
      )
      """
    append(
      name,
      preamble() + [
        function.definition, derivative,
        "for z0 in [\(Self.list(points))]:\n" + Self.indented(body),
      ])
  }

  /// Values and derivatives at large arguments, and what becomes of exp.
  mutating func appendLargeValues(_ functions: [PythonFunction], showsExponential: Bool) {
    var lines: [String] = []
    for function in functions {
      for point in ["50", "-50", "1000"] {
        lines.append(
          "print(\"\(function.title)(\(point)) =\", attempt(\(function.name), \(point)))")
      }
      guard definedDerivatives.contains(function.derivativeName) else { continue }
      for point in ["50", "-50"] {
        let derivative = function.derivativeName
        lines.append("print(\"\(derivative)(\(point)) =\", attempt(\(derivative), \(point)))")
      }
    }
    if showsExponential {
      lines.append("print(\"exp(100) =\", math.exp(100))")
      lines.append("print(\"exp(1000) =\", attempt(math.exp, 1000))")
    }
    append("large-values", [lines.joined(separator: "\n")])
  }

  /// A form of softplus that neither overflows nor loses small terms.
  mutating func appendStableSoftplus() {
    append(
      "stable",
      [
        """
        def stable_softplus(z):
            return max(z, 0.0) + math.log1p(math.exp(-abs(z)))
        """,
        """
        for z0 in [-1000.0, -50.0, 0.0, 50.0, 1000.0]:
            print(f"stable softplus({z0}) =", stable_softplus(z0))
        """,
      ])
  }

  /// Values and central differences of all functions at `points`.
  mutating func appendManual(_ functions: [PythonFunction], at points: [Double]) {
    let rows = functions.map { "(\"\($0.title)\", \($0.name))" }.joined(separator: ", ")
    append(
      "manual",
      [
        """
        for title, f in [\(rows)]:
            for z0 in [\(Self.list(points))]:
                print(f"{title}({z0}) = {attempt(f, z0)}, difference = {attempt(approx_derivative, f, z0)}")
        """
      ])
  }

  private static func list(_ points: [Double]) -> String {
    points.map { "\($0)" }.joined(separator: ", ")
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
  }
}

extension String {
  /// Whether Python's style wants two blank lines around it.
  fileprivate var isDefinition: Bool { contains("def ") }
}
