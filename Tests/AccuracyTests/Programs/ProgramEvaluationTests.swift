import Randomness
import Testing

@testable import Accuracy

@Suite("Programs over blocks")
struct ProgramEvaluationTests {
  /// Blocks of numbers around those at which functions change their method, narrow ones and wide ones.
  private func blocks() -> [[Double]] {
    var random = SplitMix64(seed: 3)
    let special: [Double] = [0, -0.0, .nan, .infinity, -.infinity, 0.5, 1, 6, 27.3, 5e-324]
    let centres = [0, 0.25, 0.5, 1, 6, 22, 27.3, 30, 40, 709, 745, 1e10, 1e300]
    return centres.flatMap { [$0, -$0] }.flatMap { centre in
      [0, 1e-3, 0.3, 8].flatMap { width in
        (0..<4).map { kind in
          var block = (0..<37).map { _ in centre + (random.unit() - 0.5) * width }
          // A block of one kind but for one number.
          if kind > 0 { block[5 * kind] = special[Int(random.unit() * 10)] }
          return block
        }
      }
    }
  }

  @Test(
    "a function gives the bits in a block that it gives by itself",
    arguments: StraightLineProgram.Function.allCases)
  func function(_ function: StraightLineProgram.Function) {
    var builder = ProgramBuilder()
    let result = builder.call(function, builder.add(.input))
    let program = builder.program(endingWith: result, largestInput: .infinity)
    let evaluation = ProgramEvaluation(of: program)
    for block in blocks() {
      let values = block.withUnsafeBufferPointer { Array(evaluation.values(at: $0)) }
      for (x, value) in zip(block, values) where !x.isNaN {
        let alone = program(x)
        #expect(
          value.bitPattern == alone.bitPattern || value.isNaN && alone.isNaN,
          "\(function) at \(x): \(value), alone \(alone)")
      }
    }
  }
}
