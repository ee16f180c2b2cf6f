/// An activation function as a network applies it: its value and the derivative that
/// backpropagation uses, in `Double`.
///
/// At a kink `derivative` returns whatever convention its author chose.
public struct ScalarFunction: Sendable {
  /// The name under which results speak of it.
  public let name: String

  /// The function.
  public let value: @Sendable (Double) -> Double

  /// Its derivative.
  public let derivative: @Sendable (Double) -> Double

  /// A function with the given value and derivative.
  public init(
    _ name: String, value: @escaping @Sendable (Double) -> Double,
    derivative: @escaping @Sendable (Double) -> Double
  ) {
    self.name = name
    self.value = value
    self.derivative = derivative
  }
}
