extension ExpressionParser {
  /// What stands for a value or a condition in the text.
  struct Operand {
    var meaning: Meaning
    var range: Range<Int>
    /// 1 for a parameter with the value 1, −1 for its negative: such a factor is left out, so that
    /// `beta*x` is `x` there.
    var unit: Int?
    /// The call that it is, when it is exactly the call of a definition.
    var call: Call?

    enum Meaning {
      case value(Formula)
      case condition(Condition)
    }
  }

  /// The call of a definition.
  final class Call {
    let definition: FunctionDefinition
    let parameters: [(name: String, value: Rational)]
    let isOfVariable: Bool

    init(
      definition: FunctionDefinition, parameters: [(name: String, value: Rational)],
      isOfVariable: Bool
    ) {
      self.definition = definition
      self.parameters = parameters
      self.isOfVariable = isOfVariable
    }
  }
}
