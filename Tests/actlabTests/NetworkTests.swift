import ActivationLab
import Foundation
import Testing

@Suite("Networks")
struct NetworkTests {
  @Test("the tables of the homework, every printed digit")
  func homework() async throws {
    let forward = try await CommandLineTool.run("network", "forward", "xor", "--data", "xor")
    #expect(forward.code == 0)
    for line in [
      "1       0, 0   0       -0.5    0.3775  0      0.4741",
      "2       0, 1   1       0.5     0.6225  1      0.4741",
      "3       1, 0   1       0.5     0.6225  1      0.4741",
      "4       1, 1   0       -0.5    0.3775  0      0.4741",
      "1       0, -1  0, 0  -0.5", "4       2, 1   2, 1  -0.5",
    ] { #expect(forward.output.contains("\n\(line)\n"), "\(line)") }

    let gradients = try await CommandLineTool.run("network", "gradients", "xor", "--data", "xor")
    #expect(gradients.code == 0)
    // Sample 1 of table 2.2, whose bias is given with 16 digits.
    #expect(
      gradients.output.contains(
        """
        ∂L/∂W2 = [[0  0]]
        ∂L/∂b2 = [0.3775406687981454]
        ∂L/∂W1 = [[ 0   0]
                  [-0  -0]]
        ∂L/∂b1 = [0, -0]
        """))
    #expect(gradients.output.contains("31 derivatives agree, 0 do not, 5 meet"))

    let train = try await CommandLineTool.run(
      "network", "train", "xor", "--data", "xor", "--rate", "0.1", "--epochs", "100")
    #expect(train.code == 0 && train.error.isEmpty)
    let table = [
      "10     0.4794", "20     0.3996", "30     0.3168", "40     0.2809", "50     0.2393",
      "60     0.1973", "70     0.1756", "80     0.1528", "90     0.1258", "100    0.1137",
    ]
    #expect(train.output.contains(table.joined(separator: "\n")))
  }

