import BigInt
import CFLINT
import Formulas

// Conversions between Swift's big integers and FLINT's, limb by limb.

extension BigInt {
  /// The value of a FLINT integer.
  init(flint value: UnsafePointer<fmpz>) {
    let count = Swift.max(1, Int(fmpz_size(value)))
    let limbs = [UInt](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.initialize(repeating: 0)
      var magnitude = fmpz()
      fmpz_init(&magnitude)
      fmpz_abs(&magnitude, value)
      fmpz_get_ui_array(buffer.baseAddress, count, &magnitude)
      fmpz_clear(&magnitude)
      initialized = count
    }
    self.init(sign: fmpz_sgn(value) < 0 ? .minus : .plus, magnitude: BigUInt(words: limbs))
  }

  /// Stores the value in an initialised FLINT integer.
  func store(in target: UnsafeMutablePointer<fmpz>) {
    let limbs = magnitude.words.map { UInt($0) }
    if limbs.isEmpty {
      fmpz_zero(target)
    } else {
      fmpz_set_ui_array(target, limbs, limbs.count)
    }
    if sign == .minus { fmpz_neg(target, target) }
  }
}

extension Rational {
  /// The value of a FLINT rational, or `nil` for a zero denominator.
  init?(flint value: UnsafePointer<fmpq>) {
    let numerator = withUnsafePointer(to: value.pointee.num) { BigInt(flint: $0) }
    let denominator = withUnsafePointer(to: value.pointee.den) { BigInt(flint: $0) }
    self.init(numerator, over: denominator)
  }

  /// Stores the value in an initialised FLINT rational.
  func store(in target: UnsafeMutablePointer<fmpq>) {
    numerator.store(in: &target.pointee.num)
    denominator.store(in: &target.pointee.den)
  }
}

/// A FLINT integer with a lifetime.
final class FlintInteger {
  let pointer: UnsafeMutablePointer<fmpz>

  init() {
    pointer = .allocate(capacity: 1)
    fmpz_init(pointer)
  }

  var value: BigInt { BigInt(flint: pointer) }

  deinit {
    fmpz_clear(pointer)
    pointer.deallocate()
  }
}

/// A FLINT rational with a lifetime.
final class FlintRational {
  let pointer: UnsafeMutablePointer<fmpq>

  init() {
    pointer = .allocate(capacity: 1)
    fmpq_init(pointer)
  }

  convenience init(_ value: Rational) {
    self.init()
    value.store(in: pointer)
  }

  var value: Rational? { Rational(flint: pointer) }

  deinit {
    fmpq_clear(pointer)
    pointer.deallocate()
  }
}
