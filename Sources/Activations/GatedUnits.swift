/// Gated units: the input times a smooth gate that depends on it.
extension Activation {
  static let gatedUnits: [Activation] = [
    Activation(
      "gelu", "Gaussian error linear unit", "гауссова линейная функция ошибок (GELU)",
      "x*Phi(x)", aliases: ["nn.GELU", "gelu-erf"], citation: .gelu),
    Activation(
      "gelu-tanh", "Gaussian error linear unit, tanh approximation",
      "GELU в приближении через tanh",
      "0.5*x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))",
      aliases: ["gelu-new", "gelu-approximate"], citation: .gelu),
    Activation(
      "gelu-quick", "Gaussian error linear unit, sigmoid approximation",
      "GELU в приближении через сигмоиду",
      "x*sigmoid(1.702*x)", aliases: ["quick-gelu", "QuickGELU"], citation: .gelu),
    Activation(
      "silu", "sigmoid linear unit", "сигмоидно-линейная функция (SiLU)",
      "x*sigmoid(x)", aliases: ["nn.SiLU", "sigmoid-linear-unit"], citation: .silu),
    Activation(
      "dsilu", "derivative of the sigmoid linear unit", "производная SiLU",
      "sigmoid(x)*(1 + x*(1 - sigmoid(x)))", citation: .silu),
    Activation(
      "swish", "swish", "swish",
      "x*sigmoid(beta*x)",
      parameters: [
        .init(
          "beta", "β", "1", Parameter.anyNumber, "how sharp the gate is", "крутизна множителя")
      ],
      aliases: ["swish-beta"],
      citation: .init(
        ["P. Ramachandran", "B. Zoph", "Q. V. Le"], "Searching for Activation Functions", 2017,
        "arXiv:1710.05941")),
    Activation(
      "hard-swish", "hard swish", "жёсткий swish",
      "x*min(max(0, x + 3), 6)/6",
      aliases: ["Hardswish", "nn.Hardswish", "hard-silu", "h-swish"], citation: .mobileNetV3),
    Activation(
      "ft-swish", "flattened-T swish", "уплощённый swish",
      "x*sigmoid(x) + t if x >= 0 else t",
      parameters: [
        .init(
          "t", "T", "-0.2", Parameter.anyNumber, "the value for negative inputs",
          "значение при отрицательных значениях аргумента")
      ],
      aliases: ["FTSwish", "flatten-t-swish"],
      citation: .init(
        ["H. H. Chieng", "N. Wahid", "P. Ong", "S. R. K. Perla"],
        "Flatten-T Swish: a thresholded ReLU-Swish-like activation function for deep learning",
        2018, "arXiv:1812.06247")),
    Activation(
      "mish", "mish", "mish",
      "x*tanh(ln(1 + exp(x)))", aliases: ["nn.Mish"],
      citation: .init(
        ["D. Misra"], "Mish: A Self Regularized Non-Monotonic Activation Function", 2019,
        "arXiv:1908.08681")),
    Activation(
      "tanh-exp", "tanh exponential", "tanh от экспоненты",
      "x*tanh(exp(x))", aliases: ["TanhExp", "telu"],
      citation: .init(
        ["X. Liu", "X. Di"],
        "TanhExp: A Smooth Activation Function with High Convergence Speed for Lightweight "
          + "Neural Networks",
        2020, "arXiv:2003.09855")),
    Activation(
      "lisht", "linearly scaled hyperbolic tangent",
      "гиперболический тангенс с линейным множителем (LiSHT)",
      "x*tanh(x)",
      citation: .init(
        ["S. K. Roy", "S. Manna", "S. R. Dubey", "B. B. Chaudhuri"],
        "LiSHT: Non-Parametric Linearly Scaled Hyperbolic Tangent Activation Function for Neural "
          + "Networks",
        2019, "arXiv:1901.05894")),
    Activation(
      "serf", "log-softplus error function", "функция ошибок от softplus (SERF)",
      "x*erf(ln(1 + exp(x)))",
      citation: .init(
        ["S. Nag", "M. Bhattacharyya"],
        "SERF: Towards better training of deep neural networks using log-Softplus ERror "
          + "activation Function",
        2021, "arXiv:2108.09598")),
    Activation(
      "phish", "phish", "phish",
      "x*tanh(x*Phi(x))",
      citation: .init(
        ["P. Naveen"], "Phish: A Novel Hyper-Optimizable Activation Function", 2022, "TechRxiv")),
    Activation(
      "logish", "logish", "logish",
      "x*ln(1 + sigmoid(x))",
      citation: .init(
        ["H. Zhu", "H. Zeng", "J. Liu", "X. Zhang"],
        "Logish: A new nonlinear nonmonotonic activation function for convolutional neural network",
        2021, "Neurocomputing 458")),
    Activation(
      "smish", "smish", "smish",
      "x*tanh(ln(1 + sigmoid(x)))",
      citation: .init(
        ["X. Wang", "H. Ren", "A. Wang"],
        "Smish: A Novel Activation Function for Deep Learning Methods", 2022,
        "Electronics 11(4)")),
  ]
}
