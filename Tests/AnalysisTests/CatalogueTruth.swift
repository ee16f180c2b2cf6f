import Foundation
import Testing

/// What is true of an entry of the catalogue at its default parameters, derived by hand.
///
/// The domain of every entry is ℝ, so it is not repeated.
struct EntryTruth: Sendable, CustomTestStringConvertible {
  enum Symmetry: String, Sendable { case even, odd, none }

  let name: String
  let smoothness: String
  let symmetry: Symmetry
  /// `nil` where the limit does not exist.
  let limits: [String?]
  /// Where it is not differentiable, from left to right.
  let breaks: [BreakTruth]

  var testDescription: String { name }

  init(
    _ name: String, _ smoothness: String, _ symmetry: Symmetry = .none,
    limits minusInfinity: String?, _ plusInfinity: String?, _ breaks: BreakTruth...
  ) {
    self.name = name
    self.smoothness = smoothness
    self.symmetry = symmetry
    limits = [minusInfinity, plusInfinity]
    self.breaks = breaks
  }
}

/// What is true at a point without derivative. Pairs are from the left and from the right.
struct BreakTruth: Sendable {
  /// The value and the one-sided limits where the function jumps.
  struct Jump: Sendable {
    let value: String
    let limits: [String]
  }

  let at: String
  /// The one-sided derivatives, with the actual value of the function.
  let derivatives: [String]
  /// The one-sided limits of the derivative.
  let slopes: [String]
  let jump: Jump?

  /// A point where the function is continuous and the slope jumps from `left` to `right`.
  static func corner(_ at: String, _ left: String, _ right: String) -> BreakTruth {
    BreakTruth(at: at, derivatives: [left, right], slopes: [left, right], jump: nil)
  }

  /// A point where the function jumps.
  static func jump(
    _ at: String, value: String, limits: [String], derivatives: [String], slopes: [String]
  ) -> BreakTruth {
    BreakTruth(
      at: at, derivatives: derivatives, slopes: slopes, jump: Jump(value: value, limits: limits))
  }
}

/// The gradient regions of an entry on a window, computed without the program.
struct RegionTruth: Decodable, Sendable, CustomTestStringConvertible {
  struct Region: Decodable, Sendable {
    let kind: String
    let from: String
    let to: String
    let fromClosed: Bool
    let toClosed: Bool

    /// Reads the form `active [-1, 0.5)`.
    init(from decoder: any Decoder) throws {
      let line = try decoder.singleValueContainer().decode(String.self)
      let parts = line.split(separator: " ")
      let ends = parts.dropFirst().map(String.init).joined()
      let numbers = ends.dropFirst().dropLast().split(separator: ",").map(String.init)
      kind = parts.first.map(String.init) ?? ""
      from = numbers.first ?? ""
      to = numbers.last ?? ""
      fromClosed = ends.hasPrefix("[")
      toClosed = ends.hasSuffix("]")
    }
  }

  let name: String
  let from: String
  let to: String
  let undefinedAt: [String]
  let regions: [Region]

  var testDescription: String { "\(name) on [\(from), \(to)]" }

  /// Every entry, and three entries on a wider window, as Scripts/analysis_truth.py writes them, from
  /// derivatives written by hand, with mpmath. Empty where the file is missing; a test demands a row
  /// for every entry.
  static let all: [RegionTruth] = {
    guard
      let url = Bundle.module.url(
        forResource: "regions", withExtension: "json", subdirectory: "Resources"),
      let data = try? Data(contentsOf: url),
      let rows = try? JSONDecoder().decode([RegionTruth].self, from: data)
    else { return [] }
    return rows
  }()
}
