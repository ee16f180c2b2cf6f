import Testing

@Suite("Help and version")
struct HelpTests {
  @Test("the version is a number with three parts")
  func version() async throws {
    let result = try await CommandLineTool.run("--version")
    #expect(result.code == 0)
    #expect(result.output.split(separator: ".").count == 3)
  }

  @Test("the program's help lists the commands and the exit codes", arguments: [[], ["--help"]])
  func overview(arguments: [String]) async throws {
    let result = try await CommandLineTool.run(arguments)
    #expect(result.code == 0)
    for word in [
      "list", "show", "analyze", "differentiate", "evaluate", "check-delta", "check-derivative",
      "compare", "plot", "prove", "network", "report", "doctor", "stabilize", "Exit codes",
    ] {
      #expect(result.output.contains(word))
    }
  }

  @Test(
    "the help of a command mentions its options",
    arguments: [
      (
        "list",
        ["--accuracy", "--dtype", "--catalogue", "--format", "--language", "--output", "--force"]
      ),
      (
        "show", ["--as", "--derivative", "--format", "--catalogue", "--output", "--force"]
      ),
      ("analyze", ["--over", "--catalogue", "--format", "--language", "--output", "--force"]),
      (
        "differentiate",
        [
          "--at", "--step", "--scheme", "--sweep", "--figure", "--catalogue", "--format",
          "--language", "--output", "--force",
        ]
      ),
      (
        "evaluate",
        [
          "--at", "--of", "--digits", "--explain", "--step", "--catalogue", "--format",
          "--language", "--output", "--force",
        ]
      ),
      (
        "check-delta",
        [
          "--at", "--delta", "--uniform", "--catalogue", "--format", "--language", "--output",
          "--force",
        ]
      ),
      (
        "accuracy sweep",
        [
          "--dtype", "--of", "--implementation", "--range", "--sample", "--max-ulp", "--shard",
          "--figure", "--format", "--output",
        ]
      ),
      (
        "prove",
        [
          "--claims", "--coq", "--check", "--over", "--timeout", "--memory", "--catalogue",
          "--format", "--language", "--output", "--force",
        ]
      ),
      ("check-derivative", ["--catalogue", "--format", "--language", "--output", "--force"]),
      ("compare", ["--catalogue", "--format", "--language", "--output", "--force"]),
      (
        "plot",
        [
          "--over", "--with", "--at", "--step", "--output", "--force", "--catalogue", "--language",
        ]
      ),
      ("doctor", ["--format", "--language", "--output", "--force"]),
      (
        "report case-study",
        ["--function", "--format", "--output", "--force", "--catalogue", "--language"]
      ),
      (
        "report homework",
        ["--function", "--format", "--output", "--force", "--catalogue", "--language"]
      ),
      (
        "attack search",
        [
          "--data", "--sample", "--norm", "--box", "--target", "--tolerance", "--time-limit",
          "--certificate", "--figure", "--format", "--output",
        ]
      ),
    ])
  func options(command: String, options: [String]) async throws {
    let result = try await CommandLineTool.run(
      command.split(separator: " ").map(String.init) + ["--help"])
    #expect(result.code == 0)
    #expect(result.error.isEmpty)
    for option in options { #expect(result.output.contains(option)) }
  }
}
