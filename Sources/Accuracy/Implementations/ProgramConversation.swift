import Foundation
import Subprocess
import Synchronization

/// The run of one external program, from its start to its end.
struct ProgramConversation: Sendable {
  let command: String
  let path: String
  let arguments: [String]
  let variables: [String: String]
  /// What is sent first.
  let header: [UInt8]
  let timeLimit: Duration
  let queue: BlockQueue

  private typealias Process = Execution<CustomWriteInput, SequenceOutput, SequenceOutput>

  /// How long a program that has failed may take to say why and to end.
  private static let grace = Duration.seconds(3)

  /// Why the conversation ended, where it was not for want of blocks.
  private enum Failure: Error {
    case silence(answered: Int, of: Int)
    case closedOutput(answered: Int, of: Int)
    case excess
    case timeout(answered: Int, of: Int)
    case unended
  }

  private struct Outcome {
    var failure: Failure?
    var block: ExternalProgramError.Block?
    var messages: [String] = []
  }

  /// Starts the program, answers the requests of the queue, and leaves in the queue what went wrong.
  func run() async {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: Self.grace)
    ]
    let added = variables.map { (Environment.Key(stringLiteral: $0.key), Optional($0.value)) }
    do {
      let result = try await Subprocess.run(
        .path(.init(path)), arguments: .init(arguments),
        environment: .inherit.updating(.init(added) { first, _ in first }),
        platformOptions: options, input: .inputWriter, output: .sequence, error: .sequence
      ) { await converse(with: $0) }
      let ending: ExternalProgramError.Ending =
        switch result.terminationStatus {
        case .exited(let code): .exited(code)
        case .signaled(let signal): .signaled(signal)
        }
      if let problem = problem(result.closureResult.failure, ending) {
        queue.fail(
          ExternalProgramError(
            program: command, problem: problem, block: result.closureResult.block,
            messages: result.closureResult.messages))
      }
    } catch is CancellationError {
      queue.fail(CancellationError())
    } catch {
      let reason = (error as? SubprocessError)?.underlyingError.map { "\($0)" } ?? "\(error)"
      queue.fail(ExternalProgramError(program: command, problem: .notStarted(reason)))
    }
  }

  private func problem(
    _ failure: Failure?, _ ending: ExternalProgramError.Ending
  ) -> ExternalProgramError.Problem? {
    switch failure {
    case nil: ending == .exited(0) ? nil : .endedBadly(ending)
    case .silence(let answered, let size): .ended(ending, answered: answered, of: size)
    case .closedOutput(let answered, let size): .closedOutput(answered: answered, of: size)
    case .excess: .answeredTooMuch
    case .timeout(let answered, let size): .timedOut(timeLimit, answered: answered, of: size)
    case .unended: .didNotEnd(within: timeLimit)
    }
  }

  // MARK: Talking

  private nonisolated(nonsending) func converse(with process: Process) async -> Outcome {
    let tail = MessageTail()
    return await withTaskGroup(of: Void.self) { group in
      group.addTask { await tail.collect(process.standardError) }
      var reader = AnswerReader(process.standardOutput)
      var outcome = await answerRequests(process, &reader)
      // At the end of its input a program ends by itself.
      try? await process.standardInputWriter.finish()
      await end(process)
      // What it has started ends with it.
      try? process.send(signal: .kill, toProcessGroup: true)
      await group.waitForAll()
      outcome.messages = tail.lines
      return outcome
    }
  }

  private nonisolated(nonsending) func answerRequests(
    _ process: Process, _ reader: inout AnswerReader
  ) async -> Outcome {
    if case .failure(let failure) = await exchange(header, answerSize: 0, process, &reader) {
      return Outcome(failure: failure)
    }
    while let request = await queue.next() {
      switch await exchange(request.bytes, answerSize: request.answerSize, process, &reader) {
      case .success(let answer): queue.reply(answer)
      case .failure(let failure): return Outcome(failure: failure, block: request.block)
      }
    }
    if queue.failure != nil { return Outcome() }
    return Outcome(failure: await finish(process, &reader))
  }

  private enum Event { case written, timeIsUp, undisturbed }

  /// Sends `bytes`, beside reading the answer: neither pipe may fill up.
  private nonisolated(nonsending) func exchange(
    _ bytes: [UInt8], answerSize: Int, _ process: Process, _ reader: inout AnswerReader
  ) async -> Result<[UInt8], Failure> {
    await withTaskGroup(of: Event.self) { group in
      group.addTask {
        _ = try? await process.standardInputWriter.write(bytes)
        return .written
      }
      group.addTask { await watch(process) }
      let answer = await reader.read(answerSize)
      // A writer that is stuck would hold up this group.
      let wasAlive = answer.count < answerSize ? await end(process) : false
      var isLate = false
      for await event in group {
        if event == .written { group.cancelAll() }
        if event == .timeIsUp { isLate = true }
      }
      if isLate {
        return .failure(.timeout(answered: answer.count, of: answerSize))
      }
      if answer.count > answerSize { return .failure(.excess) }
      if answer.count < answerSize {
        return .failure(
          wasAlive
            ? .closedOutput(answered: answer.count, of: answerSize)
            : .silence(answered: answer.count, of: answerSize))
      }
      return .success(answer)
    }
  }

  /// Closes the program's input, and waits until it has closed its output.
  private nonisolated(nonsending) func finish(
    _ process: Process, _ reader: inout AnswerReader
  ) async -> Failure? {
    try? await process.standardInputWriter.finish()
    return await withTaskGroup(of: Event.self) { group in
      group.addTask { await watch(process) }
      let rest = await reader.read(1)
      if rest.isEmpty { await end(process, within: timeLimit) }
      group.cancelAll()
      let isLate = await group.contains(.timeIsUp)
      if !rest.isEmpty { return .excess }
      return isLate ? .unended : nil
    }
  }

  // MARK: Ending

  /// Kills the program when the time is up, unless cancelled before.
  private func watch(_ process: Process) async -> Event {
    guard (try? await Task.sleep(for: timeLimit)) != nil else { return .undisturbed }
    try? process.send(signal: .kill, toProcessGroup: true)
    return .timeIsUp
  }

  /// Waits for the program's end, and kills it if that does not come soon; whether it had to.
  @discardableResult
  private nonisolated(nonsending) func end(
    _ process: Process, within limit: Duration = grace
  ) async -> Bool {
    let start = ContinuousClock.now
    // To continue is what a running program does anyway.
    await process.teardown(using: [
      .send(signal: .resume, toProcessGroup: true, allowedDurationToNextStep: limit)
    ])
    return ContinuousClock.now - start >= limit
  }
}

