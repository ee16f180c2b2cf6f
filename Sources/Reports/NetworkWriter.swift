import Foundation
import Installation
import Networks
import Proofs

/// What the documents about networks have in common.
struct NetworkWriter {
  private let phrases: Phrases
  /// The digits after the point of rounded numbers.
  let decimals: Int

  init(language: Language, decimals: Int) throws {
    phrases = try Phrases(language: language, module: "Reports", file: "networks")
    self.decimals = decimals
  }

  /// The phrase for `key` with its places `%1`, `%2`, … filled in.
  func phrase(_ key: String, _ arguments: String...) -> String {
    // From the last place on, so that %1 is not taken for the start of %10, and each only once.
    var text = phrases[key]
    for (index, argument) in arguments.enumerated().reversed() {
      text = text.replacing("%\(index + 1)", with: argument)
    }
    return text
  }

  /// The blocks that say which network it is.
  func blocks(_ network: NetworkSummary) -> [BlockDocument.Block] {
    var items = network.layers.enumerated().map { index, layer in
      phrase("layer", "\(index + 1)", "\(layer.units)", layer.activation)
    }
    items.append(phrase("loss.\(network.loss?.rawValue ?? "none")"))
    var seen: Set<String> = []
    for layer in network.layers where seen.insert(layer.activation).inserted {
      items += layer.kinks.map { kink in
        phrase(
          "kink", layer.activation, all(kink.at), all(kink.left), all(kink.right),
          all(kink.taken), kink.reason)
      }
    }
    if network.layers.allSatisfy(\.kinks.isEmpty) { items.append(phrase("kink.none")) }
    return [
      .line(phrase("network", network.architecture, "\(network.parameters)")), .items(items),
    ]
  }

  /// A number rounded to the digits asked for, all of them shown.
  ///
  /// What is beyond the integers that `Double` can tell apart is shown with an exponent.
  func fixed(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "NaN" : number > 0 ? "∞" : "−∞" }
    return String(format: number.magnitude < 0x1p53 ? "%.\(decimals)f" : "%.\(decimals)e", number)
  }

  /// The same without zeros at the end.
  func rounded(_ number: Double) -> String {
    var text = fixed(number)
    guard number.isFinite, text.contains("."), !text.contains("e") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// Three significant digits.
  func short(_ number: Double) -> String { String(format: "%.3g", number) }

  func rounded(_ numbers: [Double]) -> String { numbers.map(rounded).joined(separator: ", ") }

  /// A bound with so many significant digits, rounded downward or upward, so that it stays one.
  func bound(
    _ value: Double, _ rule: FloatingPointRoundingRule, significantDigits count: Int = 10
  ) -> String {
    guard value.isFinite else { return "∞" }
    guard value != 0 else { return "0" }
    let places = count - 1 - Int(log10(value.magnitude).rounded(.down))
    guard (0...15).contains(places) else { return String(format: "%.\(count - 1)e", value) }
    let scale = pow(10, Double(places))
    let text = String(format: "%.\(places)f", (value * scale).rounded(rule) / scale)
    guard text.contains(".") else { return text }
    return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
  }

  /// All digits that identify the number; of an integer no point.
  func all(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A vector with all digits.
  func all(_ numbers: [Double]) -> String { "[\(numbers.map(all).joined(separator: ", "))]" }

  /// A matrix in lines, one a row, with all digits or with rounded ones.
  func matrix(_ name: String, _ rows: [[Double]], number: (Double) -> String) -> [String] {
    let cells = rows.map { $0.map(number) }
    let widths = (rows.first ?? []).indices.map { column in
      cells.map { $0[column].count }.max() ?? 0
    }
    let indentation = String(repeating: " ", count: name.count + 4)
    return cells.enumerated().map { index, row in
      let line = zip(row, widths).map { text, width in
        String(repeating: " ", count: width - text.count) + text
      }.joined(separator: "  ")
      let isLast = index == cells.count - 1
      return (index == 0 ? "\(name) = [" : indentation) + "[\(line)]" + (isLast ? "]" : "")
    }
  }
}
