import Installation
import Networks

/// A training as text or Markdown.
public struct TrainingRenderer {
  private let writer: NetworkWriter
  private let interval: Int?

  /// A renderer in `language`.
  ///
  /// - Parameter interval: every so many epochs one is shown; by default as many as make ten rows.
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language, interval: Int? = nil) throws {
    writer = try NetworkWriter(language: language, decimals: 4)
    self.interval = interval
  }

  /// Plain text of 80 columns.
  public func text(of run: TrainingRun) -> String { document(run).text() }

  /// Markdown.
  public func markdown(of run: TrainingRun) -> String { document(run).markdown }

  private func document(_ run: TrainingRun) -> BlockDocument {
    var document = BlockDocument()
    writer.blocks(run.network).forEach { document.append($0) }
    document.append(.line(writer.phrase("data", run.data, "\(run.samples)")))
    let plan = run.plan
    document.append(
      .line(
        writer.phrase(
          "training.run", plan.optimizer.method.rawValue, writer.all(plan.optimizer.rate),
          "\(plan.batch)", "\(plan.epochs)", plan.order.rawValue, "\(plan.seed)")))
    let last = run.epochs.last?.epoch ?? 0
    let interval = max(interval ?? (plan.epochs + 9) / 10, 1)
    let shown = run.epochs.filter { $0.epoch % interval == 0 || $0.epoch == last }
    let isDiagnosed = run.epochs.first?.layers != nil
    var header = [writer.phrase("training.epoch"), writer.phrase("column.loss")]
    if isDiagnosed {
      header += ["dead", "norms", "saturated"].map { writer.phrase("training.\($0)") }
    }
    if isDiagnosed { document.append(.line(writer.phrase("training.diagnosis"))) }
    document.append(
      .table(
        header: header,
        rows: shown.map { epoch in
          var cells = ["\(epoch.epoch)", writer.fixed(epoch.loss)]
          if isDiagnosed {
            let layers = epoch.layers ?? []
            cells.append(layers.map { "\($0.deadUnits)" }.joined(separator: ", "))
            cells.append(layers.map { writer.short($0.gradientNorm) }.joined(separator: ", "))
            cells.append(layers.map { writer.rounded($0.saturatedShare) }.joined(separator: ", "))
          }
          return cells
        }))
    if let epoch = run.divergedAt {
      document.append(.line(writer.phrase("training.diverged", "\(epoch)")))
    }
    let loss = writer.fixed(run.finalLoss)
    document.append(
      .line(
        run.finalAccuracy.map {
          writer.phrase("training.final", "\(last)", loss, writer.rounded($0))
        } ?? writer.phrase("training.finalLoss", "\(last)", loss)))
    return document
  }
}
