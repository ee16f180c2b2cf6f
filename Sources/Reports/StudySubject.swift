import Activations
import Analysis
import Formulas
import Foundation
import Proofs
import Reals

/// A function that a case study is about: what it is, and what it is called.
public struct StudySubject: Sendable {
  /// The function as it was written.
  public let function: ParsedFunction
  /// What is proved about it.
  public let analysis: FunctionAnalysis
  /// A name for files and Python, such as `leaky_relu`.
  public let identifier: String
  /// The name in a heading.
  public let title: String
  /// The symbol in LaTeX.
  public let symbol: String
  /// How Python defines it.
  let python: PythonFunction

  /// The functions of the assignment in its order, ReLU, leaky ReLU with α = 0.01 and softplus, as
  /// functions of z.
  ///
  /// - Throws: `FormulaError` if `catalogue` does not have them.
  public static func assignment(
    catalogue: Catalogue = .builtIn
  ) throws -> [ParsedFunction] {
    try AssignedFunction.all.map { assigned in
      let parsed = try catalogue.parser.parse(assigned.name)
      return ParsedFunction(
        name: parsed.name, source: parsed.source, formula: parsed.formula, variableName: "z",
        parameters: parsed.parameters)
    }
  }

  /// The subjects for `functions` with their analyses.
  ///
  /// A catalogue entry is called by its proper name; a typed formula is called f, or f₁, f₂, … if there are several functions.
  public static func subjects(
    _ functions: [(function: ParsedFunction, analysis: FunctionAnalysis)]
  ) -> [StudySubject] {
    var taken: Set<String> = []
    return functions.enumerated().map { index, pair in
      let names = Names(pair.function, index: functions.count == 1 ? nil : index + 1)
      var identifier = names.identifier
      var copy = 2
      while !taken.insert(identifier).inserted {
        identifier = "\(names.identifier)_\(copy)"
        copy += 1
      }
      return StudySubject(pair.function, pair.analysis, names: names, identifier: identifier)
    }
  }

  private init(
    _ function: ParsedFunction, _ analysis: FunctionAnalysis, names: Names, identifier: String
  ) {
    self.function = function
    self.analysis = analysis
    self.identifier = identifier
    let assigned = AssignedFunction.matching(function)
    title = assigned?.title ?? names.title
    symbol = assigned?.symbol ?? names.symbol
    python =
      assigned?.python(identifier)
      ?? PythonFunction(function, analysis, identifier: identifier, title: title)
  }

  /// The names that follow from how a function was written.
  private struct Names {
    let identifier: String
    let title: String
    let symbol: String

    init(_ function: ParsedFunction, index: Int?) {
      guard let name = function.name else {
        let digits = index.map { "\($0)" } ?? ""
        identifier = "f\(digits)"
        title = "f" + String(digits.map { "₀₁₂₃₄₅₆₇₈₉"[$0] ?? $0 })
        symbol = digits.isEmpty ? "f" : "f_{\(digits)}"
        return
      }
      identifier = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
      let proper = Catalogue.builtIn.activation(named: name)?.properName ?? name
      let parameters = Catalogue.builtIn.changedParameters(of: function)
      title = parameters.isEmpty ? proper : "\(proper) (\(parameters.joined(separator: ", ")))"
      let letters = proper.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
      symbol = "\\operatorname{\(letters.isEmpty ? "f" : letters)}"
    }
  }
}

extension Activation {
  /// The name as it is written in prose: PyTorch's, where it gives one; else an alias or an acronym
  /// with capital letters, such as JumpReLU and ELiSH; else the name with a capital letter.
  var properName: String {
    if let torch = aliases.first(where: { $0.hasPrefix("nn.") }) {
      return String(torch.dropFirst(3))
    }
    if let alias = aliases.first(where: { $0 != $0.lowercased() }) { return alias }
    if let acronym = title.russian.firstMatch(of: /\(([A-Za-z]+)\)/)?.output.1 {
      return String(acronym)
    }
    return name.prefix(1).uppercased() + name.dropFirst()
  }
}

extension String {
  /// The character at the place that the decimal digit `digit` names.
  fileprivate subscript(digit: Character) -> Character? {
    digit.wholeNumberValue.flatMap { dropFirst($0).first }
  }
}

extension PythonFunction {
  /// The definition that the printer of formulas writes.
  fileprivate init(
    _ function: ParsedFunction, _ analysis: FunctionAnalysis, identifier: String, title: String
  ) {
    let variable = function.variableName
    let derivative = Formula(text: analysis.derivative.formula)
    self.init(
      name: identifier, title: title,
      definitions: Self.definitions(
        in: function.formula.python(functionName: identifier, variable: variable)),
      derivativeName: "d_\(identifier)",
      derivativeDefinitions: derivative.map {
        Self.definitions(in: $0.python(functionName: "d_\(identifier)", variable: variable))
      }, isGuarded: true)
  }

  /// The definitions of a printed module, without the import that the first cell makes.
  private static func definitions(in module: String) -> [String] {
    module.split(separator: "\n\n\n").map { $0.trimmingCharacters(in: .newlines) }
      .filter { $0 != "import math" }
  }
}

extension Formula {
  /// The tree of a formula in text form, or `nil` where the text is not one.
  init?(text: String) {
    guard let parsed = try? FormulaParser().parse(text) else { return nil }
    self = parsed.formula
  }
}

/// A function of the assignment with the assignment's own names and code.
struct AssignedFunction {
  let name: String
  let parameters: [String: Rational]
  let title: String
  let symbol: String
  let definition: String
  let derivative: (name: String, definition: String)?

  /// The three functions.
  static var all: [AssignedFunction] {
    let sigmoid = """
      def sigmoid(z):
          return 1 / (1 + math.exp(-z))
      """
    return [
      AssignedFunction(
        name: "relu", parameters: [:], title: "ReLU", symbol: "\\operatorname{ReLU}",
        definition: """
          def relu(z):
              return max(0.0, z)
          """, derivative: nil),
      AssignedFunction(
        name: "leaky-relu", parameters: ["alpha": Rational(1, over: 100) ?? 0],
        title: "Leaky ReLU", symbol: "\\ell\\mathrm{ReLU}",
        definition: """
          def leaky_relu(z, α=0.01):
              return z if z >= 0 else α * z
          """, derivative: nil),
      AssignedFunction(
        name: "softplus", parameters: [:], title: "Softplus", symbol: "\\operatorname{Softplus}",
        definition: """
          def softplus(z):
              return math.log(1 + math.exp(z))
          """, derivative: ("sigmoid", sigmoid)),
    ]
  }

  /// The one that `function` is, with the same parameters.
  static func matching(_ function: ParsedFunction) -> AssignedFunction? {
    let parameters = Dictionary(
      function.parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    return all.first { $0.name == function.name && $0.parameters == parameters }
  }

  /// The function for the cells, if `identifier` is the name that the definition uses.
  func python(_ identifier: String) -> PythonFunction? {
    guard definition.hasPrefix("def \(identifier)(") else { return nil }
    return PythonFunction(
      name: identifier, title: title, definitions: [definition],
      derivativeName: derivative?.name ?? "d_\(identifier)",
      derivativeDefinitions: derivative.map { [$0.definition] }, isGuarded: false)
  }
}
