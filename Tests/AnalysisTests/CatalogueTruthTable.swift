// Derived by hand from the definitions: one-sided derivatives from the pieces, the class from the
// first Taylor coefficient that differs between the two sides of a joint (noted where it is not
// the slope), limits from the leading terms.

/// What is true of every entry.
let entryTruths: [EntryTruth] = rectifiers + thresholds + exponentials + smoothEntries

private let rectifiers: [EntryTruth] = [
  .init("relu", "C0", limits: "0", "inf", .corner("0", "0", "1")),
  .init("relu6", "C0", limits: "0", "6", .corner("0", "0", "1"), .corner("6", "1", "0")),
  .init("clipped-relu", "C0", limits: "0", "20", .corner("0", "0", "1"), .corner("20", "1", "0")),
  .init("leaky-relu", "C0", limits: "-inf", "inf", .corner("0", "1/100", "1")),
  .init("prelu", "C0", limits: "-inf", "inf", .corner("0", "1/4", "1")),
  // (1/8 + 1/3)/2
  .init("rrelu", "C0", limits: "-inf", "inf", .corner("0", "11/48", "1")),
  .init("shifted-relu", "C0", limits: "-1", "inf", .corner("-1", "0", "1")),
  .init("absolute-value", "C0", .even, limits: "inf", "inf", .corner("0", "-1", "1")),
  // f″: 0 and 2
  .init("squared-relu", "C1", limits: "0", "inf"),
  // f″: 0 and 2·0.8944
  .init("star-relu", "C1", limits: "-0.4472", "inf"),
  // f″ = 1/2 between −1 and 1, 0 outside
  .init("smelu", "C1", limits: "0", "inf"),
  .init("sparse-plus", "C1", limits: "0", "inf"),
  .init("nlrelu", "C0", limits: "0", "inf", .corner("0", "0", "1")),
  .init(
    "plu", "C0", .odd, limits: "-inf", "inf", .corner("-1", "1/5", "1"), .corner("1", "1", "1/5")),
]

private let thresholds: [EntryTruth] = [
  .init(
    "step", "discontinuous", limits: "0", "1",
    .jump("0", value: "1", limits: ["0", "1"], derivatives: ["inf", "0"], slopes: ["0", "0"])),
  .init(
    "sign", "discontinuous", .odd, limits: "-1", "1",
    .jump("0", value: "0", limits: ["-1", "1"], derivatives: ["inf", "inf"], slopes: ["0", "0"])),
  .init("threshold", "C0", limits: "0", "inf", .corner("0", "0", "1")),
  .init(
    "jump-relu", "discontinuous", limits: "0", "inf",
    .jump("1", value: "0", limits: ["0", "1"], derivatives: ["0", "inf"], slopes: ["0", "1"])),
  .init(
    "hard-shrink", "discontinuous", .odd, limits: "-inf", "inf",
    .jump(
      "-1/2", value: "0", limits: ["-1/2", "0"], derivatives: ["inf", "0"], slopes: ["1", "0"]),
    .jump("1/2", value: "0", limits: ["0", "1/2"], derivatives: ["0", "inf"], slopes: ["0", "1"])),
  .init(
    "soft-shrink", "C0", .odd, limits: "-inf", "inf", .corner("-1/2", "1", "0"),
    .corner("1/2", "0", "1")),
  .init(
    "hard-swish", "C0", limits: "0", "inf", .corner("-3", "0", "-1/2"), .corner("3", "3/2", "1")),
  .init("ft-swish", "C0", limits: "-1/5", "inf", .corner("0", "0", "1/2")),
  .init("penalized-tanh", "C0", limits: "-1/4", "1", .corner("0", "1/4", "1")),
  .init(
    "hard-sigmoid", "C0", limits: "0", "1", .corner("-3", "0", "1/6"), .corner("3", "1/6", "0")),
  .init(
    "keras-hard-sigmoid", "C0", limits: "0", "1", .corner("-5/2", "0", "1/5"),
    .corner("5/2", "1/5", "0")),
  .init(
    "sparse-sigmoid", "C0", limits: "0", "1", .corner("-1", "0", "1/2"), .corner("1", "1/2", "0")),
  .init(
    "hard-tanh", "C0", .odd, limits: "-1", "1", .corner("-1", "0", "1"), .corner("1", "1", "0")),
  // f″ = ±6 at the ends of the transition, 0 outside; f(x) + f(−x) = 1
  .init("smooth-step", "C1", limits: "0", "1"),
  // f″ at −2: 0 and 1/2, at 0: 1/2 and −1/2
  .init("sqnl", "C1", .odd, limits: "-1", "1"),
  // f″ at 0: 2 and −2
  .init("softsign", "C1", .odd, limits: "-1", "1"),
  // f″ at 0: 1 and −1
  .init("symlog", "C1", .odd, limits: "-inf", "inf"),
]

