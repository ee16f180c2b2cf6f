import Formulas
import Foundation
import Testing

@Suite("Formulas as Python")
struct PythonPrinterTests {
  @Test("the module that is written")
  func modules() throws {
    let parser = try SampleTable.parser()
    #expect(
      try parser.parse("leaky_relu").formula.python()
        == "def f(x):\n    return x if x >= 0 else 0.01*x\n")
    #expect(
      try parser.parse("ln(1 + exp(z))").formula.python(functionName: "softplus", variable: "z")
        == "import math\n\n\ndef softplus(z):\n    return math.log(1 + math.exp(z))\n")
    #expect(
      try parser.parse("sign(x)").formula.python()
        == """
        import math


        def sign(u):
            return (u > 0) - (u < 0)


        def f(x):
            return sign(x)

        """)
  }

  @Test("a function whose name the code calls gets another")
  func names() throws {
    let sign = try FormulaParser().parse("sign(x)").formula
    #expect(sign.python(functionName: "sign").hasSuffix("def sign_(x):\n    return sign(x)\n"))
    #expect(
      try FormulaParser().parse("tanh(x)").formula.python(functionName: "tanh")
        == "import math\n\n\ndef tanh(x):\n    return math.tanh(x)\n")
  }

  /// Values by mpmath at 60 digits, from definitions written there by hand.
  static let values: [(formula: String, point: String, value: Double)] = [
    ("x*tanh(softplus(x))", "-3", -0.14564746127562458731),
    ("x*tanh(softplus(x))", "0.5", 0.37524521130489510482),
    ("x*Phi(x)", "-5", -1.4332578593959695584e-6),
    ("x Φ(x)", "2", 1.9544997361036415856),
    ("x if x >= 0 else 0.01x", "-3", -0.03),
    ("cbrt(x) + sigmoid(x)", "-8", -1.9996646498695335219),
    ("cbrt(x) + sigmoid(x)", "3", 2.3948236971298416014),
    ("x^3/3 - 2^-x", "-2", -6.6666666666666666667),
    ("x^3/3 - 2^-x", "1.5", 0.7714466094067262378),
    (
      "erf(x)*erfc(x) + atan(x) - floor(x) + expm1(x)*sinh(x)/cosh(x)", "-1.5", -0.17907564491770558
    ),
    ("erf(x)*erfc(x) + atan(x) - floor(x) + expm1(x)*sinh(x)/cosh(x)", "0.75", 1.5583757975377897),
    ("1/3*x + 0.1 - sqrt(x)^1.5 + sin(x)*cos(x)*tan(x) + ln(x)", "0.25", -1.4953056993250174058),
    ("1/3*x + 0.1 - sqrt(x)^1.5 + sin(x)*cos(x)*tan(x) + ln(x)", "10", 0.40846414351719222037),
    ("max(min(abs(x), 6), 1/2)*sign(x)*pi + e", "-7", -16.131274093079714195),
    ("max(min(abs(x), 6), 1/2)*sign(x)*pi + e", "0.125", 4.2890781552539418546),
    ("softplus(x)", "800", 800),
    ("softplus(x)", "-40", 4.2483542552915889863e-18),
    ("x/1e300/1e300", "1e300", 1e-300),
    ("x*12345678901234567890123/10^5 - 1/30000000000000000000000", "1", 123456789012345678.90123),
    ("1 if -1 <= x < 1 and not (x == 0 or x > 0.5) else 2 if x < inf else 3", "0.75", 2),
    ("1 if -1 <= x < 1 and not (x == 0 or x > 0.5) else 2 if x < inf else 3", "0.25", 1),
    ("-(-x)^2 - (x - (1 - x))", "3", -14),
  ]

  @Test("Python computes the values", .enabled(if: Python.isInstalled))
  func computes() throws {
    let parser = FormulaParser()
    var script = ""
    for entry in Self.values {
      script += try parser.parse(entry.formula).formula.python()
      script += "\n\nprint(repr(float(f(\(entry.point)))))\n"
    }
    script += try parser.parse("piecewise((1, x > 0))").formula.python() + "\nprint(f(-1.0))\n"
    let lines = try Python.output(of: script).split(separator: "\n")
    try #require(lines.count == Self.values.count + 1)
    for (line, entry) in zip(lines, Self.values) {
      let value = try #require(Double(line))
      #expect(abs(value - entry.value) <= 1e-14 * abs(entry.value), "\(entry)")
    }
    #expect(lines.last == "nan")
  }
}

/// The Python interpreter of this machine.
enum Python {
  static let isInstalled = (try? output(of: "print(1)")) == "1\n"

  static func output(of script: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
