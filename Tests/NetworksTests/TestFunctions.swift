import Foundation
import Networks
import Testing

/// Whether `a` and `b` differ by rounding only.
func agree(_ a: [Double], _ b: [Double], tolerance: Double = 1e-14) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= tolerance }
}

/// An ONNX model, or another file beside them.
func resource(_ name: String) throws -> URL {
  let url = URL(filePath: name)
  return try #require(
    Bundle.module.url(
      forResource: url.deletingPathExtension().lastPathComponent, withExtension: url.pathExtension,
      subdirectory: "Resources/onnx"))
}
