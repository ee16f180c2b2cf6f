/// An implementation in a process of its own.
///
/// The process is killed when the last reference to the implementation goes, and when a task that waits
/// for results is cancelled.
public protocol ExternalImplementation: Implementation {
  /// Ends the process in good order, after the last block.
  ///
  /// - Throws: an error if the process answered more than it was asked, or did not end well: the results
  ///   of a program that does so are doubtful.
  func close() async throws
}
