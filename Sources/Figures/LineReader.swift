import Subprocess

/// The lines of a child process's output, as bytes without the line feed.
struct LineReader {
  private var chunks: SubprocessOutputSequence.Iterator
  private var buffer: [UInt8] = []

  init(_ output: SubprocessOutputSequence) {
    chunks = output.makeAsyncIterator()
  }

  /// The next whole line, or `nil` when the output has ended; an unfinished last line is dropped.
  nonisolated(nonsending) mutating func next() async throws -> [UInt8]? {
    var searched = 0
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { buffer.removeSubrange(...end) }
        return Array(buffer[..<end])
      }
      searched = buffer.count
      guard let chunk = try await chunks.next() else { return nil }
      chunk.withUnsafeBytes { buffer.append(contentsOf: $0) }
    }
  }
}
