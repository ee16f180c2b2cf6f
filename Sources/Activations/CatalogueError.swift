import Formulas

/// Why a catalogue cannot be used: which entry, which field, and what to do.
public struct CatalogueError: Error, Hashable, Sendable {
  /// Whether the file could not be read at all, or what it says is wrong.
  public enum Kind: Hashable, Sendable {
    /// There is no such file, or it may not be read.
    case unreadableFile
    /// The content is not a catalogue.
    case invalidContent
  }

  /// What kind of error it is.
  public let kind: Kind

  /// The path of the file, or `nil` when the entries come from elsewhere.
  public internal(set) var file: String?

  /// The entry, by name or, where that is not known, by number.
  public let entry: String?

  /// The field, such as `parameters.alpha.default`.
  public let field: String?

  /// What is wrong, in lower case and without a full stop.
  public let problem: String

  /// A sentence that says what to do.
  public let remedy: String

  /// The error in the entry's formula or in the file's syntax, with its place.
  public let formulaError: FormulaError?

  /// An error with the given parts.
  public init(
    kind: Kind = .invalidContent, file: String? = nil, entry: String? = nil, field: String? = nil,
    problem: String, remedy: String, formulaError: FormulaError? = nil
  ) {
    self.kind = kind
    self.file = file
    self.entry = entry
    self.field = field
    self.problem = problem
    self.remedy = remedy
    self.formulaError = formulaError
  }
}

extension CatalogueError {
  /// An error in a text of `entry` that the parser read.
  init(entry: String, field: String?, formulaError: FormulaError) {
    self.init(
      entry: entry, field: field, problem: "the formula cannot be read",
      remedy: "Correct the formula.", formulaError: formulaError)
  }
}

extension CatalogueError: CustomStringConvertible {
  /// The error in a line, below it the formula with a caret where there is one, then the remedy.
  public var description: String {
    let place = [
      file.map { "catalogue '\($0)'" }, entry.map { "entry '\($0)'" },
      field.map { "field '\($0)'" },
    ].compactMap { $0 }.joined(separator: ", ")
    guard let formulaError else {
      return "error: \(place.isEmpty ? "" : "\(place): ")\(problem)\n\(remedy)"
    }
    return place.isEmpty
      ? formulaError.rendered() : formulaError.prefixed("\(place)").rendered()
  }
}