private let exponentials: [EntryTruth] = [
  // exp(x) − 1 = x + x²/2 + …, so f″ at 0: 1 and 0; the same in the next four
  .init("elu", "C1", limits: "-1", "inf"),
  .init("celu", "C1", limits: "-1", "inf"),
  .init("pelu", "C1", limits: "-1", "inf"),
  .init("elu-plus-one", "C1", limits: "0", "inf"),
  .init(
    "selu", "C0",
    limits: "-1.0507009873554804934193349852946*1.6732632423543772848170429916717", "inf",
    .corner(
      "0", "1.0507009873554804934193349852946*1.6732632423543772848170429916717",
      "1.0507009873554804934193349852946")),
  // left (x + x²/2 + …)(1/2 + x/4 + …) = x/2 + x²/2 + …, right x/2 + x²/4 + …
  .init("elish", "C1", limits: "0", "inf"),
  // at 0 C1 only: left (x + x²/2 + …)(x + 1)/2 = x/2 + 3x²/4 + …, right x/2 + x²/2
  .init(
    "hard-elish", "C0", limits: "0", "inf", .corner("-1", "0", "(exp(-1) - 1)/2"),
    .corner("1", "3/2", "1")),
  .init("exponential", "Cinf", limits: "0", "inf"),
  // left x − x³/2 + …, right x
  .init("isrlu", "C2", limits: "-1", "inf"),
]

/// Analytic on ℝ: compositions of analytic functions whose divisors, radicands and arguments of
/// logarithms are positive.
private let smoothEntries: [EntryTruth] = [
  .init("tanh-shrink", "Cinf", .odd, limits: "-inf", "inf"),
  .init("softplus", "Cinf", limits: "0", "inf"),
  .init("softplus-beta", "Cinf", limits: "0", "inf"),
  .init("shifted-softplus", "Cinf", limits: "-ln(2)", "inf"),
  .init("squareplus", "Cinf", limits: "0", "inf"),
  .init("gelu", "Cinf", limits: "0", "inf"),
  .init("gelu-tanh", "Cinf", limits: "0", "inf"),
  .init("gelu-quick", "Cinf", limits: "0", "inf"),
  .init("silu", "Cinf", limits: "0", "inf"),
  .init("dsilu", "Cinf", limits: "0", "1"),
  .init("swish", "Cinf", limits: "0", "inf"),
  .init("mish", "Cinf", limits: "0", "inf"),
  .init("tanh-exp", "Cinf", limits: "0", "inf"),
  .init("lisht", "Cinf", .even, limits: "inf", "inf"),
  .init("serf", "Cinf", limits: "0", "inf"),
  .init("phish", "Cinf", limits: "0", "inf"),
  .init("logish", "Cinf", limits: "0", "inf"),
  .init("smish", "Cinf", limits: "0", "inf"),
  .init("sigmoid", "Cinf", limits: "0", "1"),
  .init("bipolar-sigmoid", "Cinf", .odd, limits: "-1", "1"),
  .init("log-sigmoid", "Cinf", limits: "-inf", "0"),
  .init("tanh", "Cinf", .odd, limits: "-1", "1"),
  .init("lecun-tanh", "Cinf", .odd, limits: "-1.7159", "1.7159"),
  .init("arctan", "Cinf", .odd, limits: "-pi/2", "pi/2"),
  .init("erf", "Cinf", .odd, limits: "-1", "1"),
  .init("probit", "Cinf", limits: "0", "1"),
  .init("complementary-log-log", "Cinf", limits: "0", "1"),
  .init("identity", "Cinf", .odd, limits: "-inf", "inf"),
  .init("square", "Cinf", .even, limits: "inf", "inf"),
  .init("cube", "Cinf", .odd, limits: "-inf", "inf"),
  .init("isru", "Cinf", .odd, limits: "-1", "1"),
  .init("bent-identity", "Cinf", limits: "-inf", "inf"),
  .init("sine", "Cinf", .odd, limits: nil, nil),
  .init("cosine", "Cinf", .even, limits: nil, nil),
  .init("snake", "Cinf", limits: "-inf", "inf"),
  .init("growing-cosine", "Cinf", .odd, limits: nil, nil),
  .init("sinlu", "Cinf", limits: "0", "inf"),
  .init("gaussian", "Cinf", .even, limits: "0", "0"),
]
