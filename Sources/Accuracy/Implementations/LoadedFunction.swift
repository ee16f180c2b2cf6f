import FloatFormats

/// A C function at an address, called on the bit patterns of a block.
struct LoadedFunction {
  let address: UnsafeMutableRawPointer
  let form: CSymbol.Form
  let format: FloatFormat

  private typealias BufferFunction =
    @convention(c) (UnsafeRawPointer?, UnsafeMutableRawPointer?, Int) -> Void

  /// The bytes of the results for `count` inputs; those that a buffer function leaves out are NaN.
  func callAsFunction(_ block: [UInt8], count: Int) -> [UInt8] {
    // All formats read a pattern of ones as NaN.
    let size = block.count
    let alignment = 64
    let inputs = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: alignment)
    let results = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: alignment)
    defer {
      inputs.deallocate()
      results.deallocate()
    }
    inputs.copyBytes(from: block)
    results.initializeMemory(as: UInt8.self, repeating: 0xFF)
    switch form {
    case .buffer:
      unsafeBitCast(address, to: BufferFunction.self)(
        inputs.baseAddress, results.baseAddress, count)
    case .scalar: callForEach(inputs, results)
    }
    return Array(results)
  }

  private func callForEach(
    _ inputs: UnsafeMutableRawBufferPointer, _ results: UnsafeMutableRawBufferPointer
  ) {
    switch format {
    case .float64:
      let f = unsafeBitCast(address, to: (@convention(c) (Double) -> Double).self)
      map(inputs, results) { f($0) }
    case .float32:
      let f = unsafeBitCast(address, to: (@convention(c) (Float) -> Float).self)
      map(inputs, results) { f($0) }
    case .float16, .bfloat16:
      let f = unsafeBitCast(address, to: (@convention(c) (UInt16) -> UInt16).self)
      map(inputs, results) { f($0) }
    case .float8E4M3, .float8E5M2:
      let f = unsafeBitCast(address, to: (@convention(c) (UInt8) -> UInt8).self)
      map(inputs, results) { f($0) }
    }
  }

  @inline(__always)
  private func map<T>(
    _ inputs: UnsafeMutableRawBufferPointer, _ results: UnsafeMutableRawBufferPointer,
    _ function: (T) -> T
  ) {
    let results = results.bindMemory(to: T.self)
    for (index, input) in inputs.bindMemory(to: T.self).enumerated() {
      results[index] = function(input)
    }
  }
}
