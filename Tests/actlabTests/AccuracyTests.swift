import Foundation
import Testing

@Suite("actlab accuracy", .serialized)
struct AccuracyTests {
  @Test("the JSON has the fields of the format, and the exit code tells of errors")
  func report() async throws {
    let arguments = ["accuracy", "softplus", "--dtype", "bfloat16", "--format", "json"]
    let result = try await CommandLineTool.run(arguments)
    #expect(result.code == 0)
    let report = try object(result.output)
    #expect(report["schema"] as? String == "actlab.accuracy.v1")
    for key in [
      "function", "dtype", "of", "implementation", "coverage", "inputs", "maxUlp", "at", "meanUlp",
      "bulkMaxUlp", "wrongZeros", "nans", "spuriousInfinities", "wrongSigns", "escalations",
      "histogram",
    ] {
      #expect(report[key] != nil, "\(key)")
    }
    #expect(report["inputs"] as? Int == 65_280)
    // exp overflows from 89 on: 15,566 of the finite inputs are larger.
    #expect(report["spuriousInfinities"] as? Int == 15_566)
    #expect(try await CommandLineTool.run(arguments + ["--max-ulp", "2"]).code == 1)
    let stable = try await CommandLineTool.run(
      arguments + ["--max-ulp", "0.5", "--implementation", "stable"])
    #expect(stable.code == 0)
  }

