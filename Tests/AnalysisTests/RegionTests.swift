@testable import Analysis
import Formulas
import Foundation
import Reals
import Testing

@Suite("Gradient regions where the derivative is missing, undecided or written as 0/0")
struct RegionTests {
  /// Regions over −5:5 as `kind [from, to)`, with 12 digits of the ends.
  private func regions(_ formula: String) throws -> (found: GradientRegions, lines: [String]) {
    let found = try #require(try analysis(formula).regions.first)
    let lines = (found.pieces ?? []).map { piece in
      let ends = [piece.from, piece.to].map { Self.rounded($0) }.joined(separator: ", ")
      return "\(piece.kind) \(piece.fromClosed ? "[" : "(")\(ends)\(piece.toClosed ? "]" : ")")"
    }
    return (found, lines)
  }

  private func number(_ n: Int) -> ExactNumber { ExactNumber(Rational(n)) }

  private func interval(_ from: Int, _ to: Int) -> IntervalDescription {
    IntervalDescription(from: number(from), to: number(to), fromClosed: true, toClosed: true)
  }

  private static func rounded(_ number: ExactNumber) -> String {
    Double(number.decimal).map { String(format: "%.12g", $0) } ?? number.decimal
  }

  /// Where |f′| meets 0, 1/100 and 99/100, by mpmath: central differences of step 10⁻²⁰ with 80 digits.
  static let continuedFormulas: [(formula: String, regions: [String], ends: [String])] = [
    (
      "sin(x)/x if x != 0 else 1",
      [
        "active", "slow", "inactive", "slow", "active", "slow", "inactive", "slow", "active",
        "slow", "inactive", "slow", "active",
      ],
      [
        "-4.5399346178034252403345084869", "-4.4934094579090641753078809272",
        "-4.4934094579090641753078809272", "-4.4478288245820007665337225544",
        "-0.030002700642415758592275399951", "0", "0", "0.030002700642415758592275399951",
        "4.4478288245820007665337225544", "4.4934094579090641753078809272",
        "4.4934094579090641753078809272", "4.5399346178034252403345084869",
      ]
    ),
    (
      "(exp(x)-1)/x if x != 0 else 1", ["active", "fast"], ["0.98600132404408599869996561484"]
    ),
    (
      "exp(x)/x - 1/x if x != 0 else 1", ["active", "fast"], ["0.98600132404408599869996561484"]
    ),
    (
      "(1-cos(x))/x^2 if x != 0 else 1/2", ["active", "slow", "inactive", "slow", "active"],
      ["-0.12011548828749782298571703437", "0", "0", "0.12011548828749782298571703437"]
    ),
    (
      "x/tanh(x) if x != 0 else 1",
      ["fast", "active", "slow", "inactive", "slow", "active", "fast"],
      [
        "-3.5550073297529980321624356064", "-0.015000450026037536925583050233", "0", "0",
        "0.015000450026037536925583050233", "3.5550073297529980321624356064",
      ]
    ),
  ]

  @Test("continued through a removable singularity", arguments: continuedFormulas)
  func continued(formula: String, kinds: [String], ends: [String]) throws {
    let found = try regions(formula).found
    #expect(found.undecided.isEmpty)
    #expect(found.undefinedAt.isEmpty)
    let pieces = try #require(found.pieces)
    #expect(pieces.map(\.kind.rawValue) == kinds)
    let joints = zip(pieces, pieces.dropFirst()).map { $0.0.to }
    #expect(joints.count == ends.count)
    for (joint, end) in zip(joints, ends) {
      #expect(joint.decimal.hasPrefix(end.prefix(20)), "\(joint.decimal) is not \(end)")
    }
  }

  @Test("outside the domain there are whole intervals without a slope")
  func outside() throws {
    let root = try regions("sqrt(x)")
    #expect(
      root.found.undefinedAt == [
        .interval(interval(-5, 0))
      ])
    // 1/(2√x) = 99/100 at (50/99)².
    #expect(root.lines == ["fast (0, 0.255076012652)", "active [0.255076012652, 5]"])
    let ring = try regions("sqrt(x^2 - 1)")
    #expect(
      ring.found.undefinedAt == [
        .interval(interval(-1, 1))
      ])
    #expect(ring.lines == ["fast [-5, -1)", "fast (1, 5]"])
    #expect(try regions("1/x").found.undefinedAt == [.point(number(0))])
  }

  @Test("points and intervals without a slope read back from JSON")
  func places() throws {
    let places: [GradientRegions.Place] = [
      .point(number(1)),
      .interval(interval(-5, 0)),
    ]
    let data = try JSONEncoder().encode(places)
    #expect(try JSONDecoder().decode([GradientRegions.Place].self, from: data) == places)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(object[0]["decimal"] as? String == "1")
    #expect(Set(object[1].keys) == ["from", "to", "fromClosed", "toClosed"])
  }

  @Test("an undecided cell leaves the rest of the window decided")
  func undecidedCell() throws {
    // Where the two branches of the maximum meet has no closed form.
    let found = try regions("x if x < 0 else max(x, cos(x))").found
    #expect(found.pieces?.first.map { [$0.from, $0.to] } == [number(-5), number(0)])
    #expect(found.undecided.map { [$0.from, $0.to] } == [[number(0), number(5)]])
    #expect(found.reason == found.undecided.first?.reason)
  }

  @Test("an end that is not rational does no harm")
  func irrationalEnd() throws {
    let found = try regions("x^2 if x < sqrt(2) else tanh(x)*x")
    #expect(found.found.undecided.isEmpty)
    #expect(found.found.undefinedAt.count == 1)
    #expect(found.lines.last == "fast (1.41421356237, 5]")
  }
}

@Suite("The pieces of the derivative")
struct DerivativePiecesTests {
  private func lines(_ formula: String) throws -> [String] {
    try analysis(formula).derivative.pieces.map { piece in
      let ends = [piece.from, piece.to].map { $0.exact ?? $0.decimal }.joined(separator: ", ")
      return "\(piece.fromClosed ? "[" : "(")\(ends)\(piece.toClosed ? "]" : ")") \(piece.formula)"
    }
  }

  @Test(
    "they make up the set where f′ exists",
    arguments: [
      ("max(0, x)", ["(-inf, 0) 0", "(0, inf) 1"]),
      ("max(0, x)^2", ["(-inf, 0) 0", "[0, inf) 2*x"]),
      ("x^2*abs(x)/x if x != 0 else 0", ["(-inf, 0) -2*x", "[0, inf) 2*x"]),
      ("sqrt(x)", ["(0, inf) 1/(2*sqrt(x))"]),
      ("sqrt(x)^3", ["[0, inf) 1.5*sqrt(x)"]),
      ("x", ["(-inf, inf) 1"]),
      ("1 if x == 0 else 0", ["(-inf, 0) 0", "(0, inf) 0"]),
    ])
  func pieces(formula: String, expected: [String]) throws {
    #expect(try lines(formula) == expected)
  }

  @Test("where no formula beside it gives f′, the point stands alone")
  func point() throws {
    let found = try lines("sin(x)/x if x != 0 else 1")
    #expect(found.count == 3)
    #expect(found[1] == "[0, 0] 0")
    #expect(found[0].hasPrefix("(-inf, 0) "))
    #expect(found[2].hasPrefix("(0, inf) "))
  }
}
