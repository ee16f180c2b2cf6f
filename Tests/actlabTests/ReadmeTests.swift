import ActivationLab
import Foundation
import Subprocess
import Testing

@Suite("The README")
struct ReadmeTests {
  private static let checkout = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The Swift code of a page.
  private func example(of page: String) throws -> String {
    let text = try String(contentsOf: Self.checkout.appending(path: page), encoding: .utf8)
    let blocks = text.components(separatedBy: "```swift\n").dropFirst()
    let block = try #require(blocks.first?.components(separatedBy: "```").first)
    try #require(blocks.count == 1)
    return block
  }

  @Test("its library example is the same in both languages")
  func sameExample() throws {
    #expect(try example(of: "README.md") == example(of: "README.ru.md"))
  }

  @Test("the output it shows is what the program prints", arguments: ["README.md", "README.ru.md"])
  func realOutput(page: String) async throws {
    let text = try String(contentsOf: Self.checkout.appending(path: page), encoding: .utf8)
    let blocks = text.components(separatedBy: "```console\n$ actlab ").dropFirst()
    #expect(blocks.count == 5)
    for block in blocks.compactMap({ $0.components(separatedBy: "```").first }) {
      let lines = block.components(separatedBy: "\n")
      let command = try #require(lines.first).components(separatedBy: " | ")
      // What stands between quotation marks is one argument.
      let arguments = command[0].components(separatedBy: "\"").enumerated().flatMap { index, part in
        index.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [part]
      }
      let outcome = try await CommandLineTool.run(arguments)
      #expect(outcome.code == 0)
      let shown = lines.dropFirst().joined(separator: "\n")
      // Tables are shown from where they begin.
      #expect(
        command.count == 1 || command[1].hasPrefix("tail")
          ? outcome.output.hasSuffix(shown) : outcome.output.hasPrefix(shown))
      #expect(lines.count > 12)
    }
  }
}
