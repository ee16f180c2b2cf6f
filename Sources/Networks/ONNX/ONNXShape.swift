/// The shape of a tensor that holds the numbers of some samples, one sample after the other.
///
/// Reshaping keeps the order of the numbers; what it may lose is where a sample ends. Sizes that the
/// model leaves open have primes for values: then products of sizes are equal only where they are for
/// all values.
struct ONNXShape: Hashable {
  /// The number of samples.
  let samples: Int
  /// The sizes of the dimensions.
  private(set) var sizes: [Int]

  private static let openSamples = 1_000_003
  private static let openNumbers = 1_000_033

  /// The shape of an input, whose first dimension counts samples unless it is the only one; `nil`
  /// where other sizes are open too and are not the whole rest, or are too large.
  init?(of input: OnnxValueInfo) {
    let known = input.type.tensorType.shape.dim.map { $0.dimValue > 0 ? Int($0.dimValue) : nil }
    let first = known.count == 1 ? 1 : (known.first ?? nil) ?? Self.openSamples
    let rest = known.count == 1 ? known : Array(known.dropFirst())
    guard rest.count <= 1 || !rest.contains(nil) else { return nil }
    samples = first
    sizes = rest.isEmpty ? [Self.openNumbers] : rest.map { $0 ?? Self.openNumbers }
    if known.count != 1 { sizes.insert(first, at: 0) }
    guard Self.product(sizes[...]) != nil else { return nil }
  }

  /// How many numbers a sample has, where that is known.
  var numbers: Int? {
    let numbers = (Self.product(sizes[...]) ?? 0) / samples
    return numbers.isMultiple(of: Self.openNumbers) ? nil : numbers
  }

  /// Whether the last dimension runs through the numbers of one sample, and all others through
  /// samples: what can be multiplied by a matrix of weights.
  var isRows: Bool { !sizes.isEmpty && Self.product(sizes.dropLast()) == samples }

  /// Whether the dimension `axis` is the last one of rows.
  func isAlongRows(_ axis: Int) -> Bool {
    isRows && (axis == sizes.count - 1 || axis == -1)
  }

  /// The shape of the products of the rows with weights of `units` units.
  func replacingRows(by units: Int) -> ONNXShape {
    var result = self
    result.sizes[sizes.count - 1] = units
    return result
  }

  /// The shape after an operation with a constant of so many dimensions.
  func broadcast(to rank: Int) -> ONNXShape {
    var result = self
    result.sizes = Array(repeating: 1, count: max(rank - sizes.count, 0)) + sizes
    return result
  }

  // MARK: Reshaping: `nil` where numbers of several samples come together, or sizes do not fit

  /// The shape with other sizes, of which one may be −1, the one that is left, and any 0, the same
  /// size as before.
  func reshaped(to target: [Int], zeroIsSize: Bool = false) -> ONNXShape? {
    guard let total = Self.product(sizes[...]) else { return nil }
    var new = target
    for (index, size) in target.enumerated() where size == 0 && !zeroIsSize {
      guard index < sizes.count else { return nil }
      new[index] = sizes[index]
    }
    if let place = new.firstIndex(of: -1) {
      new[place] = 1
      guard let known = Self.product(new[...]), known > 0 else { return nil }
      new[place] = total / known
    }
    guard new.allSatisfy({ $0 > 0 }), Self.product(new[...]) == total else { return nil }
    return with(new)
  }

  /// The shape of two dimensions, of which the second holds the old ones from `axis` on.
  func flattened(at axis: Int) -> ONNXShape? {
    let place = axis < 0 ? axis + sizes.count : axis
    guard (0...sizes.count).contains(place), let first = Self.product(sizes[..<place]),
      let second = Self.product(sizes[place...])
    else { return nil }
    return with([first, second])
  }

  /// The shape without the dimensions `axes` of size 1, or without all of that size.
  func squeezed(_ axes: [Int]?) -> ONNXShape? {
    let places = axes?.map { $0 < 0 ? $0 + sizes.count : $0 }
    guard (places ?? []).allSatisfy({ sizes.indices.contains($0) && sizes[$0] == 1 }) else {
      return nil
    }
    return with(
      sizes.enumerated().filter { index, size in
        places.map { !$0.contains(index) } ?? (size != 1)
      }.map(\.element))
  }

  /// The shape with further dimensions of size 1, which are `axes` in the end.
  func unsqueezed(_ axes: [Int]) -> ONNXShape? {
    let rank = sizes.count + axes.count
    var result = sizes
    for place in axes.map({ $0 < 0 ? $0 + rank : $0 }).sorted() {
      guard (0...result.count).contains(place) else { return nil }
      result.insert(1, at: place)
    }
    return with(result)
  }

  /// The shape with other sizes of the same product, if the first of them count the samples.
  private func with(_ new: [Int]) -> ONNXShape? {
    guard (0...new.count).contains(where: { Self.product(new[..<$0]) == samples }) else {
      return nil
    }
    var result = self
    result.sizes = new
    return result
  }

  private static func product(_ sizes: ArraySlice<Int>) -> Int? {
    var result = 1
    for size in sizes {
      let (next, overflow) = result.multipliedReportingOverflow(by: size)
      guard !overflow else { return nil }
      result = next
    }
    return result
  }
}

extension ONNXShape: CustomStringConvertible {
  /// The sizes, such as `[N, 3]`.
  var description: String { Self.text(of: sizes) }

  /// Sizes with letters for those that are open.
  static func text(of sizes: [Int]) -> String {
    let names = sizes.map { size in
      switch size {
      case openSamples: "N"
      case openNumbers: "M"
      default: "\(size)"
      }
    }
    return "[\(names.joined(separator: ", "))]"
  }
}
