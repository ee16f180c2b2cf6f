import ActivationLab
import ArgumentParser
import Foundation

/// `actlab serve-symbol`: calls a function of a shared library for another `actlab`, in a process of its own,
/// so that a crash of the function ends nothing else. It speaks the protocol of ``ExternalProgram``.
struct ServeSymbolCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve-symbol", abstract: "Serve a function of a shared library.",
    shouldDisplay: false)

  @Argument var library: String
  @Argument var symbol: String
  @Flag var buffers = false

  func run() throws {
    guard let handle = dlopen(library, RTLD_NOW | RTLD_LOCAL) else { throw failure() }
    guard let address = dlsym(handle, symbol) else { throw failure() }
    guard let header = try line(), let format = Self.format(header) else {
      throw CommandError.usage("there is no header line of the protocol")
    }
    while let request = try read(4) {
      let count = request.enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
      guard let bytes = try read(count * format.bitWidth / 8) else { return }
      let results = call(address, format, bytes)
      try FileHandle.standardOutput.write(contentsOf: Data(results))
    }
  }

  /// What the dynamic linker says.
  private func failure() -> CommandError {
    CommandError(
      message: dlerror().map { String(cString: $0) } ?? "the symbol cannot be loaded",
      remedy: nil, code: .unavailable)
  }

  private static func format(_ header: String) -> FloatFormat? {
    let words = header.split(separator: " ")
    guard words.count >= 3, words[0] == "actlab-accuracy", words[1] == "1" else { return nil }
    return FloatFormat(rawValue: String(words[2]))
  }

  /// So many bytes; `nil` at the end of input.
  private func read(_ count: Int) throws -> [UInt8]? {
    var data = Data()
    while data.count < count {
      guard let more = try FileHandle.standardInput.read(upToCount: count - data.count),
        !more.isEmpty
      else { return nil }
      data += more
    }
    return Array(data)
  }

  /// The header line; read byte by byte, since blocks follow it.
  private func line() throws -> String? {
    var bytes: [UInt8] = []
    while let byte = try read(1)?.first, byte != UInt8(ascii: "\n"), bytes.count < 100_000 {
      bytes.append(byte)
    }
    return String(bytes: bytes, encoding: .utf8)
  }

  private func call(
    _ address: UnsafeMutableRawPointer, _ format: FloatFormat, _ bytes: [UInt8]
  ) -> [UInt8] {
    switch format {
    case .float64: call(address, Double.self, bytes)
    case .float32: call(address, Float.self, bytes)
    case .float16, .bfloat16: call(address, UInt16.self, bytes)
    case .float8E4M3, .float8E5M2: call(address, UInt8.self, bytes)
    }
  }

  private func call<Number>(
    _ address: UnsafeMutableRawPointer, _ type: Number.Type, _ bytes: [UInt8]
  ) -> [UInt8] {
    typealias Buffers = @convention(c) (UnsafeRawPointer, UnsafeMutableRawPointer, Int) -> Void
    let count = bytes.count / MemoryLayout<Number>.stride
    let inputs = UnsafeMutablePointer<Number>.allocate(capacity: max(count, 1))
    let results = UnsafeMutablePointer<Number>.allocate(capacity: max(count, 1))
    defer {
      inputs.deallocate()
      results.deallocate()
    }
    UnsafeMutableRawPointer(inputs).copyMemory(from: bytes, byteCount: bytes.count)
    UnsafeMutableRawPointer(results).copyMemory(from: bytes, byteCount: bytes.count)
    if buffers {
      unsafeBitCast(address, to: Buffers.self)(inputs, results, count)
    } else {
      Self.map(address, inputs, results, count)
    }
    return Array(UnsafeRawBufferPointer(start: results, count: bytes.count))
  }

  private static func map<Number>(
    _ address: UnsafeMutableRawPointer, _ inputs: UnsafeMutablePointer<Number>,
    _ results: UnsafeMutablePointer<Number>, _ count: Int
  ) {
    // A C function type cannot be generic: one case a type.
    func each<T>(_ function: (T) -> T) {
      inputs.withMemoryRebound(to: T.self, capacity: count) { x in
        results.withMemoryRebound(to: T.self, capacity: count) { y in
          for i in 0..<count { y[i] = function(x[i]) }
        }
      }
    }
    switch MemoryLayout<Number>.size {
    case 8: each(unsafeBitCast(address, to: (@convention(c) (Double) -> Double).self))
    case 4: each(unsafeBitCast(address, to: (@convention(c) (Float) -> Float).self))
    case 2: each(unsafeBitCast(address, to: (@convention(c) (UInt16) -> UInt16).self))
    default: each(unsafeBitCast(address, to: (@convention(c) (UInt8) -> UInt8).self))
    }
  }
}
