import FloatFormats
import Foundation

/// The other side of ``SymbolProcess``: loads a library, and answers blocks as ``BlockProtocol`` says.
public enum SymbolServer {
  /// The exit code when the library cannot be loaded.
  static let unloadable: Int32 = 3
  /// The exit code when the symbol is not there.
  static let missingSymbol: Int32 = 4
  /// The exit code when the input does not follow the protocol, or the output cannot be written.
  static let protocolError: Int32 = 5

  /// What stands before its reasons on standard error, and before nothing that a library writes.
  private static let label = "serve-symbol: "

  /// The reason that a server has given among the last lines of its standard error.
  static func reason(in messages: [String]) -> String? {
    guard let line = messages.last, let start = line.firstRange(of: label) else { return nil }
    return String(line[start.upperBound...])
  }

  /// Answers the blocks that come from standard input with what the function gives.
  ///
  /// What the library prints to standard output goes to standard error. The process ends when the one
  /// that started it has gone, even if the function never returns.
  ///
  /// - Returns: the code that the process must exit with at once; 0 at the end of the input. What went
  ///   wrong stands on standard error.
  public static func serve(_ symbol: CSymbol) -> Int32 {
    let output = dup(STDOUT_FILENO)
    dup2(STDERR_FILENO, STDOUT_FILENO)
    endWithParent()
    let input = DescriptorReader(descriptor: STDIN_FILENO)
    guard let header = input.line() else { return 0 }
    guard let request = BlockProtocol(header: header) else {
      return fail("the first line is not that of the protocol", protocolError)
    }
    guard let library = dlopen(symbol.loadedPath, RTLD_NOW | RTLD_LOCAL) else {
      return fail(loaderMessage, unloadable)
    }
    guard let address = dlsym(library, symbol.name) else {
      return fail(loaderMessage, missingSymbol)
    }
    let function = LoadedFunction(address: address, form: symbol.form, format: request.format)
    return answer(from: input, to: output, by: function, width: request.width)
  }

  private static func answer(
    from input: DescriptorReader, to output: Int32, by function: LoadedFunction, width: Int
  ) -> Int32 {
    while let head = input.bytes(4) {
      let count = head.reversed().reduce(0) { $0 << 8 | Int($1) }
      guard (1...BlockProtocol.largestCount).contains(count), let block = input.bytes(count * width)
      else { return fail("a block is not as the protocol says", protocolError) }
      guard write(function(block, count: count), to: output) else {
        return fail("the results cannot be written", protocolError)
      }
    }
    return 0
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        let written = Foundation.write(descriptor, part.baseAddress, part.count)
        if written < 0 && errno == EINTR { continue }
        guard written > 0 else { return false }
        rest = rest.dropFirst(written)
      }
      return true
    }
  }

  private static var loaderMessage: String {
    dlerror().map { String(cString: $0) } ?? "no reason is given"
  }

  private static func fail(_ message: String, _ code: Int32) -> Int32 {
    _ = write(Array("\(label)\(message)\n".utf8), to: STDERR_FILENO)
    return code
  }

  private static func endWithParent() {
    let parent = getppid()
    Thread.detachNewThread {
      while getppid() == parent { sleep(1) }
      _exit(protocolError)
    }
  }
}

/// A descriptor that is read in whole pieces.
private struct DescriptorReader {
  let descriptor: Int32

  /// The next `count` bytes; `nil` if the input ends before.
  func bytes(_ count: Int) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        let size = read(descriptor, rest.baseAddress, rest.count)
        if size < 0 && errno == EINTR { continue }
        guard size > 0 else { return }
        filled += size
      }
    }
    return bytes.count == count ? bytes : nil
  }

  /// The text up to the next line feed; `nil` if there is none.
  func line() -> String? {
    var line: [UInt8] = []
    while let byte = bytes(1)?.first {
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return nil
  }
}
