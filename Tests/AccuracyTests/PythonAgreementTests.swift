import Foundation
import Formulas
import Testing

@testable import Accuracy

@Suite("Agreement with Python")
struct PythonAgreementTests {
  private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// The assignment's functions and its difference quotient, and the bits of the results.
  private static let program = """
    import math, struct
    def relu(z): return max(0.0, z)
    def leaky_relu(z, α=0.01): return z if z >= 0 else α*z
    def softplus(z): return math.log(1 + math.exp(z))
    def approx_derivative(f, z, eps=1e-3): return (f(z + eps) - f(z - eps)) / (2*eps)
    for f in (relu, leaky_relu, softplus):
      for k in range(-160, 161):
        for eps in (1e-3, 1e-6, 0.1):
          d = approx_derivative(f, k / 16, eps)
          print(struct.pack('>d', d).hex())
    """

  @Test(
    "the float64 differences have the bits of CPython's",
    .enabled(if: python != nil, "python3 is not installed"))
  func bits() throws {
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.python))
    process.arguments = ["-X", "utf8", "-c", Self.program]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try #require(try pipe.fileHandleForReading.readToEnd())
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let expected = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(expected.count == 3 * 321 * 3)

    var actual: [String] = []
    for text in ["max(0, z)", "z if z >= 0 else 0.01*z", "ln(1 + exp(z))"] {
      let program = FloatProgram(formula: try FormulaParser().parse(text).formula)
      for k in -160...160 {
        for eps in [1e-3, 1e-6, 0.1] {
          let result = FiniteDifferenceScheme.central.float64(
            at: Double(k) / 16, step: eps, of: program.callAsFunction)
          let digits = String(result.bitPattern, radix: 16)
          actual.append(String(repeating: "0", count: 16 - digits.count) + digits)
        }
      }
    }
    #expect(actual == expected)
  }
}
