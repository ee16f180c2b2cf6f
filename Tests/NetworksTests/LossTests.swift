import Networks
import Testing

@Suite("Losses")
struct LossTests {
  @Test(
    "Cross-entropy from logits neither overflows nor cancels",
    arguments: [
      // ln(1 + exp(z)) − tz with mpmath at 40 digits.
      (0.0, 1.0, 0.69314718055994530942), (800, 0, 800), (-800, 0, 0),
      (3, 1, 0.048587351573742058759),
      (-40, 0, 4.2483542552915889863e-18),
    ])
  func crossEntropy(logit: Double, target: Double, truth: Double) {
    let found = Loss.binaryCrossEntropyWithLogits.value([logit], targets: [target])
    #expect((found - truth).magnitude <= 2e-16 * truth)
  }

  @Test("The derivative of cross-entropy is the error of the probability")
  func crossEntropyDerivative() {
    let loss = Loss.binaryCrossEntropyWithLogits
    #expect(loss.derivative([0], targets: [1]) == [-0.5])
    #expect(loss.derivative([-800], targets: [0]) == [0])
    #expect(loss.derivative([800, 800], targets: [0, 1]) == [0.5, 0])
  }

  @Test("Mean squared error")
  func meanSquaredError() {
    #expect(Loss.meanSquaredError.value([3, 1], targets: [1, 0]) == 2.5)
    #expect(Loss.meanSquaredError.derivative([3, 1], targets: [1, 0]) == [2, 1])
    #expect(Loss.meanSquaredError.value([], targets: []) == 0)
  }
}
