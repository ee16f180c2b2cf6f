import BigInt
import FloatFormats
import Testing

@Suite("Rounding to a format")
struct RoundingTests {
  private static let short = FloatFormat.allCases.filter { $0.bitWidth <= 16 }

  /// value·2^200 as an integer, for values of formats with at most 16 bits.
  private func scaled(_ value: Double) -> BigInt {
    let significand = BigInt(value.significand * 0x1p52)
    let shifted = significand << (Int(value.exponent) + 200 - 52)
    return value < 0 ? -shifted : shifted
  }

  @Test(
    "exhaustively: values, midpoints of neighbours, and what lies beside them", arguments: short)
  func exhaustive(format: FloatFormat) {
    let one = BigInt(1) << 200
    for bits in 0..<(format.finiteCount - 1) {
      let (low, high) = (
        format.value(ofBitPattern: bits), format.value(ofBitPattern: bits + 1)
      )
      let (a, b) = (low == 0 ? 0 : scaled(low), scaled(high))
      let even = bits % 2 == 0 ? low : high
      // Four times as fine, so that the midpoint and its neighbours are whole.
      let cases: [(BigInt, Double)] = [
        (4 * a, low), (2 * (a + b), even), (2 * (a + b) - 1, low), (2 * (a + b) + 1, high),
        (4 * b, high),
      ]
      for (numerator, expected) in cases {
        #expect(format.value(nearest: numerator, over: 4 * one) == expected)
        #expect(format.value(nearest: -numerator, over: 4 * one) == -expected)
      }
      // The same in double precision, in which midpoints are exact.
      let middle = low + (high - low) / 2
      #expect(format.rounding(middle) == even)
      #expect(format.rounding(middle.nextDown) == low)
      #expect(format.rounding(middle.nextUp) == high)
      #expect(format.rounding(-middle.nextUp) == -high)
      #expect(format.rounding(high) == high)
    }
  }

  @Test("beyond the largest value", arguments: FloatFormat.allCases)
  func overflow(format: FloatFormat) {
    let threshold = format.overflowThreshold
    let largest = format.value(nearest: format.largestFinite, over: 1)
    #expect(format.value(nearest: 2 * threshold - 1, over: 2) == largest)
    let above = format.value(nearest: 2 * threshold + 1, over: 2)
    let huge = format.value(nearest: -(BigInt(1) << 5000), over: 1)
    if format.hasInfinity {
      #expect(format.value(nearest: threshold, over: 1) == .infinity)
      #expect(above == .infinity)
      #expect(huge == -.infinity)
      #expect(format.rounding(-.infinity) == -.infinity)
    } else {
      #expect(format.value(nearest: threshold, over: 1) == largest)
      #expect(above.isNaN && huge.isNaN)
      #expect(format.rounding(-.infinity).isNaN)
      #expect(format.rounding(464) == 448)
      #expect(format.rounding(464.0.nextUp).isNaN)
    }
    #expect(format.rounding(.nan).isNaN)
  }

  @Test("the signs of zero are kept", arguments: FloatFormat.allCases)
  func zeros(format: FloatFormat) {
    #expect(format.rounding(-0.0).sign == .minus)
    #expect(format.rounding(0.0).sign == .plus)
    let tiny = BigInt(1) << 3000
    #expect(format.value(nearest: 1, over: tiny) == 0)
    #expect(format.value(nearest: -1, over: tiny).sign == .minus)
    #expect(format.value(nearest: 0, over: 7).sign == .plus)
  }

  @Test("float32 and float64 round as the standard library divides")
  func standardLibrary() {
    for p in stride(from: -5000, to: 5000, by: 37) {
      for q in stride(from: 1, to: 4000, by: 171) {
        let (n, d) = (BigInt(p), BigInt(q))
        #expect(FloatFormat.float64.value(nearest: n, over: d) == Double(p) / Double(q))
        #expect(FloatFormat.float32.value(nearest: n, over: d) == Double(Float(p) / Float(q)))
      }
    }
  }

  @Test("the unit in the last place")
  func unit() {
    #expect(FloatFormat.float32.unit(of: 1) == 0x1p-23)
    #expect(FloatFormat.float32.unit(of: 1.0.nextDown) == 0x1p-24)
    #expect(FloatFormat.float32.unit(of: 0) == 0x1p-149)
    #expect(FloatFormat.float32.unit(of: -1e-60) == 0x1p-149)
    #expect(FloatFormat.float8E4M3.unit(of: 448) == 32)
    #expect(FloatFormat.float64.unit(of: 0) == 0x1p-1074)
  }
}
