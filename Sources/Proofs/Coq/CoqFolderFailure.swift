/// The folder in which Coq is to work cannot be written to.
public struct CoqFolderFailure: Error, CustomStringConvertible {
  /// Its path.
  public let folder: String

  /// One line.
  public var description: String { "the folder '\(folder)' cannot be written to" }
}
