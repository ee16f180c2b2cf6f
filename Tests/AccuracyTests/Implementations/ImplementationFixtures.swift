import Accuracy
import FloatFormats
import Foundation
import Installation
import Testing

/// What the tests of implementations need: interpreters, compilers, and programs under test.
enum ImplementationFixtures {
  /// Python, or `nil` where there is none.
  static let python = program("/usr/bin/python3", "/usr/local/bin/python3")
  /// A C compiler, or `nil` where there is none.
  static let compiler = program("/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang")
  /// An interpreter that has PyTorch, or `nil` if it was not set up.
  static let torch = program(checkout.appending(path: ".venv-torch/bin/python").path)

  /// The root of the package.
  static let checkout = (1...4).reduce(URL(filePath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }

  /// The command that serves functions of libraries: the program beside the test runner.
  static var server: [String] {
    get throws {
      let runner = try #require(Surroundings.current.executable)
      return [runner.deletingLastPathComponent().appending(path: "actlab").path, "serve-symbol"]
    }
  }

  private static func program(_ candidates: String...) -> String? {
    candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// The first lines of a program under test: `blocks()` gives the bytes of the blocks, `send` answers.
  static let prelude = """
    import os, sys, time
    header = sys.stdin.buffer.readline().decode().rstrip("\\n")
    width = {"float64": 8, "float32": 4, "float16": 2, "bfloat16": 2}.get(header.split(" ")[2], 1)
    def blocks():
        while head := sys.stdin.buffer.read(4):
            yield sys.stdin.buffer.read(int.from_bytes(head, "little") * width)
    def send(data):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    """

  /// The identity.
  static let echo = "for block in blocks(): send(block)"

  /// A program under test in Python, given by the lines after ``prelude``.
  static func start(
    _ program: String, format: FloatFormat = .float32, function: String = "relu",
    timeLimit: Duration = .seconds(60)
  ) throws -> ExternalProgram {
    try ExternalProgram(
      [#require(python), "-c", prelude + program],
      computing: BlockProtocol(format: format, quantity: .value, function: function),
      timeLimit: timeLimit)
  }

  /// All values of a format of 16 or 8 bits, NaN among them.
  static func allValues(of format: FloatFormat) -> [Double] {
    (0..<UInt64(1) << UInt64(format.bitWidth)).map(format.value(ofBitPattern:))
  }
}

/// A folder that lasts as long as the value.
final class ImplementationFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "actlab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in it.
  func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a file, and returns its path.
  func file(_ name: String, _ text: String, permissions: Int = 0o644) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
    try FileManager.default.setAttributes(
      [.posixPermissions: permissions], ofItemAtPath: path(name))
    return path(name)
  }

  /// Compiles a shared library of C, and returns its path.
  func library(_ name: String, _ source: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: try #require(ImplementationFixtures.compiler))
    process.arguments = [
      "-O1", "-shared", "-fPIC", "-o", path(name), try file("\(name).c", source),
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return path(name)
  }
}

/// Whether two lists hold the same numbers, NaN and the sign of 0 included.
func areIdentical(_ first: [Double], _ second: [Double]) -> Bool {
  first.count == second.count
    && zip(first, second).allSatisfy {
      ($0.isNaN && $1.isNaN) || $0.bitPattern == $1.bitPattern
    }
}
