import Foundation
import Formulas
import Reals
import Testing

@testable import Accuracy

@Suite("Difference tables")
struct DifferenceTableTests {
  @Test("at the kink of ReLU every scheme has its own limit, which it takes for every step")
  func relu() throws {
    let relu = try AnalysedFunction("max(0, z)")
    let tiny = try #require(Rational(1, over: 1_000_000_000))
    let steps: [Rational] = [.thousandth, 1, tiny]
    for step in steps {
      let table = try #require(try relu.table(at: ["0"], step: step))
      let expected: [(FiniteDifferenceScheme, String)] = [
        (.central, "0.5"), (.forward, "1"), (.backward, "0"), (.fivePoint, "0.5"),
        (.richardson, "0.5"),
      ]
      for (scheme, value) in expected {
        let estimate = try #require(table.estimate(scheme))
        #expect(estimate.exact?.decimal == value)
        #expect(estimate.limit?.decimal == value)
        #expect(estimate.straddles.map(\.decimal) == ["0"])
      }
    }
    let row = try #require(try relu.table(at: ["0"])?.rows.first)
    #expect(row.derivative.left?.decimal == "0")
    #expect(row.derivative.right?.decimal == "1")
    #expect(row.derivative.differentiable == .refuted)
    #expect(row.straddled.count == 1)
    #expect(row.straddled.first?.isCentre == true)
    #expect(row.straddled.first?.limits.map { $0?.decimal } == ["0.5", "1", "0", "0.5", "0.5"])
    #expect(row.estimates.first?.exactError.left?.decimal == "0.5")
    #expect(row.estimates.first?.exactError.right?.decimal == "-0.5")
  }

  @Test("beside a pole the central difference grows with a sign, or nothing is known")
  func pole() throws {
    // (1/ε + 1/ε)/(2ε) = 1/ε²; 1/|x| and 1/x² cancel.
    let cases: [(String, ExactNumber?)] = [
      ("1/x", .infinity), ("-1/x", .minusInfinity), ("1/|x|", nil),
    ]
    for (text, limit) in cases {
      let table = try #require(try AnalysedFunction(text).table(at: ["0"], schemes: [.central]))
      #expect(table.estimate(.central)?.limit == limit, "\(text)")
    }
  }

