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

  @Test("a session that does not end is an error", .timeLimit(.minutes(1)))
  func timeout() async {
    await #expect(throws: PythonSessionError.self) {
      _ = try await PythonSession(
        cells: ["import time; time.sleep(60)"], probes: [], timeout: .milliseconds(300))
    }
  }
}
