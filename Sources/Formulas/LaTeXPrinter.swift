extension Formula {
  /// The formula in LaTeX, for math mode; pieces are a `cases` environment (package amsmath).
  ///
  /// - Parameter otherwise: the words for "otherwise", in the language of the document.
  public func latex(variable: String = "x", otherwise: String = "otherwise") -> String {
    LaTeXPrinter(otherwise: otherwise).text(FormulaLayout(variable: variable).layout(self))
  }
}

extension Condition {
  /// The condition in LaTeX, for math mode.
  public func latex(variable: String = "x") -> String {
    LaTeXPrinter(otherwise: "").text(FormulaLayout(variable: variable).layout(self))
  }
}

/// Writes layouts in LaTeX.
struct LaTeXPrinter {
  let otherwise: String

  func text(_ layout: MathLayout) -> String {
    switch layout {
    case .number(let digits): return digits
    case .identifier(let identifier): return text(identifier)
    case .sign(let sign): return text(sign)
    case .row(let parts):
      return parts.enumerated().reduce(into: "") { result, part in
        let isBinary = part.offset > 0 && part.element == .sign(.minus)
        result = joined(result, isBinary ? " - " : text(part.element))
      }
    case .fraction(let above, let below): return "\\frac{\(text(above))}{\(text(below))}"
    case .superscript(let base, let exponent): return "\(text(base))^{\(text(exponent))}"
    case .root(let inner, let index):
      return "\\sqrt\(index.map { "[\($0)]" } ?? ""){\(text(inner))}"
    case .fenced(let fence, let inner): return fenced(fence, inner)
    case .cases(let cases):
      let lines = cases.map {
        "\(text($0.value)), & \($0.condition.map(text) ?? "\\text{\(otherwise)}")"
      }
      return "\\begin{cases} \(lines.joined(separator: " \\\\ ")) \\end{cases}"
    }
  }

  /// The texts side by side, apart where a command would swallow a letter.
  private func joined(_ a: String, _ b: String) -> String {
    guard let last = a.split(separator: "\\", omittingEmptySubsequences: false).last,
      a.contains("\\"), last.allSatisfy(\.isLetter), b.first?.isLetter == true
    else { return a + b }
    return "\(a) \(b)"
  }

  private func fenced(_ fence: MathLayout.Fence, _ inner: MathLayout) -> String {
    let content = text(inner)
    switch fence {
    case .parentheses:
      return inner.isTall ? "\\left(\(content)\\right)" : "(\(content))"
    case .bars: return "\\left|\(content)\\right|"
    case .floor: return "\\left\\lfloor \(content) \\right\\rfloor"
    }
  }

  private func text(_ identifier: MathLayout.Identifier) -> String {
    switch identifier {
    case .letter(let letter): letter
    case .pi: "\\pi"
    case .infinity: "\\infty"
    case .sigma: "\\sigma"
    case .capitalPhi: "\\Phi"
    case .standardFunction(let name): "\\\(name)"
    case .function(let name): "\\operatorname{\(name)}"
    case .word(let word): "\\text{\(word)}"
    }
  }

  private func text(_ sign: MathLayout.Sign) -> String {
    switch sign {
    case .plus: " + "
    case .minus: "-"
    case .dot: " \\cdot "
    case .invisibleTimes: " \\, "
    case .comma: ", "
    case .slash: "/"
    case .apply: ""
    case .less: " < "
    case .lessOrEqual: " \\le "
    case .greater: " > "
    case .greaterOrEqual: " \\ge "
    case .equal: " = "
    case .notEqual: " \\ne "
    case .and: " \\land "
    case .or: " \\lor "
    case .not: "\\lnot "
    }
  }
}
