/// What computes a function in a floating-point format, one block of inputs at a time.
public protocol Implementation: Sendable {
  /// The results for `inputs`, one for each; inputs and results are values of the format.
  func results(for inputs: [Double]) async throws -> [Double]
}
