import Foundation
import Randomness
import SwiftCSV

/// Points, each with a label where that is known: a class, counted from 0, or a number.
public struct DataSet: Codable, Hashable, Sendable {
  /// What the network sees, a row for each point.
  public let inputs: [[Double]]

  /// The labels, as many as there are points, or `nil` without a label column.
  public let labels: [Double]?

  /// The name under which results speak of it.
  public let name: String

  /// The points of the given inputs and labels.
  public init(name: String, inputs: [[Double]], labels: [Double]?) {
    (self.name, self.inputs, self.labels) = (name, inputs, labels)
  }

  /// The samples for `network`: a label is the target of a single output, and else the output with
  /// that index is to be 1 and the others 0.
  ///
  /// - Throws: ``NetworkError`` when labels are missing, or a point or a label does not fit.
  public func samples(for network: Network) throws(NetworkError) -> [Sample] {
    guard let labels else {
      throw NetworkError(
        "the data '\(name)' have no labels",
        remedy: "Name the label column with --label, or choose labelled data.")
    }
    try check(for: network)
    let classes = network.outputCount
    var samples: [Sample] = []
    samples.reserveCapacity(inputs.count)
    for (index, (input, label)) in zip(inputs, labels).enumerated() {
      if classes == 1 {
        if network.loss?.wantsLogits ?? false, !(0...1).contains(label) {
          throw NetworkError(
            "the label \(label) of point \(index + 1) is not between 0 and 1",
            remedy: "Cross-entropy of one output needs the classes 0 and 1.")
        }
        samples.append(Sample(input, target: [label]))
        continue
      }
      guard let place = Int(exactly: label), (0..<classes).contains(place) else {
        throw NetworkError(
          "the label \(label) of point \(index + 1) is none of the classes 0 to \(classes - 1)")
      }
      samples.append(Sample(input, target: (0..<classes).map { $0 == place ? 1 : 0 }))
    }
    return samples
  }

  /// Checks that the points have as many coordinates as `network` has inputs.
  public func check(for network: Network) throws(NetworkError) {
    guard let first = inputs.first else { throw NetworkError("the data '\(name)' are empty") }
    guard first.count == network.inputCount else {
      throw NetworkError(
        "the points of '\(name)' have \(first.count) coordinates, but the network takes "
          + "\(network.inputCount)")
    }
  }
}

extension DataSet {
  /// The four points of the exclusive or, in the order (0, 0), (0, 1), (1, 0), (1, 1).
  public static let xor = DataSet(
    name: "xor", inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], labels: [0, 1, 1, 0])

  /// The names of the data that are built in.
  public static let builtInNames = ["xor", "moons", "circles", "spirals"]

  /// So many points of built-in data are made at most.
  public static let mostPoints = 1_000_000

  /// The built-in data that `text` names, such as `xor` or `moons:200`, of 100 points where no number
  /// is given; `nil` for another name.
  ///
  /// Each coordinate is moved by at most 0.1 for moons, and 0.05 for circles and spirals.
  /// - Throws: ``NetworkError`` for a number of points that cannot be.
  public init?(builtIn text: String, seed: UInt64) throws(NetworkError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let kind = parts.first.map(String.init) ?? ""
    guard Self.builtInNames.contains(kind), parts.count <= 2 else { return nil }
    if kind == "xor" {
      guard parts.count == 1 else {
        throw NetworkError("the data 'xor' have four points, and no other number")
      }
      self = .xor
      return
    }
    var count = 100
    if parts.count == 2 {
      guard let number = Int(parts[1]), (1...Self.mostPoints).contains(number) else {
        throw NetworkError(
          "'\(parts[1])' is not a number of points",
          remedy: "Write for instance \(kind):200, at most \(Self.mostPoints).")
      }
      count = number
    }
    var random = SplitMix64(seed: seed)
    let samples =
      switch kind {
      case "moons": Sample.twoMoons(count: count, noise: 0.1, using: &random)
      case "circles": Sample.twoCircles(count: count, noise: 0.05, using: &random)
      default: Sample.twoSpirals(count: count, noise: 0.05, using: &random)
      }
    self.init(
      name: "\(kind):\(count)", inputs: samples.map(\.input),
      labels: samples.map { $0.target[0] })
  }
}

extension DataSet {
  /// Which column of a CSV file holds the labels.
  public enum LabelColumn: Hashable, Sendable {
    /// The column named label, target, class or y, else one column more than the network has inputs.
    case automatic
    /// The column of that name, or with that number, counted from 1.
    case named(String)
    /// No column.
    case none
  }

  /// The points of a CSV file: a row each, with or without a header.
  ///
  /// - Parameter inputCount: the number of inputs of the network, which tells whether a last column
  ///   without name holds labels.
  /// - Throws: ``NetworkError`` that names the file and the line.
  public init(csv file: URL, label: LabelColumn = .automatic, inputCount: Int) throws {
    let data = try Network.bytes(of: file)
    do {
      guard let text = String(data: data, encoding: .utf8) else {
        throw NetworkError("the text is not UTF-8")
      }
      try self.init(
        csv: text, name: file.lastPathComponent, label: label, inputCount: inputCount)
    } catch let error as NetworkError {
      throw error.inFile(file.path)
    }
  }

  /// The points of CSV text.
  ///
  /// - Throws: ``NetworkError``.
  public init(
    csv text: String, name: String, label: LabelColumn = .automatic, inputCount: Int
  ) throws {
    var rows: [[String]] = []
    do {
      let csv = try EnumeratedCSV(string: text, delimiter: .comma, loadColumns: false, rowLimit: 0)
      try csv.enumerateAsArray(startAt: 0, rowLimit: nil) { fields in
        rows.append(fields.map { $0.trimmingCharacters(in: .whitespaces) })
      }
    } catch {
      throw NetworkError("the text is not CSV: a quotation mark stands where none may be")
    }
    guard let first = rows.first else { throw NetworkError("the text has no rows") }
    let hasHeader = first.contains { Double($0) == nil }
    let header = hasHeader ? first : nil
    let place = try Self.place(of: label, header: header, columns: first.count, inputCount)
    var inputs: [[Double]] = []
    var labels: [Double] = []
    for (index, row) in rows.enumerated().dropFirst(hasHeader ? 1 : 0) {
      if row.allSatisfy(\.isEmpty) { continue }
      guard row.count == first.count else {
        throw NetworkError(
          "line \(index + 1) has \(row.count) cells, the first one has \(first.count)")
      }
      var numbers = try row.map { cell in
        guard let number = Double(cell), number.isFinite else {
          throw NetworkError(
            "line \(index + 1) has '\(cell.prefix(40))', which is not a finite number")
        }
        return number
      }
      if let place { labels.append(numbers.remove(at: place)) }
      inputs.append(numbers)
    }
    guard !inputs.isEmpty else { throw NetworkError("the text has no rows of numbers") }
    self.init(name: name, inputs: inputs, labels: place == nil ? nil : labels)
  }

  private static func place(
    of label: LabelColumn, header: [String]?, columns: Int, _ inputCount: Int
  ) throws -> Int? {
    switch label {
    case .none: return nil
    case .named(let name):
      if let place = header?.firstIndex(of: name) { return place }
      if let number = Int(name), (1...columns).contains(number) { return number - 1 }
      throw NetworkError(
        "there is no column '\(name)'",
        remedy: "Give a name of the header, or a number from 1 to \(columns).")
    case .automatic:
      let names = ["label", "target", "class", "y"]
      let named = header?.lastIndex { names.contains($0.lowercased()) }
      return named ?? (columns == inputCount + 1 ? columns - 1 : nil)
    }
  }
}
