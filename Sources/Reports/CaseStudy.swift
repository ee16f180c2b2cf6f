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
  /// What Python computed at the points of the tables.
  public var scripted: [ScriptedPoint] = []
  /// Values at large arguments, beside what Python computed.
  public var largeValues: [LargeValue] = []
  /// The theorems about it, and what Coq has said of them.
  public var formal: FormalProof?
}

/// Value and central difference at a point, as Python computed them.
public struct ScriptedPoint: Codable, Hashable, Sendable {
  /// The float64 argument.
  public var at: Double
  /// f.
  public var value: ScriptedNumber
  /// (f(z + ε) − f(z − ε))/(2ε).
  public var difference: ScriptedNumber
}

/// What Python computed.
public struct ScriptedNumber: Codable, Hashable, Sendable {
  /// What it printed; the name of an exception where it raised one.
  public var text: String
  /// The number, or `nil` where it is not finite.
  public var number: Double?
}

/// The value at a large argument, exactly and by Python.
public struct LargeValue: Codable, Hashable, Sendable {
  /// The argument.
  public var at: Int
  /// The value, or `nil` where there is none or it is not known.
  public var exact: ExactNumber?
  /// What Python computed.
  public var script: ScriptedNumber
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
