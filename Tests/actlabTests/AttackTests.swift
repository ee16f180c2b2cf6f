import ActivationLab
import Foundation
import Testing

@Suite("Attacks")
struct AttackTests {
  @Test("the seed's network: √2/4 from all four samples, in both languages")
  func seed() async throws {
    let english = try await CommandLineTool.run("attack", "xor", "--data", "xor")
    #expect(english.code == 0 && english.error.isEmpty)
    // √2/4 = 0.35355339059…
    #expect(english.output.components(separatedBy: "0.3535533905  0.3535533906").count == 5)
    #expect(english.output.contains("(0, 1)  1 → 0"))
    let russian = try await CommandLineTool.run(
      "attack", "xor", "--data", "xor", "--language", "ru")
    #expect(russian.output.contains("оптимум"))
    #expect(russian.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("JSON has the fields of the format, infinite bounds as text, nothing translated")
  func json() async throws {
    let result = try await CommandLineTool.run(
      "attack", "xor", "--data", "xor", "--sample", "1", "--box", "-0.1:0.1", "--format", "json",
      "--language", "ru")
    let answers = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    let answer = try #require(answers.first)
    #expect(answers.count == 1 && result.code == 0)
    #expect(answer["schema"] as? String == "actlab.attack.v1")
    #expect(answer["status"] as? String == "robust in box")
    #expect(answer["norm"] as? String == "l2" && answer["sample"] as? Int == 1)
    #expect((answer["distance"] as? [String: String]) == ["lower": "inf", "upper": "inf"])
    for key in ["target", "attained", "witness"] { #expect(answer[key] is NSNull, "\(key)") }
  }

  @Test(
    "a certificate is written, verified, and rejected once a digit is changed",
    arguments: ["relu", "tanh", "x if x > 1/3 else 0"])
  func certificate(activation: String) async throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "proof.json")
    let search = try await CommandLineTool.run(
      "attack", "xor", "--data", "xor", "--activation", activation, "--certificate", file.path)
    #expect(search.code == 0)
    let verified = try await CommandLineTool.run("attack", "verify", file.path)
    #expect(verified.code == 0)
    #expect(verified.output.hasPrefix("Verified (claims: 4)."))
    // Once more: the file exists.
    let again = try await CommandLineTool.run(
      "attack", "xor", "--data", "xor", "--certificate", file.path)
    #expect(again.code == 74)

    var text = try String(contentsOf: file, encoding: .utf8)
    let place = try #require(text.range(of: "\"lower\":0.", options: .backwards))
    text.replaceSubrange(place, with: "\"lower\":1.")
    try text.write(to: file, atomically: true, encoding: .utf8)
    let rejected = try await CommandLineTool.run("attack", "verify", file.path)
    #expect(rejected.code == 1)
    #expect(rejected.output.hasPrefix("Rejected: sample 4"))
  }

  @Test("the same command writes the same bytes, also for classes that never change")
  func bytes() async throws {
    let folder = try TemporaryFolder()
    for (number, activation) in ["relu", "0", "exp(x)"].enumerated() {
      var files: [Data] = []
      for copy in 1...2 {
        let file = folder.url.appending(path: "proof\(number)-\(copy).json")
        let search = try await CommandLineTool.run(
          "attack", "xor", "--data", "xor", "--sample", "1", "--activation", activation,
          "--certificate", file.path)
        #expect(search.code == 0, "\(activation): \(search.error)")
        files.append(try Data(contentsOf: file))
      }
      #expect(files[0] == files[1], "\(activation)")
    }
    let constant = try await CommandLineTool.run(
      "attack", "xor", "--data", "xor", "--activation", "0")
    #expect(constant.output.contains("robust") && constant.output.contains("∞"))
  }

  @Test("Ctrl-C prints what is proved until then, and ends with 130")
  func interruption() async throws {
    let process = Process()
    process.executableURL = try CommandLineTool.url
    process.arguments = [
      "attack", "xor", "--data", "xor", "--activation", "sin(40*x)", "--tolerance", "0",
    ]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    try await Task.sleep(for: .seconds(1))
    process.interrupt()
    let table = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    let message = String(
      decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(table.contains("distance ≥") && table.contains("(0, 0)"))
    #expect(message.contains("interrupted"))
  }

  @Test("points that do not suit are left out, with a word, and the others answered")
  func unsuitable() async throws {
    for (option, left) in [
      (["--target", "0"], [1, 4]), (["--box", "-0.5:0.5"], [2, 3, 4]),
    ] {
      let outcome = try await CommandLineTool.run(["attack", "xor", "--data", "xor"] + option)
      #expect(outcome.code == 0)
      let words = outcome.error.split(separator: "\n")
      #expect(words.count == left.count)
      for (word, sample) in zip(words, left) {
        #expect(word.hasPrefix("left out: sample \(sample)"), "\(word)")
      }
      for sample in 1...4 {
        #expect(
          outcome.output.contains("\n\(sample)       (") == !left.contains(sample), "\(sample)")
      }
    }
  }

  @Test(
    "wrong use is said in a line, with the exit code",
    arguments: [
      (["xor", "--data", "xor", "--box", "5:-5"], Int32(64), "error: '5:-5' is no box"),
      (["xor", "--data", "xor", "--sample", "9"], 64, "error: there is no sample 9"),
      (
        ["xor", "--data", "xor", "--target", "7"], 64, "error: sample 1: there is no target class 7"
      ),
      (["xor", "--data", "xor", "--time-limit", "0"], 64, "error: the time limit must be above 0"),
      (["xor", "--data", "xor", "--activation", "log(x)"], 64, "error: the activation “log(x)”"),
      (["nothing.onnx", "--data", "xor"], 74, "error: "),
      (["xor"], 64, "error: missing expected argument '--data <data>'\nSee 'actlab attack --help'"),
      (["verify", "nothing.json"], 74, "error: 'nothing.json' cannot be read"),
    ])
  func wrongUse(arguments: [String], code: Int32, message: String) async throws {
    let outcome = try await CommandLineTool.run(["attack"] + arguments)
    #expect(outcome.code == code)
    #expect(outcome.error.hasPrefix(message), "\(outcome.error)")
    #expect(outcome.output.isEmpty)
  }

  @Test("a figure shows balls and witnesses", arguments: ["l2", "linf", "l1"])
  func figure(norm: String) async throws {
    let folder = try TemporaryFolder()
    let result = try await CommandLineTool.run(
      "attack", "xor", "--data", "xor", "--norm", norm, "--figure", folder.path("a.vl.json"))
    #expect(result.code == 0)
    let text = try folder.text("a.vl.json")
    #expect(text.contains("certified ball") && text.contains("witness"))
    let wrong = try await CommandLineTool.run(
      "attack", "xor", "--data", "xor", "--figure", folder.path("a.bmp"))
    #expect(wrong.code == 64)
  }

  @Test("bounds that do not meet are findings")
  func gap() async throws {
    // Softplus is positive: with these weights the class never changes, and there is no box.
    let outcome = try await CommandLineTool.run(
      "attack", "xor", "--data", "xor", "--activation", "softplus", "--sample", "1", "--label",
      "none", "--time-limit", "1")
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("gap"))
  }
}
