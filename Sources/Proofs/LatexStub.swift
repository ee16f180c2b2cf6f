import Formulas
extension Formula {
  public func latex(variable: String) -> String {
    func p(_ f: Formula) -> String {
      switch f.operation {
      case .sum, .negation: "(" + f.latex(variable: variable) + ")";
      default: f.latex(variable: variable)
      }
    }
    switch operation {
    case .variable: return variable
    case .number(let v): return v.latex
    case .constant(let c): return c == .pi ? "\\pi" : c == .e ? "e" : "\\infty"
    case .sum(let all):
      return all.map { $0.latex(variable: variable) }.joined(separator: " + ").replacing(
        "+ -", with: "- ")
    case .product(let all): return all.map(p).joined(separator: " \\cdot ")
    case .negation(let f): return "-" + p(f)
    case .quotient(let f, let g):
      return "\\frac{\(f.latex(variable: variable))}{\(g.latex(variable: variable))}"
    case .power(let f, let g): return "\(p(f))^{\(g.latex(variable: variable))}"
    case .apply(.exp, let f): return "e^{\(f.latex(variable: variable))}"
    case .apply(.sigmoid, let f): return "\\sigma\\left(\(f.latex(variable: variable))\\right)"
    case .apply(let n, let f):
      return "\\operatorname{\(n.rawValue)}\\left(\(f.latex(variable: variable))\\right)"
    case .minimum(let all):
      return "\\min(" + all.map { $0.latex(variable: variable) }.joined(separator: ", ") + ")"
    case .maximum(let all):
      return "\\max(" + all.map { $0.latex(variable: variable) }.joined(separator: ", ") + ")"
    case .piecewise: return "\\text{cases}"
    }
  }
}
