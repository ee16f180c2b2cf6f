import FloatFormats

/// The protocol between this program and one under test, over the latter's standard input and output.
///
/// Numbers are little endian.
///
/// 1. The program is started once, and gets one line of text (UTF-8, ended by a line feed):
///    `actlab-accuracy 1 <dtype> <of> <function>`. `dtype` is `float64`, `float32`, `float16`,
///    `bfloat16`, `float8-e4m3` or `float8-e5m2`; `of` is `value` or `derivative`; `function` is the
///    rest of the line, a name or a formula as the user gave it.
/// 2. Then come blocks, as many as there are: a count n of 4 bytes, 1 ≤ n ≤ 2²⁰, and n inputs, each
///    the bit pattern of a number of the format (8, 4, 2 or 1 bytes).
/// 3. The program answers each block with n results in the same form and nothing else, and flushes.
/// 4. At the end of its input it exits with code 0.
///
/// What it writes to standard error is shown to the user if it fails.
public struct BlockProtocol: Hashable, Sendable {
  /// The format of inputs and results.
  public let format: FloatFormat
  /// What is to be computed.
  public let quantity: AccuracyReport.Quantity
  /// The function as the user gave it, on one line.
  public let function: String

  /// The largest number of inputs of a block.
  public static let largestCount = 1 << 20

  /// Asks for `quantity` of `function` in `format`; line breaks in `function` become spaces, which mean
  /// the same in a formula.
  public init(format: FloatFormat, quantity: AccuracyReport.Quantity, function: String) {
    (self.format, self.quantity) = (format, quantity)
    self.function = function.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .joined(separator: " ")
  }

  private static let name = "actlab-accuracy"
  private static let version = "1"

  /// The first line, without its line feed.
  public var header: String {
    "\(Self.name) \(Self.version) \(format.rawValue) \(quantity.rawValue) \(function)"
  }

  /// What a first line asks for; `nil` if it is none of this version.
  public init?(header: String) {
    let words = header.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false)
    guard words.count == 5, words[0] == Self.name, words[1] == Self.version,
      let format = FloatFormat(rawValue: String(words[2])),
      let quantity = AccuracyReport.Quantity(rawValue: String(words[3]))
    else { return nil }
    self.init(format: format, quantity: quantity, function: String(words[4]))
  }

  // MARK: Blocks

  /// The number of bytes of a number.
  var width: Int { format.bitWidth / 8 }

  /// A block of at most ``largestCount`` inputs as bytes, the count first.
  func block(_ inputs: [Double]) -> [UInt8] {
    let size = 4 + inputs.count * width
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      bytes.storeBytes(of: UInt32(truncatingIfNeeded: inputs.count).littleEndian, as: UInt32.self)
      let patterns = UnsafeMutableRawBufferPointer(rebasing: bytes[4...])
      switch format {
      case .float64: store(inputs, in: patterns) { $0.bitPattern }
      case .float32: store(inputs, in: patterns) { Float($0).bitPattern }
      case .float16, .bfloat16:
        store(inputs, in: patterns) { UInt16(truncatingIfNeeded: format.bitPattern(of: $0)) }
      case .float8E4M3, .float8E5M2:
        store(inputs, in: patterns) { UInt8(truncatingIfNeeded: format.bitPattern(of: $0)) }
      }
      count = size
    }
  }

  /// The numbers of an answer.
  func values(of answer: [UInt8]) -> [Double] {
    answer.withUnsafeBytes { bytes in
      switch format {
      case .float64: load(bytes) { Double(bitPattern: $0) }
      case .float32: load(bytes) { Double(Float(bitPattern: $0)) }
      case .float16, .bfloat16:
        load(bytes) { (pattern: UInt16) in format.value(ofBitPattern: UInt64(pattern)) }
      case .float8E4M3, .float8E5M2:
        load(bytes) { (pattern: UInt8) in format.value(ofBitPattern: UInt64(pattern)) }
      }
    }
  }

  @inline(__always)
  private func store<Pattern: FixedWidthInteger>(
    _ inputs: [Double], in bytes: UnsafeMutableRawBufferPointer, _ pattern: (Double) -> Pattern
  ) {
    for (index, input) in inputs.enumerated() {
      bytes.storeBytes(
        of: pattern(input).littleEndian, toByteOffset: index * MemoryLayout<Pattern>.size,
        as: Pattern.self)
    }
  }

  @inline(__always)
  private func load<Pattern: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer, _ value: (Pattern) -> Double
  ) -> [Double] {
    let size = MemoryLayout<Pattern>.size
    return (0..<bytes.count / size).map { index in
      value(
        Pattern(littleEndian: bytes.loadUnaligned(fromByteOffset: index * size, as: Pattern.self)))
    }
  }
}
