import Foundation
import Installation
import Networks

/// What a network computes for some data, as text or Markdown.
public struct ForwardRenderer {
  private let writer: NetworkWriter

  /// So many points are shown.
  private static let mostRows = 40
  /// Matrices of more rows or columns are not written out.
  private static let largestMatrix = 8

  /// A renderer in `language`, of numbers with so many digits after the point.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language, decimals: Int = 4) throws {
    writer = try NetworkWriter(language: language, decimals: decimals)
  }

  /// Plain text of 80 columns.
  public func text(of table: ForwardTable) -> String { document(table).text() }

  /// Markdown.
  public func markdown(of table: ForwardTable) -> String { document(table).markdown }

  private func document(_ table: ForwardTable) -> BlockDocument {
    var document = BlockDocument()
    writer.blocks(table.network).forEach { document.append($0) }
    document.append(.line(writer.phrase("data", table.data, "\(table.samples.count)")))
    let rows = table.samples.prefix(Self.mostRows)
    let hasLabels = table.samples.first?.label != nil
    let hasProbabilities = table.samples.first?.probabilities != nil
    let hasLoss = table.meanLoss != nil
    var header = [writer.phrase("column.sample"), writer.phrase("column.input")]
    if hasLabels { header.append(writer.phrase("column.target")) }
    header.append(writer.phrase("column.output"))
    if hasProbabilities { header.append(writer.phrase("column.probability")) }
    header.append(writer.phrase("column.class"))
    if hasLoss { header.append(writer.phrase("column.loss")) }
    document.append(
      .table(
        header: header,
        rows: rows.enumerated().map { index, row in
          var cells = ["\(index + 1)", writer.rounded(row.input)]
          if hasLabels { cells.append(row.label.map(writer.all) ?? "") }
          cells.append(writer.rounded(row.outputs))
          if hasProbabilities {
            cells.append((row.probabilities ?? []).map(writer.fixed).joined(separator: ", "))
          }
          cells.append(row.predictedClass.map { "\($0)" } ?? "—")
          if hasLoss { cells.append(row.loss.map(writer.fixed) ?? "") }
          return cells
        }))
    if table.samples.count > rows.count {
      document.append(.line(writer.phrase("more", "\(table.samples.count - rows.count)")))
    }
    var means = [String]()
    if let loss = table.meanLoss { means.append(writer.phrase("forward.mean", writer.fixed(loss))) }
    if let accuracy = table.accuracy {
      means.append(writer.phrase("forward.accuracy", writer.rounded(accuracy)))
    }
    if !means.isEmpty { document.append(.items(means)) }
    if table.network.layers.count > 1, table.network.layers.allSatisfy({ $0.units <= 16 }) {
      appendSums(rows, to: &document)
    }
    appendMatrices(table, to: &document)
    return document
  }

  private func appendSums(
    _ rows: ArraySlice<ForwardTable.Row>, to document: inout BlockDocument
  ) {
    guard let first = rows.first else { return }
    let layers = first.sums.indices.dropLast()
    document.append(.heading(writer.phrase("forward.sums")))
    document.append(
      .table(
        header: [writer.phrase("column.sample")]
          + layers.flatMap { ["a\($0 + 1)", "h\($0 + 1)"] } + ["a\(first.sums.count)"],
        rows: rows.enumerated().map { index, row in
          ["\(index + 1)"]
            + layers.flatMap { [writer.rounded(row.sums[$0]), writer.rounded(row.hidden[$0])] }
            + [writer.rounded(row.sums.last ?? [])]
        }))
  }

  private func appendMatrices(_ table: ForwardTable, to document: inout BlockDocument) {
    let limit = Self.largestMatrix
    let isSmall =
      table.samples.count <= limit && (table.samples.first?.input.count ?? 0) <= limit
      && table.network.layers.allSatisfy { $0.units <= limit }
    guard isSmall else { return }
    document.append(.heading(writer.phrase("forward.matrices")))
    document.append(.line(writer.phrase("forward.matrices.rule")))
    var lines = writer.matrix("H0", table.samples.map(\.input), number: writer.rounded)
    for (index, layer) in table.matrices.enumerated() {
      let number = index + 1
      lines += writer.matrix("W\(number)", layer.weights, number: writer.rounded)
      lines += writer.matrix("b\(number)", [layer.bias], number: writer.rounded)
      lines += writer.matrix("A\(number)", layer.sums, number: writer.rounded)
      if layer.outputs != layer.sums {
        lines += writer.matrix("H\(number)", layer.outputs, number: writer.rounded)
      }
    }
    document.append(.verbatim(lines))
  }
}

/// Gradients of a network for some data, as text or Markdown; all digits are shown.
public struct GradientRenderer {
  private let writer: NetworkWriter

  /// So many samples, and entries of the check, are shown.
  private static let mostRows = 20

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws {
    writer = try NetworkWriter(language: language, decimals: 4)
  }

  /// Plain text; matrices may be wider than 80 columns.
  public func text(of table: GradientTable) -> String { document(table).text() }

  /// Markdown.
  public func markdown(of table: GradientTable) -> String { document(table).markdown }

  private func document(_ table: GradientTable) -> BlockDocument {
    var document = BlockDocument()
    writer.blocks(table.network).forEach { document.append($0) }
    document.append(.line(writer.phrase("data", table.data, "\(table.samples.count)")))
    let rows = table.samples.prefix(Self.mostRows)
    for (index, row) in rows.enumerated() {
      document.append(
        .heading(
          writer.phrase(
            "gradients.sample", "\(index + 1)", writer.all(row.input), writer.all(row.label),
            writer.all(row.loss))))
      document.append(.verbatim(lines(row.layers)))
    }
    if table.samples.count > rows.count {
      document.append(.line(writer.phrase("more", "\(table.samples.count - rows.count)")))
    }
    document.append(.heading(writer.phrase("gradients.mean")))
    document.append(.verbatim(lines(table.mean)))
    guard let check = table.check else {
      document.append(
        .line(writer.phrase("check.skipped", "\(GradientCheck.mostPairs)")))
      return document
    }
    document.append(
      .line(
        writer.phrase(
          "check", writer.all(check.step), "\(check.passed)", "\(check.failed.count)",
          "\(check.atKinks.count)")))
    append(check.failed, "check.failed", to: &document)
    append(check.atKinks, "check.kinks", to: &document)
    return document
  }

  private func lines(_ layers: [GradientTable.Layer]) -> [String] {
    layers.enumerated().reversed().flatMap { index, layer in
      writer.matrix("∂L/∂W\(index + 1)", layer.weights, number: writer.all)
        + ["∂L/∂b\(index + 1) = \(writer.all(layer.bias))"]
    }
  }

  private func append(
    _ entries: [GradientCheck.Entry], _ title: String, to document: inout BlockDocument
  ) {
    guard !entries.isEmpty else { return }
    document.append(.heading(writer.phrase(title)))
    let header = ["parameter", "derivative", "central", "left", "right", "units"]
    document.append(
      .table(
        header: [writer.phrase("column.sample")] + header.map { writer.phrase("check.\($0)") },
        rows: entries.prefix(Self.mostRows).map { entry in
          ["\(entry.sample)", entry.parameter.description]
            + [entry.derivative, entry.centralDifference, entry.left, entry.right].map(short)
            + [entry.units.map { "\($0.layer).\($0.unit)" }.joined(separator: " ")]
        }))
    if entries.count > Self.mostRows {
      document.append(.line(writer.phrase("more", "\(entries.count - Self.mostRows)")))
    }
  }

  /// Six significant digits.
  private func short(_ number: Double) -> String { String(format: "%.6g", number) }
}
