/// Why a network or an input cannot be attacked.
public struct AttackError: Error, Hashable, CustomStringConvertible {
  /// What is wrong, and what to do.
  public let description: String

  init(_ description: String) { self.description = description }
}
