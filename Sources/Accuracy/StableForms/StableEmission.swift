import FloatFormats
import Formulas
import Kernels

/// A language that stable forms are printed in.
public enum EmissionLanguage: String, Hashable, Sendable, CaseIterable {
  /// The steps, for people.
  case text
  case swift
  case c
  case python
}

extension StableForm {
  /// The form in `language`, as a function `name` from a double to a double that holds a number of the
  /// format. The sources stand alone and give the bits of ``callAsFunction(_:)``.
  public func source(in language: EmissionLanguage, name: String = "f") -> String {
    let body = commonSource(name: name)
    let functions = CommonSource.functions(for: program.functionNames.union(["el_round"]))
    let needsReduction = functions.contains("el_quadrant(")
    switch language {
    case .text:
      let limit = program.largestInput
      let cut = limit < format.largestNumber ? "x = min(max(x, -\(limit)), \(limit))\n" : ""
      return cut + program.listing
    case .c:
      let lines = functions.split(separator: "\n", omittingEmptySubsequences: false).map {
        line -> String in line.hasPrefix("double el_") ? "static \(line)" : String(line)
      }
      var parts: [String] = [remarks(after: "//"), Elementary.primitives]
      for line in lines where line.hasPrefix("static ") { parts.append("\(line.dropLast(2));") }
      parts.append("")
      parts += lines
      parts.append(body)
      return parts.joined(separator: "\n")
    case .swift:
      return remarks(after: "//") + LanguagePrimitives.swift
        + (needsReduction ? LanguagePrimitives.swiftReduction : "")
        + "\n" + CommonSource.swift(functions) + "\n" + CommonSource.swift(body)
    case .python:
      return remarks(after: "#") + LanguagePrimitives.python
        + (needsReduction ? LanguagePrimitives.pythonReduction : "")
        + CommonSource.python(functions) + "\n" + CommonSource.python(body)
    }
  }

  private func commonSource(name: String) -> String {
    let limit = program.largestInput
    var lines = [
      "double \(name)(double input) {", "  if (input != input) return input;",
      "  double x = input;", "  if (x > \(limit)) {", "    x = \(limit);", "  }",
      "  if (x < -\(limit)) {", "    x = -\(limit);", "  }",
    ]
    lines += program.statements.map { "  \($0)" }
    let result = "v\(program.steps.count - 1)"
    lines.append("  return \(rounded(result));")
    return (lines + ["}", ""]).joined(separator: "\n")
  }

  /// What was measured, as comments.
  func remarks(after mark: String) -> String {
    let inputs = error.coverage == .exhaustive ? "all" : "a sample of"
    let breaks = breakingPoints.map { "\($0.finding) at \($0.at)" }.joined(separator: ", ")
    return [
      "A stable form of \(formula.text()) in \(format.rawValue), by actlab.",
      "On \(inputs) \(error.inputs) inputs the error is \(error.boundText); wrong zeros, NaNs, "
        + "infinities and signs: \(error.wrongResults).",
      error.meetsTarget
        ? nil : "No form is known that is within 2 ulp with no result wrong in another way.",
      breaks.isEmpty
        ? "As written it is on none of them more than 2 ulp off."
        : "As written it \(error.coverage == .exhaustive ? "first breaks" : "was first seen to break"), on "
          + "each side of 0: \(breaks).",
    ].compactMap { $0 }.map { "\(mark) \($0)\n" }.joined()
  }

  private func rounded(_ result: String) -> String {
    guard format != .float64 else { return result }
    let infinity = Double(sign: .plus, exponent: format.maximumExponent + 1, significand: 1)
    return "el_round(\(result), \(Double(format.precision)), \(Double(format.minimumExponent)), "
      + "\(infinity))"
  }
}

extension AccuracyReport {
  /// The largest error, as comments tell it.
  var boundText: String {
    maxUlp < Self.largestUlp ? "at most \(maxUlp) ulp" : "not bounded: \(maxUlp) ulp or more"
  }
}

extension StraightLineProgram {
  /// The functions that are called.
  var functionNames: Set<String> {
    Set(
      steps.compactMap { step -> String? in
        switch step {
        case .call(let function, _): function.rawValue
        case .power: "el_pow"
        default: nil
        }
      })
  }

  /// The steps as statements of the common language; `x` is the input.
  var statements: [String] {
    steps.enumerated().flatMap { place, step -> [String] in
      switch step {
      case .select(let relation, let a, let b, let yes, let no):
        [
          "double v\(place) = v\(no);", "if (v\(a) \(relation.rawValue) v\(b)) {",
          "  v\(place) = v\(yes);", "}",
        ]
      default: ["const double v\(place) = \(expression(step));"]
      }
    }
  }

  private func expression(_ step: Step) -> String {
    switch step {
    case .input: "x"
    case .number(let value, _):
      value.isNaN ? "EL_NAN" : value.isInfinite ? (value < 0 ? "-EL_INF" : "EL_INF") : "\(value)"
    case .sum(let a, let b): "v\(a) + v\(b)"
    case .product(let a, let b): "v\(a) * v\(b)"
    case .quotient(let a, let b): "el_divide(v\(a), v\(b))"
    case .negation(let a): "-v\(a)"
    case .call(let function, let a): "\(function.rawValue)(v\(a))"
    case .power(let a, let b): "el_pow(v\(a), v\(b))"
    case .select: ""
    }
  }

  /// The steps for people: one a line, numbers in their places.
  var listing: String {
    func operand(_ place: Int) -> String {
      switch steps[place] {
      case .input: "x"
      case .number(let value, _): "\(value)"
      default: "v\(place)"
      }
    }
    var lines: [String] = []
    for (place, step) in steps.enumerated() {
      let text: String
      switch step {
      case .input, .number:
        guard place == steps.count - 1 else { continue }
        text = operand(place)
      case .sum(let a, let b): text = "\(operand(a)) + \(operand(b))"
      case .product(let a, let b): text = "\(operand(a)) * \(operand(b))"
      case .quotient(let a, let b): text = "\(operand(a)) / \(operand(b))"
      case .negation(let a): text = "-\(operand(a))"
      case .call(let function, let a):
        let name = function.rawValue
        text = "\(name.hasPrefix("el_") ? String(name.dropFirst(3)) : name)(\(operand(a)))"
      case .power(let a, let b): text = "\(operand(a)) ^ \(operand(b))"
      case .select(let relation, let a, let b, let yes, let no):
        text =
          "\(operand(yes)) if \(operand(a)) \(relation.rawValue) \(operand(b)) else \(operand(no))"
      }
      lines.append("\(place == steps.count - 1 ? "result" : "v\(place)") = \(text)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
