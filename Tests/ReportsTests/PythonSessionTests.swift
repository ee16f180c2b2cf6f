import Testing

@testable import Reports

@Suite("Python sessions")
struct PythonSessionTests {
  @Test("cells share one namespace, exceptions are named, probes are numbers or nothing")
  func session() async throws {
    let session = try await PythonSession(
      cells: ["x = 2", "print(x ** 2)", "1 / 0", "print('α')"],
      probes: ["x + 0.5", "1 / 0", "float('inf')", "'text'", "0.1 + 0.2"])
    #expect(session.outputs == ["", "4", "ZeroDivisionError: division by zero", "α"])
    #expect(session.values == [2.5, nil, nil, nil, 0.30000000000000004])
  }

  @Test("whole numbers beyond all floats are named, and end nothing")
  func hugeIntegers() async throws {
    let session = try await PythonSession(
      cells: ["print(1)"], probes: ["10 ** 400", "10 ** 5000", "7"])
    #expect(session.outputs == ["1"])
    #expect(session.values == [nil, nil, 7])
    #expect(session.texts == ["OverflowError", "OverflowError", "7"])
  }

  @Test("a session that does not end is an error", .timeLimit(.minutes(1)))
  func timeout() async {
    await #expect(throws: PythonSessionError.self) {
      _ = try await PythonSession(
        cells: ["import time; time.sleep(60)"], probes: [], timeout: .milliseconds(300))
    }
  }
}
