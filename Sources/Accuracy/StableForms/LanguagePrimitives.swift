import Foundation
import Kernels

/// What the elementary functions need from Swift and Python.
enum LanguagePrimitives {
  static let swift = """
    #if canImport(Glibc)
      import Glibc
    #elseif canImport(Darwin)
      import Darwin
    #endif

    let EL_INF = Double.infinity
    let EL_NAN = Double.nan
    func fabs(_ x: Double) -> Double { x.magnitude }
    func sqrt(_ x: Double) -> Double { x.squareRoot() }
    func floor(_ x: Double) -> Double { x.rounded(.down) }
    func el_divide(_ x: Double, _ y: Double) -> Double { x / y }
    func el_pow2(_ k: Double) -> Double { Double(bitPattern: UInt64(Int64(k) + 1023) << 52) }
    func el_exponent(_ x: Double) -> Double { Double(Int64(x.bitPattern >> 52 & 2047) - 1023) }
    func el_high(_ x: Double) -> Double { Double(bitPattern: (x.bitPattern >> 27) << 27) }

    """

  static let python = """
    import math
    import struct

    EL_INF = math.inf
    EL_NAN = math.nan
    fabs = abs


    def sqrt(x):
      return math.sqrt(x) if x >= 0.0 else EL_NAN


    def floor(x):
      return math.copysign(math.floor(x), x) if fabs(x) < 4503599627370496.0 else x


    def el_divide(x, y):
      if y != 0.0: return x / y
      if x == 0.0 or x != x or y != y: return EL_NAN
      return math.copysign(EL_INF, x) * math.copysign(1.0, y)


    def el_pow2(k):
      return math.ldexp(1.0, int(k))


    def el_exponent(x):
      return float(math.frexp(x)[1] - 1)


    def el_high(x):
      bits = struct.unpack("<q", struct.pack("<d", x))[0]
      return struct.unpack("<d", struct.pack("<q", bits >> 27 << 27))[0]


    """

  /// The first 1280 bits of 2/π after 128 zeros, in words of 64, as the C source has them.
  private static var words: [String] {
    guard let start = Elementary.primitives.range(of: "el_two_over_pi[22] = {"),
      let end = Elementary.primitives[start.upperBound...].firstIndex(of: "}")
    else { return [] }
    return Elementary.primitives[start.upperBound..<end].split(separator: ",").map {
      $0.trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  static var swiftReduction: String {
    """
    let el_two_over_pi: [UInt64] = [
      \(words.joined(separator: ",\n  "))]
    // x * 2/pi modulo 4 plus 1/2, in units of 2^-254, the most significant word first.
    func el_reduce(_ x: Double) -> [UInt64] {
      let m = (x.bitPattern & 0xfffffffffffff) | 0x10000000000000
      let first = Int(x.bitPattern >> 52) - 1075 - 2 + 128
      let (word, shift) = (first >> 6, UInt64(first & 63))
      var out: [UInt64] = [0, 0, 0, 0]
      var carry: UInt64 = 0
      for i in [3, 2, 1, 0] {
        var w = el_two_over_pi[word + i] << shift
        if shift > 0 { w |= el_two_over_pi[word + i + 1] >> (64 - shift) }
        let (high, low) = w.multipliedFullWidth(by: m)
        out[i] = low &+ carry
        carry = high &+ (out[i] < low ? 1 : 0)
      }
      out[0] = out[0] &+ (1 << 61)
      return out
    }
    func el_quadrant(_ x: Double) -> Double { Double(el_reduce(x)[0] >> 62) }
    func el_rest(_ x: Double, _ next: Bool) -> Double {
      var v = el_reduce(x)
      v[0] &= 0x3fffffffffffffff
      let negative = v[0] < 1 << 61
      v[0] = v[0] &- (1 << 61)
      if negative {
        var carry = true
        for i in [3, 2, 1, 0] {
          v[i] = ~v[i] &+ (carry ? 1 : 0)
          carry = carry && v[i] == 0
        }
      }
      var count = 0
      while v[0] >> 63 == 0 && count < 190 {
        for i in 0..<3 { v[i] = (v[i] << 1) | (v[i + 1] >> 63) }
        v[3] <<= 1
        count += 1
      }
      var y = Double(v[0] >> 11) * 2048.0 * el_pow2(Double(2 - 64 - count))
      if next {
        let rest = ((v[0] & 2047) << 42) | (v[1] >> 22)
        y = Double(rest) * el_pow2(Double(2 - 64 - count - 42))
      }
      return negative ? -y : y
    }
    func el_turn(_ x: Double) -> Double { el_rest(x, false) }
    func el_turn_low(_ x: Double) -> Double { el_rest(x, true) }

    """
  }

  static var pythonReduction: String {
    """
    EL_TWO_OVER_PI = int("".join([
      \(words.map { "\"\($0.dropFirst(2))\"" }.joined(separator: ",\n  "))]), 16)


    # x * 2/pi modulo 4 plus 1/2, in units of 2^-254.
    def el_reduce(x):
      bits = struct.unpack("<q", struct.pack("<d", x))[0]
      m = (bits & 0xfffffffffffff) | 0x10000000000000
      first = (bits >> 52) - 1075 - 2 + 128
      window = (EL_TWO_OVER_PI >> (1408 - 256 - first)) & ((1 << 256) - 1)
      return (m * window + (1 << 253)) & ((1 << 256) - 1)


    def el_quadrant(x):
      return float(el_reduce(x) >> 254)


    def el_rest(x, next):
      rest = (el_reduce(x) & ((1 << 254) - 1)) - (1 << 253)
      size = abs(rest)
      count = min(256 - size.bit_length(), 190)
      size <<= count
      y = float(size >> 203) * 2048.0 * math.ldexp(1.0, 2 - 64 - count)
      if next:
        low = (size >> 192 & 2047) << 42 | (size >> 150) & ((1 << 42) - 1)
        y = float(low) * math.ldexp(1.0, 2 - 64 - count - 42)
      return -y if rest < 0 else y


    def el_turn(x):
      return el_rest(x, False)


    def el_turn_low(x):
      return el_rest(x, True)


    """
  }
}
