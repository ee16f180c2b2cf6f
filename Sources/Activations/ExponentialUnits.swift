/// Exponential units: linear for positive inputs, exponential for negative ones, and relatives.
extension Activation {
  static let exponentialUnits: [Activation] = [
    Activation(
      "elu", "exponential linear unit", "экспоненциально-линейная функция (ELU)",
      "x if x >= 0 else alpha*(exp(x) - 1)",
      parameters: [.limit], aliases: ["nn.ELU"], citation: .elu),
    Activation(
      "selu", "scaled exponential linear unit", "масштабированная ELU (SELU)",
      "scale*x if x >= 0 else scale*alpha*(exp(x) - 1)",
      parameters: [
        .init(
          "alpha", "α", "1.6732632423543772848170429916717", "(0, inf)",
          "minus the limit at minus infinity, before scaling",
          "предел на минус бесконечности до масштабирования, взятый с минусом"),
        .init(
          "scale", "λ", "1.0507009873554804934193349852946", "(0, inf)", "the scale", "масштаб"),
      ],
      aliases: ["nn.SELU"],
      citation: .init(
        ["G. Klambauer", "T. Unterthiner", "A. Mayr", "S. Hochreiter"],
        "Self-Normalizing Neural Networks", 2017, "arXiv:1706.02515")),
    Activation(
      "celu", "continuously differentiable exponential linear unit",
      "непрерывно дифференцируемая ELU (CELU)",
      "x if x >= 0 else alpha*(exp(x/alpha) - 1)",
      parameters: [
        .init(
          "alpha", "α", "1", "(0, inf)", "minus the limit at minus infinity",
          "предел на минус бесконечности, взятый с минусом")
      ],
      aliases: ["nn.CELU"],
      citation: .init(
        ["J. T. Barron"], "Continuously Differentiable Exponential Linear Units", 2017,
        "arXiv:1704.07483")),
    Activation(
      "pelu", "parametric exponential linear unit", "ELU с обучаемыми параметрами (PELU)",
      "a/b*x if x >= 0 else a*(exp(x/b) - 1)",
      parameters: [
        .init(
          "a", "a", "1", "(0, inf)", "minus the limit at minus infinity",
          "предел на минус бесконечности, взятый с минусом"),
        .init("b", "b", "1", "(0, inf)", "the scale of the decay", "масштаб затухания"),
      ],
      citation: .init(
        ["L. Trottier", "P. Giguère", "B. Chaib-draa"],
        "Parametric Exponential Linear Unit for Deep Convolutional Neural Networks", 2016,
        "arXiv:1605.09332")),
    Activation(
      "elu-plus-one", "exponential linear unit plus one", "ELU плюс единица",
      "x + 1 if x >= 0 else exp(x)",
      citation: .init(
        ["A. Katharopoulos", "A. Vyas", "N. Pappas", "F. Fleuret"],
        "Transformers are RNNs: Fast Autoregressive Transformers with Linear Attention", 2020,
        "arXiv:2006.16236")),
    Activation(
      "elish", "exponential linear sigmoid squashing", "экспоненциально-линейная сигмоида (ELiSH)",
      "x/(1 + exp(-x)) if x >= 0 else (exp(x) - 1)/(1 + exp(-x))", citation: .goldenActivation),
    Activation(
      "hard-elish", "hard exponential linear sigmoid squashing", "жёсткая ELiSH",
      """
      x*max(0, min(1, (x + 1)/2)) if x >= 0 else (exp(x) - 1)*max(0, min(1, (x + 1)/2))
      """, citation: .goldenActivation),
    Activation(
      "exponential", "exponential", "экспонента",
      "exp(x)", aliases: ["exp", "keras.activations.exponential"], citation: .keras),
    Activation(
      "isrlu", "inverse square root linear unit",
      "линейная функция с обратным квадратным корнем (ISRLU)",
      "x if x >= 0 else x/sqrt(1 + alpha*x^2)",
      parameters: [.steepness], citation: .inverseSquareRoot),
  ]
}

extension Activation.Parameter {
  fileprivate static let limit = Self(
    "alpha", "α", "1", "[0, inf)", "minus the limit at minus infinity",
    "предел на минус бесконечности, взятый с минусом")
}
