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
    #expect(FloatFormat.float16.leastNormal == 0x1p-14)
  }

  @Test("the table of the paper on 8-bit formats")
  func eightBits() {
    let (e4m3, e5m2) = (FloatFormat.float8E4M3, FloatFormat.float8E5M2)
    #expect(e4m3.largestFinite == 448)
    #expect(e5m2.largestFinite == 57344)
    #expect(e4m3.leastNormal == 0x1p-6)
    #expect(e5m2.leastNormal == 0x1p-14)
    #expect(e4m3.value(ofBitPattern: 1) == 0x1p-9)
    #expect(e5m2.value(ofBitPattern: 1) == 0x1p-16)
    #expect(e4m3.overflowThreshold == 464)
    #expect(e5m2.overflowThreshold == 61440)
    #expect(e4m3.finiteCount == 127)
    #expect(e5m2.finiteCount == 124)
  }

  @Test("finite values are counted as the patterns below infinity")
  func finiteCount() {
    #expect(FloatFormat.float64.finiteCount == Double.infinity.bitPattern)
    #expect(FloatFormat.float32.finiteCount == UInt64(Float.infinity.bitPattern))
    #expect(FloatFormat.float16.finiteCount == 0x7C00)
    #expect(FloatFormat.bfloat16.finiteCount == 0x7F80)
  }
}
