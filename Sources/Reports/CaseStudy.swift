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

  /// A case study of the given facts.
  public init(
    command: String, step: String, functions: [StudiedFunction], cells: [PythonCell],
    formats: [ExponentialThreshold], agreement: Agreement, training: DyingUnitsResult?
  ) {
    self.command = command
    self.step = step
    self.functions = functions
    self.cells = cells
    self.formats = formats
    self.agreement = agreement
    self.training = training
  }
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

  /// The facts about one function.
  public init(
    identifier: String, titles: [String: String], symbol: String, analysis: FunctionAnalysis,
    theory: DifferenceTable?, experiment: DifferenceTable?, byHand: DifferenceTable?,
    calculations: Evaluation, quotients: Evaluation, values: Evaluation, slopes: Evaluation
  ) {
    self.identifier = identifier
    self.titles = titles
    self.symbol = symbol
    self.analysis = analysis
    self.theory = theory
    self.experiment = experiment
    self.byHand = byHand
    self.calculations = calculations
    self.quotients = quotients
    self.values = values
    self.slopes = slopes
  }
}

/// A cell of Python code and what it printed when it was run.
public struct PythonCell: Codable, Hashable, Sendable {
  /// Its name.
  public var name: String
  /// The code.
  public var source: String
  /// What it printed.
  public var output: String

  /// A cell that was run.
  public init(name: String, source: String, output: String) {
    self.name = name
    self.source = source
    self.output = output
  }
}

/// Where the exponential function leaves a float format.
public struct ExponentialThreshold: Codable, Hashable, Sendable {
  /// The format: `float64`, `float32`, `float16` or `bfloat16`.
  public var format: String
  /// exp overflows for arguments above this.
  public var overflow: ExactNumber
  /// 1 + exp(z) is 1 for z below this.
  public var absorption: ExactNumber

  /// The thresholds of one format.
  public init(format: String, overflow: ExactNumber, absorption: ExactNumber) {
    self.format = format
    self.overflow = overflow
    self.absorption = absorption
  }
}

/// How many numbers Python and our own float64 arithmetic have in common.
public struct Agreement: Codable, Hashable, Sendable {
  /// The numbers that were compared.
  public var compared: Int
  /// Those that agree to the last bit.
  public var identical: Int
  /// The greatest difference of the others, relative to the number.
  public var greatestRelativeDifference: Double

  /// The outcome of a comparison.
  public init(compared: Int, identical: Int, greatestRelativeDifference: Double) {
    self.compared = compared
    self.identical = identical
    self.greatestRelativeDifference = greatestRelativeDifference
  }
}
