import Reals
import Installation
import Testing

@testable import Proofs

@Suite("Phrases")
struct PhrasesTests {
  @Test("every kind of reason has Russian words with the same places as the English ones")
  func reasons() throws {
    let phrases = try Phrases(language: .ru, module: "Proofs")
    for kind in Reason.Kind.allCases {
      let key = "reason.\(kind.rawValue)"
      let words = phrases[key]
      #expect(words != key && !words.isEmpty, "\(key)")
      #expect(words.contains { ("а"..."я").contains($0) }, "\(key)")
      #expect(!words.contains { ("a"..."z").contains($0) }, "\(key)")
      #expect(Self.places(words) == Self.places(kind.wording), "\(key)")
    }
  }

  @Test("the words for reasons stand beside the phrases of every module")
  func otherModule() throws {
    let reason = Reason(.at, "1/2", cause: Reason(.functionSign, "sin(x)"))
    let written: [Language: String] = [
      .en: "at 0.5: the sign of sin(z) could not be decided",
      .ru: "в точке 0.5: не удалось установить знак sin(z)",
    ]
    for (language, text) in written {
      for module in ["Proofs", "Reports"] {
        let phrases = try Phrases(language: language, module: module)
        #expect(phrases.text(of: reason) { $0.text(variable: "z") } == text)
      }
    }
  }

  @Test("the name of a function is its value")
  func names() throws {
    let phrases = try Phrases(language: .en, module: "Proofs")
    let reason = Reason(.domainMembership, "ln")
    #expect(
      phrases.text(of: reason) { $0.text(variable: "z") }
        == "whether an argument lies in the domain of ln(z)")
  }

  /// The numbers of the places in the order of their numbers.
  private static func places(_ text: String) -> [Int] {
    text.split(separator: "%", omittingEmptySubsequences: false).dropFirst()
      .compactMap { $0.first?.wholeNumberValue }.sorted()
  }
}