/// What a program answers, put together from the pieces in which it comes.
private struct AnswerReader {
  private var chunks: SubprocessOutputSequence.Iterator

  init(_ output: SubprocessOutputSequence) { chunks = output.makeAsyncIterator() }

  /// At least `count` bytes: less if the output ends before, more if more came along.
  nonisolated(nonsending) mutating func read(_ count: Int) async -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count, let chunk = try? await chunks.next() {
      chunk.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    return bytes
  }
}

/// The last that a program writes to standard error.
private final class MessageTail: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  /// The number of bytes that are kept, and of lines that are shown.
  private static let (size, count) = (1 << 13, 8)

  func collect(_ output: SubprocessOutputSequence) async {
    var chunks = output.makeAsyncIterator()
    while let chunk = try? await chunks.next() {
      bytes.withLock { bytes in
        chunk.withUnsafeBytes { bytes.append(contentsOf: $0.suffix(Self.size)) }
        if bytes.count > 2 * Self.size { bytes.removeFirst(bytes.count - Self.size) }
      }
    }
  }

  /// The last lines, without empty ones and control characters.
  var lines: [String] {
    let text = String(decoding: bytes.withLock { $0.suffix(Self.size) }, as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      String(line.unicodeScalars.filter { $0.properties.generalCategory != .control })
    }
    return lines.filter { !$0.allSatisfy(\.isWhitespace) }.suffix(Self.count)
  }
}
