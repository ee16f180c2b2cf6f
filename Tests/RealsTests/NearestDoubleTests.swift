import BigInt
import Formulas
import Testing

@testable import Reals

@Suite("The double nearest to a rational number")
struct NearestDoubleTests {
  /// Fractions and the bits of Python's `float(Fraction(p, q))`, which rounds
  /// correctly: random fractions, ties and their neighbours.
  static let fractions = """
    1/3 3fd5555555555555
    1/10 3fb999999999999a
    -2/3 bfe5555555555555
    9007199254740993/1 4340000000000000
    9007199254740995/1 4340000000000002
    18014398509481986/1 4350000000000000
    18014398509481990/1 4350000000000002
    10000000000000000000000/1 4480f0cf064dd592
    100000000000000000000000/1 44b52d02c7e14af6
    17976931348623157/10000000000000000 3ffcc359e067a348
    -9552202253693395573339722630017358873491987997775/17535157411336354122233 c57c29a65983d381
    -8298090348120763766682699609/13804010609512666837696635974166186226689 bd65268dae90ddf0
    40089762078455059800270499196494881124792820102748108937/2746557082293 48e4f1dbfe33c642
    33448592446742297582335509639493344300827369605/2334507724640503173 45c725e1629c03b3
    1948942435/80789077433973263824299384807911958161037 395f5084fb909ef3
    18984511/142794201823583232367 3d42b608b98a8be3
    936242704825289161220051570325/14178530112404826680894614402348898461 3e71b9b6add113f2
    -3401923224826796454099366368993355831280155703375411837860013/3495 cbc3d9389c14e5a1
    -6210106240058220903346633665887/190956326057040158011108795890034929 bf010ce7d9f0144a
    5391772664264029600053784/40353607 437dab0746709312
    13683905034055118556805758976/47641130289923473795729850368 3fd261f4ef82d1a4
    1958648702706279958992228352/47641130289923473795729850368 3fa50cb482ce7870
    842213476692209781549492246877302685697/47641130289923473795729850368 421076d4e25f4b1d
    456920545050507060891238499614720/47641130289923473795729850368 40c2bb712097798c
    416764149822935763659396097/40353607 43e1ea7764f5496a
    152220554847425755078923781606106743177216/47641130289923473795729850368 42873f6e3853933e
    14232232981562782873497983529254911/40353607 45723bc96d6b987a
    895420838077803726436653072385/40353607 4492cb8d173910e4
    1371929553430278909222675/47641130289923473795729850368 3efe322e33bf9158
    """

  @Test("as Python's fractions", arguments: fractions.split(separator: "\n"))
  func python(row: Substring) throws {
    let fields = row.split { $0 == " " || $0 == "/" }
    let numerator = try #require(BigInt(fields[0]))
    let denominator = try #require(BigInt(fields[1]))
    let value = try #require(Rational(numerator, over: denominator))
    #expect(Double(nearestTo: value).bitPattern == UInt64(fields[2], radix: 16))
  }

  private func dyadic(_ significand: BigInt, _ exponent: Int) throws -> Double {
    let power = BigInt(1) << abs(exponent)
    let value = exponent < 0 ? Rational(significand, over: power) : Rational(significand * power)
    return Double(nearestTo: try #require(value))
  }

  @Test("at the ends of the range")
  func extremes() throws {
    let greatest = BigInt((1 << 53) - 1)
    #expect(try dyadic(greatest, 971) == .greatestFiniteMagnitude)
    // Halfway to 2^1024 rounds to the even neighbour, which is infinity.
    #expect(try dyadic(greatest * 2 + 1, 970) == .infinity)
    #expect(try dyadic(-(greatest * 2 + 1), 970) == -.infinity)
    #expect(try dyadic((greatest * 2 + 1) * 1000 - 1, 970) == .infinity)
    #expect(try dyadic((greatest * 2 + 1) * 1024 - 1, 960) == .greatestFiniteMagnitude)
    #expect(try dyadic(1, -1074) == .leastNonzeroMagnitude)
    #expect(try dyadic(1, -1075) == 0)
    #expect(try dyadic(1025, -1085) == .leastNonzeroMagnitude)
    #expect(try dyadic(3, -1075) == 2 * .leastNonzeroMagnitude)
    #expect(try dyadic(1, -5000) == 0)
    #expect(try dyadic(1, 5000) == .infinity)
  }
}
