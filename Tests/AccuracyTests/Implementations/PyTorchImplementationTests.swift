import FloatFormats
import Foundation
import Testing

@testable import Accuracy

@Suite(
  "PyTorch as an implementation under test",
  .enabled(
    if: ImplementationFixtures.torch != nil,
    "PyTorch is not installed: Scripts/setup.sh torch says why"))
struct PyTorchImplementationTests {
  private func start(
    _ function: String, _ quantity: AccuracyReport.Quantity, _ format: FloatFormat,
    arguments: [String] = []
  ) throws -> ExternalProgram {
    let script = ImplementationFixtures.checkout
      .appending(path: "Scripts/examples/torch_implementation.py").path
    return try ExternalProgram(
      [#require(ImplementationFixtures.torch), script] + arguments,
      computing: BlockProtocol(format: format, quantity: quantity, function: function),
      timeLimit: .seconds(300))
  }

  @Test("its derivative of tanh is 0 from about 9 on in float32")
  func tanhDerivative() async throws {
    let program = try start("tanh", .derivative, .float32)
    let results = try await program.results(for: [0, 1, 9.5, -9.5])
    #expect(results[0] == 1)
    #expect(abs(results[1] - 0.419974341614026) < 1e-6)
    #expect(results[2...] == [0, 0])
    try await program.close()
  }

  @Test("all inputs of the formats of 16 bits", arguments: [FloatFormat.float16, .bfloat16])
  func allInputs(format: FloatFormat) async throws {
    let program = try start("relu", .value, format)
    let values = ImplementationFixtures.allValues(of: format)
    let results = try await program.results(for: values)
    for (value, result) in zip(values, results) {
      #expect(value.isNaN ? result.isNaN : result == max(0, value))
    }
    try await program.close()
  }

  @Test("double precision, and a function by another name")
  func otherName() async throws {
    let program = try start("x*Phi(x)", .value, .float64, arguments: ["gelu"])
    let result = try #require(try await program.results(for: [1]).first)
    #expect(abs(result - 0.841344746068542949) < 1e-15)
    try await program.close()
    let catalogued = try start("hard-swish", .derivative, .float64)
    #expect(try await catalogued.results(for: [4, -4]) == [1, 0])
    try await catalogued.close()
  }

  @Test("a function that it does not have")
  func unknown() async throws {
    let program = try start("no-activation", .value, .float32)
    let error = await #expect(throws: ExternalProgramError.self) {
      try await program.results(for: [1])
    }
    #expect(error?.problem == .ended(.exited(1), answered: 0, of: 4))
    #expect(
      error?.messages.last
        == "PyTorch has no function 'no-activation'; give its name as an argument")
  }
}
