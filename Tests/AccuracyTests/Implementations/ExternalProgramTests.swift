import FloatFormats
import Foundation
import Testing

@testable import Accuracy

@Suite(
  "External programs",
  .enabled(if: ImplementationFixtures.python != nil, "python3 is not installed"))
struct ExternalProgramTests {
  @Test(
    "the identity gives every number of a small format back",
    arguments: [FloatFormat.float16, .bfloat16, .float8E4M3, .float8E5M2])
  func identity(format: FloatFormat) async throws {
    let program = try ImplementationFixtures.start(ImplementationFixtures.echo, format: format)
    let values = ImplementationFixtures.allValues(of: format)
    #expect(areIdentical(try await program.results(for: values), values))
    #expect(try await program.results(for: []).isEmpty)
    try await program.close()
  }

  @Test(
    "many inputs are cut into blocks, and no pipe fills up",
    arguments: [FloatFormat.float32, .float64])
  func manyInputs(format: FloatFormat) async throws {
    let program = try ImplementationFixtures.start(ImplementationFixtures.echo, format: format)
    let values = (0..<(2 * BlockProtocol.largestCount + 5)).map { format.rounding(Double($0) / 7) }
    #expect(areIdentical(try await program.results(for: values), values))
    try await program.close()
  }

  @Test("tasks that ask at once get their own answers")
  func concurrentTasks() async throws {
    let program = try ImplementationFixtures.start(ImplementationFixtures.echo)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<20 {
        let values = [Double](repeating: Double(index), count: 1000 + index)
        group.addTask { areIdentical(try await program.results(for: values), values) }
      }
      for try await isRight in group { #expect(isRight) }
    }
    try await program.close()
  }

  @Test("the program gets the first line, and standard error may be long")
  func firstLine() async throws {
    let program = try ImplementationFixtures.start(
      """
      for block in blocks():
          print("noise " * 100000, file=sys.stderr)
          print("\\x1b\\x9b[31m" + header, file=sys.stderr, flush=True)
          send(block)
      sys.exit(9)
      """, function: "x + 1 ")
    for _ in 0..<5 { #expect(try await program.results(for: [1, 2]) == [1, 2]) }
    let error = await #expect(throws: ExternalProgramError.self) { try await program.close() }
    #expect(error?.problem == .endedBadly(.exited(9)))
    #expect(error?.messages.last == "[31mactlab-accuracy 1 float32 value x + 1 ")
  }

  // MARK: Programs that fail

  private static let block = ExternalProgramError.Block(count: 3, first: 1, last: 3)

  /// The error of a program at its second block of three float32 numbers.
  private func failure(
    _ program: String, timeLimit: Duration = .seconds(60)
  ) async throws -> ExternalProgramError {
    let program = try ImplementationFixtures.start(
      "it = blocks()\nsend(next(it))\nblock = next(it)\n" + program, timeLimit: timeLimit)
    #expect(try await program.results(for: [4, 5]) == [4, 5])
    let thrown = await #expect(throws: ExternalProgramError.self) {
      try await program.results(for: [1, 2, 3])
    }
    let error = try #require(thrown)
    // It stays.
    for _ in 0..<2 {
      await #expect(throws: error) { try await program.results(for: [1]) }
      await #expect(throws: error) { try await program.close() }
    }
    return error
  }

