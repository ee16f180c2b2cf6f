/// A run of a function of `elementary.inc` for all arguments in a box at once.
///
/// Where the box leaves a comparison or a rounding to an integer undecided, the run is repeated for each
/// answer, each time for the whole box: more than can happen, never less.
struct AbstractRun {
  /// What is known of a function that is called, so that its text need not be run.
  typealias Summary = ([RoundedValue], RoundedValue.Run) throws -> RoundedValue

  let text: ElementaryText
  var summaries: [String: Summary] = [:]
  /// Paths beyond which a box is given up.
  var pathLimit = 8

  /// What the function may give: one value a path.
  func results(of name: String, _ arguments: [RoundedValue]) throws -> [RoundedValue] {
    var results: [RoundedValue] = []
    var choices: [(chosen: Int, count: Int)] = []
    repeat {
      let execution = Execution(self, choices: choices)
      results.append(try execution.call(name, arguments))
      choices = execution.choices
      while let last = choices.last, last.chosen + 1 == last.count { choices.removeLast() }
      if !choices.isEmpty { choices[choices.count - 1].chosen += 1 }
      if results.count > pathLimit { throw Undecided("too many paths") }
    } while !choices.isEmpty
    return results
  }

  private final class Execution {
    let setting: AbstractRun
    let run = RoundedValue.Run()
    var choices: [(chosen: Int, count: Int)]
    private var depth = 0

    init(_ setting: AbstractRun, choices: [(chosen: Int, count: Int)]) {
      self.setting = setting
      self.choices = choices
    }

    /// The next answer of several.
    private func choose(among count: Int) throws -> Int {
      if count > 3 { throw Undecided("too many integers") }
      if depth == choices.count { choices.append((0, count)) }
      depth += 1
      return choices[depth - 1].chosen
    }

    func call(_ name: String, _ arguments: [RoundedValue]) throws -> RoundedValue {
      if let summary = setting.summaries[name] { return try summary(arguments, run) }
      guard let function = setting.text.functions[name] else {
        return try primitive(name, arguments)
      }
      var variables = Dictionary(uniqueKeysWithValues: zip(function.parameters, arguments))
      guard let result = try execute(function.body, &variables) else {
        throw Undecided("no result of \(name)")
      }
      return result
    }

    private func execute(
      _ statements: [ElementaryText.Statement], _ variables: inout [String: RoundedValue]
    ) throws -> RoundedValue? {
      for statement in statements {
        switch statement {
        case .assignment(let name, let value): variables[name] = try evaluate(value, variables)
        case .result(let value): return try evaluate(value, variables)
        case .branch(let condition, let then, let otherwise):
          let branch = try holds(condition, variables) ? then : otherwise
          if let result = try execute(branch, &variables) { return result }
        }
      }
      return nil
    }

    private func evaluate(
      _ expression: ElementaryText.Expression, _ variables: [String: RoundedValue]
    ) throws -> RoundedValue {
      switch expression {
      case .number(let value): return RoundedValue(constant: value)
      case .variable(let name):
        guard let value = variables[name] else { throw Undecided("no variable \(name)") }
        return value
      case .negation(let operand): return -(try evaluate(operand, variables))
      case .binary(let operation, let left, let right):
        let a = try evaluate(left, variables)
        let b = try evaluate(right, variables)
        switch operation {
        case .sum: return .sum(a, b, in: run)
        case .difference: return .sum(a, -b, in: run)
        case .product: return try .product(a, b, in: run)
        case .quotient: return try .quotient(a, b, in: run)
        }
      case .call(let name, let arguments):
        return try call(name, arguments.map { try evaluate($0, variables) })
      }
    }

    private func primitive(_ name: String, _ arguments: [RoundedValue]) throws -> RoundedValue {
      guard let a = arguments.first else { throw Undecided("no argument of \(name)") }
      switch name {
      case "fabs":
        guard let absolute = a.absolute else { throw Undecided("the sign") }
        return absolute
      case "floor":
        if let constant = a.constant { return RoundedValue(constant: constant.rounded(.down)) }
        let low = a.span.lower.rounded(.down)
        let high = a.span.upper.rounded(.down)
        guard high - low < 4 else { throw Undecided("the integer") }
        let count = Int(high - low) + 1
        return RoundedValue(constant: low + Double(count == 1 ? 0 : try choose(among: count)))
      case "el_pow2":
        guard let power = a.constant, (-1022...1023).contains(power) else {
          throw Undecided("the power of two")
        }
        return RoundedValue(constant: Double(sign: .plus, exponent: Int(power), significand: 1))
      case "el_exponent":
        guard a.span.lower >= .leastNormalMagnitude, a.span.upper.isFinite,
          a.span.lower.exponent == a.span.upper.exponent
        else { throw Undecided("the exponent") }
        return RoundedValue(constant: Double(a.span.lower.exponent))
      case "el_high":
        guard let high = a.high(in: run) else { throw Undecided("the exponent") }
        return high
      default: throw Undecided("the function \(name)")
      }
    }

    private func holds(
      _ condition: ElementaryText.Comparison, _ variables: [String: RoundedValue]
    ) throws -> Bool {
      let a = try evaluate(condition.left, variables)
      let b = try evaluate(condition.right, variables)
      if let c = a.constant, let d = b.constant {
        switch condition.relation {
        case "<": return c < d
        case "<=": return c <= d
        case ">": return c > d
        case ">=": return c >= d
        case "==": return c == d
        default: return c != d
        }
      }
      // No value but a constant is NaN, so a variable equals itself.
      if case .variable(let left) = condition.left, case .variable(let right) = condition.right,
        left == right
      {
        return ["==", "<=", ">="].contains(condition.relation)
      }
      let (x, y) = (a.span, b.span)
      let answer: Bool? =
        switch condition.relation {
        case "<": x.upper < y.lower ? true : x.lower >= y.upper ? false : nil
        case "<=": x.upper <= y.lower ? true : x.lower > y.upper ? false : nil
        case ">": x.lower > y.upper ? true : x.upper <= y.lower ? false : nil
        case ">=": x.lower >= y.upper ? true : x.upper < y.lower ? false : nil
        case "==": x.upper < y.lower || x.lower > y.upper ? false : nil
        default: x.upper < y.lower || x.lower > y.upper ? true : nil
        }
      if let answer { return answer }
      return try choose(among: 2) == 0
    }
  }
}
