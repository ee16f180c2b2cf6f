import Networks
import Testing

@Suite("Forward passes and gradients of the homework")
struct GradientTableTests {
  @Test("tables 2.1 and 3.1: every printed digit")
  func forward() throws {
    let table = try ForwardTable(Network.xor(), on: .xor)
    #expect(table.samples.map { $0.sums[0] } == [[0, -1], [1, 0], [1, 0], [2, 1]])
    #expect(table.samples.map { $0.hidden[0] } == [[0, 0], [1, 0], [1, 0], [2, 1]])
    #expect(table.samples.map(\.outputs) == [[-0.5], [0.5], [0.5], [-0.5]])
    for (row, expected) in zip(table.samples, [0.3775, 0.6225, 0.6225, 0.3775]) {
      #expect(abs(try #require(row.probabilities)[0] - expected) < 5e-5)
      #expect(abs(try #require(row.loss) - 0.4741) < 5e-5)
    }
    #expect(table.samples.map(\.predictedClass) == [0, 1, 1, 0] && table.accuracy == 1)
    #expect(table.matrices[0].sums == table.samples.map { $0.sums[0] })
  }

  @Test("labels that are no classes have losses, and no share of right answers")
  func softLabels() throws {
    let soft = DataSet(name: "soft", inputs: DataSet.xor.inputs, labels: [0, 0.75, 1, 0])
    let table = try ForwardTable(Network.xor(), on: soft)
    #expect(table.accuracy == nil && table.meanLoss != nil)
    let plan = TrainingPlan(optimizer: Optimizer(.sgd), epochs: 1)
    #expect(try TrainingRun.train(Network.xor(), on: soft, plan: plan).run.finalAccuracy == nil)
  }

  /// The homework prints the bias with 16 digits, the others with 8.
  @Test("table 2.2: every printed digit, with the signs of the zeros")
  func gradients() throws {
    let table = try GradientTable(Network.xor(), on: .xor)
    let p = 0.37754067
    let expected: [(w: [Double], b: Double, W: [[Double]], c: [Double])] = [
      ([0, 0], 0.3775406687981454, [[0, 0], [-0.0, -0.0]], [0, -0.0]),
      ([-p, -0.0], -0.3775406687981454, [[-0.0, -p], [0, 0]], [-p, 0]),
      ([-p, -0.0], -0.3775406687981454, [[-p, -0.0], [0, 0]], [-p, 0]),
      (
        [0.75508134, p], 0.3775406687981454, [[p, p], [-0.75508134, -0.75508134]], [p, -0.75508134]
      ),
    ]
    for (row, truth) in zip(table.samples, expected) {
      #expect(row.layers[1].bias == [truth.b])
      #expect(prints(row.layers[1].weights[0], truth.w))
      #expect(prints(row.layers[0].weights.flatMap { $0 }, truth.W.flatMap { $0 }))
      #expect(prints(row.layers[0].bias, truth.c))
    }
  }

  /// Whether eight digits and the sign agree.
  private func prints(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { ($0 - $1).magnitude < 5e-9 && $0.sign == $1.sign }
  }

  @Test("the check tells kinks from faults")
  func check() throws {
    let check = try #require(GradientTable(Network.xor(), on: .xor).check)
    #expect(check.failed.isEmpty)
    #expect(check.passed + check.atKinks.count == 4 * 9)
    // By hand: sample 1 has a₁ = 0, moved by c₁ alone; samples 2 and 3 have a₂ = 0, moved by c₂ and
    // by the one weight whose input is not 0.
    #expect(
      check.atKinks.map { "\($0.sample) \($0.parameter)" } == [
        "1 b1[1]", "2 W1[2,2]", "2 b1[2]", "3 W1[2,1]", "3 b1[2]",
      ])
    try #require(check.atKinks.count == 5)
    let first = check.atKinks[0]
    // Moving c₁ up opens the unit: ∂L/∂c₁ = (ŷ − y) w₁ = 0.37754; down it stays shut.
    #expect(first.left == 0 && (first.right - 0.3775406687981454).magnitude < 1e-15)
    #expect(first.derivative == 0)
    #expect((first.centralDifference - 0.3775406687981454 / 2).magnitude < 1e-5)
    let second = check.atKinks[1]
    #expect(second.left == 0 && (second.right - 0.7550813375962908).magnitude < 1e-15)
  }

  @Test("where an activation jumps, the loss does, and its one-sided derivative is infinite")
  func jumps() throws {
    // By hand: samples 2 and 3, of class 1, have a₁ = 1, where JumpReLU goes from 0 to 1 as b₁ grows:
    // the output grows by 1 and the loss falls. As b₁ falls nothing happens.
    let jump = try Network.xor().withActivation(ActivationFunction("x if x > 1 else 0"))
    let entries = try #require(GradientTable(jump, on: .xor).check).atKinks
    let second = try #require(entries.first { "\($0.sample) \($0.parameter)" == "2 b1[1]" })
    #expect(second.left == 0 && second.right == -.infinity)
    // Sample 4, of class 0, has a₂ = 1, whose weight is −2: there too the loss falls.
    let fourth = try #require(entries.first { "\($0.sample) \($0.parameter)" == "4 b1[2]" })
    #expect(fourth.left == 0 && fourth.right == -.infinity)
    // The step is 1 at 0 itself: it jumps on the left, where the loss of sample 1, of class 0, falls
    // as b₁ falls, so that the quotient (L(b) − L(b − h))/h is without bound.
    let step = try Network.xor().withActivation(ActivationFunction("1 if x >= 0 else 0"))
    let first = try #require(
      GradientTable(step, on: .xor).check?.atKinks.first {
        "\($0.sample) \($0.parameter)" == "1 b1[1]"
      })
    #expect(first.left == .infinity && first.right == 0)
    // A unit that nothing depends on jumps without consequence.
    var silent = jump
    silent.updateLayer(1) { $0.weights[0][0] = 0 }
    let unfelt = try #require(
      GradientTable(silent, on: .xor).check?.atKinks.first {
        "\($0.sample) \($0.parameter)" == "2 b1[1]"
      })
    #expect(unfelt.left == 0 && unfelt.right == 0)
  }

  @Test("a wrong derivative fails, |x| at 0 neither passes nor fails")
  func faults() throws {
    // Away from its kink a rule is not asked; at it, 7 is wrong on both sides, and is shown.
    let network = try Network.xor(rule: .number(7))
    let check = try #require(GradientTable(network, on: .xor).check)
    #expect(check.failed.isEmpty && check.atKinks.contains { $0.derivative > $0.right + 1 })
    let absolute = try Network.xor().withActivation(ActivationFunction("abs(x)"))
    #expect(try #require(GradientTable(absolute, on: .xor).check).atKinks.count >= 5)
    // A step as wide as the curvature allows no agreement.
    let curved = try Network.xor().withActivation(ActivationFunction("sin(30*x)"))
    #expect(try #require(GradientTable(curved, on: .xor, step: 0.5).check).failed.isEmpty == false)
  }
}
