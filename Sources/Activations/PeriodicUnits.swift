/// Periodic and radial units: functions that oscillate, and bumps.
extension Activation {
  static let periodicUnits: [Activation] = [
    Activation(
      "sine", "sine", "синус",
      "sin(omega*x)",
      parameters: [
        .init("omega", "ω", "1", "(0, inf)", "the angular frequency", "круговая частота")
      ],
      aliases: ["sin", "siren"],
      citation: .init(
        ["V. Sitzmann", "J. N. P. Martel", "A. W. Bergman", "D. B. Lindell", "G. Wetzstein"],
        "Implicit Neural Representations with Periodic Activation Functions", 2020,
        "arXiv:2006.09661")),
    Activation(
      "cosine", "cosine", "косинус",
      "cos(x)", aliases: ["cos"], citation: .survey),
    Activation(
      "snake", "snake", "«змея» (Snake)",
      "x + sin(a*x)^2/a",
      parameters: [
        .init("a", "a", "1", "(0, inf)", "the frequency", "частота")
      ],
      citation: .init(
        ["L. Ziyin", "T. Hartwig", "M. Ueda"],
        "Neural Networks Fail to Learn Periodic Functions and How to Fix It", 2020,
        "arXiv:2006.08195")),
    Activation(
      "growing-cosine", "growing cosine unit", "растущий косинус (GCU)",
      "x*cos(x)", aliases: ["gcu", "growing-cosine-unit"],
      citation: .init(
        ["M. M. Noel", "Arunkumar L", "A. Trivedi", "P. Dutta"],
        "Growing Cosine Unit: A Novel Oscillatory Activation Function That Can Speedup Training "
          + "and Reduce Parameters in Convolutional Neural Networks",
        2021, "arXiv:2108.12943")),
    Activation(
      "sinlu", "sinu-sigmoidal linear unit", "синусно-сигмоидная функция (SinLU)",
      "(x + a*sin(b*x))*sigmoid(x)",
      parameters: [
        .init("a", "a", "1", Parameter.anyNumber, "the amplitude", "амплитуда"),
        .init("b", "b", "1", Parameter.anyNumber, "the frequency", "частота"),
      ],
      citation: .init(
        ["A. Paul", "R. Bandyopadhyay", "J. H. Yoon", "Z. W. Geem", "R. Sarkar"],
        "SinLU: Sinu-Sigmoidal Linear Unit", 2022, "Mathematics 10(3)")),
    Activation(
      "gaussian", "Gaussian", "гауссова функция",
      "exp(-x^2)", aliases: ["rbf", "gauss"],
      citation: .init(
        ["D. S. Broomhead", "D. Lowe"],
        "Multivariable Functional Interpolation and Adaptive Networks", 1988,
        "Complex Systems 2")),
  ]
}
