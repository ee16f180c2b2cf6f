/// The optimal adversarial example of one input, with what is proved of its distance.
public struct AttackResult: Encodable, Hashable, Sendable {
  /// What the search came to.
  public enum Status: String, Encodable, Hashable, Sendable {
    /// The bounds of the distance agree to the tolerance, or to rounding.
    case optimal
    /// They do not: time or nodes ran out, or the closure of another class comes nearer than the
    /// class itself could be shown to.
    case gap
    /// It is proved that no input of the box is of another class.
    case robust = "robust in box"
  }

  /// Why the bounds of a distance did not meet.
  public enum Shortfall: String, Encodable, Hashable, Sendable, CaseIterable {
    /// The time or the nodes ran out, or the search was interrupted.
    case stopped
    /// No example was found within the greatest distance that is searched without a box.
    case notFound
    /// Activations jump: no input of the class could be shown to come as near as its closure.
    case closure
    /// The outputs differ by no more than rounding allows to tell.
    case rounding
  }

  /// lower ≤ infimum of the distances ≤ upper, both proved.
  public struct Distance: Encodable, Hashable, Sendable {
    /// No input of another class is nearer; +∞ where there is none.
    public let lower: Double
    /// The distance of the witness, rounded upward; +∞ without a witness.
    public let upper: Double

    /// Bounds of a distance.
    public init(lower: Double, upper: Double) {
      self.lower = lower
      self.upper = upper
    }
  }

  /// The name of the format.
  public let schema = "actlab.attack.v1"
  /// How distances are measured.
  public let norm: PerturbationNorm
  /// The number of the sample, as the caller counts; the command line counts from 1.
  public let sample: Int
  /// The input.
  public let input: [Double]
  /// Its class.
  public let label: Int
  /// The class that the witness reaches, or `nil` without a witness.
  public let target: Int?
  /// What is proved of the distance.
  public let distance: Distance
  /// Whether an input at the infimum itself is of another class, or on a tie: always for a
  /// continuous network that has a witness; `nil` where it is not known.
  public let attained: Bool?
  /// An input of class `target`, or on a tie with it, within the upper bound; checked in exact
  /// arithmetic, or by enclosures where activations are curved.
  public let witness: [Double]?
  /// What the search came to.
  public let status: Status
  /// The nodes that the search looked at.
  public let nodes: Int
  /// Why the bounds did not meet; `nil` where they did.
  public var shortfall: Shortfall?

  private enum CodingKeys: CodingKey {
    case schema, norm, sample, input, label, target, distance, attained, witness, status, nodes
    case shortfall
  }

  /// Writes absent values as `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(norm, forKey: .norm)
    try container.encode(sample, forKey: .sample)
    try container.encode(input, forKey: .input)
    try container.encode(label, forKey: .label)
    try container.encode(target, forKey: .target)
    try container.encode(distance, forKey: .distance)
    try container.encode(attained, forKey: .attained)
    try container.encode(witness, forKey: .witness)
    try container.encode(status, forKey: .status)
    try container.encode(nodes, forKey: .nodes)
    try container.encodeIfPresent(shortfall, forKey: .shortfall)
  }
}
