import BigInt
import FloatFormats
import Testing

@Suite("Floating-point formats")
struct FloatFormatTests {
  @Test("the largest finite values are those of the standard library")
  func largestFinite() {
    #expect(FloatFormat.float64.largestFinite == BigInt(Double.greatestFiniteMagnitude))
    #expect(FloatFormat.float32.largestFinite == BigInt(Float.greatestFiniteMagnitude))
    #expect(FloatFormat.float16.largestFinite == 65504)
    #expect(FloatFormat.bfloat16.largestFinite == BigInt(Float(bitPattern: 0x7F7F_0000)))
  }

  @Test("a number rounds to infinity from half a unit above the largest finite one")
  func overflowThreshold() {
    #expect(FloatFormat.float16.overflowThreshold == 65520)
    let float32 = FloatFormat.float32.overflowThreshold
    #expect(float32 - FloatFormat.float32.largestFinite == BigInt(1) << 103)
    let float64 = FloatFormat.float64.overflowThreshold
    #expect(float64 - FloatFormat.float64.largestFinite == BigInt(1) << 970)
  }

  @Test("the smallest normal numbers")
  func minimumExponent() {
    #expect(FloatFormat.float64.minimumExponent == Double.leastNormalMagnitude.exponent)
    #expect(FloatFormat.float32.minimumExponent == Int(Float.leastNormalMagnitude.exponent))
    #expect(FloatFormat.float16.minimumExponent == -14)
  }
}
