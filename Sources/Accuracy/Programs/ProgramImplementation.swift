import CKernels
import FloatFormats
import Formulas

/// A straight-line program as an implementation: every operation is rounded to the format, or only the
/// result.
struct ProgramImplementation: Implementation {
  /// Where the program is rounded to the format.
  enum Rounding: Sendable {
    case everyOperation, result
  }

  let program: StraightLineProgram
  let format: FloatFormat
  let rounding: Rounding

  func results(for inputs: [Double]) -> [Double] {
    let evaluation = ProgramEvaluation(
      of: program, roundingTo: rounding == .everyOperation ? format : nil)
    return [Double](unsafeUninitializedCapacity: inputs.count) { results, count in
      inputs.withUnsafeBufferPointer { inputs in
        var start = 0
        while start < inputs.count {
          let end = min(start + evaluation.capacity, inputs.count)
          let values = evaluation.values(at: UnsafeBufferPointer(rebasing: inputs[start..<end]))
          for i in start..<end { results[i] = values[i - start] }
          start = end
        }
      }
      format.round(UnsafeMutableBufferPointer(rebasing: results.prefix(inputs.count)))
      count = inputs.count
    }
  }
}

extension FloatFormat {
  /// The largest finite number.
  var largestNumber: Double { value(nearest: largestFinite, over: 1) }

  /// Each number rounded to the format.
  func rounding(_ values: [Double]) -> [Double] {
    var values = values
    values.withUnsafeMutableBufferPointer { round($0) }
    return values
  }

  /// Rounds each number to the format, in its place.
  func round(_ values: UnsafeMutableBufferPointer<Double>) {
    guard let start = values.baseAddress else { return }
    switch self {
    case .float64: break
    case .float32: ck_round_to_float(start, values.count)
    case .float16, .bfloat16, .float8E5M2:
      let limit = Double(sign: .plus, exponent: maximumExponent + 1, significand: 1)
      ck_round(start, values.count, Double(precision), Double(minimumExponent), limit)
    // Without infinities.
    case .float8E4M3: for i in values.indices { values[i] = rounding(values[i]) }
    }
  }
}
