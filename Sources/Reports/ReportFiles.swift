import Figures
import Foundation
import Installation
import Proofs

/// A format in which a report can be written; the raw value is the file's extension.
public enum ReportFormat: String, Codable, Hashable, Sendable, CaseIterable {
  /// Markdown, with figures in a folder beside it.
  case markdown = "md"
  /// A Jupyter notebook, with figures in a folder beside it.
  case notebook = "ipynb"
  /// One HTML page that stands alone.
  case html
}

/// The files of a report, ready to be written.
public struct ReportFiles: Sendable {
  /// The contents by path, relative to the report's folder.
  public private(set) var contents: [String: Data] = [:]

  /// Files with the given contents.
  init(contents: [String: Data]) { self.contents = contents }

  /// The files of `study` in `language`, in the given formats: `case-study` with their extensions.
  ///
  /// - Throws: what rendering figures and templates throws.
  public init(
    _ study: CaseStudy, language: Language, formats: Set<ReportFormat>
  ) async throws {
    let specifications = StudyFigures(study, language: language).specifications
    let proofs = study.functions.compactMap(\.formal)
    let report = try Report(study, language: language, figures: Set(specifications.keys))
    try await self.init(report, named: "case-study", specifications, proofs, formats: formats)
  }

  /// The files of `homework` in `language`, in the given formats: `homework` with their extensions.
  ///
  /// - Throws: what rendering figures and templates throws.
  public init(
    _ homework: Homework, language: Language, formats: Set<ReportFormat>
  ) async throws {
    let specifications = HomeworkFigures(homework, language: language).specifications
    let report = try Report(homework, language: language, figures: Set(specifications.keys))
    try await self.init(
      report, named: "homework", specifications, homework.formal, formats: formats)
  }

  /// The files of a report, with its figures rendered by one process, and its proofs.
  private init(
    _ report: Report, named name: String, _ specifications: [String: VegaLiteSpecification],
    _ proofs: [FormalProof], formats: Set<ReportFormat>
  ) async throws {
    contents = try await FigureRenderer.run { renderer in
      var contents: [String: Data] = [:]
      var figures: [String: RenderedFigure] = [:]
      for (name, specification) in specifications.sorted(by: { $0.key < $1.key }) {
        let figure = RenderedFigure(
          specification: specification, svg: try await renderer.svg(specification),
          png: formats.contains(.notebook) ? try await renderer.png(specification) : Data())
        figures[name] = figure
        if formats.contains(.markdown) { contents["figures/\(name).svg"] = Data(figure.svg.utf8) }
        if formats.contains(.notebook) {
          contents["figures/\(name).png"] = figure.png
          contents["figures/\(name).vl.json"] = Data(try specification.text().utf8)
        }
      }
      for format in formats {
        let text =
          switch format {
          case .markdown: MarkdownDocument(report).text
          case .notebook: try NotebookDocument(report, figures: figures).text
          case .html:
            try await HTMLDocument(report, figures: figures, renderer: renderer).text
          }
        contents["\(name).\(format.rawValue)"] = Data(text.utf8)
      }
      return contents
    }
    for (path, text) in try FormalProof.companions(of: proofs, records: ProofRecords()) {
      contents[path] = Data(text.utf8)
    }
  }

  /// Writes all files below `folder`, each atomically; folders are made as needed.
  ///
  /// - Parameter replacing: whether files that exist are replaced.
  /// - Returns: the paths that were written, in order.
  /// - Throws: ``ReportFileExists`` before anything is written if a file exists and may not be
  ///   replaced; otherwise the error of writing.
  @discardableResult
  public func write(to folder: URL, replacing: Bool) throws -> [URL] {
    let files = contents.sorted { $0.key < $1.key }
    let urls = files.map { folder.appending(path: $0.key) }
    if !replacing,
      let taken = urls.first(where: { FileManager.default.fileExists(atPath: $0.path) })
    {
      throw ReportFileExists(path: taken.path)
    }
    for (url, file) in zip(urls, files) {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try file.value.write(to: url, options: .atomic)
    }
    return urls
  }
}

/// A file of a report exists already.
public struct ReportFileExists: Error, Equatable, CustomStringConvertible {
  /// Its path.
  public let path: String

  /// One line: which file, and what to do.
  public var description: String { "\(path) exists; use --force to replace it" }
}
