import FloatFormats
import Foundation
import Testing

@testable import Accuracy

@Suite("Programs that compute results", .serialized)
struct ExternalProgramTests {
  private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Reads the header and each block into `count` and `data`, and does something with them.
  private func program(
    _ body: String, format: FloatFormat = .float16, timeout: Int = 20
  ) async throws -> ExternalProgram {
    let lines = body.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    let script = """
      import os, sys, struct, time
      line = sys.stdin.buffer.readline().decode()
      out = sys.stdout.buffer
      while True:
          header = sys.stdin.buffer.read(4)
          if not header: break
          count = struct.unpack("<I", header)[0]
          data = sys.stdin.buffer.read(count * \(format.bitWidth / 8))
      \(lines)
          out.flush()
      """
    let python = try #require(Self.python)
    return try await ExternalProgram(
      ExternalCommand(executable: URL(filePath: python), arguments: ["-c", script]),
      format: format, quantity: .value, function: "x + 1", timeout: timeout)
  }

  private func error(_ program: ExternalProgram, _ inputs: [Double]) async -> ExternalError? {
    do {
      _ = try await program.results(for: inputs)
      return nil
    } catch {
      return error as? ExternalError
    }
  }

  @Test(
    "every value goes there and back", .enabled(if: python != nil, "python3 is missing"),
    arguments: FloatFormat.allCases)
  func echo(format: FloatFormat) async throws {
    let program = try await program("out.write(data)", format: format)
    let inputs =
      format.bitWidth <= 16
      ? SweepInputs.all(format).block(0) : [0, -0.0, 1.5, -0x1.8p-99, 0x1p127, -.infinity]
    for _ in 0..<3 {
      let results = try await program.results(for: inputs)
      #expect(results.map(\.bitPattern) == inputs.map(\.bitPattern))
    }
    await program.end()
    await program.end()
  }

  @Test(
    "blocks longer than any pipe, to a program that answers while it still reads",
    .enabled(if: python != nil, "python3 is missing"))
  func large() async throws {
    let python = try #require(Self.python)
    let script = """
      import sys, struct
      sys.stdin.buffer.readline()
      while header := sys.stdin.buffer.read(4):
          left = 8 * struct.unpack("<I", header)[0]
          while left:
              part = sys.stdin.buffer.read(min(left, 1000))
              left -= len(part)
              sys.stdout.buffer.write(part)
              sys.stdout.buffer.flush()
      """
    let program = try await ExternalProgram(
      ExternalCommand(executable: URL(filePath: python), arguments: ["-c", script]),
      format: .float64, quantity: .derivative, function: "x")
    let inputs = (0..<200_000).map { Double($0) / 7 }
    #expect(try await program.results(for: inputs) == inputs)
    await program.end()
  }

  @Test(
    "the header names format, quantity and function",
    .enabled(if: python != nil, "python3 is missing"))
  func header() async throws {
    let program = try await program(
      "out.write(data if line == 'actlab-accuracy 1 float16 value x + 1\\n' else b'')\nif not line.endswith('x + 1\\n'): sys.exit(7)"
    )
    #expect(try await program.results(for: [1, 2]) == [1, 2])
  }

  @Test(
    "a program that dies is told with its status and its last words",
    .enabled(if: python != nil, "python3 is missing"))
  func dying() async throws {
    let early = try await program("sys.stderr.write('one\\ntwo\\n'); sys.exit(3)")
    #expect(
      await error(early, [1])
        == .ended(program: "python3", status: "exit code 3", messages: "  one\n  two"))
    let middle = try await program("out.write(data[:2]); out.flush(); os.kill(os.getpid(), 11)")
    #expect(
      await error(middle, [1, 2, 3])
        == .ended(program: "python3", status: "signal 11", messages: ""))
    // After that, and after an end, nothing hangs or crashes.
    #expect(await error(middle, [1]) != nil)
    await middle.end()
  }

  @Test(
    "a program that answers too much, too little or not at all",
    .enabled(if: python != nil, "python3 is missing"))
  func lying() async throws {
    let long = try await program("out.write(data + b'12345')")
    var found: ExternalError?
    // What is too much may come with the answer or just after it.
    for _ in 0..<20 where found == nil { found = await error(long, [1, 2]) }
    #expect(found == .tooLong(program: "python3"))
    let short = try await program("out.write(data[2:])", timeout: 1)
    #expect(await error(short, [1, 2]) == .silent(program: "python3", seconds: 1))
    let mute = try await program("time.sleep(30)", timeout: 1)
    #expect(await error(mute, [1]) == .silent(program: "python3", seconds: 1))
  }

  @Test("texts that name implementations")
  func commands() throws {
    func error(_ text: String) -> ExternalError? {
      do {
        _ = try ExternalCommand(text, servingExecutable: "/bin/actlab")
        return nil
      } catch {
        return error
      }
    }
    #expect(error("no-such-program-anywhere") == .noProgram("no-such-program-anywhere"))
    #expect(error("/tmp") == .noProgram("/tmp"))
    #expect(error(" ") == .noProgram(" "))
    #expect(error("./none.so:f") == .noLibrary("./none.so"))
    #expect(error("./none.so") == .noSymbol("./none.so"))
    #expect(error("./none.so:") == .noSymbol("./none.so"))
    let shell = try ExternalCommand("sh -c true", servingExecutable: "")
    #expect(shell.executable.lastPathComponent == "sh" && shell.arguments == ["-c", "true"])
    let library = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).so")
    FileManager.default.createFile(atPath: library.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: library) }
    let buffers = try ExternalCommand("\(library.path):f[]", servingExecutable: "/bin/actlab")
    #expect(buffers.arguments == ["serve-symbol", library.path, "f", "--buffers"])
    #expect(buffers.executable.path == "/bin/actlab")
  }
}
