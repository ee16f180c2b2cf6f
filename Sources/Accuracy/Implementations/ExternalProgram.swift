import Foundation

/// A program that computes a function, spoken to as ``BlockProtocol`` says.
///
/// The program is started at once, in a process group of its own, so that an interruption from the
/// keyboard reaches only the one that started it.
public final class ExternalProgram: ExternalImplementation {
  /// The program with its arguments.
  public let command: String

  private let coding: BlockProtocol
  private let queue = BlockQueue()
  private let conversation: Task<Void, Never>

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - arguments: the program and its arguments. The program is a path, or a name without a slash,
  ///     which is looked for in `PATH`.
  ///   - request: what the program is to compute.
  ///   - timeLimit: how long a block may take; the first one includes the start of the program.
  ///   - variables: what to add to the environment of the program.
  /// - Throws: ``ExternalProgramError`` if there is no such program or it cannot be executed. That it
  ///   does not start, though it could be executed, is the error of the first block.
  public init(
    _ arguments: [String], computing request: BlockProtocol, timeLimit: Duration = .seconds(60),
    adding variables: [String: String] = [:]
  ) throws(ExternalProgramError) {
    command = arguments.joined(separator: " ")
    coding = request
    let path = try ProgramPath.find(arguments.first ?? "", of: command)
    // A child that dies must be an error of the write, and not the end of this process.
    signal(SIGPIPE, SIG_IGN)
    conversation = Task { [queue, command] in
      let conversation = ProgramConversation(
        command: command, path: path, arguments: Array(arguments.dropFirst()),
        variables: variables, header: Array("\(request.header)\n".utf8), timeLimit: timeLimit,
        queue: queue)
      await conversation.run()
    }
  }

  deinit { Self.abandon(queue, conversation) }

  /// The results for `inputs`, which are cut into blocks where there are many.
  ///
  /// Several tasks may ask at once: they are answered one after another.
  ///
  /// - Throws: ``ExternalProgramError``, after which every further call throws the same;
  ///   `CancellationError`, after which the program has been killed.
  public func results(for inputs: [Double]) async throws -> [Double] {
    var results: [Double] = []
    results.reserveCapacity(inputs.count)
    for start in stride(from: 0, to: inputs.count, by: BlockProtocol.largestCount) {
      let end = min(start + BlockProtocol.largestCount, inputs.count)
      let part = start == 0 && end == inputs.count ? inputs : Array(inputs[start..<end])
      let request = BlockQueue.Request(
        bytes: coding.block(part), answerSize: part.count * coding.width,
        block: .init(count: part.count, first: inputs[start], last: inputs[end - 1]))
      let answer = try await cancellable { try await queue.answer(to: request) }
      results += coding.values(of: answer)
    }
    return results
  }

  /// Tells the program that there are no more blocks, and waits for its end.
  ///
  /// - Throws: ``ExternalProgramError`` if the program answered more than it was asked, if it did not
  ///   exit with code 0, or if it had failed before.
  public func close() async throws {
    queue.close(refusal: ExternalProgramError(program: command, problem: .closed))
    try await cancellable { await conversation.value }
    if let failure = queue.failure { throw failure }
  }

  /// Does something that ends early, with the program, if the task is cancelled.
  private func cancellable<Result: Sendable>(
    _ body: () async throws -> Result
  ) async throws -> Result {
    try await withTaskCancellationHandler {
      try await body()
    } onCancel: {
      Self.abandon(queue, conversation)
    }
  }

  private static func abandon(_ queue: BlockQueue, _ conversation: Task<Void, Never>) {
    queue.fail(CancellationError())
    conversation.cancel()
  }
}
