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
    let block = try #require(blocks.first?.components(separatedBy: "```").first)
    let lines = block.components(separatedBy: "\n")
    let command = try #require(lines.first).components(separatedBy: "\"")
    let options = command[2].components(separatedBy: " | ")[0].split(separator: " ").map(
      String.init)
    let arguments = command[0].split(separator: " ").map(String.init) + [command[1]] + options
    let outcome = try await CommandLineTool.run(arguments)
    #expect(outcome.code == 0)
    #expect(outcome.output.hasPrefix(lines.dropFirst().joined(separator: "\n")))
    #expect(lines.count > 15)
  }
}
