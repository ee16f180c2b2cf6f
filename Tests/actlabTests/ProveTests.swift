import Foundation
import Testing

@Suite("actlab prove")
struct ProveTests {
  @Test(
    "the prose holds the kinds asked for",
    arguments: [("en", "continuity"), ("ru", "непрерывность")])
  func prose(language: String, title: String) async throws {
    let all = try await CommandLineTool.run("prove", "relu", "--language", language)
    #expect(all.code == 0)
    let one = try await CommandLineTool.run(
      "prove", "relu", "--claims", "continuity", "--language", language)
    #expect(one.code == 0)
    #expect(one.output.contains(title) && one.output.contains("\\varepsilon"))
    #expect(one.output.count < all.output.count)
  }

  @Test("the file opens with the formula, and Coq accepts every claim of ReLU")
  func check() async throws {
    let folder = try TemporaryFolder()
    let file = folder.path("relu.v")
    let result = try await CommandLineTool.run(
      "prove", "relu", "--check", "--coq", file, "--language", "en")
    #expect(result.code == 0, "\(result.error)")
    #expect(result.output.contains("the Lipschitz constant is 1"))
    #expect(result.output.contains("accepts all"))
    #expect(!result.output.contains("not a"))
    let text = try folder.text("relu.v")
    #expect(text.hasPrefix("\n(** f(x) = max(0, x) *)\n"))
    #expect(text.contains("Theorem continuity : forall x, dom x -> continuous_at dom f x."))
    let again = try await CommandLineTool.run(
      "prove", "relu", "--check", "--coq", file, "--language", "en")
    #expect(again.code == 74)
  }

  @Test("a claim that cannot be written is listed, and nothing attempted is no failure")
  func notAttempted() async throws {
    let result = try await CommandLineTool.run("prove", "floor(x)", "--check", "--language", "en")
    #expect(result.code == 0)
    #expect(result.output.contains("not attempted"))
    #expect(result.output.contains("No claim has a theorem"))
    #expect(!result.output.contains("accepts"))
  }

  @Test("the ends of the window are printed exactly, and numbers that are not as such")
  func window() async throws {
    let folder = try TemporaryFolder()
    let window = try await CommandLineTool.run(
      "prove", "abs(x)", "--over=-1/3:sqrt(2)", "--claims", "regions", "--coq",
      folder.path("a.v"), "--language", "en")
    #expect(window.code == 0)
    // The line is broken at the bar.
    #expect(window.output.contains("/4503599627370496]"))
    #expect(window.output.contains("(0, 6369051672525773"))
    let table = try await CommandLineTool.run(
      "prove", "(x/7)^30", "--check", "--claims", "values", "--language", "en")
    #expect(table.code == 0)
    #expect(table.output.contains("f(1) = 1/22539340290692258087863249"))
    #expect(!table.output.contains("e-26"))
  }

  @Test("without coqc the exit code is 69, and nothing is called accepted")
  func missing() async throws {
    let result = try await CommandLineTool.run(
      ["prove", "relu", "--check"], environment: ["ACTLAB_COQC": "/nonexistent"])
    #expect(result.code == 69)
    #expect(result.output.isEmpty)
    #expect(result.error.contains("the proof checker coqc is missing"))
  }