  @Test("the table of leaky ReLU, by hand")
  func leakyReLU() throws {
    let leaky = try AnalysedFunction("z if z >= 0 else 0.01*z")
    let table = try #require(try leaky.table(at: ["-1", "0", "1"], schemes: [.central]))
    #expect(table.rows.map(\.before.exact?.decimal) == ["-0.01001", "-0.00001", "0.999"])
    #expect(table.rows.map(\.centre.exact?.decimal) == ["-0.01", "0", "1"])
    #expect(table.rows.map(\.after.exact?.decimal) == ["-0.00999", "0.001", "1.001"])
    #expect(table.rows.map { $0.estimates[0].exact?.exact } == ["1/100", "101/200", "1"])
    #expect(table.rows.map { $0.estimates[0].limit?.decimal } == ["0.01", "0.505", "1"])
    // python3: (leaky_relu(z + 1e-3) - leaky_relu(z - 1e-3)) / (2*1e-3)
    #expect(
      table.rows.map(\.estimates[0].float64.description)
        == ["0.009999999999999593", "0.505", "0.9999999999999454"])
    #expect(table.stepFloat64.value == 1e-3)
  }

  @Test("softplus agrees with 60 digits of mpmath")
  func softplus() throws {
    let softplus = try AnalysedFunction("ln(1 + exp(z))")
    let table = try #require(try softplus.table(at: ["-5", "0", "5"], schemes: [.central]))
    #expect(
      table.rows.map { $0.estimates[0].exact?.decimal } == [
        "0.0066928520174628669115", "0.5", "0.99330714798253713309",
      ])
    #expect(
      table.rows.map(\.derivative.right?.decimal) == [
        "0.0066928509242848555594", "0.5", "0.99330714907571514444",
      ])
    #expect(table.rows[0].before.exact?.decimal == "0.0067086589611292070978")
    #expect(table.rows[2].after.exact?.decimal == "5.0077086589611292071")
    // CPython with the same C library.
    #expect(
      table.rows.map(\.estimates[0].float64.description)
        == ["0.0066928520173906506", "0.5000000000000004", "0.993307147982847"])
    #expect(table.rows.allSatisfy { $0.straddled.isEmpty })
    // 0.5 + 2⁻⁵¹ printed above, minus one half.
    #expect(table.rows[1].estimates[0].float64Error.left?.exact == "1/2251799813685248")
  }

  @Test("a kink beside the point is named, though it does not change the limit")
  func kinkBeside() throws {
    let table = try #require(
      try AnalysedFunction("max(0, z)").table(at: ["1/2000"], schemes: [.central, .forward]))
    let central = try #require(table.estimate(.central))
    #expect(central.exact?.decimal == "0.75")
    #expect(central.straddles.map(\.decimal) == ["0"])
    #expect(central.limit?.decimal == "1")
    #expect(table.estimate(.forward)?.straddles.isEmpty == true)
    #expect(table.rows[0].straddled.first?.isCentre == false)
  }

  @Test("at a jump the quotients grow without bound, unless they only see one side")
  func jump() throws {
    let step = try AnalysedFunction("1 if z > 0 else 0")
    let table = try #require(try step.table(at: ["0"]))
    #expect(table.estimate(.central)?.limit == .infinity)
    #expect(table.estimate(.forward)?.limit == .infinity)
    #expect(table.estimate(.backward)?.limit?.decimal == "0")
    #expect(table.estimate(.central)?.exact?.decimal == "500")
    // A jump at the end of a stencil matters: f(0) belongs to the other side.
    let beside = try #require(try step.table(at: ["0.001"], schemes: [.central]))
    #expect(beside.estimate(.central)?.straddles.map(\.decimal) == ["0"])
  }

  @Test("a single displaced value is not seen by the central difference")
  func displacedValue() throws {
    let table = try #require(
      try AnalysedFunction("1 if z == 0 else 3*z").table(at: ["0"]))
    #expect(table.estimate(.central)?.limit?.decimal == "3")
    #expect(table.estimate(.forward)?.limit == .minusInfinity)
    #expect(table.estimate(.backward)?.limit == .infinity)
  }

  @Test("outside the domain there is no value, and it is said why")
  func outsideDomain() throws {
    let table = try #require(try AnalysedFunction("sqrt(z)").table(at: ["-1", "0"]))
    #expect(table.rows[0].centre.exact == nil)
    #expect(table.rows[0].centre.float64.value.isNaN)
    let reason = Reason(.undefined, cause: Reason(.squareRootOfNegative))
    #expect(table.rows[0].centre.reason == reason)
    #expect(table.estimate(.central)?.exact == nil)
    #expect(table.estimate(.central)?.reason != nil)
    #expect(table.rows[0].derivative.left == nil)
    #expect(table.estimate(.forward, row: 1)?.limit == .infinity)
    #expect(table.estimate(.central, row: 1)?.limit == nil)
  }

  @Test("irrational points are exact too")
  func irrationalPoint() throws {
    let table = try #require(
      try AnalysedFunction("z^2").table(at: ["sqrt(2)"], schemes: [.central]))
    // ((a + h)² − (a − h)²)/(2h) = 2a, and 2√2 = 2.8284271247461900976… (mpmath).
    #expect(table.estimate(.central)?.exact?.decimal == "2.8284271247461900976")
    #expect(table.rows[0].derivative.left?.decimal == "2.8284271247461900976")
  }

  @Test("steps that are not positive give no table, infinite points no row")
  func nonsense() throws {
    let relu = try AnalysedFunction("max(0, z)")
    #expect(try relu.table(at: ["0"], step: 0) == nil)
    #expect(try relu.table(at: ["0"], step: -1) == nil)
    #expect(try relu.table(at: ["inf", "1"])?.rows.count == 1)
  }

  @Test("JSON has the schema, shows missing values as null, and reads back")
  func json() throws {
    let table = try #require(try AnalysedFunction("sqrt(z)").table(at: ["-1"], schemes: [.central]))
    let data = try JSONEncoder().encode(table)
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains("\"schema\":\"actlab.differences.v1\""))
    #expect(text.contains("\"limit\":null"))
    #expect(text.contains("\"float64\":\"nan\""))
    #expect(try JSONDecoder().decode(DifferenceTable.self, from: data) == table)
  }
}