  @Test(
    "the figure of a half-line shows twenty units of it",
    arguments: [("-inf:-30", -50.0, -30.0), ("30:inf", 30, 50), ("-inf:5", -20, 5)])
  func figureOfHalfLine(range: String, low: Double, high: Double) async throws {
    let folder = try TemporaryFolder()
    let result = try await CommandLineTool.run(
      "accuracy", "relu", "--dtype", "bfloat16", "--range=\(range)", "--figure",
      folder.path("figure.vl.json"))
    #expect(result.code == 0, "\(result.error)")
    let figure = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(filePath: folder.path("figure.vl.json"))))
    let layers = try #require((figure as? [String: Any])?["layer"] as? [[String: Any]])
    let encoding = try #require(layers.last?["encoding"] as? [String: [String: Any]])
    let scale = try #require(encoding["x"]?["scale"] as? [String: Any])
    #expect(scale["domain"] as? [Double] == [low, high])
  }

  @Test("where there is nothing to say the JSON says null, and results at kinks are told")
  func nothing() async throws {
    let result = try await CommandLineTool.run(
      "accuracy", "relu", "--of", "derivative", "--dtype", "bfloat16", "--format", "json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    for key in ["range", "sample", "shard"] { #expect(object[key] is NSNull, "\(key)") }
    let bars = try #require(object["histogram"] as? [[String: Any]])
    #expect(bars.last?["upTo"] is NSNull)
    let kinks = try #require(object["kinks"] as? [[String: Any]])
    #expect(kinks.count == 2 && kinks.allSatisfy { $0["within"] as? Bool == true })
    for (language, title) in [("en", "has no derivative"), ("ru", "нет производной")] {
      let text = try await CommandLineTool.run(
        "accuracy", "relu", "--of", "derivative", "--dtype", "bfloat16", "--language", language)
      #expect(text.output.contains(title))
    }
  }

  @Test(
    "a range may be a single number or end at infinity",
    arguments: [("0:0", 2), ("1:1", 1), ("1:inf", 16_384), ("-inf:-1", 16_384)])
  func ranges(_ range: String, _ inputs: Int) async throws {
    let result = try await CommandLineTool.run(
      "accuracy", "tanh", "--dtype", "float16", "--range=\(range)", "--format", "json")
    #expect(result.code == 0)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(object["inputs"] as? Int == inputs)
  }

  @Test("--max-ulp is not met where true values are not decided")
  func undecided() async throws {
    let result = try await CommandLineTool.run(
      "accuracy", "x^(x + exp(-70000))", "--dtype", "bfloat16", "--range=-2:-1", "--max-ulp",
      "1e9")
    #expect(result.code == 1)
    #expect(result.error.contains("inputs are not decided: that all errors are within"))
  }

  @Test("--max-ulp is not met where the signs of true values are not decided")
  func undecidedSigns() async throws {
    let result = try await CommandLineTool.run(
      "accuracy", "tan(atan(x + exp(-70000))) - x", "--dtype", "bfloat16", "--range", "1:2",
      "--max-ulp", "4000000000")
    #expect(result.code == 1)
    #expect(result.output.contains("Results whose sign could not be judged"))
    #expect(result.error.contains("inputs are not decided: that all signs are right is not shown"))
  }

  @Test("a range that is empty or no range is refused", arguments: ["1:0", "1", "nan:1", "a:b"])
  func badRange(_ range: String) async throws {
    let result = try await CommandLineTool.run("accuracy", "tanh", "--range=\(range)")
    #expect(result.code == 2 || result.code == 64 || result.code == 65, "\(result.code)")
    #expect(!result.error.isEmpty && result.output.isEmpty)
  }

  @Test("parts joined are the whole, to the byte")
  func parts() async throws {
    let folder = try TemporaryFolder()
    let arguments = [
      "accuracy", "tanh", "--of", "derivative", "--range", "8.9:9.1", "--format", "json", "-o",
    ]
    for index in 1...3 {
      let result = try await CommandLineTool.run(
        arguments + [folder.path("\(index).json"), "--shard", "\(index)/3"])
      #expect(result.code == 0, "\(result.error)")
    }
    #expect(try await CommandLineTool.run(arguments + [folder.path("whole.json")]).code == 0)
    let merged = try await CommandLineTool.run(
      "accuracy", "merge", folder.path("2.json"), folder.path("3.json"), folder.path("1.json"),
      "--format", "json")
    #expect(merged.code == 0)
    #expect(try merged.output == folder.text("whole.json"))
    let incomplete = try await CommandLineTool.run(
      "accuracy", "merge", folder.path("2.json"), folder.path("3.json"))
    #expect(incomplete.code == 74)
    #expect(incomplete.error == "error: part 1/3 missing\nRun them with --shard.\n")
  }

  @Test(
    "bad input gets a clear error",
    arguments: [
      (["--implementation", "./none.so:f"], Int32(69), "error: there is no library './none.so'\n"),
      (
        ["--implementation", "no-such-program"], 69,
        "error: there is no program 'no-such-program'\n"
      ),
      (["--shard", "4/3"], 64, "error: '4/3' is not a part\n"),
      (["--sample", "5"], 64, "error: --sample takes a number from 100 to 100000000.\n"),
      (["--dtype", "float12"], 64, "error: the value 'float12' is invalid"),
      (
        ["--implementation", "true"], 69,
        "error: 'true' ended with exit code 0 at work on the block of 8193 inputs from -"
      ),
    ])
  func badInput(arguments: [String], code: Int32, message: String) async throws {
    let result = try await CommandLineTool.run(
      ["accuracy", "relu"]
        + (arguments.contains("--dtype") ? [] : ["--dtype", "bfloat16"]) + arguments)
    #expect(result.code == code)
    #expect(result.error.hasPrefix(message), "\(result.error)")
  }

  @Test("a function of a C library is called in a process of its own, and may crash there")
  func symbols() async throws {
    let compiler = ["/usr/bin/cc", "/usr/bin/clang", "/opt/swift/usr/bin/clang"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let compiler else {
      print("skipped: no C compiler")
      return
    }
    let folder = try TemporaryFolder()
    let source = folder.path("f.c")
    try """
    #include <stddef.h>
    float relu(float x) { return x > 0 ? x : 0; }
    void relus(const float *x, float *y, size_t n) { for (size_t i = 0; i < n; i++) y[i] = relu(x[i]); }
    float crash(float x) { *(volatile int *)0 = 1; return x; }
    float hang(float x) { for (;;) *(volatile float *)&x = x; }
    void _exit(int); float end(float x) { _exit(9); return x; }
    """.write(toFile: source, atomically: true, encoding: .utf8)
    let library = folder.path("libf.so")
    let build = Process()
    build.executableURL = URL(filePath: compiler)
    build.arguments = ["-shared", "-fPIC", "-O1", source, "-o", library]
    try build.run()
    build.waitUntilExit()
    try #require(build.terminationStatus == 0)
    for symbol in ["relu", "relus[]"] {
      let result = try await CommandLineTool.run(
        "accuracy", "relu", "--range", "-1:1e-30", "--sample", "2000", "--max-ulp", "0",
        "--implementation", "\(library):\(symbol)")
      #expect(result.code == 0, "\(result.error)")
    }
    let crash = try await CommandLineTool.run(
      "accuracy", "relu", "--sample", "500", "--implementation", "\(library):crash")
    #expect(crash.code == 69)
    #expect(crash.error.contains("crash' crashed with signal 11 (SIGSEGV)"))
    let hang = try await CommandLineTool.run(
      "accuracy", "relu", "--sample", "500", "--time-limit", "0.5", "--implementation",
      "\(library):hang")
    #expect(hang.code == 69)
    #expect(hang.error.contains("hang' did not return within 0.5 seconds on the block of"))
    let end = try await CommandLineTool.run(
      "accuracy", "relu", "--sample", "500", "--implementation", "\(library):end")
    #expect(end.code == 69)
    #expect(end.error.contains("end' ended its process with exit code 9 on the block of"))
    let missing = try await CommandLineTool.run(
      "accuracy", "relu", "--sample", "500", "--implementation", "\(library):none")
    #expect(missing.code == 69)
    #expect(missing.error.contains("undefined symbol: none"))
  }
}
