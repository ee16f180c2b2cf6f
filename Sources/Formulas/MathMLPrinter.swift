extension Formula {
  /// The formula as a `<math>` element of presentation MathML (Core), which browsers render.
  ///
  /// - Parameters:
  ///   - otherwise: the words for "otherwise", in the language of the document.
  ///   - isBlock: whether it stands on a line of its own.
  public func mathML(
    variable: String = "x", otherwise: String = "otherwise", isBlock: Bool = false
  ) -> String {
    MathMLPrinter(otherwise: otherwise)
      .document(FormulaLayout(variable: variable).layout(self), isBlock: isBlock)
  }
}

extension Condition {
  /// The condition as a `<math>` element of presentation MathML (Core).
  public func mathML(variable: String = "x", isBlock: Bool = false) -> String {
    MathMLPrinter(otherwise: "")
      .document(FormulaLayout(variable: variable).layout(self), isBlock: isBlock)
  }
}

/// Writes layouts in MathML.
struct MathMLPrinter {
  let otherwise: String

  func document(_ layout: MathLayout, isBlock: Bool) -> String {
    let display = isBlock ? " display=\"block\"" : ""
    return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"\(display)>\(text(layout))</math>"
  }

  func text(_ layout: MathLayout) -> String {
    switch layout {
    case .number(let digits): return "<mn>\(digits)</mn>"
    case .identifier(let identifier): return text(identifier)
    case .row(let parts): return row(parts)
    case .sign(let sign): return text(sign, isPrefix: false)
    case .fraction(let above, let below): return "<mfrac>\(text(above))\(text(below))</mfrac>"
    case .superscript(let base, let exponent):
      return "<msup>\(text(base))\(text(exponent))</msup>"
    case .root(let inner, let index):
      guard let index else { return "<msqrt>\(text(inner))</msqrt>" }
      return "<mroot>\(text(inner))<mn>\(index)</mn></mroot>"
    case .fenced(let fence, let inner):
      let (opening, closing) =
        switch fence {
        case .parentheses: ("(", ")")
        case .bars: ("|", "|")
        case .floor: ("⌊", "⌋")
        }
      return "<mrow><mo form=\"prefix\" stretchy=\"true\">\(opening)</mo>\(text(inner))"
        + "<mo form=\"postfix\" stretchy=\"true\">\(closing)</mo></mrow>"
    case .cases(let cases):
      let rows = cases.map { line in
        let condition = line.condition.map(text) ?? "<mtext>\(Self.escaped(otherwise))</mtext>"
        return "<mtr><mtd style=\"text-align: left\"><mrow>\(text(line.value))<mo>,</mo></mrow>"
          + "</mtd><mtd style=\"text-align: left\">\(condition)</mtd></mtr>"
      }
      return "<mrow><mo form=\"prefix\" stretchy=\"true\">{</mo>"
        + "<mtable columnalign=\"left left\">\(rows.joined())</mtable></mrow>"
    }
  }

  private func row(_ parts: [MathLayout]) -> String {
    var content = ""
    for (index, part) in parts.enumerated() {
      if case .sign(let sign) = part {
        content += text(sign, isPrefix: index == 0)
      } else {
        content += text(part)
      }
    }
    return "<mrow>\(content)</mrow>"
  }

  private func text(_ identifier: MathLayout.Identifier) -> String {
    switch identifier {
    case .letter(let letter): "<mi>\(Self.escaped(letter))</mi>"
    case .pi: "<mi>π</mi>"
    case .infinity: "<mi>∞</mi>"
    case .sigma: "<mi>σ</mi>"
    case .capitalPhi: "<mi mathvariant=\"normal\">Φ</mi>"
    case .standardFunction(let name), .function(let name): "<mi>\(name)</mi>"
    case .word(let word): "<mtext>\(Self.escaped(word))</mtext>"
    }
  }

  private func text(_ sign: MathLayout.Sign, isPrefix: Bool) -> String {
    let symbol =
      switch sign {
      case .plus: "+"
      case .minus: "−"
      case .dot: "⋅"
      case .invisibleTimes: "\u{2062}"
      case .comma: ","
      case .slash: "/"
      case .apply: "\u{2061}"
      case .less: "&lt;"
      case .lessOrEqual: "≤"
      case .greater: "&gt;"
      case .greaterOrEqual: "≥"
      case .equal: "="
      case .notEqual: "≠"
      case .and: "∧"
      case .or: "∨"
      case .not: "¬"
      }
    return "<mo\(isPrefix ? " form=\"prefix\"" : "")>\(symbol)</mo>"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
    return result
  }
}
