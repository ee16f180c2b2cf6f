/// Thresholds, steps and shrinkages: functions that jump, or set a band around 0 to 0.
extension Activation {
  static let thresholds: [Activation] = [
    Activation(
      "step", "unit step (Heaviside)", "единичная ступенька (функция Хевисайда)",
      "1 if x >= 0 else 0", aliases: ["heaviside", "binary-step", "unit-step"],
      citation: .init(
        ["W. S. McCulloch", "W. Pitts"],
        "A logical calculus of the ideas immanent in nervous activity", 1943,
        "Bulletin of Mathematical Biophysics 5")),
    Activation(
      "sign", "sign", "знак числа",
      "sign(x)", aliases: ["sgn", "signum", "torch.sign"],
      citation: .init(
        ["I. Hubara", "M. Courbariaux", "D. Soudry", "R. El-Yaniv", "Y. Bengio"],
        "Binarized Neural Networks", 2016, "NIPS 2016")),
    Activation(
      "threshold", "threshold", "порог",
      "x if x > theta else value",
      parameters: [
        .init("theta", "θ", "0", Parameter.anyNumber, "the threshold", "порог"),
        .init(
          "value", "v", "0", Parameter.anyNumber, "the value up to the threshold",
          "значение до порога включительно"),
      ],
      aliases: ["nn.Threshold"], citation: .torch7),
    Activation(
      "jump-relu", "rectified linear unit with a jump", "ReLU со скачком",
      "x if x > k else 0",
      parameters: [.init("k", "κ", "1", "[0, inf)", "the threshold", "порог")],
      aliases: ["JumpReLU", "ThresholdedReLU", "thresholded-relu"],
      citation: .init(
        ["N. B. Erichson", "Z. Yao", "M. W. Mahoney"],
        "JumpReLU: A Retrofit Defense Strategy for Adversarial Attacks", 2019, "arXiv:1904.03750")),
    Activation(
      "hard-shrink", "hard shrinkage", "жёсткий порог",
      "x if abs(x) > lambda else 0",
      parameters: [.shrinkageThreshold],
      aliases: ["Hardshrink", "nn.Hardshrink", "hard-threshold"],
      citation: .waveletShrinkage),
    Activation(
      "soft-shrink", "soft shrinkage", "мягкий порог",
      "x - lambda if x > lambda else (x + lambda if x < -lambda else 0)",
      parameters: [.shrinkageThreshold],
      aliases: ["Softshrink", "nn.Softshrink", "soft-threshold"],
      citation: .waveletShrinkage),
    Activation(
      "tanh-shrink", "tanh shrinkage", "сжатие x − tanh x",
      "x - tanh(x)", aliases: ["Tanhshrink", "nn.Tanhshrink"], citation: .torch7),
  ]
}

extension Activation.Parameter {
  fileprivate static let shrinkageThreshold = Self(
    "lambda", "λ", "0.5", "[0, inf)", "half the width of the band that is set to 0",
    "полуширина полосы, в которой значение равно 0")
}
