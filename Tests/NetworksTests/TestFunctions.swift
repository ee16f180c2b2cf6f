import Foundation
import Networks

extension ScalarFunction {
  static let relu = ScalarFunction("relu", value: { max(0, $0) }, derivative: { $0 > 0 ? 1 : 0 })

  static let leakyReLU = ScalarFunction(
    "leaky-relu", value: { $0 >= 0 ? $0 : 0.01 * $0 }, derivative: { $0 > 0 ? 1 : 0.01 })

  static let softplus = ScalarFunction(
    "softplus", value: { max(0, $0) + log1p(exp(-$0.magnitude)) },
    derivative: { 1 / (1 + exp(-$0)) })

  static let tanh = ScalarFunction(
    "tanh", value: { Foundation.tanh($0) },
    derivative: { 1 - Foundation.tanh($0) * Foundation.tanh($0) })
}

/// Whether `a` and `b` differ by rounding only.
func agree(_ a: [Double], _ b: [Double], tolerance: Double = 1e-14) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= tolerance }
}
