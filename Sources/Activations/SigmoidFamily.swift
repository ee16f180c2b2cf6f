/// The sigmoid family: bounded, increasing, S-shaped functions, smooth or piecewise linear.
extension Activation {
  static let sigmoidFamily: [Activation] = [
    Activation(
      "sigmoid", "logistic sigmoid", "логистическая сигмоида",
      "1/(1 + exp(-x))", aliases: ["nn.Sigmoid", "logistic", "expit"],
      citation: .init(
        ["D. E. Rumelhart", "G. E. Hinton", "R. J. Williams"],
        "Learning representations by back-propagating errors", 1986, "Nature 323")),
    Activation(
      "bipolar-sigmoid", "bipolar sigmoid", "биполярная сигмоида",
      "(1 - exp(-x))/(1 + exp(-x))", citation: .survey),
    Activation(
      "log-sigmoid", "logarithm of the sigmoid", "логарифм сигмоиды",
      "ln(1/(1 + exp(-x)))", aliases: ["LogSigmoid", "nn.LogSigmoid"], citation: .torch7),
    Activation(
      "tanh", "hyperbolic tangent", "гиперболический тангенс",
      "tanh(x)", aliases: ["nn.Tanh"], citation: .efficientBackprop),
    Activation(
      "lecun-tanh", "scaled hyperbolic tangent", "масштабированный гиперболический тангенс",
      "1.7159*tanh(2/3*x)", aliases: ["scaled-tanh"], citation: .efficientBackprop),
    Activation(
      "penalized-tanh", "penalized hyperbolic tangent", "гиперболический тангенс с ослаблением",
      "tanh(x) if x > 0 else a*tanh(x)",
      parameters: [
        .init(
          "a", "a", "0.25", "[0, 1]", "the factor for negative inputs",
          "множитель при отрицательных значениях аргумента")
      ],
      citation: .init(
        ["B. Xu", "R. Huang", "M. Li"], "Revise Saturated Activation Functions", 2016,
        "arXiv:1602.05980")),
    Activation(
      "arctan", "arc tangent", "арктангенс",
      "atan(x)", aliases: ["atan", "torch.atan"], citation: .survey),
    Activation(
      "erf", "error function", "функция ошибок",
      "erf(x)", aliases: ["torch.erf"],
      citation: .init(["C. K. I. Williams"], "Computing with Infinite Networks", 1996, "NIPS 1996")),
    Activation(
      "probit", "distribution function of the normal law",
      "функция распределения нормального закона",
      "Phi(x)", aliases: ["normal-cdf"], citation: .binomialLinks),
    Activation(
      "complementary-log-log", "complementary log-log", "дополнительная двойная логарифмическая",
      "1 - exp(-exp(x))", aliases: ["cloglog"], citation: .binomialLinks),
    Activation(
      "hard-sigmoid", "hard sigmoid", "жёсткая сигмоида",
      "max(0, min(1, x/6 + 1/2))", aliases: ["HardSigmoid", "nn.Hardsigmoid"],
      citation: .mobileNetV3),
    Activation(
      "keras-hard-sigmoid", "hard sigmoid of Keras 2", "жёсткая сигмоида Keras 2",
      "max(0, min(1, 0.2*x + 0.5))", aliases: ["hard-sigmoid-keras2"], citation: .keras),
    Activation(
      "sparse-sigmoid", "sparse sigmoid", "разреженная сигмоида",
      "max(0, min(1, (x + 1)/2))",
      aliases: ["SparseSigmoid", "binaryconnect-hard-sigmoid", "jax.nn.sparse_sigmoid"],
      citation: .fenchelYoung),
    Activation(
      "hard-tanh", "hard hyperbolic tangent", "жёсткий гиперболический тангенс",
      "max(min_val, min(max_val, x))",
      parameters: [
        .init(
          "min_val", "m", "-1", Parameter.anyNumber, "the least value", "наименьшее значение"),
        .init(
          "max_val", "M", "1", Parameter.anyNumber, "the greatest value", "наибольшее значение"),
      ],
      aliases: ["Hardtanh", "nn.Hardtanh"],
      citation: .init(
        ["R. Collobert", "J. Weston", "L. Bottou", "M. Karlen", "K. Kavukcuoglu", "P. Kuksa"],
        "Natural Language Processing (Almost) from Scratch", 2011, "arXiv:1103.0398")),
    Activation(
      "smooth-step", "smooth step", "гладкая ступенька",
      """
      0 if x <= -gamma/2 else (1 if x >= gamma/2 else -2*x^3/gamma^3 + 3*x/(2*gamma) + 1/2)
      """,
      parameters: [
        .init(
          "gamma", "γ", "1", "(0, inf)", "the width of the transition",
          "ширина переходного участка")
      ],
      aliases: ["SmoothStep"],
      citation: .init(
        ["H. Hazimeh", "N. Ponomareva", "P. Mol", "Z. Tan", "R. Mazumder"],
        "The Tree Ensemble Layer: Differentiability meets Conditional Computation", 2020,
        "arXiv:2002.07772")),
    Activation(
      "sqnl", "square nonlinearity", "квадратичная сигмоида (SQNL)",
      """
      1 if x > 2 else (x - x^2/4 if x >= 0 else (x + x^2/4 if x >= -2 else -1))
      """,
      citation: .init(
        ["A. Wuraola", "N. Patel"],
        "SQNL: A New Computationally Efficient Activation Function", 2018, "IJCNN 2018")),
  ]
}
