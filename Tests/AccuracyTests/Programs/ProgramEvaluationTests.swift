import FloatFormats
import Randomness
import Testing

@testable import Accuracy

@Suite("Programs over blocks")
struct ProgramEvaluationTests {
  /// Blocks of numbers around those at which functions change their method, narrow ones and wide ones.
  private func blocks() -> [[Double]] {
    var random = SplitMix64(seed: 3)
    let special: [Double] = [0, -0.0, .nan, .infinity, -.infinity, 0.5, 1, 6, 27.3, 5e-324]
    let centres = [0, 0.25, 0.5, 1, 6, 22, 27.3, 30, 40, 709, 745, 760, 1e10, 1e300]
    return centres.flatMap { [$0, -$0] }.flatMap { centre in
      [0, 1e-17, 1e-3, 0.3, 8].flatMap { width in
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

  @Test(
    "where steps have one value for a whole block, values and bounds are those of single inputs")
  func uniform() throws {
    // ln(1 + exp(−|x|)), and whether x is above 1 between numbers.
    var builder = ProgramBuilder()
    let x = builder.add(.input)
    let decay = builder.call(.exp, builder.negative(builder.call(.abs, x)))
    let part = builder.select(
      .greater, x, builder.number(1), then: builder.approximation(0.1), else: builder.number(2))
    let result = builder.sum(builder.call(.log1p, decay), part)
    let program = builder.program(endingWith: result, largestInput: 1000)
    let blocks = ProgramEvaluation(of: program, withBounds: true)
    let single = ProgramEvaluation(of: program, withBounds: true, capacity: 1)
    for centre in [0.0, 1e-30, -1e-30, 1e-3, 1, -2, 50, 800, -800, 1e6, -1e6] {
      let block = (-20...20).map { centre * (1 + Double($0) * 1e-3) }
      let values = block.withUnsafeBufferPointer { Array(blocks.values(at: $0)) }
      let bounds = Array(UnsafeBufferPointer(start: blocks.lastBounds, count: block.count))
      for (i, input) in block.enumerated() {
        let alone = [input].withUnsafeBufferPointer { Array(single.values(at: $0)) }
        #expect(values[i] == alone[0], "\(input)")
        #expect(bounds[i] == single.lastBounds?.pointee, "\(input)")
      }
    }
  }
}

@Suite("Rounding many values")
struct BlockRoundingTests {
  @Test("gives what rounding one gives", arguments: FloatFormat.allCases)
  func agreement(_ format: FloatFormat) {
    var random = SplitMix64(seed: 5)
    let ends = format.value(nearest: format.largestFinite, over: 1)
    var values = [0, -0.0, .nan, .infinity, -.infinity, ends, ends.nextUp, -2 * ends, 5e-324]
    for _ in 0..<20_000 {
      let place = UInt64(random.unit() * Double(format.finiteCount - 1))
      let value = format.value(at: format.finiteCount + place)
      // Numbers of the format, midpoints, what is beside them, and any others.
      let half = value + format.unit(of: value) / 2
      values += [value, half, half.nextUp, half.nextDown, -half, value * (1 + random.unit())]
    }
    values += (0..<20_000).map { _ in Double(bitPattern: random.next()) }
    for (value, rounded) in zip(values, format.rounding(values)) {
      let single = format.rounding(value)
      #expect(
        rounded.bitPattern == single.bitPattern || rounded.isNaN && single.isNaN, "\(value)")
    }
  }
}
