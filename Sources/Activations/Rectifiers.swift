/// Rectifiers: piecewise functions that are linear, constant or polynomial on each side.
extension Activation {
  static let rectifiers: [Activation] = [
    Activation(
      "relu", "rectified linear unit", "усечённая линейная функция (ReLU)",
      "max(0, x)", aliases: ["nn.ReLU", "rectifier", "ramp"],
      citation: .init(
        ["V. Nair", "G. E. Hinton"],
        "Rectified Linear Units Improve Restricted Boltzmann Machines", 2010, "ICML 2010")),
    Activation(
      "relu6", "rectified linear unit capped at 6", "ReLU с ограничением сверху числом 6",
      "min(max(0, x), 6)", aliases: ["nn.ReLU6", "relu-6"],
      citation: .init(
        ["A. Krizhevsky"], "Convolutional Deep Belief Networks on CIFAR-10", 2010)),
    Activation(
      "clipped-relu", "clipped rectified linear unit", "ограниченная сверху ReLU",
      "min(max(0, x), ceiling)",
      parameters: [
        .init(
          "ceiling", "c", "20", "(0, inf)", "the greatest value", "наибольшее значение")
      ],
      aliases: ["ClippedReLU", "capped-relu"],
      citation: .init(
        [
          "A. Hannun", "C. Case", "J. Casper", "B. Catanzaro", "G. Diamos", "E. Elsen",
          "R. Prenger",
          "S. Satheesh", "S. Sengupta", "A. Coates", "A. Y. Ng",
        ],
        "Deep Speech: Scaling up end-to-end speech recognition", 2014, "arXiv:1412.5567")),
    Activation(
      "leaky-relu", "leaky rectified linear unit", "ReLU с утечкой",
      "x if x >= 0 else alpha*x",
      parameters: [
        .init(
          "alpha", "α", "0.01", "[0, inf)", "the slope for negative inputs",
          "наклон при отрицательных значениях аргумента")
      ],
      aliases: ["LeakyReLU", "nn.LeakyReLU", "lrelu"],
      citation: .init(
        ["A. L. Maas", "A. Y. Hannun", "A. Y. Ng"],
        "Rectifier Nonlinearities Improve Neural Network Acoustic Models", 2013, "ICML 2013")),
    Activation(
      "prelu", "parametric rectified linear unit", "ReLU с обучаемым наклоном",
      "x if x >= 0 else alpha*x",
      parameters: [
        .init(
          "alpha", "α", "0.25", Parameter.anyNumber, "the learned slope for negative inputs",
          "обучаемый наклон при отрицательных значениях аргумента")
      ],
      aliases: ["nn.PReLU", "parametric-relu"],
      citation: .init(
        ["K. He", "X. Zhang", "S. Ren", "J. Sun"],
        "Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet Classification",
        2015, "arXiv:1502.01852")),
    Activation(
      "rrelu", "mean of the randomized leaky rectified linear unit",
      "ReLU со случайным наклоном, среднее",
      "x if x >= 0 else (lower + upper)/2*x",
      parameters: [
        .init(
          "lower", "l", "1/8", "[0, inf)", "the least slope for negative inputs",
          "наименьший наклон при отрицательных значениях аргумента"),
        .init(
          "upper", "u", "1/3", "[0, inf)", "the greatest slope for negative inputs",
          "наибольший наклон при отрицательных значениях аргумента"),
      ],
      aliases: ["nn.RReLU", "randomized-leaky-relu"],
      citation: .init(
        ["B. Xu", "N. Wang", "T. Chen", "M. Li"],
        "Empirical Evaluation of Rectified Activations in Convolutional Network", 2015,
        "arXiv:1505.00853")),
    Activation(
      "shifted-relu", "shifted rectified linear unit", "сдвинутая ReLU",
      "max(-1, x)", aliases: ["ShiftedReLU"], citation: .elu),
    Activation(
      "absolute-value", "absolute value rectification", "модуль",
      "abs(x)", aliases: ["abs", "absolute", "torch.abs"],
      citation: .init(
        ["K. Jarrett", "K. Kavukcuoglu", "M. Ranzato", "Y. LeCun"],
        "What is the Best Multi-Stage Architecture for Object Recognition?", 2009, "ICCV 2009")),
    Activation(
      "squared-relu", "squared rectified linear unit", "квадрат ReLU",
      "max(0, x)^2", aliases: ["ReLUSquared", "SquaredReLU", "relu2"],
      citation: .init(
        ["D. R. So", "W. Mańke", "H. Liu", "Z. Dai", "N. Shazeer", "Q. V. Le"],
        "Primer: Searching for Efficient Transformers for Language Modeling", 2021,
        "arXiv:2109.08668")),
    Activation(
      "star-relu", "scaled and shifted squared rectified linear unit", "StarReLU",
      "s*max(0, x)^2 + b",
      parameters: [
        .init("s", "s", "0.8944", Parameter.anyNumber, "the scale", "масштаб"),
        .init("b", "b", "-0.4472", Parameter.anyNumber, "the bias", "сдвиг"),
      ],
      aliases: ["StarReLU"],
      citation: .init(
        ["W. Yu", "C. Si", "P. Zhou", "M. Luo", "Y. Zhou", "J. Feng", "S. Yan", "X. Wang"],
        "MetaFormer Baselines for Vision", 2022, "arXiv:2210.13452")),
    Activation(
      "smelu", "smooth rectified linear unit", "гладкая ReLU (SmeLU)",
      "0 if x <= -beta else ((x + beta)^2/(4*beta) if x < beta else x)",
      parameters: [
        .init(
          "beta", "β", "1", "(0, inf)", "half the width of the transition",
          "полуширина переходного участка")
      ],
      citation: .init(
        ["G. I. Shamir", "D. Lin", "L. Coviello"],
        "Smooth activations and reproducibility in deep networks", 2020, "arXiv:2010.09931")),
    Activation(
      "sparse-plus", "sparse plus", "разреженный softplus",
      "0 if x <= -1 else ((x + 1)^2/4 if x < 1 else x)",
      aliases: ["SparsePlus", "jax.nn.sparse_plus"], citation: .fenchelYoung),
    Activation(
      "nlrelu", "natural-logarithm rectified linear unit", "логарифмическая ReLU",
      "ln(beta*max(0, x) + 1)",
      parameters: [
        .init("beta", "β", "1", "(0, inf)", "the slope at 0+", "наклон справа от нуля")
      ],
      citation: .init(
        ["Y. Liu", "J. Zhang", "C. Gao", "J. Qu", "L. Ji"],
        "Natural-Logarithm-Rectified Activation Function in Convolutional Neural Networks", 2019,
        "arXiv:1908.03682")),
    Activation(
      "plu", "piecewise linear unit", "кусочно-линейная функция (PLU)",
      "alpha*(x - c) + c if x > c else (x if x >= -c else alpha*(x + c) - c)",
      parameters: [
        .init(
          "alpha", "α", "0.2", "[0, inf)", "the slope of the outer pieces",
          "наклон внешних участков"),
        .init("c", "c", "1", "(0, inf)", "where the slope changes", "точка смены наклона"),
      ],
      aliases: ["piecewise-linear-unit"],
      citation: .init(
        ["A. Nicolae"], "PLU: The Piecewise Linear Unit Activation Function", 2018,
        "arXiv:1809.09534")),
  ]
}
