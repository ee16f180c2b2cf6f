import Analysis
import Formulas

extension FunctionAnalysis {
  /// The same analysis with the pieces' formulas as somebody wrote them.
  ///
  /// An analysis may recognise ln(1 + exp z) as softplus and 1/(1 + exp(−z)) as the logistic
  /// function. A proof has to show how the function is composed: a single piece takes the function's
  /// own formula where that does not branch, and names that do not occur in it are written out.
  public var asWritten: FunctionAnalysis {
    guard let own = Formula(parsing: function.formula) else { return self }
    var analysis = self
    for index in pieces.indices {
      let written: Formula?
      if pieces.count == 1 && !own.branches {
        written = own
      } else {
        written = Formula(parsing: pieces[index].formula)?.writingOut(unlessIn: own)
      }
      guard let written, written != Formula(parsing: pieces[index].formula) else { continue }
      analysis.pieces[index].formula = written.text(variable: function.variable)
      analysis.pieces[index].latex = written.latex(variable: function.variable)
    }
    return analysis
  }
}

extension Formula {
  /// Whether the formula distinguishes cases.
  fileprivate var branches: Bool {
    switch operation {
    case .minimum, .maximum, .piecewise, .apply(.abs, _), .apply(.sign, _), .apply(.floor, _): true
    default: operation.children.contains { $0.branches }
    }
  }

  /// Whether `function` is applied somewhere.
  fileprivate func applies(_ function: ElementaryFunction) -> Bool {
    if case .apply(function, _) = operation { return true }
    return operation.children.contains { $0.applies(function) }
  }

  /// With softplus and the logistic function replaced by their definitions, unless `own` has them.
  fileprivate func writingOut(unlessIn own: Formula) -> Formula {
    let rebuilt = Formula(operation.mapChildren { $0.writingOut(unlessIn: own) })
    switch rebuilt.operation {
    case .apply(.softplus, let u) where !own.applies(.softplus):
      return .apply(.ln, 1 + .apply(.exp, u))
    case .apply(.sigmoid, let u) where !own.applies(.sigmoid):
      return 1 / (1 + .apply(.exp, -u))
    default: return rebuilt
    }
  }
}
