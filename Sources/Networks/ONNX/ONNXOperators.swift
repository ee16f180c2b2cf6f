import Formulas

/// The operators of ONNX that act on each number alone, as formulas.
enum ONNXOperators {
  /// A formula in x, in which the attributes stand by name, with their defaults in the standard.
  struct Elementwise {
    let text: String
    let attributes: [(name: String, value: Float)]

    init(_ text: String, _ attributes: [(name: String, value: Float)] = []) {
      (self.text, self.attributes) = (text, attributes)
    }
  }

  /// The operators of one argument. Attributes are inserted for `{name}`.
  static let elementwise: [String: Elementwise] = [
    "Relu": .init("relu"),
    "LeakyRelu": .init("leaky_relu(x, alpha={alpha})", [("alpha", 0.01)]),
    "ThresholdedRelu": .init("jump_relu(x, k={alpha})", [("alpha", 1)]),
    "Sigmoid": .init("sigmoid"),
    "Tanh": .init("tanh"),
    "Softplus": .init("softplus"),
    "Softsign": .init("softsign"),
    "Elu": .init("elu(x, alpha={alpha})", [("alpha", 1)]),
    "Selu": .init(
      "selu(x, alpha={alpha}, scale={gamma})",
      [("alpha", 1.673_263_192_176_818_847_656_25), ("gamma", 1.050_701_022_148_132_324_218_75)]),
    "Celu": .init("celu(x, alpha={alpha})", [("alpha", 1)]),
    "HardSigmoid": .init("max(0, min(1, {alpha}*x + {beta}))", [("alpha", 0.2), ("beta", 0.5)]),
    "HardSwish": .init("hard_swish"),
    "Mish": .init("mish"),
    "Abs": .init("abs(x)"), "Neg": .init("-x"), "Exp": .init("exp(x)"), "Log": .init("ln(x)"),
    "Sqrt": .init("sqrt(x)"), "Reciprocal": .init("1/x"), "Sign": .init("sign(x)"),
    "Erf": .init("erf(x)"), "Sin": .init("sin(x)"), "Cos": .init("cos(x)"), "Tan": .init("tan(x)"),
    "Atan": .init("atan(x)"), "Sinh": .init("sinh(x)"), "Cosh": .init("cosh(x)"),
    "Floor": .init("floor(x)"),
  ]

  /// The operators that compare.
  static let relations: [String: Condition.Relation] = [
    "Less": .less, "LessOrEqual": .lessOrEqual, "Greater": .greater,
    "GreaterOrEqual": .greaterOrEqual, "Equal": .equal,
  ]

  /// The operators that keep every number, in its order, and may change the shape.
  static let reshaping: Set<String> = [
    "Identity", "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Dropout",
  ]

  /// What classifiers do with their probabilities: nothing of it is needed to know them.
  static let afterProbabilities: Set<String> = [
    "ArgMax", "ZipMap", "ArrayFeatureExtractor", "Concat", "Reshape", "Cast", "Squeeze",
    "Normalizer", "Greater", "GreaterOrEqual", "Less", "Where", "LabelEncoder", "Binarizer",
    "Equal",
    "Not",
  ]
}
