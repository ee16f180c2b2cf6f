import Foundation

/// Values of one entry of the catalogue at the points of the table.
struct ReferenceCase: Decodable, Sendable {
  let name: String
  let parameters: [String: String]
  let values: [Double]
}

/// The table that Scripts/activation_values.py writes, from definitions of its own, with mpmath.
struct ReferenceTable: Decodable {
  let points: [Double]
  let cases: [ReferenceCase]

  /// An empty one where the file is missing; a test demands a case for every entry.
  static let shared: ReferenceTable = {
    guard
      let url = Bundle.module.url(
        forResource: "values", withExtension: "json", subdirectory: "Resources"),
      let data = try? Data(contentsOf: url),
      let table = try? JSONDecoder().decode(ReferenceTable.self, from: data)
    else { return ReferenceTable(points: [], cases: []) }
    return table
  }()
}
