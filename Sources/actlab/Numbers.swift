import ActivationLab

/// Numbers and windows as arguments write them.
struct NumberReader {
  private let parser = FormulaParser()
  private let arithmetic = FloatArithmetic()
  private let balls = BallArithmetic(precision: 128)
  private let exact = ExactArithmetic()

  /// Points separated by commas, such as `-1,0,1/3` or `sqrt(2), pi`.
  func points(_ argument: TextArgument) throws -> [Formula] {
    let parts = Self.split(argument.text, at: ",")
    guard parts.count <= 1000 else {
      throw CommandError.usage("there are more than 1000 points")
    }
    return try parts.map { part in
      guard !part.allSatisfy(\.isWhitespace) else {
        throw CommandError.usage(
          "a point is missing in '\(Self.trimmed(argument.text))'",
          remedy: "Write points with commas between them, such as -1,0,1.")
      }
      let formula = try parser.parseConstant(part)
      guard formula.rational != nil || isReal(formula) else {
        throw CommandError.usage(
          "the point '\(Self.trimmed(part))' is not a real number",
          remedy: "Write finite constants, such as -1, 1/3 or sqrt(2).")
      }
      return formula
    }
  }

  /// One point, such as `1/3` or `sqrt(2)`.
  func point(_ argument: TextArgument) throws -> Formula {
    let all = try points(argument)
    guard all.count == 1, let point = all.first else {
      throw CommandError.usage("--at takes one point, not \(all.count)")
    }
    return point
  }

  /// Whether a constant is a real number, also one that is too large for float64.
  private func isReal(_ constant: Formula) -> Bool {
    if arithmetic.value(of: constant, at: 0).isFinite { return true }
    return (try? balls.evaluate(constant, at: balls.number(0)))?.isBounded == true
  }

  /// A positive rational number, such as `1e-3`.
  func step(_ argument: TextArgument) throws -> Rational {
    guard let step = try parser.parseConstant(argument.text).rational, step.signum > 0 else {
      throw CommandError.usage(
        "the step '\(Self.trimmed(argument.text))' is not a positive rational number",
        remedy: "Write a number such as 1e-3 or 1/1000.")
    }
    guard arithmetic.number(step).isFinite, arithmetic.number(step) > 0 else {
      throw CommandError.usage(
        "the step '\(Self.trimmed(argument.text))' is out of the range of float64")
    }
    return step
  }

  /// A window such as `-5:5`; ends that are not rational, such as `-pi:pi`, are rounded to float64.
  func window(_ argument: TextArgument) throws -> Window {
    let ends = try ends(of: argument, called: "window").map { part, formula in
      let value = formula.rational ?? (try? exact.evaluate(formula, at: exact.number(0)))?.rational
      if let value, arithmetic.number(value).isFinite { return value }
      guard let rounded = Rational(exactly: arithmetic.value(of: formula, at: 0)) else {
        throw CommandError.usage(
          "the end '\(part)' of the window is not a finite number",
          remedy: "Write two finite ends, such as -5:5.")
      }
      return rounded
    }
    guard let window = Window(from: ends[0], to: ends[1]) else {
      throw CommandError.usage(
        "the window '\(Self.trimmed(argument.text))' is empty",
        remedy: "Write the lesser end first, such as -5:5.")
    }
    return window
  }

  /// A range such as `-5:5`, `0:inf` or `1:1`, its ends rounded to float64.
  func range(_ argument: TextArgument) throws -> ClosedRange<Double> {
    let ends = try ends(of: argument, called: "range").map { part, formula in
      let value = arithmetic.value(of: formula, at: 0)
      guard !value.isNaN else {
        throw CommandError.usage(
          "the end '\(part)' of the range is not a number",
          remedy: "Write two ends, such as -5:5 or 0:inf.")
      }
      return value
    }
    guard ends[0] <= ends[1] else {
      throw CommandError.usage(
        "the range '\(Self.trimmed(argument.text))' is empty",
        remedy: "Write the lesser end first, such as -5:5.")
    }
    return ends[0]...ends[1]
  }

  /// The two ends, as they are written and as constants.
  private func ends(
    of argument: TextArgument, called name: String
  ) throws -> [(text: String, formula: Formula)] {
    let parts = Self.split(argument.text, at: ":")
    guard parts.count == 2 else {
      throw CommandError.usage(
        "'\(Self.trimmed(argument.text))' is not a \(name)",
        remedy: "Write its two ends with a colon between them, such as -5:5.")
    }
    return try parts.map { (Self.trimmed($0), try parser.parseConstant($0)) }
  }

  /// The parts of `text` between separators outside of brackets.
  private static func split(_ text: String, at separator: Character) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      switch character {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      default: break
      }
      if character == separator, depth <= 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).prefix(60))
  }
}
