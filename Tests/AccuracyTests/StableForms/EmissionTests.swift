import Activations
import FloatFormats
import Formulas
import Foundation
import Testing

@testable import Accuracy

@Suite("Emitted sources")
struct EmissionTests {
  private static let cases: [(String, Bool, FloatFormat)] = [
    ("gelu", false, .float32), ("mish", true, .float32), ("sine", false, .float32),
    ("snake", true, .float32), ("squareplus", true, .float32),
    ("x^1.5 + cbrt(x)*atan(x)", false, .float32), ("tanh-shrink", false, .float32),
    ("sinh(x)/cosh(x) + tan(x)", false, .float32), ("1/x + x/(1 - x)", false, .float32),
    ("floor(x)*sin(x)", false, .float32), ("log(Phi(x))", false, .float32),
    ("gelu(x) - relu(x)", false, .float32),
    ("gelu", false, .float64), ("softplus", true, .float64), ("mish", true, .bfloat16),
  ]

  private static func program(_ candidates: String...) -> String? {
    candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
  private static let compilerPath: String? = program(
    "/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang")
  private static let pythonPath: String? = program("/usr/bin/python3", "/usr/local/bin/python3")
  private static let swiftPath: String? = program("/opt/swift/usr/bin/swiftc", "/usr/bin/swiftc")
  private static let torchPath: String? = program(
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: ".venv-torch/bin/python").path)

  private func form(
    _ text: String, _ derivative: Bool, _ format: FloatFormat = .float32
  ) throws -> StableForm {
    let formula = try Catalogue.builtIn.parser.parse(text).formula
    return try #require(
      StableForm(of: derivative ? formula.derivative : formula, format: format))
  }

  /// Bit patterns of inputs: special ones, all magnitudes and the neighbourhood of 0.
  private func inputs(of format: FloatFormat) -> [UInt64] {
    var state: UInt64 = 1
    let special: [Double] = [0, -0.0, 1, -1, .infinity, -.infinity]
    return special.map(\.bitPattern)
      + (0..<3000).map { index in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let any =
          format == .float64
          ? Double(bitPattern: state) : Double(Float(bitPattern: UInt32(state >> 32)))
        let near = format.rounding(Double(Int64(bitPattern: state) >> 11) * 0x1p-52 * 20)
        return (index % 2 == 0 && !any.isNaN ? any : near).bitPattern
      }
  }

  private func run(_ path: String, _ arguments: [String], input: URL? = nil) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    if let input { process.standardInput = try FileHandle(forReadingFrom: input) }
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: output, as: UTF8.self)
  }

  /// Runs what `build` makes of the source, on all inputs, and compares the bits.
  private func compare(
    _ form: StableForm, _ build: (_ folder: URL) throws -> (String, [String])
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let inputs = inputs(of: form.format)
    let file = folder.appending(path: "inputs")
    try inputs.map { "\($0)\n" }.joined().write(to: file, atomically: true, encoding: .utf8)
    let (path, arguments) = try build(folder)
    let results = try run(path, arguments, input: file).split(separator: "\n").map { UInt64($0) }
    #expect(results.count == inputs.count)
    for (bits, result) in zip(inputs, results) {
      let value = form(Double(bitPattern: bits))
      let expected = value.isNaN ? 0 : value.bitPattern
      #expect(result == expected, "at \(Double(bitPattern: bits))")
    }
  }

  @Test(
    "C has the same bits", .enabled(if: compilerPath != nil, "there is no C compiler"),
    arguments: cases
  )
  func c(_ text: String, _ derivative: Bool, _ format: FloatFormat) throws {
    let form = try form(text, derivative, format)
    try compare(form) { folder in
      let main = """
        #include <inttypes.h>
        #include <stdio.h>
        int main(void) {
          uint64_t bits;
          while (scanf("%" SCNu64, &bits) == 1) {
            const double y = f(el_from_bits(bits));
            printf("%" PRIu64 "\\n", y != y ? 0 : el_bits(y));
          }
        }

        """
      let source = folder.appending(path: "f.c")
      try (form.source(in: .c) + main).write(to: source, atomically: true, encoding: .utf8)
      let binary = folder.appending(path: "f").path
      _ = try run(
        #require(Self.compilerPath), ["-O2", "-w", source.path, "-o", binary, "-lm"])
      return (binary, [])
    }
  }

  @Test(
    "Python has the same bits", .enabled(if: pythonPath != nil, "there is no Python"),
    arguments: cases)
  func python(_ text: String, _ derivative: Bool, _ format: FloatFormat) throws {
    let form = try form(text, derivative, format)
    try compare(form) { folder in
      let main = """

        import sys
        for line in sys.stdin:
          y = f(struct.unpack("<d", struct.pack("<Q", int(line)))[0])
          print(struct.unpack("<Q", struct.pack("<d", y))[0] if y == y else 0)

        """
      let source = folder.appending(path: "f.py")
      try (form.source(in: .python) + main).write(to: source, atomically: true, encoding: .utf8)
      return (try #require(Self.pythonPath), [source.path])
    }
  }

  /// One function with all that the source can contain: the compiler takes seconds.
  @Test("Swift has the same bits", .enabled(if: swiftPath != nil, "there is no swiftc"))
  func swift() throws {
    let form = try form("x*Phi(x) + sin(x)*tanh(x)", false)
    try compare(form) { folder in
      let main = """

        while let line = readLine() {
          let y = f(Double(bitPattern: UInt64(line) ?? 0))
          print(y.isNaN ? 0 : y.bitPattern)
        }

        """
      let source = folder.appending(path: "main.swift")
      try (form.source(in: .swift) + main).write(to: source, atomically: true, encoding: .utf8)
      let binary = folder.appending(path: "f").path
      _ = try run(#require(Self.swiftPath), ["-O", source.path, "-o", binary])
      return (binary, [])
    }
  }

  @Test(
    "PyTorch's function and its gradient are within 1 ulp of the form",
    .enabled(if: torchPath != nil, "PyTorch is not installed: .venv-torch"),
    arguments: ["gelu", "mish"])
  func torch(_ name: String) throws {
    let (value, slope) = (try form(name, false), try form(name, true))
    let source = PyTorchEmission(value: value, derivative: slope).source()
    // The errors of both are told.
    #expect(source.hasPrefix(value.remarks(after: "#") + slope.remarks(after: "#")))
    let main = """

      x = torch.linspace(-30, 30, 601).requires_grad_()
      y = f(x)
      y.sum().backward()
      for row in zip(x.tolist(), y.tolist(), x.grad.tolist()): print(*(repr(v) for v in row))

      """
    let rows = try run(#require(Self.torchPath), ["-c", source + main]).split(separator: "\n")
    #expect(rows.count == 601)
    for row in rows {
      let numbers = row.split(separator: " ").compactMap { Double($0) }
      try #require(numbers.count == 3)
      for (form, result) in [(value, numbers[1]), (slope, numbers[2])] {
        let expected = form(numbers[0])
        #expect(
          abs(result - expected) <= FloatFormat.float32.unit(of: expected),
          "\(name) at \(numbers[0])")
      }
    }
  }
}
