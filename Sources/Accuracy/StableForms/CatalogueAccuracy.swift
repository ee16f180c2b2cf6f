import Activations
import Analysis
import FloatFormats

/// How accurate the stable forms of all entries of a catalogue are, value and derivative.
public struct CatalogueAccuracy: Encodable, Sendable {
  /// The form of the value or derivative of an entry.
  public struct Entry: Encodable, Sendable {
    /// The name of the entry.
    public let name: String
    /// Value or derivative.
    public let of: AccuracyReport.Quantity
    /// What was measured; `null` where no form is known.
    public let error: AccuracyReport?
    /// Whether nothing is wrong, and no error is above 2 ulp, nor above 1 ulp where |true value| ≥ 2⁻⁶.
    public let meetsTarget: Bool

    init(name: String, of quantity: AccuracyReport.Quantity, error: AccuracyReport?) {
      (self.name, of, self.error) = (name, quantity, error)
      meetsTarget = error.map { $0.meetsTarget && $0.bulkMaxUlp <= 1 } ?? false
    }
  }

  /// The name of the schema.
  public let schema = "actlab.catalogue-accuracy.v1"
  /// The format.
  public let dtype: FloatFormat
  /// The entries in the order of the catalogue, each with its value before its derivative.
  public let entries: [Entry]

  /// The entries that miss the target.
  public var missed: [Entry] { entries.filter { !$0.meetsTarget } }

  /// Measures the forms of `catalogue`, on `tasks` processors.
  ///
  /// - Parameter progress: is told how many are done, and how many there are.
  public init(
    of catalogue: Catalogue, in format: FloatFormat, tasks: Int = 1,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws {
    let subjects = try catalogue.activations.flatMap { activation in
      let function = try catalogue.function(of: activation)
      return [
        (
          name: activation.name, of: AccuracyReport.Quantity.value, formula: function.formula,
          domain: nil
        ),
        (
          name: activation.name, of: .derivative, formula: function.derivative,
          domain: SweptDerivative.domain(of: function)
        ),
      ]
    }
    dtype = format
    entries = await withTaskGroup(of: (Int, Entry).self) { group in
      var entries = [Entry?](repeating: nil, count: subjects.count)
      var waiting = subjects.enumerated().makeIterator()
      func start() {
        guard let (place, subject) = waiting.next() else { return }
        group.addTask {
          let form = StableForm(of: subject.formula, format: format, on: subject.domain)
          return (place, Entry(name: subject.name, of: subject.of, error: form?.error))
        }
      }
      for _ in 0..<max(1, tasks) { start() }
      for await (place, entry) in group {
        entries[place] = entry
        progress(entries.count { $0 != nil }, subjects.count)
        start()
      }
      return entries.compactMap { $0 }
    }
  }
}
