/// A program under test did not do what it was asked.
public struct ExternalProgramError: Error, Equatable, Sendable, CustomStringConvertible {
  /// How a process ended.
  public enum Ending: Equatable, Sendable {
    /// By itself, with an exit code.
    case exited(Int32)
    /// By a signal.
    case signaled(Int32)
  }

  /// The inputs that the program worked on.
  public struct Block: Equatable, Sendable {
    /// The number of inputs.
    public let count: Int
    /// The first of them.
    public let first: Double
    /// The last of them.
    public let last: Double
  }

  /// What went wrong; sizes are numbers of bytes of the answer to a block.
  public enum Problem: Equatable, Sendable {
    /// There is no such file, or none in the folders of `PATH`.
    case missing
    /// The file is a folder, or may not be executed.
    case notExecutable
    /// The system did not start it, and says why.
    case notStarted(String)
    /// It ended before it had answered.
    case ended(Ending, answered: Int, of: Int)
    /// It closed its output before it had answered, and was killed.
    case closedOutput(answered: Int, of: Int)
    /// It answered more than it was asked.
    case answeredTooMuch
    /// It took too long, and was killed.
    case timedOut(Duration, answered: Int, of: Int)
    /// It answered everything, and did not end well.
    case endedBadly(Ending)
    /// It answered everything, did not end, and was killed.
    case didNotEnd(within: Duration)
    /// It was asked after it had been closed.
    case closed
  }

  /// The program with its arguments.
  public let program: String

  /// What went wrong.
  public let problem: Problem

  /// What the program was working on, if it was.
  public let block: Block?

  /// The last lines that it wrote to standard error.
  public let messages: [String]

  init(program: String, problem: Problem, block: Block? = nil, messages: [String] = []) {
    (self.program, self.problem, self.block, self.messages) = (program, problem, block, messages)
  }

  /// What went wrong, in lower case and without a full stop, and below it what the program said.
  public var message: String {
    let said = messages.isEmpty ? "; it said nothing on standard error" : "; its last words:"
    let working =
      block.map { " on the block of \($0.count) inputs from \($0.first) to \($0.last)" } ?? ""
    let what =
      switch problem {
      case .missing: "there is no program '\(program)'"
      case .notExecutable: "'\(program)' is not a program that can be executed"
      case .notStarted(let reason): "'\(program)' cannot be started: \(reason)"
      case .ended(let ending, let answered, let size):
        "'\(program)' \(ending.inWords) at work\(working), after \(answered) of the \(size) bytes of "
          + "the answer\(said)"
      case .closedOutput(let answered, let size):
        "'\(program)' closed its output at work\(working), after \(answered) of the \(size) bytes "
          + "of the answer\(said)"
      case .answeredTooMuch:
        "'\(program)' answered more bytes than it was asked for\(working)"
      case .timedOut(let limit, let answered, let size):
        "'\(program)' did not answer within \(limit) at work\(working): \(answered) of \(size) bytes "
          + "came\(said)"
      case .endedBadly(let ending):
        "'\(program)' answered every block and then \(ending.inWords)\(said)"
      case .didNotEnd(let limit):
        "'\(program)' did not end within \(limit) of the end of its input"
      case .closed: "'\(program)' has been closed"
      }
    return ([what] + messages.map { "  \($0)" }).joined(separator: "\n")
  }

  /// A sentence that says what to do.
  public var remedy: String {
    switch problem {
    case .missing:
      "Give the path of a program, with its arguments after spaces, or a name in PATH; "
        + "'naive' and 'stable' are built in."
    case .notExecutable: "Make it executable (chmod +x), or name its interpreter before it."
    case .notStarted:
      "A script needs a first line such as #!/usr/bin/env python3, or its interpreter before it."
    case .ended(.exited(0), _, _), .closedOutput:
      "It must answer each block with as many results as there are inputs, until its input ends."
    case .ended, .endedBadly: "Run it by hand, with the blocks that the protocol describes."
    case .answeredTooMuch:
      "It must answer n inputs with n results of the same width, and print nothing else to standard "
        + "output."
    case .timedOut:
      "It must flush its output after each block; give it more time (--time-limit) if it is only slow."
    case .didNotEnd: "It must exit with code 0 at the end of its input."
    case .closed: "Start it again."
    }
  }

  /// What went wrong, and what to do.
  public var description: String { "\(message)\n\(remedy)" }
}

extension ExternalProgramError.Ending {
  /// How the process ended, as a part of a sentence.
  public var inWords: String {
    switch self {
    case .exited(let code): "ended with exit code \(code)"
    case .signaled(let signal): "was ended by \(SignalName.text(of: signal))"
    }
  }
}