  @Test("what is taken at a kink is an option, and is printed")
  func kinks() async throws {
    func bias(_ rule: String) async throws -> Double {
      let result = try await CommandLineTool.run(
        "network", "gradients", "xor", "--data", "xor", "--kinks", rule, "--format", "json")
      let samples = try #require(try object(result.output)["samples"] as? [[String: Any]])
      let layers = try #require(samples[0]["layers"] as? [[String: Any]])
      return try #require((layers[0]["bias"] as? [Double])?[0])
    }
    #expect(try await bias("pytorch") == 0)
    #expect(try await bias("right") == 0.3775406687981454)
    #expect(try await bias("0.5") == 0.1887703343990727)
    let wrong = try await CommandLineTool.run(
      "network", "forward", "xor", "--data", "xor", "--kinks", "middle")
    #expect(wrong.code == 64 && wrong.error.hasPrefix("error: there is no rule 'middle'"))
    let typed = try await CommandLineTool.run(
      "network", "forward", "xor", "--data", "xor", "--activation", "x if x >= 0 else 0.1*x")
    let words = typed.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("is taken as 1, by formula"))
  }

  @Test("the same seed gives the same bytes, in every file")
  func sameBytes() async throws {
    let folder = try TemporaryFolder()
    var texts: [[String]] = []
    for run in ["a", "b"] {
      let result = try await CommandLineTool.run(
        "network", "train", "2-8-2", "--activation", "gelu", "--data", "moons:60", "--optimizer",
        "adam", "--batch", "7", "--epochs", "12", "--order", "shuffled", "--seed", "5",
        "--diagnose",
        "--save", folder.path("\(run).json"), "--log", folder.path("\(run).csv"), "--figure",
        folder.path("\(run).vl.json"), "--boundary", folder.path("\(run)2.vl.json"))
      #expect(result.code == 0, "\(result.error)")
      texts.append(
        [result.output]
          + (try ["\(run).json", "\(run).csv", "\(run).vl.json", "\(run)2.vl.json"].map(folder.text))
      )
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0][2].hasPrefix("epoch,loss,dead1,gradient1,saturated1,dead2"))
    let forward = try await CommandLineTool.run(
      "network", "forward", folder.path("a.json"), "--data", "moons:60", "--format", "json")
    #expect(try object(forward.output)["schema"] as? String == "actlab.network-forward.v1")
  }

  /// The options of a training that takes a second or two.
  private func training(_ folder: TemporaryFolder, _ name: String) -> [String] {
    [
      "network", "train", "2-24-24-1", "--activation", "tanh", "--data", "spirals:300",
      "--optimizer", "adamw", "--rate", "0.005", "--batch", "10", "--epochs", "4000", "--order",
      "shuffled", "--save", folder.path("\(name).json"), "-o", folder.path("\(name).txt"),
    ]
  }

  @Test("killed at any moment, training goes on to the very same weights")
  func killed() async throws {
    let folder = try TemporaryFolder()
    let whole = try await CommandLineTool.run(training(folder, "whole"))
    #expect(whole.code == 0)
    let resumed =
      training(folder, "resumed") + ["--checkpoint", folder.path("state.json"), "--resume"]
    var kills = 0
    for delay in [100, 350, 500, 420] {
      let process = Process()
      process.executableURL = try CommandLineTool.url
      process.arguments = resumed
      process.standardError = FileHandle.nullDevice
      try process.run()
      try await Task.sleep(for: .milliseconds(delay))
      if process.isRunning {
        kill(process.processIdentifier, SIGKILL)
        kills += 1
      }
      process.waitUntilExit()
      #expect(
        !FileManager.default.fileExists(atPath: folder.path("resumed.json"))
          || process.terminationReason == .exit)
    }
    #expect(kills > 0)
    // The checkpoint was used, or the kills came before the first one.
    let last = try await CommandLineTool.run(resumed + ["--force"])
    #expect(last.code == 0, "\(last.error)")
    #expect(try folder.text("resumed.json") == folder.text("whole.json"))
    #expect(try folder.text("resumed.txt") == folder.text("whole.txt"))
    let other = try await CommandLineTool.run(resumed + ["--force", "--seed", "2"])
    #expect(other.code == 64 && other.error.contains("belongs to another training"))
  }

  @Test("an interruption leaves a checkpoint, and ends with exit code 130")
  func interrupted() async throws {
    let folder = try TemporaryFolder()
    let arguments =
      training(folder, "a").map { $0 == "4000" ? "4000000" : $0 } + [
        "--checkpoint", folder.path("state.json"),
      ]
    let process = Process()
    process.executableURL = try CommandLineTool.url
    process.arguments = arguments
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    try await Task.sleep(for: .milliseconds(600))
    kill(process.processIdentifier, SIGINT)
    let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(text.contains("error: interrupted after epoch ") && text.contains("--resume"))
    #expect(try folder.text("state.json").contains("actlab.checkpoint.v1"))
  }

  @Test("damaged models and data are a line on standard error, and exit code 74")
  func damaged() async throws {
    let folder = try TemporaryFolder()
    let network = try Network.xor().onnx()
    func file(_ name: String, _ data: Data) throws -> String {
      try data.write(to: folder.url.appending(path: name))
      return folder.path(name)
    }
    let huge = #"{"schema": "actlab.network.v1", "layers": [{"weights": [[1e999]], "bias": [0]}]}"#
    for model in try [
      file("short.onnx", network.prefix(60)), file("empty.onnx", Data()),
      file("text.json", Data("{\"schema\": 1".utf8)), file("huge.json", Data(huge.utf8)),
      file("noise.onnx", Data((0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761) })),
      folder.path("missing.onnx"),
    ] {
      let result = try await CommandLineTool.run("network", "forward", model, "--data", "xor")
      #expect(result.code == 74, "\(model): \(result.error)")
      #expect(result.output.isEmpty && result.error.hasPrefix("error: '\(model)': "))
      #expect(result.error.split(separator: "\n").count <= 2)
    }
    let data = try folder.file("data.csv", "1,2,0\n3,x,1\n")
    let result = try await CommandLineTool.run("network", "forward", "xor", "--data", data)
    #expect(result.code == 74 && result.error.contains("line 2 has 'x'"))
    for arguments in [
      ["forward", "xor", "--data", "moons:0"], ["train", "2-0-1", "--data", "xor"],
      ["train", "3-2-1", "--data", "xor"], ["train", "2-1", "--data", "xor", "--batch", "0"],
      ["train", "99999-99999", "--data", "xor"], ["train", "xor", "--data", "xor", "--resume"],
      ["forward", "xor", "--data", "xor", "--activation", "rellu"],
      ["train", "xor", "--data", "xor", "--momentum", "0.5"],
      ["train", "xor", "--data", "xor", "--optimizer", "momentum", "--momentum", "1"],
      ["train", "xor", "--data", "xor", "--optimizer", "adam", "--weight-decay", "0.5"],
      ["train", "xor", "--data", "xor", "--save", "same.json", "--log", "./same.json"],
      ["train", "2-2-1", "--data", "xor", "--loss", "cross-entropy"],
    ] {
      let result = try await CommandLineTool.run(["network"] + arguments)
      #expect(result.code == 64, "\(arguments): \(result.error)")
    }
  }
}
