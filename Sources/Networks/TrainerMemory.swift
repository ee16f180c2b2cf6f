/// The buffers of one training, freed together.
final class TrainerMemory {
  private var buffers: [UnsafeMutablePointer<Double>] = []

  /// A buffer of `count` zeros.
  func buffer(_ count: Int) -> UnsafeMutablePointer<Double> {
    let buffer = UnsafeMutablePointer<Double>.allocate(capacity: max(count, 1))
    buffer.initialize(repeating: 0, count: max(count, 1))
    buffers.append(buffer)
    return buffer
  }

  deinit { buffers.forEach { $0.deallocate() } }
}
