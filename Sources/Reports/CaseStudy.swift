import Accuracy
import Analysis
import Networks
import Proofs
import Reals

/// Everything that a case study reports: facts, apart from any language and any layout.
public struct CaseStudy: Codable, Hashable, Sendable {
  /// The name of this format.
  public var schema = "actlab.case-study.v1"
  /// The command that makes it again.
  public var command: String
  /// The step of the difference quotients, as an exact decimal.
  public var step: String
  /// The functions, in the order of their sections.
  public var functions: [StudiedFunction]
  /// The Python cells with what they print.
  public var cells: [PythonCell]
  /// What the float formats do to the exponential function.
  public var formats: [ExponentialThreshold]
  /// How the numbers that Python computed compare with ours.
  public var agreement: Agreement
  /// The experiment with a network, or `nil` where it was not run.
  public var training: DyingUnitsResult?
}

/// One function of a case study.
public struct StudiedFunction: Codable, Hashable, Sendable {
  /// A name for files and Python, such as `leaky_relu`.
  public var identifier: String
  /// The name in a heading, by language.
  public var titles: [String: String]
  /// The symbol in LaTeX, such as `\operatorname{ReLU}`.
  public var symbol: String
  /// What is proved about it.
  public var analysis: FunctionAnalysis
  /// Difference quotients at the points of the theoretical part.
  public var theory: DifferenceTable?
  /// Difference quotients at the points of the experiments with code.
  public var experiment: DifferenceTable?
  /// Difference quotients at the points of the calculations by hand.
  public var byHand: DifferenceTable?
  /// The calculations of values by hand.
  public var calculations: Evaluation
  /// The calculations of difference quotients by hand.
  public var quotients: Evaluation
  /// Values at the points of the numeric checks.
  public var values: Evaluation
  /// Derivatives at the same points.
  public var slopes: Evaluation
}

/// A cell of Python code and what it printed when it was run.
public struct PythonCell: Codable, Hashable, Sendable {
  /// Its name.
  public var name: String
  /// The code.
  public var source: String
  /// What it printed.
  public var output: String
}

/// How many numbers Python and our own float64 arithmetic have in common.
public struct Agreement: Codable, Hashable, Sendable {
  /// The numbers that were compared.
  public var compared: Int
  /// Those that agree to the last bit.
  public var identical: Int
  /// The greatest difference of the others, relative to the number.
  public var greatestRelativeDifference: Double
}
