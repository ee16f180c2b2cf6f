/// Publications that several entries cite.
extension Citation {
  static let elu = Citation(
    ["D.-A. Clevert", "T. Unterthiner", "S. Hochreiter"],
    "Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs)", 2015,
    "arXiv:1511.07289")

  static let gelu = Citation(
    ["D. Hendrycks", "K. Gimpel"], "Gaussian Error Linear Units (GELUs)", 2016, "arXiv:1606.08415")

  static let silu = Citation(
    ["S. Elfwing", "E. Uchibe", "K. Doya"],
    "Sigmoid-Weighted Linear Units for Neural Network Function Approximation in Reinforcement "
      + "Learning",
    2017, "arXiv:1702.03118")

  static let softplus = Citation(
    ["C. Dugas", "Y. Bengio", "F. Bélisle", "C. Nadeau", "R. Garcia"],
    "Incorporating Second-Order Functional Knowledge for Better Option Pricing", 2000, "NIPS 2000")

  static let mobileNetV3 = Citation(
    [
      "A. Howard", "M. Sandler", "G. Chu", "L.-C. Chen", "B. Chen", "M. Tan", "W. Wang", "Y. Zhu",
      "R. Pang", "V. Vasudevan", "Q. V. Le", "H. Adam",
    ],
    "Searching for MobileNetV3", 2019, "arXiv:1905.02244")

  static let fenchelYoung = Citation(
    ["M. Blondel", "A. F. T. Martins", "V. Niculae"], "Learning with Fenchel-Young Losses", 2019,
    "arXiv:1901.02324")

  static let goldenActivation = Citation(
    ["M. Basirat", "P. M. Roth"], "The Quest for the Golden Activation Function", 2018,
    "arXiv:1808.00783")

  static let inverseSquareRoot = Citation(
    ["B. Carlile", "G. Delamarter", "P. Kinney", "A. Marti", "B. Whitney"],
    "Improving Deep Learning by Inverse Square Root Linear Units (ISRLUs)", 2017,
    "arXiv:1710.09967")

  static let efficientBackprop = Citation(
    ["Y. LeCun", "L. Bottou", "G. B. Orr", "K.-R. Müller"], "Efficient BackProp", 1998,
    "Neural Networks: Tricks of the Trade")

  static let waveletShrinkage = Citation(
    ["D. L. Donoho", "I. M. Johnstone"], "Ideal spatial adaptation by wavelet shrinkage", 1994,
    "Biometrika 81(3)")

  static let binomialLinks = Citation(
    ["G. S. da S. Gomes", "T. B. Ludermir"],
    "Complementary Log-Log and Probit: Activation Functions Implemented in Artificial Neural "
      + "Networks",
    2008, "HIS 2008")

  static let torch7 = Citation(
    ["R. Collobert", "K. Kavukcuoglu", "C. Farabet"],
    "Torch7: A Matlab-like Environment for Machine Learning", 2011, "BigLearn, NIPS Workshop")

  static let keras = Citation(["F. Chollet"], "Keras", 2015, "keras.io")

  static let survey = Citation(
    ["V. Kunc", "J. Kléma"],
    "Three Decades of Activations: A Comprehensive Survey of 400 Activation Functions for Neural "
      + "Networks",
    2024, "arXiv:2402.09092")
}
