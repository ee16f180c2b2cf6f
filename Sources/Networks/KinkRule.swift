/// What backpropagation takes for the derivative of an activation where it has none.
public enum KinkRule: Hashable, Sendable {
  /// A framework whose automatic differentiation was measured.
  public enum Framework: String, Hashable, Sendable, CaseIterable {
    /// PyTorch.
    case pytorch
    /// JAX.
    case jax
    /// TensorFlow with Keras.
    case tensorflow
  }

  /// What the framework returns for the catalogue entry, as the catalogue states it; where it says
  /// nothing, as for typed formulas, what ``formula`` gives.
  case framework(Framework)

  /// The derivative of the branch that the formula takes at the point itself: of equal operands of
  /// a minimum or maximum the first one, and 0 for |u| at u = 0.
  case formula

  /// The derivative from the left.
  case left

  /// The derivative from the right.
  case right

  /// This number.
  case number(Double)

  /// The rule with the given name (`pytorch`, `jax`, `tensorflow`, `formula`, `left`, `right`,
  /// `zero`, or a finite number), or `nil` for another text.
  public init?(_ text: String) {
    switch text.lowercased() {
    case "formula": self = .formula
    case "left": self = .left
    case "right": self = .right
    case "zero": self = .number(0)
    case let name:
      if let framework = Framework(rawValue: name) {
        self = .framework(framework)
      } else if let number = Double(name), number.isFinite {
        self = .number(number)
      } else {
        return nil
      }
    }
  }
}

extension KinkRule: CustomStringConvertible {
  /// The name; ``init(_:)`` reads it back.
  public var description: String {
    switch self {
    case .framework(let framework): framework.rawValue
    case .formula: "formula"
    case .left: "left"
    case .right: "right"
    case .number(let number): number == 0 ? "zero" : "\(number)"
    }
  }
}

extension KinkRule: Codable {
  /// Reads a name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let rule = KinkRule(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "there is no rule '\(text)' for kinks")
    }
    self = rule
  }

  /// Writes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A point at which an activation has no derivative, or jumps, and what is taken there.
public struct Kink: Codable, Hashable, Sendable {
  /// The point, as the nearest float64 number.
  public let at: Double
  /// The derivative to the left of it, in the limit.
  public let left: Double
  /// The derivative to the right of it, in the limit.
  public let right: Double
  /// Whether the function itself jumps.
  public let isJump: Bool
  /// What backpropagation takes.
  public let taken: Double
  /// Why: the framework's function that returns it, or the name of a ``KinkRule``.
  public let reason: String
}
