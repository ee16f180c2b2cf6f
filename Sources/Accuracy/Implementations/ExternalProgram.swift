import FloatFormats
import Foundation

/// A program that computes results, in a process of its own.
///
/// The protocol, all numbers in little-endian order: the program gets one line of ASCII on its standard
/// input, `actlab-accuracy 1 DTYPE OF FUNCTION`, where DTYPE is the format (`float32`), OF is `value` or
/// `derivative` and FUNCTION is the rest of the line. Then come blocks: the number n of inputs as 4 bytes,
/// and n inputs as bit patterns of the format, of 1, 2, 4 or 8 bytes each. To each block it answers with n
/// results of the same kind on its standard output, and flushes them. At the end of input it ends.
public actor ExternalProgram: Implementation {
  private let process = Process()
  private let input: Int32
  private let output: Int32
  private let pipes = (input: Pipe(), output: Pipe())
  private let messages: URL
  private let format: FloatFormat
  private let name: String
  private let timeout: Int
  private var hasEnded = false

  /// Starts a program.
  ///
  /// Writing to a program that has ended is an error and no signal from then on: SIGPIPE is ignored.
  ///
  /// - Parameter timeout: after so many seconds without an answer the program is given up.
  /// - Throws: ``ExternalError``.
  public init(
    _ command: ExternalCommand, format: FloatFormat, quantity: AccuracyReport.Quantity,
    function: String, timeout: Int = 60
  ) async throws {
    self.format = format
    self.timeout = timeout
    name = command.executable.lastPathComponent
    signal(SIGPIPE, SIG_IGN)
    messages = FileManager.default.temporaryDirectory.appending(path: "actlab-\(UUID().uuidString)")
    FileManager.default.createFile(atPath: messages.path, contents: nil)
    input = pipes.input.fileHandleForWriting.fileDescriptor
    output = pipes.output.fileHandleForReading.fileDescriptor
    process.executableURL = command.executable
    process.arguments = command.arguments
    process.standardInput = pipes.input
    process.standardOutput = pipes.output
    process.standardError = try? FileHandle(forWritingTo: messages)
    do {
      try process.run()
    } catch {
      try? FileManager.default.removeItem(at: messages)
      throw ExternalError.cannotStart(command.executable.path)
    }
    for descriptor in [input, output] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
    let line = function.map { $0.isASCII && !$0.isNewline ? $0 : "?" }
    let header = "actlab-accuracy 1 \(format.rawValue) \(quantity.rawValue) \(String(line))\n"
    _ = try exchange(Array(header.utf8), answer: 0)
  }

  deinit {
    if process.isRunning { process.terminate() }
    try? FileManager.default.removeItem(at: messages)
  }

  /// The results for `inputs`.
  ///
  /// - Throws: ``ExternalError``, after which the program is of no use any more.
  public func results(for inputs: [Double]) throws -> [Double] {
    let width = format.bitWidth / 8
    var request: [UInt8] = []
    request.reserveCapacity(4 + width * inputs.count)
    func append(_ value: UInt64, bytes: Int) {
      for k in 0..<bytes { request.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * k))) }
    }
    append(UInt64(inputs.count), bytes: 4)
    for x in inputs { append(format.bitPattern(of: x), bytes: width) }
    let answer = try exchange(request, answer: width * inputs.count)
    return (0..<inputs.count).map { i in
      let bits = (0..<width).reduce(UInt64(0)) { bits, k in
        bits | UInt64(answer[i * width + k]) << UInt64(8 * k)
      }
      return format.value(ofBitPattern: bits)
    }
  }

  /// Ends the program: it gets the end of its input, and is stopped if that does not help.
  public func end() {
    guard !hasEnded else { return }
    hasEnded = true
    try? pipes.input.fileHandleForWriting.close()
    for _ in 0..<100 where process.isRunning { usleep(10_000) }
    if process.isRunning { process.terminate() }
    for _ in 0..<100 where process.isRunning { usleep(10_000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Writes `request` and reads `count` bytes, at the same time, so that neither side waits for the other.
  private func exchange(_ request: [UInt8], answer count: Int) throws -> [UInt8] {
    var sent = 0
    var answer: [UInt8] = []
    answer.reserveCapacity(count)
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while sent < request.count || answer.count < count {
      var descriptors = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
      if sent < request.count {
        descriptors.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0))
      }
      let ready = poll(&descriptors, nfds_t(descriptors.count), Int32(timeout * 1000))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { throw failure(.silent(program: name, seconds: timeout)) }
      if descriptors[0].revents != 0 {
        let got = read(output, &buffer, buffer.count)
        if got > 0 {
          answer += buffer[..<got]
          if answer.count > count { throw failure(.tooLong(program: name)) }
        } else if got == 0 || errno != EAGAIN {
          throw ended()
        }
      }
      if descriptors.count > 1, descriptors[1].revents != 0 {
        let written = request[sent...].withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
        if written > 0 {
          sent += written
        } else if errno != EAGAIN {
          throw ended()
        }
      }
    }
    return answer
  }

  private func failure(_ error: ExternalError) -> ExternalError {
    hasEnded = true
    kill(process.processIdentifier, SIGKILL)
    return error
  }

  /// The error of a program that has closed its output or its input.
  private func ended() -> ExternalError {
    hasEnded = true
    for _ in 0..<100 where process.isRunning { usleep(10_000) }
    let status: String
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      status = "it closed its input or output"
    } else {
      status =
        process.terminationReason == .uncaughtSignal
        ? "signal \(process.terminationStatus)" : "exit code \(process.terminationStatus)"
    }
    let text = (try? String(contentsOf: messages, encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n").suffix(5).map { "  \($0.prefix(200))" }
    return .ended(program: name, status: status, messages: lines.joined(separator: "\n"))
  }
}
