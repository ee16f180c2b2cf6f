import Foundation
import Subprocess
import Testing

/// What is kept, and what is said, when a sweep does not come to its end.
@Suite("actlab accuracy when something fails", .serialized)
struct AccuracyFailureTests {
  private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Runs a line of shell in which `$0` is the program.
  private func shell(_ line: String) async throws -> CommandLineTool.Outcome {
    let result = try await Subprocess.run(
      .path("/bin/bash"), arguments: ["-c", line, try CommandLineTool.url.path],
      environment: .inherit.updating(["LC_ALL": "C.UTF-8"]), output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20))
    guard case .exited(let code) = result.terminationStatus else {
      throw CommandLineTool.Killed(
        status: "\(result.terminationStatus)", error: result.standardError)
    }
    return CommandLineTool.Outcome(
      code: code, output: result.standardOutput, error: result.standardError)
  }

  @Test("an interruption keeps and prints what is done")
  func interruption() async throws {
    let result = try await shell(
      "timeout --foreground --preserve-status -s INT 3 \"$0\" accuracy softplus --format json")
    #expect(result.code == 130)
    #expect(result.error.hasSuffix("interrupted: the report is of what was tried until then\n"))
    let report = try object(result.output)
    #expect(report["isComplete"] as? Bool == false)
    #expect(try #require(report["inputs"] as? Int) > 1_000_000)
  }

  @Test("an interruption does not wait for a program that hangs")
  func hanging() async throws {
    let start = ContinuousClock.now
    let result = try await shell(
      "timeout --foreground --preserve-status -s INT 1 \"$0\" accuracy relu --implementation 'sleep 600'"
    )
    #expect(result.code == 130)
    #expect(result.output.contains("Not all inputs were tried: the sweep was ended early."))
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test("a program that hangs is given up after the time limit")
  func timeLimit() async throws {
    let start = ContinuousClock.now
    let result = try await shell(
      "\"$0\" accuracy relu --sample 1000 --time-limit 0.5 --implementation 'sleep 600'")
    #expect(result.code == 69)
    #expect(result.output.isEmpty)
    #expect(result.error.hasPrefix("error: 'sleep 600' did not answer within 0.5 seconds"))
    #expect(ContinuousClock.now - start < .seconds(20))
    let usage = try await shell("\"$0\" accuracy relu --time-limit 0")
    #expect(usage.code == 64)
  }

  @Test(
    "a full device: exit code 74, and a report that its file does not take is printed",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"))
  func fullDevice() async throws {
    let arguments = "accuracy relu --dtype bfloat16 --format json"
    let output = try await shell("\"$0\" \(arguments) > /dev/full")
    #expect(output.code == 74)
    #expect(
      output.error
        == "error: standard output cannot be written to: no space is left on the device\n")
    let file = try await shell("\"$0\" \(arguments) -o /dev/full --force")
    #expect(file.code == 74)
    #expect(
      file.error == """
        error: '/dev/full' cannot be written: no space is left on the device
        The result went to standard output instead.

        """)
    #expect(try object(file.output)["inputs"] as? Int == 65_280)
    let source = try await shell(
      "\"$0\" stabilize tanh --dtype bfloat16 --emit c -o /dev/full --force")
    #expect(source.code == 74)
    #expect(source.output.contains("double f(double"))
  }

  @Test(
    "programs that lie: what was right until then is printed",
    .enabled(if: python != nil, "python3 is not installed"),
    arguments: [
      ("send(block); read(4); sys.exit()", "ended with exit code 0", 65_536),
      ("send(block + b'!')", "answered more bytes than it was asked for", 65_536),
      ("print('Hello, world!', flush=True); send(block)", "answered more bytes than", 0),
      ("send(block[:9]); sys.exit('out of memory')", "its last words:\n  out of memory", 0),
    ])
  func lies(_ body: String, _ message: String, _ inputs: Int) async throws {
    let folder = try TemporaryFolder()
    let script = try folder.file(
      "program.py",
      """
      import sys
      read = sys.stdin.buffer.read
      def send(data):
          sys.stdout.buffer.write(data)
          sys.stdout.buffer.flush()
      sys.stdin.buffer.readline()
      while head := read(4):
          block = read(4 * int.from_bytes(head, "little"))
          \(body)
      """)
    let result = try await CommandLineTool.run(
      "accuracy", "x", "--range", "1:1.1", "--format", "json", "--implementation",
      "\(try #require(Self.python)) \(script)")
    #expect(result.code == 69)
    #expect(result.error.contains(message), "\(result.error)")
    // Nothing is printed where nothing was counted.
    guard !result.output.isEmpty else { return }
    let report = try object(result.output)
    #expect(report["isComplete"] as? Bool == false)
    #expect(try #require(report["inputs"] as? Int) <= inputs)
  }

  @Test(
    "errors are Russian where the arguments or the environment ask for it",
    arguments: [
      (["--implementation", "./none.so:f"], "нет библиотеки «./none.so»"),
      (["--implementation", "none"], "нет программы «none»"),
      (["--implementation", "true"], "завершилась с кодом 0, ответив 0 байтами из"),
      (["--shard", "4/3"], "«4/3» — не часть"),
      (["--range", "1"], "«1» — не промежуток"),
      (["--range", "2:1"], "промежуток «2:1» пуст"),
      (["--range", "1.001:1.0011"], "в промежутке нет чисел bfloat16"),
      (["--sample", "5"], "--sample задаёт число"),
    ])
  func russian(arguments: [String], message: String) async throws {
    let command = ["accuracy", "relu", "--dtype", "bfloat16"] + arguments
    let asked = try await CommandLineTool.run(command + ["--language", "ru"])
    let surrounded = try await CommandLineTool.run(
      command, environment: ["LC_ALL": "ru_RU.UTF-8"])
    for result in [asked, surrounded] {
      #expect(result.code == 64 || result.code == 69)
      #expect(
        result.error.hasPrefix("ошибка: ") && result.error.contains(message), "\(result.error)")
      // No line without Russian letters but one of what others say.
      #expect(
        result.error.split(separator: "\n").allSatisfy { $0.contains(#/[а-я]/#) }, "\(result.error)"
      )
    }
  }

  @Test("errors of merging are Russian too")
  func mergingInRussian() async throws {
    let folder = try TemporaryFolder()
    let part = folder.path("1.json")
    let made = try await CommandLineTool.run(
      "accuracy", "relu", "--dtype", "bfloat16", "--shard", "1/2", "--format", "json", "-o", part)
    #expect(made.code == 0)
    let none = try folder.file("none.json", "{}")
    for (files, message) in [
      ([part], "ошибка: нет части 2/2\nВыполните их с --shard.\n"),
      ([part, part], "ошибка: «\(part)» и «\(part)» — одна и та же часть 1/2\n"),
      ([none], "ошибка: «\(none)» — не отчёт о точности\nНазовите файлы, записанные командой"),
      ([folder.path("x.json")], "ошибка: файл «\(folder.path("x.json"))» не читается\n"),
    ] {
      let result = try await CommandLineTool.run(
        ["accuracy", "merge"] + files + ["--language", "ru"])
      #expect(result.code == 74)
      #expect(result.error.hasPrefix(message), "\(result.error)")
    }
  }
}
