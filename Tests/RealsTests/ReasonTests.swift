import Foundation
import Testing

@testable import Reals

@Suite("Reasons")
struct ReasonTests {
  /// Arguments as they occur: formulas, numbers, names; the words of other reasons among them.
  private static let samples = [
    "sin(x) - x/2", "-1/100", "atan", "x if x < 0 else 1 - x", "2^-400",
  ]

  /// Every kind with arguments for its places, and each again behind the point where it arises.
  private static let all: [Reason] = Reason.Kind.allCases.flatMap { kind in
    samples.indices.flatMap { shift -> [Reason] in
      let places = kind.wording.count { $0 == "%" }
      let first = samples[shift]
      let second = samples[(shift + 1) % samples.count]
      let reason =
        switch places {
        case 0: Reason(kind)
        case 1: Reason(kind, first)
        default: Reason(kind, first, second)
        }
      return [reason, Reason(.at, "sqrt(2)/2", cause: reason)]
    }
  }

  @Test("the English string reads back as an equal reason")
  func roundTrip() throws {
    for reason in Self.all {
      #expect(Reason(reason.description) == reason, "\(reason)")
      let data = try JSONEncoder().encode([reason])
      #expect(try JSONDecoder().decode([Reason].self, from: data) == [reason])
    }
  }

  @Test("in JSON a reason is one plain string")
  func json() throws {
    let reason = Reason(
      .at, "0", cause: Reason(.functionSign, "sin(1/x)", cause: Reason(.independentFunctions, "2")))
    let data = try JSONEncoder().encode([reason])
    #expect(
      String(data: data, encoding: .utf8)
        == """
        ["at 0: the sign of sin(1\\/x) could not be decided: an equation in 2 independent functions"]
        """)
  }

  @Test(
    "any other string is an error",
    arguments: ["", "at ", "division by zero: ", "division", "nonsense: division by zero"])
  func other(text: String) throws {
    #expect(Reason(text) == nil)
    let data = try JSONEncoder().encode([text])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Reason].self, from: data)
    }
  }

  @Test("no two kinds share their wording, none has a colon, and places are numbered in order")
  func wordings() {
    let wordings = Reason.Kind.allCases.map(\.wording)
    #expect(Set(wordings).count == wordings.count)
    for wording in wordings {
      #expect(!wording.contains(":"))
      let places = wording.split(separator: "%", omittingEmptySubsequences: false).dropFirst()
      #expect(
        places.map { $0.first?.wholeNumberValue } == Array(1..<places.count + 1), "\(wording)")
    }
  }
}
