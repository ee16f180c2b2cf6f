import Installation

/// A document in one language, apart from its format.
public struct Report: Sendable {
  /// The title.
  public let title: String
  /// The language.
  public let language: Language
  /// The parts of the document, in the order of reading.
  public let cells: [ReportCell]
}
