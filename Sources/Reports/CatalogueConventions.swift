import Activations
import Analysis
import Formulas

extension Catalogue {
  /// What the frameworks take for the derivative at the kinks of `function`, as the analysis wants
  /// it; empty for a typed formula.
  public func derivativeConventions(for function: ParsedFunction) -> [DerivativeConvention] {
    guard let name = function.name, let activation = activation(named: name) else { return [] }
    let parameters = Dictionary(
      function.parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    func constant(_ text: String) -> Formula? {
      try? FormulaParser().parseConstant(text, parameters: parameters)
    }
    return activation.kinkConventions.flatMap { kink -> [DerivativeConvention] in
      guard let at = constant(kink.at) else { return [] }
      return kink.byFramework.compactMap { framework, derivative in
        constant(derivative.value).map {
          DerivativeConvention(framework: framework, at: at, value: $0)
        }
      }
    }
  }
}
