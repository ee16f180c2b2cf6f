/// LaTeX formulas as plain text, for terminals: `\frac{1}{1 + e^{x}}` becomes `1/(1 + e^x)`.
///
/// It knows what the printer of formulas and the calculations by hand write; of other commands the
/// name is left.
struct PlainMathematics {
  private var rest: Substring
  private let otherwise: String

  /// The plain text of `latex`.
  ///
  /// - Parameter otherwise: the word for the last case of a piecewise formula.
  static func text(of latex: String, otherwise: String) -> String {
    var reader = PlainMathematics(rest: latex[...], otherwise: otherwise)
    let text = reader.sequence(until: nil)
    return text.split(separator: " ").joined(separator: " ")
  }

  private static let symbols: [String: String] = [
    "cdot": " · ", "approx": " ≈ ", "le": " ≤ ", "ge": " ≥ ", "ne": " ≠ ", "lt": " < ",
    "gt": " > ", "pi": "π", "infty": "∞", "varepsilon": "ε", "sigma": "σ", "Phi": "Φ", "to": " → ",
    "pm": " ± ", "lnot": "not ", "land": " and ", "lor": " or ", "lfloor": "floor(", "rfloor": ")",
    "left": "", "right": "", "quad": "  ", "vert": "|", ",": " ", ";": " ", " ": " ", "\\": ";",
    "{": "{", "}": "}", "|": "|",
  ]

  private init(rest: Substring, otherwise: String) {
    self.rest = rest
    self.otherwise = otherwise
  }

  private mutating func sequence(until end: Character?) -> String {
    var text = ""
    while let character = rest.popFirst() {
      switch character {
      case end: return text
      case "\\": text += command(after: text)
      case "{": text += sequence(until: "}")
      case "^": text += "^" + Self.operand(argument())
      case "_": text += "_" + Self.operand(argument())
      case "&": text += " "
      default: text.append(character)
      }
    }
    return text
  }

  private mutating func command(after text: String) -> String {
    var name = String(rest.prefix { $0.isASCII && $0.isLetter })
    if name.isEmpty { name = String(rest.prefix(1)) }
    rest = rest.dropFirst(name.count)
    switch name {
    case "frac":
      let above = Self.operand(argument())
      return "\(above)/\(Self.operand(argument()))"
    case "sqrt":
      var index = ""
      if rest.first == "[" {
        rest.removeFirst()
        index = sequence(until: "]")
      }
      let inner = argument()
      switch index {
      case "": return "sqrt(\(inner))"
      case "3": return "cbrt(\(inner))"
      default: return Self.operand(inner) + "^(1/\(index))"
      }
    case "begin":
      _ = argument()
      return "{"
    case "end":
      _ = argument()
      return "}"
    case "text", "operatorname", "mathrm":
      let words = argument()
      return words == "otherwise" ? otherwise : words
    default: return Self.symbols[name] ?? name
    }
  }

  /// The group that follows, or the single character.
  private mutating func argument() -> String {
    while rest.first == " " { rest.removeFirst() }
    switch rest.popFirst() {
    case "{"?: return sequence(until: "}")
    case "\\"?: return command(after: "")
    case let character?: return String(character)
    case nil: return ""
    }
  }

  /// `text` in parentheses, unless it is one number, name or call.
  private static func operand(_ text: String) -> String {
    let trimmed = text.split(separator: " ").joined(separator: " ")
    let isAtom = trimmed.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "∞" }
    return isAtom || ["+", "-"].contains(trimmed) ? trimmed : "(\(trimmed))"
  }
}
