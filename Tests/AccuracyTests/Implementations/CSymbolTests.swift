import FloatFormats
import Foundation
import Testing

@testable import Accuracy

@Suite(
  "Functions of shared libraries",
  .enabled(if: ImplementationFixtures.compiler != nil, "there is no C compiler"))
struct CSymbolTests {
  private static let source = """
    #include <stdint.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <unistd.h>
    float twice_f32(float x) { puts("a message to standard output"); return 2 * x; }
    double twice_f64(double x) { return 2 * x; }
    void twice_f32s(const float *x, float *y, size_t n) { while (n--) *y++ = 2 * *x++; }
    void twice_f64s(const double *x, double *y, size_t n) { while (n--) *y++ = 2 * *x++; }
    uint16_t negative_u16(uint16_t x) { return x ^ 0x8000; }
    void negative_u16s(const uint16_t *x, uint16_t *y, size_t n) { while (n--) *y++ = *x++ ^ 0x8000; }
    uint8_t negative_u8(uint8_t x) { return x ^ 0x80; }
    void half_the_work(const float *x, float *y, size_t n) { for (n /= 2; n--;) *y++ = *x++; }
    float crash_above_two(float x) { if (x > 2) *(volatile int *)8 = 1; return x; }
    float give_up(float x) { exit(7); }
    float as_unloadable(float x) { _exit(\(SymbolServer.unloadable)); }
    float as_missing(float x) { _exit(\(SymbolServer.missingSymbol)); }
    float loud(float x) { fputs("cannot go on\\n", stderr); _exit(\(SymbolServer.protocolError)); }
    float loud_as_unloadable(float x) {
      fputs("cannot go on\\n", stderr);
      _exit(\(SymbolServer.unloadable));
    }
    float aborts(float x) { abort(); }
    float endless(float x) { for (;;) sleep(1); }
    float no_function = 1;
    """

  private let folder: ImplementationFolder
  private let library: String

  init() throws {
    folder = try ImplementationFolder()
    library = try folder.library("libtest.so", Self.source)
  }

  private func start(
    _ text: String, _ format: FloatFormat = .float32, timeLimit: Duration = .seconds(60)
  ) throws -> SymbolProcess {
    try SymbolProcess(
      #require(CSymbol(text)),
      computing: BlockProtocol(format: format, quantity: .value, function: "x"),
      servedBy: ImplementationFixtures.server, timeLimit: timeLimit)
  }

  @Test(
    "a function of one number, and one of buffers",
    arguments: [
      ("twice_f32", FloatFormat.float32), ("twice_f32s[]", .float32), ("twice_f64", .float64),
      ("twice_f64s[]", .float64),
    ])
  func doubling(name: String, format: FloatFormat) async throws {
    let process = try start("\(library):\(name)", format)
    let values = [0, -0.0, 1, -2.5, .infinity, .nan, 1e30].map(format.rounding)
    #expect(areIdentical(try await process.results(for: values), values.map { 2 * $0 }))
    let many = (0..<70_000).map(Double.init)
    #expect(areIdentical(try await process.results(for: many), many.map { 2 * $0 }))
    try await process.close()
  }

  @Test(
    "formats of 16 and 8 bits are bit patterns",
    arguments: [
      ("negative_u16", FloatFormat.float16), ("negative_u16s[]", .float16),
      ("negative_u16", .bfloat16), ("negative_u8", .float8E4M3), ("negative_u8", .float8E5M2),
    ])
  func negation(name: String, format: FloatFormat) async throws {
    let process = try start("\(library):\(name)", format)
    let values = ImplementationFixtures.allValues(of: format)
    #expect(areIdentical(try await process.results(for: values), values.map { -$0 }))
    try await process.close()
  }

  @Test("results that a function leaves out are NaN")
  func unwritten() async throws {
    let process = try start("\(library):half_the_work[]")
    #expect(areIdentical(try await process.results(for: [1, 2, 3, 4]), [1, 2, .nan, .nan]))
    try await process.close()
  }

  // MARK: What goes wrong

  private func problem(
    _ text: String, timeLimit: Duration = .seconds(60)
  ) async throws -> CSymbolError.Problem? {
    let process = try start(text, timeLimit: timeLimit)
    let error = await #expect(throws: CSymbolError.self) {
      try await process.results(for: [1, 2, 3])
    }
    #expect(error?.symbol.description == text)
    return error?.problem
  }

  @Test("a crash ends only the process of the function")
  func crash() async throws {
    let process = try start("\(library):crash_above_two")
    #expect(try await process.results(for: [1, 2]) == [1, 2])
    let error = await #expect(throws: CSymbolError.self) {
      try await process.results(for: [1, 2, 3])
    }
    #expect(error?.problem == .crashed(signal: SIGSEGV))
    #expect(error?.block == .init(count: 3, first: 1, last: 3))
    #expect(
      error?.message
        == "'\(library):crash_above_two' crashed with signal 11 (SIGSEGV) on the block of 3 "
        + "inputs from 1.0 to 3.0")
    #expect(try await problem("\(library):aborts") == .crashed(signal: SIGABRT))
    #expect(try await problem("\(library):no_function") == .crashed(signal: SIGSEGV))
  }

  @Test("a function that ends the process, or never returns")
  func ending() async throws {
    let exiting = try start("\(library):give_up")
    let error = await #expect(throws: CSymbolError.self) {
      try await exiting.results(for: [1])
    }
    #expect(error?.problem == .exited(code: 7))
    // With the codes that say that there is no library or symbol.
    for (name, code) in [
      ("as_unloadable", SymbolServer.unloadable), ("as_missing", SymbolServer.missingSymbol),
      ("loud", SymbolServer.protocolError), ("loud_as_unloadable", SymbolServer.unloadable),
    ] {
      #expect(try await problem("\(library):\(name)") == .exited(code: code))
    }
    let endless = try start("\(library):endless", timeLimit: .seconds(1))
    let late = await #expect(throws: CSymbolError.self) {
      try await endless.results(for: [1])
    }
    #expect(late?.problem == .timedOut(.seconds(1)))
  }

  @Test("a symbol that is missing")
  func missingSymbol() async throws {
    guard case .missingSymbol(let reason) = try await problem("\(library):none") else {
      Issue.record("no error of a missing symbol")
      return
    }
    #expect(reason.contains("none"))
  }

  @Test("a library that is missing, is none, or is for another machine")
  func badLibraries() async throws {
    let missing = folder.path("none.so")
    #expect(
      throws: CSymbolError(
        symbol: .init(library: missing, name: "f", form: .scalar), problem: .missingLibrary)
    ) {
      try start("\(missing):f")
    }
    let text = try folder.file("text.so", "This is no library.")
    var bytes = try Data(contentsOf: URL(filePath: library))
    // The machine of an ELF file: one that nobody has.
    (bytes[18], bytes[19]) = (0xEE, 0xEE)
    let foreign = folder.path("foreign.so")
    try bytes.write(to: URL(filePath: foreign))
    for text in ["\(text):f", "\(foreign):f", "no-library-has-this-name.so:f"] {
      guard case .unloadable(let reason) = try await problem(text) else {
        Issue.record("no error for \(text)")
        continue
      }
      #expect(reason.contains(text.dropLast(2)))
    }
  }
}
