/// Smooth rectifiers: functions that approach 0 on the left and the identity on the right.
extension Activation {
  static let smoothRectifiers: [Activation] = [
    Activation(
      "softplus", "softplus", "softplus",
      "ln(1 + exp(x))", aliases: ["soft-relu", "smooth-relu"], citation: .softplus),
    Activation(
      "softplus-beta", "softplus of adjustable sharpness", "softplus с параметром крутизны",
      "ln(1 + exp(beta*x))/beta",
      parameters: [
        .init(
          "beta", "β", "1", "(0, inf)", "how sharp the bend is", "крутизна изгиба")
      ],
      aliases: ["nn.Softplus", "parametric-softplus"], citation: .softplus),
    Activation(
      "shifted-softplus", "softplus that vanishes at 0", "softplus, равный нулю в нуле",
      "ln(0.5*exp(x) + 0.5)", aliases: ["ssp"],
      citation: .init(
        [
          "K. T. Schütt", "P.-J. Kindermans", "H. E. Sauceda", "S. Chmiela", "A. Tkatchenko",
          "K.-R. Müller",
        ],
        "SchNet: A continuous-filter convolutional neural network for modeling quantum "
          + "interactions",
        2017, "arXiv:1706.08566")),
    Activation(
      "squareplus", "squareplus", "squareplus",
      "(x + sqrt(x^2 + b))/2",
      parameters: [
        .init("b", "b", "4", "[0, inf)", "how wide the bend is", "ширина изгиба")
      ],
      aliases: ["jax.nn.squareplus"],
      citation: .init(
        ["J. T. Barron"], "Squareplus: A Softplus-Like Algebraic Rectifier", 2021,
        "arXiv:2112.11687")),
  ]
}
