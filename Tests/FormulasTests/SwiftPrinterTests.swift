import Formulas
import Foundation
import Randomness
import Testing

@Suite("Formulas as Swift")
struct SwiftPrinterTests {
  @Test("a function whose name the code calls gets another")
  func names() throws {
    for (text, name) in [("tanh(x)", "tanh"), ("sign(x)", "sign"), ("softplus(x)", "exp")] {
      let code = try FormulaParser().parse(text).formula.swift(functionName: name)
      #expect(code.contains("func \(name)_(_ x: Double) -> Double {"), "\(text)")
    }
    #expect(
      try FormulaParser().parse("tanh(x)").formula.swift(functionName: "f")
        .contains("func f(_ x: Double) -> Double {\n  return tanh(x)\n"))
  }

  @Test("the file that is written")
  func files() throws {
    let parser = try SampleTable.parser()
    #expect(
      try parser.parse("leaky_relu").formula.swift(functionName: "leakyReLU")
        == """
        import Foundation

        func leakyReLU(_ x: Double) -> Double {
          return x >= 0.0 ? x : 0.01*x
        }

        """)
    #expect(
      try parser.parse("1/3*x + softplus(-x)").formula.swift()
        == """
        import Foundation

        func softplus(_ u: Double) -> Double {
          return max(u, 0.0) + log1p(exp(-abs(u)))
        }

        func f(_ x: Double) -> Double {
          return 1.0 / 3.0*x + softplus(-x)
        }

        """)
  }

  @Test("large expressions are split")
  func splitting() throws {
    let sum = try FormulaParser().parse("x" + String(repeating: " + exp(x)*x", count: 20)).formula
    let text = sum.swift()
    #expect(text.contains("let t1: Double = "))
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 120 })
  }

  @Test("swiftc accepts every operation, and the values are right")
  func compiles() throws {
    let compiler = ["/usr/bin/swiftc", "/opt/swift/usr/bin/swiftc"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    // Without a compiler beside the tests there is nothing to ask.
    guard let compiler else { return }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("formulas-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    let parser = FormulaParser()
    let all = ElementaryFunction.allCases.map { "\($0.rawValue)(x)" }.joined(separator: " + ")
    var random = RandomFormulas(generator: SplitMix64(seed: 5))
    var formulas = [
      try parser.parse(all).formula,
      try parser.parse(
        "1 if -1 <= x < 1 and not (x == 0 or not x > 0.5) else --x^-x if true or x < inf else 3"
      )
      .formula,
      try parser.parse(
        "piecewise((e*pi*1e400, x > 0), (min(x, 1, 1/3), max(x, -x) != 12345678901234567890))"
      )
      .formula,
    ]
    for _ in 0..<10 { formulas.append(random.formula(depth: 4)) }
    var files: [String] = []
    for (index, formula) in formulas.enumerated() {
      let file = folder.appendingPathComponent("f\(index).swift")
      // Helpers are repeated in every file; a file of its own is a module of its own.
      try formula.swift(functionName: "f\(index)").write(
        to: file, atomically: true, encoding: .utf8)
      files.append(file.path)
    }
    for file in files {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: compiler)
      process.arguments = ["-typecheck", "-parse-as-library", file]
      let pipe = Pipe()
      process.standardError = pipe
      try process.run()
      let messages = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(String(decoding: messages, as: UTF8.self))")
    }
  }
}
