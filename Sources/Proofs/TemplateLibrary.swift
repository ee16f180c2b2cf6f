import Foundation
import Installation
import Mustache

/// The Mustache templates of one language.
///
/// In our templates a tag is `<% name %>`, because `{{` occurs in LaTeX, and nothing is escaped.
/// A template may include another of the same folder by `<%> name %>`.
public struct TemplateLibrary: Sendable {
  private let library: MustacheLibrary

  /// Reads all templates of the folder named after `language` in the resources of `module`.
  ///
  /// - Throws: `MissingResource`, or the error of reading or parsing a template.
  public init(language: Language, module: String) throws {
    let folder = try Resources.url(language.rawValue, module: module)
    var library = MustacheLibrary()
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    for file in files where file.pathExtension == "mustache" {
      let text = try String(contentsOf: file, encoding: .utf8)
      let name = file.deletingPathExtension().lastPathComponent
      try library.register(Self.prologue + text, named: name)
    }
    self.library = library
  }

  /// The template `name` filled in with the properties of `view`.
  ///
  /// - Throws: ``MissingTemplate`` if there is none of that name.
  public func render(_ name: String, _ view: Any) throws -> String {
    guard let text = library.render(view, withTemplate: name) else {
      throw MissingTemplate(name: name)
    }
    return text.tidied
  }

  private static let prologue = "{{% CONTENT_TYPE:TEXT}}{{=<% %>=}}"
}

/// A template that the program asks for is not among its resources.
public struct MissingTemplate: Error, Equatable, CustomStringConvertible {
  /// Its name.
  public let name: String

  /// One line: which template is missing.
  public var description: String { "there is no template named \(name)" }
}

extension String {
  /// Without blank lines at either end, and with no two blank lines in a row.
  fileprivate var tidied: String {
    var lines: [Substring] = []
    for line in split(separator: "\n", omittingEmptySubsequences: false) {
      let isBlank = line.allSatisfy(\.isWhitespace)
      if isBlank, lines.last?.isEmpty ?? true { continue }
      lines.append(isBlank ? "" : line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