  @Test("a program that dies in the middle: exit code and last words")
  func death() async throws {
    let exit = try await failure("sys.exit('no\\n\\nluck')")
    #expect(exit.problem == .ended(.exited(1), answered: 0, of: 12))
    #expect(exit.messages == ["no", "luck"])
    #expect(exit.block == Self.block)
    #expect(
      exit.message.hasSuffix(
        "ended with exit code 1 at work on the block of 3 inputs from 1.0 to 3.0, after 0 of the 12 "
          + "bytes of the answer; its last words:\n  no\n  luck"))
    let half = try await failure("send(block[:6])\nos.kill(os.getpid(), 9)")
    #expect(half.problem == .ended(.signaled(9), answered: 6, of: 12))
    #expect(half.message.contains("was ended by signal 9 (SIGKILL)"))
    let quiet = try await failure("send(block[:-1])")
    #expect(quiet.problem == .ended(.exited(0), answered: 11, of: 12))
  }

  @Test("a program that answers too much")
  func excess() async throws {
    #expect(try await failure("send(block + block[:1])\nnext(it)").problem == .answeredTooMuch)
    let late = try ImplementationFixtures.start(ImplementationFixtures.echo + "\nsend(b'1')")
    #expect(try await late.results(for: [1]) == [1])
    let error = await #expect(throws: ExternalProgramError.self) { try await late.close() }
    #expect(error?.problem == .answeredTooMuch)
  }

  @Test("a program that is late is killed")
  func timeLimit() async throws {
    let hanging = try await failure("time.sleep(600)", timeLimit: .seconds(2))
    #expect(hanging.problem == .timedOut(.seconds(2), answered: 0, of: 12))
    let tooShort = try await failure("send(block[:7])\nnext(it)", timeLimit: .seconds(2))
    #expect(tooShort.problem == .timedOut(.seconds(2), answered: 7, of: 12))

    let deaf = try ImplementationFixtures.start("time.sleep(600)", timeLimit: .seconds(1))
    let error = await #expect(throws: ExternalProgramError.self) {
      try await deaf.results(for: .init(repeating: 1, count: 1 << 17))
    }
    #expect(error?.problem == .timedOut(.seconds(1), answered: 0, of: 1 << 19))

    let undying = try ImplementationFixtures.start(
      ImplementationFixtures.echo + "\ntime.sleep(600)", timeLimit: .seconds(2))
    #expect(try await undying.results(for: [1]) == [1])
    let late = await #expect(throws: ExternalProgramError.self) { try await undying.close() }
    #expect(late?.problem == .didNotEnd(within: .seconds(2)))
  }

  @Test("a program that closes its output and lives on is not waited for")
  func closedOutput() async throws {
    let error = try await failure("os.close(1)\ntime.sleep(600)")
    #expect(error.problem == .closedOutput(answered: 0, of: 12))
    #expect(error.message.hasSuffix("of the answer; it said nothing on standard error"))
  }

  @Test("a program that is not there, or cannot be executed")
  func unstartable() async throws {
    let folder = try ImplementationFolder()
    let request = BlockProtocol(format: .float32, quantity: .value, function: "x")
    func problem(_ arguments: [String]) -> ExternalProgramError.Problem? {
      do throws(ExternalProgramError) {
        _ = try ExternalProgram(arguments, computing: request)
        return nil
      } catch {
        return error.problem
      }
    }
    #expect(problem([folder.path("none"), "a"]) == .missing)
    #expect(problem(["no-program-has-this-name"]) == .missing)
    #expect(problem([""]) == .missing)
    #expect(problem([]) == .missing)
    #expect(problem([folder.url.path]) == .notExecutable)
    #expect(problem([try folder.file("text", "exit 0")]) == .notExecutable)
    #expect(problem(["sh", "-c", "exit 0"]) == nil)

    let binary = try folder.file("binary", "\u{7F}ELF no program", permissions: 0o755)
    let unstarted = try ExternalProgram([binary], computing: request)
    let error = await #expect(throws: ExternalProgramError.self) {
      try await unstarted.results(for: [1])
    }
    guard case .notStarted = error?.problem else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("what has been closed does not answer")
  func closed() async throws {
    let program = try ImplementationFixtures.start(ImplementationFixtures.echo)
    try await program.close()
    try await program.close()
    let error = await #expect(throws: ExternalProgramError.self) {
      try await program.results(for: [1])
    }
    #expect(error?.problem == .closed)
  }

  // MARK: Programs that are no longer wanted

  /// Whether a process has gone, or goes within a few seconds.
  private func hasGone(_ process: Int32) async throws -> Bool {
    for _ in 0..<100 {
      if kill(process, 0) != 0 { return true }
      try await Task.sleep(for: .milliseconds(50))
    }
    return false
  }

  private static let hanging = """
    for block in blocks():
        send(os.getpid().to_bytes(4, "little"))
        while True: time.sleep(1)
    """

  /// The identifier that ``hanging`` sends as its first four bytes, which are only the half of a block.
  private func identifier(_ program: ExternalProgram) async throws -> Int32 {
    let value = try #require(try await program.results(for: [0]).first)
    return Int32(bitPattern: UInt32(FloatFormat.float32.bitPattern(of: value)))
  }

  @Test("cancelling a task that waits kills the program")
  func cancellation() async throws {
    let program = try ImplementationFixtures.start(Self.hanging)
    let process = try await identifier(program)
    let waiting = Task { try await program.results(for: [1, 2]) }
    try await Task.sleep(for: .milliseconds(200))
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    #expect(try await hasGone(process))
    await #expect(throws: CancellationError.self) { try await program.results(for: [1]) }
  }

  @Test("letting go of a program kills it")
  func release() async throws {
    var program: ExternalProgram? = try ImplementationFixtures.start(Self.hanging)
    let process = try await identifier(try #require(program))
    #expect(kill(process, 0) == 0)
    program = nil
    #expect(try await hasGone(process))
  }
}