  @Test("of a refuted claim the table says that the negation is accepted")
  func negation() async throws {
    for (language, words) in [
      ("en", #/refuted +negation accepted/#), ("ru", #/опровергнуто +отрицание принято/#),
    ] {
      let result = try await CommandLineTool.run(
        "prove", "relu", "--claims", "kinks", "--check", "--language", language)
      #expect(result.code == 0, "\(result.error)")
      #expect(result.output.contains(words))
    }
  }

  @Test("of the ends of a domain the table says which they are, and from where the derivative is")
  func ends() async throws {
    for (formula, language, words) in [
      ("sqrt(x)", "en", "differentiable at 0, a left end (derivative from the right +∞)"),
      ("sqrt(x)", "ru", "дифференцируема в 0, левом конце (производная справа +∞)"),
      ("sqrt(1-x)", "en", "differentiable at 1, a right end (derivative from the left −∞)"),
      ("sqrt(1-x)", "ru", "дифференцируема в 1, правом конце (производная слева −∞)"),
    ] {
      let folder = try TemporaryFolder()
      let result = try await CommandLineTool.run(
        "prove", formula, "--claims", "kinks", "--coq", folder.path("proof.v"), "--language",
        language)
      #expect(result.code == 0, "\(result.error)")
      // The sentence is broken where its column ends, beside what the other columns say.
      let text = result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        .replacing("refuted not checked ", with: "")
        .replacing("опровергнуто не проверялось ", with: "")
      #expect(text.contains(words), "\(text)")
    }
  }

  @Test("the file opens with the text of the user")
  func heading() async throws {
    let folder = try TemporaryFolder()
    let result = try await CommandLineTool.run(
      "prove", "x^(2/2)", "--claims", "continuity", "--coq", folder.path("proof.v"))
    #expect(result.code == 0, "\(result.error)")
    #expect(try folder.text("proof.v").hasPrefix("\n(** f(x) = x^(2/2)\n    is read as x^1 *)\n"))
  }

  @Test(
    "a temporary folder that cannot be written to is named",
    .enabled(if: FileManager.default.fileExists(atPath: "/proc")),
    arguments: [
      ("en", "the folder '/proc' cannot be written to\nChoose another one with TMPDIR"),
      ("ru", "в папку «/proc» нельзя записать\nВыберите другую переменной TMPDIR"),
    ])
  func temporaryFolder(language: String, message: String) async throws {
    let folder = try TemporaryFolder()
    let result = try await CommandLineTool.run(
      ["prove", "3*x", "--claims", "continuity", "--check", "--language", language],
      environment: ["TMPDIR": "/proc", "ACTLAB_CACHE": folder.path("cache")])
    #expect(result.code == 74)
    #expect(result.error.replacing("/proc/", with: "/proc").contains(message), "\(result.error)")
  }

  @Test(
    "Ctrl-C, kill and a closed terminal end coqc and leave no folder behind",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func interruption(signal: Int32) async throws {
    let folder = try TemporaryFolder()
    // A coqc that compiles the library at once, and the proof never.
    let coqc = try folder.file(
      "coqc",
      """
      #!/bin/sh
      for name; do :; done
      case "$name" in
        --print-version) echo "8.16.1 4.13" ;;
        proof.v) touch "$TMPDIR/started"; exec sleep 60 ;;
        *)
          # The false theorem takes two lines, and no file of the library so few.
          if [ "$(wc -l < "$name")" -lt 3 ]; then echo "Error: no" >&2; exit 1; fi
          echo compiled | tee "${name%.v}.vo" > "${name%.v}.vos"
          echo "Closed under the global context" ;;
      esac
      """, isExecutable: true)
    // Whoever runs the tests may ignore hangups, and the tool would do the same.
    Foundation.signal(SIGHUP, SIG_DFL)
    let process = Process()
    process.executableURL = try CommandLineTool.url
    process.arguments = ["prove", "relu", "--claims", "continuity", "--check"]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "ACTLAB_COQC": coqc, "ACTLAB_CACHE": folder.path("cache"), "TMPDIR": folder.url.path,
    ]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let files = FileManager.default
    for _ in 0..<300 where !files.fileExists(atPath: folder.path("started")) {
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(try Self.leftovers(in: folder).count == 1)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let message = String(
      decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    #expect(process.terminationStatus == 130)
    #expect(message.contains("interrupted"))
    #expect(try Self.leftovers(in: folder).isEmpty)
  }

  /// The folders of runs of coqc that are there.
  private static func leftovers(in folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter {
      $0.hasPrefix("actlab-coq-")
    }
  }

  @Test(
    "errors in Russian",
    arguments: [
      (
        ["relu", "--claims", "beauty"],
        """
        ошибка: утверждений «beauty» нет
        Выберите из списка: continuity, kinks, derivative, smoothness, lipschitz, monotonicity, \
        regions, values, all.

        """
      ),
      (
        ["relu", "--over", "5:1"],
        """
        ошибка: промежуток «5:1» пуст
        Сначала напишите меньший конец, например -5:5.

        """
      ),
      (
        ["relu", "--timeout", "0"],
        """
        ошибка: --timeout задаёт число секунд от 1 до 1000000.
        См. 'actlab prove --help'.

        """
      ),
      (
        ["max(0, x"],
        """
        ошибка: эта скобка не закрыта
          max(0, x
             ^

        """
      ),
      (
        ["relu", "--coq", "-"],
        "ошибка: стандартный вывод занят таблицей\nНазовите файл для --coq.\n"
      ),
    ] as [([String], String)])
  func russian(arguments: [String], message: String) async throws {
    let result = try await CommandLineTool.run(["prove"] + arguments + ["--language", "ru"])
    #expect(result.code == 64)
    #expect(result.error == message)
  }

  @Test(
    "what the parser says is Russian line by line",
    arguments: [
      "x + y", "²", "x = 1", "x//2", "where(x, 1, 2)", "(x > 0) + 1", "1 if x > 0", "1 else 2",
      "x 2", "3 not x", "x & 1", "x ! 1", "x % 2", "x ? 1 : 2", "[x]", "(x, 1)", "nan", "х + 1",
      "leaky-relu(x)", "exp()", "exp(1, 2)", "max(1)", "where(x > 0, 1)", "piecewise(1)",
      "piecewise((1))", "elu(x, 1, 2)", "elu(x, b=1)", "exp(x=1)", "elu(x, alpha=1, alpha=2)",
      "elu(x, alpha=x)", "elu(x, alpha=1, 2)", "jump_relu(x, k=-1)", "1.2.3", "1e99999",
      "2^99999999", "x²²²²²²²²²²²", "x > ", "> x", "x)", "number",
    ])
  func parserInRussian(formula: String) async throws {
    let result = try await CommandLineTool.run("prove", formula, "--language", "ru")
    #expect(result.code == 64)
    let lines = result.error.split(separator: "\n").filter { !$0.hasPrefix("  ") }
    #expect(lines.first?.hasPrefix("ошибка: ") == true)
    // No English word but those of formulas, which stand in quotes.
    for line in lines {
      let words = line.replacing(#/'[^']*'|--of|k >= 0/#, with: "")
      #expect(!words.contains(#/[A-Za-z]{2}/#), "\(line)")
    }
  }

  @Test("without coqc the Russian message says so too")
  func missingInRussian() async throws {
    let result = try await CommandLineTool.run(
      ["prove", "relu", "--check", "--language=ru"], environment: ["ACTLAB_COQC": "/nonexistent"])
    #expect(result.code == 69)
    #expect(
      result.error
        == "ошибка: нет программы coqc, проверяющей доказательства; установите Coq с Coquelicot и "
        + "Interval (sudo apt-get install -y coq libcoq-coquelicot libcoq-interval)\n")
  }

  @Test(
    "wrong use",
    arguments: [
      ["prove", "relu", "--claims", "beauty"], ["prove", "relu", "--claims", ","], ["prove"],
      ["prove", "relu", "--timeout", "0"], ["prove", "max("],
    ])
  func usage(arguments: [String]) async throws {
    let result = try await CommandLineTool.run(arguments)
    #expect(result.code == 64)
    #expect(result.output.isEmpty)
  }
}
