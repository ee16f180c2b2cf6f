import FloatFormats
import Formulas

/// The stable form of a function or of its derivative, as the command line shows it.
public struct Stabilization: Encodable, Sendable {
  /// The name of the schema.
  public let schema = "actlab.stable.v1"
  /// The function as the parser reads it.
  public let function: String
  /// The format.
  public let dtype: FloatFormat
  /// Value or derivative.
  public let of: AccuracyReport.Quantity
  /// The formula of that quantity, as derived from the function.
  public let formula: String
  /// The steps, one a line.
  public let program: [String]
  /// The rules used.
  public let rules: [StableRule]
  /// Whether the form is nowhere more than 2 ulp off, and no result wrong in another way.
  public let meetsTarget: Bool
  /// The measured error of the stable form.
  public let error: AccuracyReport
  /// The measured error of the formula as written, every operation rounded in the format.
  public let naive: AccuracyReport
  /// Where the formula as written first breaks, by the kind of wrong result and the side of 0.
  public let breakingPoints: [BreakingPoint]

  /// A description of `form`, which was made for that quantity of `function`.
  public init(of function: ParsedFunction, quantity: AccuracyReport.Quantity, form: StableForm) {
    self.function = function.formula.text()
    dtype = form.format
    of = quantity
    formula = form.formula.text()
    program = form.source(in: .text).split(separator: "\n").map(String.init)
    rules = form.rules
    meetsTarget = form.error.meetsTarget
    error = form.error
    naive = form.naive
    breakingPoints = form.breakingPoints
  }
}
