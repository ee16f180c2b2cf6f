import Foundation
import Testing

@testable import Reports

@Suite("Python cells")
struct PythonCellsTests {
  private func function(_ name: String, _ definitions: [String]) -> PythonFunction {
    PythonFunction(
      name: name, title: name, definitions: definitions, derivativeName: "d_\(name)",
      derivativeDefinitions: [definitions[0], "def d_\(name)(x):\n    return Phi(x)"],
      isGuarded: true)
  }

  private let phi = "def Phi(u):\n    return math.erfc(-u / math.sqrt(2)) / 2"

  @Test("a helper is defined once, however many functions call it")
  func helperOnce() {
    var cells = PythonCells(taken: ["gelu", "other"])
    cells.appendValues(function("gelu", [phi, "def gelu(x):\n    return x*Phi(x)"]), at: [0])
    cells.appendValues(function("other", [phi, "def other(x):\n    return -Phi(x)"]), at: [0])
    let text = cells.cells.map(\.source).joined(separator: "\n")
    #expect(text.components(separatedBy: "def Phi(u):").count == 2)
    #expect(text.contains("def gelu(x):") && text.contains("def d_other(x):"))
  }

  @Test("a helper that bears the name of a studied function is called something else")
  func helperRenamed() {
    let softplus = "def softplus(u):\n    return max(u, 0) + math.log1p(math.exp(-abs(u)))"
    let stable = PythonFunction(
      name: "softplus", title: "Softplus",
      definitions: ["def softplus(z):\n    return math.log(z)"],
      derivativeName: "sigmoid", derivativeDefinitions: nil, isGuarded: false)
    let mish = PythonFunction(
      name: "mish", title: "Mish",
      definitions: [softplus, "def mish(x):\n    return x*math.tanh(softplus(x))"],
      derivativeName: "d_mish", derivativeDefinitions: nil, isGuarded: true)
    var cells = PythonCells(taken: ["softplus", "sigmoid", "mish", "d_mish"])
    cells.appendDifferences(stable, at: [0])
    cells.appendDifferences(mish, at: [0])
    #expect(cells.cells[0].source.contains("def softplus(z):"))
    #expect(cells.cells[1].source.contains("def softplus_(u):"))
    #expect(cells.cells[1].source.contains("return x*math.tanh(softplus_(x))"))
  }

  @Test("a function whose own name is a helper's calls the helper, not itself")
  func ownName() {
    let sign = "def sign(u):\n    return (u > 0) - (u < 0)"
    var cells = PythonCells(taken: ["sign", "d_sign"])
    cells.appendDifferences(
      PythonFunction(
        name: "sign", title: "sign", definitions: [sign, "def sign(x):\n    return sign(x)"],
        derivativeName: "d_sign", derivativeDefinitions: nil, isGuarded: true), at: [0])
    #expect(cells.cells[0].source.contains("def sign_(u):"))
    #expect(cells.cells[0].source.contains("def sign(x):\n    return sign_(x)"))
  }

  @Test("the cell of the calculations by hand has one list of points, or one for each function")
  func manual() {
    let f = function("f", [phi, "def f(x):\n    return Phi(x)"])
    var common = PythonCells(taken: [])
    common.appendManual([(f, [-0.5, 0]), (f, [-0.5, 0])])
    #expect(common.cells[0].source.contains("for title, f in [(\"f\", f), (\"f\", f)]:"))
    #expect(common.cells[0].source.contains("for z0 in [-0.5, 0.0]:"))
    var apart = PythonCells(taken: [])
    apart.appendManual([(f, [-0.5, 0]), (f, [1])])
    #expect(apart.cells[0].source.contains("(\"f\", f, [-0.5, 0.0]), (\"f\", f, [1.0])"))
    #expect(apart.cells[0].source.contains("for z0 in points:"))
  }
}
