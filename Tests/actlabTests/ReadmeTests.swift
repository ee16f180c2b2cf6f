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

  @Test("its library example compiles outside this package")
  func compiles() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "readme-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: "main.swift")
    try Data(example(of: "README.md").utf8).write(to: source)

    let build = try #require(Surroundings.current.executable).deletingLastPathComponent()
    var arguments = ["-typecheck", "-swift-version", "6", "-warnings-as-errors"]
    arguments += ["-I", build.appending(path: "Modules").path]
    // Modules in C are found by their maps.
    let maps = cModuleMaps(in: build)
    arguments += maps.flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)"] }
    let result = try await Subprocess.run(
      .name("swiftc"), arguments: Arguments(arguments + [source.path]),
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    #expect(result.terminationStatus == .exited(0), "\(result.standardError)")
  }

  /// The module maps of C targets: written by the package manager, or coming with the target.
  private func cModuleMaps(in build: URL) -> [URL] {
    func children(_ folder: URL) -> [URL] {
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))
        ?? []
    }
    let scratch = build.deletingLastPathComponent().deletingLastPathComponent()
    let targets = children(scratch.appending(path: "checkouts"))
      .flatMap { children($0.appending(path: "Sources")) }
      .map { $0.appending(path: "include") }
    return (children(build).filter { $0.pathExtension == "build" } + targets)
      .map { $0.appending(path: "module.modulemap") }
      .filter { FileManager.default.fileExists(atPath: $0.path) }
      .sorted { $0.path < $1.path }
  }
}
