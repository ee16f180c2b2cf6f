import Synchronization

/// Where the tasks that want results and the one that talks to the process meet.
///
/// The requests are answered one after another. Each is answered exactly once: by bytes, or by the
/// error that ended the conversation.
final class BlockQueue: Sendable {
  /// What to send, and how long the answer is.
  struct Request: Sendable {
    let bytes: [UInt8]
    let answerSize: Int
    /// The inputs, for messages.
    let block: ExternalProgramError.Block
  }

  private typealias Reply = CheckedContinuation<[UInt8], any Error>

  private struct State {
    var waiting: [(request: Request, reply: Reply)] = []
    var current: Reply?
    var receiver: CheckedContinuation<Request?, Never>?
    /// What every further request is answered with.
    var refusal: (any Error)?
    /// What went wrong.
    var failure: (any Error)?
  }

  private let state = Mutex(State())

  /// What went wrong, if anything did.
  var failure: (any Error)? { state.withLock { $0.failure } }

  // MARK: Those who ask

  /// The answer to a request.
  func answer(to request: Request) async throws -> [UInt8] {
    try await withCheckedThrowingContinuation { reply in
      let refusal = state.withLock { state -> (any Error)? in
        if let refusal = state.refusal { return refusal }
        if let receiver = state.receiver {
          (state.receiver, state.current) = (nil, reply)
          receiver.resume(returning: request)
        } else {
          state.waiting.append((request, reply))
        }
        return nil
      }
      if let refusal { reply.resume(throwing: refusal) }
    }
  }

  /// Ends the requests: those that wait are answered, further ones get `refusal`.
  func close(refusal: any Error) {
    state.withLock { state in
      guard state.refusal == nil else { return }
      state.refusal = refusal
      state.receiver?.resume(returning: nil)
      state.receiver = nil
    }
  }

  // MARK: The one who answers

  /// The next request; `nil` when there will be none.
  func next() async -> Request? {
    await withCheckedContinuation { receiver in
      state.withLock { state in
        if !state.waiting.isEmpty {
          let next = state.waiting.removeFirst()
          state.current = next.reply
          receiver.resume(returning: next.request)
        } else if state.refusal != nil {
          receiver.resume(returning: nil)
        } else {
          state.receiver = receiver
        }
      }
    }
  }

  /// Answers the request that ``next()`` gave.
  func reply(_ answer: [UInt8]) {
    state.withLock { state in
      state.current?.resume(returning: answer)
      state.current = nil
    }
  }

  /// Answers all requests, those to come too, with an error; only the first such error counts.
  func fail(_ error: any Error) {
    state.withLock { state in
      let error = state.failure ?? error
      (state.failure, state.refusal) = (error, error)
      state.current?.resume(throwing: error)
      for (_, reply) in state.waiting { reply.resume(throwing: error) }
      state.receiver?.resume(returning: nil)
      (state.current, state.waiting, state.receiver) = (nil, [], nil)
    }
  }
}
