import Reals

/// How a list goes on for ever where no period repeats it: x·cos x has infinitely many zeros, of which
/// only finitely many can be listed.
public struct Continuation: Codable, Hashable, Sendable {
  /// The list holds every member that meets this interval, whole, and nothing else.
  public var over: IntervalDescription
  /// −∞, +∞ or both: towards these there are proved to be infinitely many further members, finitely
  /// many in every bounded interval.
  public var towards: [ExactNumber]
}
