import Foundation

/// A constant of an ONNX graph, in row-major order.
struct ONNXTensor {
  let dimensions: [Int]
  let values: [Double]

  /// The number of `values` when it is one, whatever the dimensions.
  var scalar: Double? { values.count == 1 ? values[0] : nil }

  /// The element types of the standard that are read here.
  enum ElementType: Int32 {
    case float = 1
    case int32 = 6
    case int64 = 7
    case double = 11

    /// The bytes of an element.
    var size: Int {
      switch self {
      case .float, .int32: 4
      case .int64, .double: 8
      }
    }
  }

  init(dimensions: [Int], values: [Double]) {
    (self.dimensions, self.values) = (dimensions, values)
  }

  /// The numbers of a message.
  ///
  /// - Throws: ``NetworkError`` if they are not in the message, are not as many as the dimensions say,
  ///   or are not finite.
  init(_ message: OnnxTensor) throws {
    let name = message.name.isEmpty ? "a constant" : "the constant '\(message.name)'"
    if message.dataLocation == 1 || !message.externalData.isEmpty {
      throw NetworkError(
        "\(name) is kept in another file",
        remedy: "Export the model with its weights inside the file.")
    }
    guard let type = ElementType(rawValue: message.dataType) else {
      throw NetworkError(
        "\(name) has the element type \(message.dataType), which is not supported",
        remedy: "Export the model with float32 or float64 weights.")
    }
    var count = 1
    var dimensions: [Int] = []
    for dimension in message.dims {
      let (product, overflow) = count.multipliedReportingOverflow(by: Int(dimension))
      guard dimension >= 0, !overflow else {
        throw NetworkError("\(name) has impossible dimensions")
      }
      count = product
      dimensions.append(Int(dimension))
    }
    let found: Int
    if message.hasRawData {
      found = message.rawData.count / type.size
      guard message.rawData.count % type.size == 0, found == count else {
        throw Self.mismatch(name, count, found)
      }
      values = Self.numbers(message.rawData, type)
    } else {
      values =
        switch type {
        case .float: message.floatData.map(Double.init)
        case .double: message.doubleData
        case .int32: message.int32Data.map(Double.init)
        case .int64: message.int64Data.map(Double.init)
        }
      guard values.count == count else { throw Self.mismatch(name, count, values.count) }
    }
    guard values.allSatisfy(\.isFinite) else {
      throw NetworkError("\(name) has a number that is not finite")
    }
    self.dimensions = dimensions
  }

  private static func mismatch(_ name: String, _ claimed: Int, _ found: Int) -> NetworkError {
    NetworkError("\(name) claims \(claimed) numbers, but holds \(found)")
  }

  private static func numbers(_ data: Data, _ type: ElementType) -> [Double] {
    data.withUnsafeBytes { bytes in
      (0..<bytes.count / type.size).map { index in
        let offset = index * type.size
        switch type {
        case .float:
          let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
          return Double(Float(bitPattern: UInt32(littleEndian: bits)))
        case .double:
          let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          return Double(bitPattern: UInt64(littleEndian: bits))
        case .int32:
          let bits = bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)
          return Double(Int32(littleEndian: bits))
        case .int64:
          let bits = bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self)
          return Double(Int64(littleEndian: bits))
        }
      }
    }
  }

  /// The matrix with rows and columns exchanged; `nil` for what is no matrix.
  var transposed: ONNXTensor? {
    guard dimensions.count == 2 else { return nil }
    let (rows, columns) = (dimensions[0], dimensions[1])
    var result = values
    for row in 0..<rows {
      for column in 0..<columns { result[column * rows + row] = values[row * columns + column] }
    }
    return ONNXTensor(dimensions: [columns, rows], values: result)
  }

  /// The rows of a matrix; `nil` for what is no matrix.
  var rows: [[Double]]? {
    guard dimensions.count == 2 else { return nil }
    let columns = dimensions[1]
    return (0..<dimensions[0]).map { Array(values[$0 * columns..<($0 + 1) * columns]) }
  }

  /// One number for each of `count` units: as many, or one for all, along the last dimension.
  func broadcast(to count: Int) -> [Double]? {
    guard dimensions.dropLast().allSatisfy({ $0 == 1 }) else { return nil }
    if values.count == count { return values }
    return scalar.map { Array(repeating: $0, count: count) }
  }
}
