import Foundation
import Networks
import Testing

@testable import Robustness

/// The optima that SCIP (Euclidean norm) and HiGHS (the others) found for two networks.
struct ReferenceOptimum: CustomTestStringConvertible {
  let network: String
  let sample: Int
  let norm: PerturbationNorm
  let distance: Double

  var testDescription: String { "\(network) \(sample) \(norm.rawValue)" }

  static func resource(_ name: String) throws -> URL {
    try #require(Bundle.module.url(forResource: "Resources/\(name)", withExtension: nil))
  }

  static func all(_ network: String) throws -> [ReferenceOptimum] {
    let text = try String(contentsOf: resource("optima.csv"), encoding: .utf8)
    return try text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return ReferenceOptimum(
        network: fields[0], sample: try #require(Int(fields[1])),
        norm: try #require(PerturbationNorm(rawValue: fields[2])),
        distance: try #require(Double(fields[3])))
    }.filter { $0.network == network }
  }

  static func points(_ network: String) throws -> [[Double]] {
    let name = network.replacing("_relu", with: "_points.csv")
    let text = try String(contentsOf: resource(name), encoding: .utf8)
    return try text.split(whereSeparator: \.isNewline).map { line in
      try line.split(separator: ",").map { try #require(Double($0)) }
    }
  }

  static func box(_ network: String) -> ClosedRange<Double> {
    network == "xor_relu" ? -1...2 : 0...1
  }
}
