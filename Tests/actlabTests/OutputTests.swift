import Foundation
import Subprocess
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Output and interruption")
struct OutputTests {
  @Test("a file is written, and replaced only when forced")
  func files() async throws {
    let folder = try TemporaryFolder()
    let file = folder.path("relu.tex")
    let first = try await CommandLineTool.run("show", "relu", "--as", "latex", "-o", file)
    #expect(first.code == 0)
    #expect(first.output.isEmpty)
    #expect(try folder.text("relu.tex") == "\\max(0, x)\n")

    let second = try await CommandLineTool.run("show", "x", "-o", file)
    #expect(second.code == 74)
    #expect(second.error == "error: '\(file)' exists\nUse --force to replace it.\n")
    #expect(try folder.text("relu.tex") == "\\max(0, x)\n")

    let third = try await CommandLineTool.run("show", "x", "-o", file, "--force")
    #expect(third.code == 0)
    #expect(try folder.text("relu.tex") == "x\n")
  }

  @Test("a folder that does not exist, or is a file, or is meant as a file")
  func folders() async throws {
    let folder = try TemporaryFolder()
    let missing = try await CommandLineTool.run("show", "x", "-o", folder.path("none/x.txt"))
    #expect(missing.code == 74)
    #expect(
      missing.error == "error: the folder '\(folder.path("none"))' does not exist\n"
        + "Make it, or choose another one.\n")
    let isFolder = try await CommandLineTool.run("show", "x", "-o", folder.url.path)
    #expect(isFolder.code == 74)
    #expect(isFolder.error.contains("is a folder"))
  }

  @Test("a folder that cannot be written to")
  func unwritable() async throws {
    // Processes of the superuser may write anywhere but in the kernel's file systems.
    let result = try await CommandLineTool.run("show", "x", "-o", "/proc/x.txt")
    #expect(result.code == 74)
    #expect(result.error.hasPrefix("error: "))
    #expect(result.error.contains("/proc"))
  }

  @Test("a folder for a report that cannot be made")
  func unmakeable() async throws {
    let result = try await CommandLineTool.run("report", "case-study", "-o", "/proc/report")
    #expect(result.code == 74)
    #expect(
      result.error == "error: the folder '/proc/report' cannot be made\n"
        + "Choose another one, or make it first.\n")
  }

  @Test("the analysis leaves nothing behind in the working folder, and large integers are no work")
  func workingFolder() async throws {
    let folder = try TemporaryFolder()
    // Square roots of integers without small factors, for which FLINT would start a sieve.
    let formula =
      "max(x^2 - 1234567890123456789012345678*x"
      + " - 1522605027922533360535618378132637429718068114961380688657908, 0)"
    let start = ContinuousClock.now
    let result = try await CommandLineTool.run(["analyze", formula], in: folder.url)
    #expect(result.code == 0)
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test(
    "a device without room is a file that cannot be written",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"))
  func fullDevice() async throws {
    let result = try await CommandLineTool.run("show", "x", "-o", "/dev/full", "--force")
    #expect(result.code == 74)
    #expect(
      result.error == "error: '/dev/full' cannot be written: no space is left on the device\n")
  }

  @Test("a reader that goes away is no fault")
  func closedPipe() async throws {
    let result = try await Subprocess.run(
      .path("/bin/bash"),
      arguments: [
        "-c", "set -o pipefail; \"$0\" evaluate softplus --at 1 --digits 1000 | true",
        try CommandLineTool.url.path,
      ], output: .string(limit: 1 << 16), error: .string(limit: 1 << 16))
    #expect(result.terminationStatus == .exited(0))
    #expect(result.standardError.isEmpty)
  }

  @Test("messages have no colour when they are not for a terminal")
  func colour() async throws {
    let result = try await CommandLineTool.run("show", "y")
    #expect(!result.error.contains("\u{1B}"))
  }

  @Test("an interrupted run says so and ends with 130")
  func interruption() async throws {
    let folder = try TemporaryFolder()
    let sleeper = try folder.file("sleeper", "#!/bin/sh\nexec sleep 60\n", isExecutable: true)
    let figure = folder.path("x.svg")
    let result = try await Subprocess.run(
      .path(.init(try CommandLineTool.url.path)), arguments: ["plot", "x", "-o", figure],
      environment: .inherit.updating(["ACTLAB_PYTHON": sleeper]), input: .inputWriter,
      output: .sequence, error: .string(limit: 1 << 16)
    ) { execution in
      try await Task.sleep(for: .seconds(1))
      kill(execution.processIdentifier.value, SIGINT)
    }
    #expect(result.terminationStatus == .exited(130))
    #expect(result.standardError == "\ninterrupted\n")
    #expect(!FileManager.default.fileExists(atPath: figure))
  }
}
