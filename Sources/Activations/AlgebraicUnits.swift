/// Algebraic units: polynomials, roots and quotients, and logarithms of the modulus.
extension Activation {
  static let algebraicUnits: [Activation] = [
    Activation(
      "identity", "identity", "тождественная функция",
      "x", aliases: ["linear", "nn.Identity"],
      citation: .init(
        ["B. Widrow", "M. E. Hoff"], "Adaptive Switching Circuits", 1960,
        "IRE WESCON Convention Record 4")),
    Activation(
      "square", "square", "квадрат",
      "x^2", aliases: ["quadratic"],
      citation: .init(
        ["R. Livni", "S. Shalev-Shwartz", "O. Shamir"],
        "On the Computational Efficiency of Training Neural Networks", 2014, "arXiv:1410.1141")),
    Activation(
      "cube", "cube", "куб",
      "x^3", aliases: ["cubic"],
      citation: .init(
        ["D. Chen", "C. D. Manning"],
        "A Fast and Accurate Dependency Parser using Neural Networks", 2014, "EMNLP 2014")),
    Activation(
      "softsign", "softsign", "softsign",
      "x/(1 + abs(x))", aliases: ["nn.Softsign", "soft-sign", "elliott"],
      citation: .init(
        ["D. L. Elliott"], "A Better Activation Function for Artificial Neural Networks", 1993,
        "University of Maryland, ISR TR 93-8")),
    Activation(
      "isru", "inverse square root unit", "функция с обратным квадратным корнем (ISRU)",
      "x/sqrt(1 + alpha*x^2)",
      parameters: [.steepness], citation: .inverseSquareRoot),
    Activation(
      "bent-identity", "bent identity", "изогнутая тождественная функция",
      "(sqrt(x^2 + 1) - 1)/2 + x", aliases: ["BentIdentity"], citation: .survey),
    Activation(
      "symlog", "symmetric logarithm", "симметричный логарифм",
      "sign(x)*ln(abs(x) + 1)", aliases: ["symmetric-log"],
      citation: .init(
        ["D. Hafner", "J. Pasukonis", "J. Ba", "T. Lillicrap"],
        "Mastering Diverse Domains through World Models", 2023, "arXiv:2301.04104")),
  ]
}

extension Activation.Parameter {
  /// The parameter of the inverse square root units.
  static let steepness = Self(
    "alpha", "α", "1", "(0, inf)", "how soon it saturates: the limit is 1/sqrt(alpha) in modulus",
    "скорость насыщения: предел по модулю равен 1/√α")
}
