import Foundation

/// A function as the Python cells of a report define and call it.
struct PythonFunction: Hashable, Sendable {
  /// The name in Python.
  let name: String
  /// The name in what is printed.
  let title: String
  /// The helpers that the function calls, then the function; without imports.
  let definitions: [String]
  /// The name of the derivative in Python, and in what is printed.
  let derivativeName: String
  /// The same for the derivative, or `nil` where there is none to show.
  let derivativeDefinitions: [String]?
  /// Whether calls may raise exceptions, so that they have to be guarded.
  let isGuarded: Bool
}

/// The Python code of a report, cell by cell.
///
/// The cells are the assignment's own, completed so that they run, for any functions: a cell for
/// each function, one for large arguments, one for the calculations by hand.
struct PythonCells {
  private(set) var cells: [(name: String, source: String)] = []
  private var isFirst = true
  private var definedDerivatives: Set<String> = []
  /// The definitions that a cell has given already.
  private var defined: Set<String> = []
  /// The names of the functions that are studied, and of their derivatives.
  private let taken: Set<String>

  init(taken: Set<String>) { self.taken = taken }

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

  /// `definitions` without those that an earlier cell has given; helpers that bear the name of a
  /// studied function get another.
  private mutating func new(_ definitions: [String]) -> [String] {
    let helpers = definitions.dropLast().compactMap(\.definedName).filter(taken.contains)
    let renamed = definitions.enumerated().map { index, definition in
      helpers.reduce(definition) { text, helper in
        let isOwn = index == definitions.count - 1
        return text.renamingCalls(of: helper, keepingFirstLine: isOwn)
      }
    }
    return renamed.filter { defined.insert($0).inserted }
  }

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
      preamble() + new(function.definitions) + [
        """
        for z0 in [\(Self.list(points))]:
            print(f"\(function.title)' approx at {z0} =", \(guarded))
        """
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
    guard let derivative = function.derivativeDefinitions else {
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
      preamble() + new(function.definitions) + new(derivative) + [
        "for z0 in [\(Self.list(points))]:\n" + Self.indented(body)
      ])
  }

  /// The large arguments.
  static let largeArguments = [50, -50, 1000]

  /// Values and derivatives at large arguments, and what becomes of exp.
  mutating func appendLargeValues(_ functions: [PythonFunction], showsExponential: Bool) {
    var lines: [String] = []
    for function in functions {
      // Python's whole numbers have no bounds: only what the assignment calls with them is.
      let ending = function.isGuarded ? ".0" : ""
      func call(_ shown: String, _ name: String, _ point: Int) -> String {
        "print(\"\(shown)(\(point)) =\", attempt(\(name), \(point)\(ending)))"
      }
      for point in Self.largeArguments { lines.append(call(function.title, function.name, point)) }
      guard definedDerivatives.contains(function.derivativeName) else { continue }
      for point in [50, -50] {
        lines.append(call(function.derivativeName, function.derivativeName, point))
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

  /// Values and central differences of all functions, each at its points.
  mutating func appendManual(_ functions: [(function: PythonFunction, points: [Double])]) {
    let isCommon = Set(functions.map(\.points)).count == 1
    let rows = functions.map { function, points in
      "(\"\(function.title)\", \(function.name)\(isCommon ? "" : ", [\(Self.list(points))]"))"
    }
    let (names, points) =
      isCommon
      ? ("title, f", "[\(Self.list(functions.first?.points ?? []))]")
      : ("title, f, points", "points")
    append(
      "manual",
      [
        """
        for \(names) in [\(rows.joined(separator: ", "))]:
            for z0 in \(points):
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

  /// The name that a definition defines.
  fileprivate var definedName: String? {
    hasPrefix("def ") ? String(dropFirst(4).prefix { $0 != "(" }) : nil
  }

  /// With an underscore after `name` wherever it is called or defined.
  fileprivate func renamingCalls(of name: String, keepingFirstLine: Bool) -> String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { index, line in
      if keepingFirstLine && index == 0 { return String(line) }
      var text = ""
      var rest = line
      while let range = rest.range(of: "\(name)(") {
        let before = rest[..<range.lowerBound].last ?? text.last
        let isWhole = before.map { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." } ?? true
        text += rest[..<range.lowerBound] + (isWhole ? "\(name)_(" : "\(name)(")
        rest = rest[range.upperBound...]
      }
      return text + rest
    }.joined(separator: "\n")
  }
}
