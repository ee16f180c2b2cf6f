import Foundation
import Kernels

/// The small language that the elementary functions are written in, and its translations.
///
/// One statement a line: it is C as it stands, and each line has one translation to Swift and Python.
enum CommonSource {
  /// The elementary functions that `names` need, each after those that it calls, as in the source.
  static func functions(for names: Set<String>) -> String {
    let parts = Kernels.Elementary.source.components(separatedBy: "\n}\n").compactMap {
      part -> (name: String, text: String)? in
      guard let start = part.range(of: "double el_"),
        let end = part[start.upperBound...].firstIndex(of: "(")
      else { return nil }
      let name = "el_" + part[start.upperBound..<end]
      let lines = part.split(separator: "\n", omittingEmptySubsequences: false)
      guard let header = lines.firstIndex(where: { $0.hasPrefix("double el_") }) else { return nil }
      return (name, lines[header...].joined(separator: "\n") + "\n}\n")
    }
    var needed = names
    var grows = true
    while grows {
      let before = needed.count
      for part in parts where needed.contains(part.name) {
        for other in parts where part.text.contains(other.name + "(") { needed.insert(other.name) }
      }
      grows = needed.count > before
    }
    return parts.filter { needed.contains($0.name) }.map(\.text).joined(separator: "\n")
  }

  static func swift(_ text: String) -> String {
    lines(text) { line in
      if line.hasPrefix("double "), line.hasSuffix(") {") {
        let (name, parameters) = header(line)
        let list = parameters.map { "_ \($0): Double" }.joined(separator: ", ")
        return "func \(name)(\(list)) -> Double {"
      }
      if line.hasPrefix("const double ") { return declaration("let", line.dropFirst(13)) }
      if line.hasPrefix("double ") { return declaration("var", line.dropFirst(7)) }
      if line.hasPrefix("if ("), let (condition, rest) = condition(line) {
        return rest == "{" ? "if \(condition) {" : "if \(condition) { \(statement(rest)) }"
      }
      return statement(line)
    }
  }

  static func python(_ text: String) -> String {
    lines(text) { line in
      if line == "}" { return nil }
      if line == "} else {" { return "else:" }
      if line.hasPrefix("double "), line.hasSuffix(") {") {
        let (name, parameters) = header(line)
        return "def \(name)(\(parameters.joined(separator: ", "))):"
      }
      if line.hasPrefix("const double ") { return statement(String(line.dropFirst(13))) }
      if line.hasPrefix("double ") { return statement(String(line.dropFirst(7))) }
      if line.hasPrefix("if ("), let (condition, rest) = condition(line) {
        return rest == "{" ? "if \(condition):" : "if \(condition): \(statement(rest))"
      }
      return statement(line)
    }
  }

  private static func lines(_ text: String, _ change: (String) -> String?) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { whole -> String? in
      let indent = whole.prefix { $0 == " " }
      let line = String(whole.dropFirst(indent.count))
      if line.isEmpty { return "" }
      return change(line).map { indent + $0 }
    }.joined(separator: "\n")
  }

  private static func header(_ line: String) -> (name: String, parameters: [String]) {
    let parts = line.dropFirst(7).dropLast(3).split(separator: "(")
    let parameters = parts[1].split(separator: ",").map {
      $0.split(separator: " ").last.map(String.init) ?? ""
    }
    return (String(parts[0]), parameters)
  }

  private static func declaration(_ keyword: String, _ rest: Substring) -> String {
    let parts = statement(String(rest)).split(separator: "=", maxSplits: 1)
    return "\(keyword) \(parts[0].dropLast()): Double =\(parts[1])"
  }

  private static func statement(_ line: String) -> String {
    line.hasSuffix(";") ? String(line.dropLast()) : line
  }

  /// The condition of `if (condition) rest`.
  private static func condition(_ line: String) -> (String, String)? {
    var depth = 0
    for index in line.indices.dropFirst(3) {
      if line[index] == "(" { depth += 1 }
      if line[index] == ")" { depth -= 1 }
      if depth == 0 {
        let start = line.index(line.startIndex, offsetBy: 4)
        return (String(line[start..<index]), String(line[line.index(index, offsetBy: 2)...]))
      }
    }
    return nil
  }
}
