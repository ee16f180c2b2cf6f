import Foundation
import Testing

@Suite("Wrong input")
struct UsageErrorTests {
  @Test(
    "a message on standard error, nothing on standard output, and exit code 64",
    arguments: [
      (
        ["analyze", "sofplus"],
        "error: unknown name 'sofplus'\n  sofplus\n  ^~~~~~~\nDid you mean 'softplus'?\n"
      ),
      (
        ["analyze", "x + y"],
        "error: unknown name 'y'\n  x + y\n      ^\nThe variable is 'x' or 'z'.\n"
      ),
      (
        ["plot", "relu", "--at", "0,1", "-o", "relu.svg"],
        "error: --at and --step say where differences are drawn, and there are none\n"
          + "Add --with differences.\n"
      ),
      (
        ["plot", "relu", "--with", "differences", "--at", "9", "-o", "relu.svg"],
        "error: the point 9 of the differences is outside the window\n"
          + "Choose points within --over.\n"
      ),
      (
        ["differentiate", "relu", "--scheme", "all"],
        "error: --step and --scheme need points: --at.\nSee 'actlab differentiate --help'.\n"
      ),
      (
        ["differentiate", "relu", "--at", "1", "--sweep", "--step", "1e-3"],
        "error: --sweep goes through all steps; leave out --step.\n"
          + "See 'actlab differentiate --help'.\n"
      ),
      (
        ["evaluate", "relu", "--at", "1", "--step", "1e-3"],
        "error: --step needs --explain.\nSee 'actlab evaluate --help'.\n"
      ),
      (
        ["analyze", "relu", "-o", ""],
        "error: the name of the file is empty\nName a file, or - for standard output.\n"
      ),
      (
        ["analyze", "max(0, x"],
        "error: this bracket is never closed\n  max(0, x\n     ^\n"
      ),
      (
        ["analyze", "relu", "--over", "5:-5"],
        "error: the window '5:-5' is empty\nWrite the lesser end first, such as -5:5.\n"
      ),
      (
        ["analyze", "relu", "--over", "a"],
        "error: 'a' is not a window\n"
          + "Write its two ends with a colon between them, such as -5:5.\n"
      ),
      (
        ["analyze", "relu", "--over", "0:inf"],
        "error: the end 'inf' of the window is not a finite number\n"
          + "Write two finite ends, such as -5:5.\n"
      ),
      (
        ["evaluate", "relu", "--at", "nan"],
        "error: unknown name 'nan'\n  nan\n  ^~~\nOnly real numbers have a place in formulas.\n"
      ),
      (
        ["evaluate", "relu", "--at", "1,1/0"],
        "error: the point '1/0' is not a real number\n"
          + "Write finite constants, such as -1, 1/3 or sqrt(2).\n"
      ),
      (
        ["evaluate", "relu", "--at", "1,,2"],
        "error: a point is missing in '1,,2'\n"
          + "Write points with commas between them, such as -1,0,1.\n"
      ),
      (
        ["analyze", "elu(x, alpha=nan)"],
        "error: unknown name 'nan'\n  elu(x, alpha=nan)\n               ^~~\n"
          + "Only real numbers have a place in formulas.\n"
      ),
      (
        ["differentiate", "relu", "--at", "0", "--step", "-1"],
        "error: the step '-1' is not a positive rational number\n"
          + "Write a number such as 1e-3 or 1/1000.\n"
      ),
      (["lst"], "error: unknown command 'lst'\nDid you mean 'list'?\n"),
      (["show"], "error: missing expected argument '<F>'\nSee 'actlab show --help'.\n"),
      (
        ["show", "x", "--aas", "text"],
        "error: unknown option '--aas'. Did you mean '--as'?\nSee 'actlab show --help'.\n"
      ),
      (
        ["evaluate", "x", "--at", "1", "--digits", "0"],
        "error: the number of digits must be between 1 and 1000, not 0.\n"
          + "See 'actlab evaluate --help'.\n"
      ),
      (
        ["plot", "x", "-o", "figure.gif"],
        "error: the format of the figure 'figure.gif' is not known\n"
          + "Give it a name that ends in .svg, .png, .pdf or .vl.json.\n"
      ),
    ])
  func usage(arguments: [String], message: String) async throws {
    let result = try await CommandLineTool.run(arguments)
    #expect(result.code == 64)
    #expect(result.output.isEmpty)
    #expect(result.error == message)
  }

  @Test("a catalogue that is empty, broken or missing")
  func catalogues() async throws {
    let folder = try TemporaryFolder()
    let empty = try folder.file("empty.json", "")
    let result = try await CommandLineTool.run("list", "--catalogue", empty)
    #expect(result.code == 64)
    #expect(
      result.error == "error: catalogue '\(empty)': the file is empty\n"
        + "Start from what 'actlab list --format json' prints.\n")

    let broken = try folder.file(
      "broken.json",
      """
      {"schema": "actlab.catalogue.v1", "activations": [{"name": "a", "formula": "max(0,"}]}
      """)
    let formula = try await CommandLineTool.run("list", "--catalogue", broken)
    #expect(formula.code == 64)
    #expect(formula.error.contains("entry 'a'"))
    #expect(formula.error.contains("max(0,\n"))

    let missing = try await CommandLineTool.run("list", "--catalogue", folder.path("none.json"))
    #expect(missing.code == 74)
    #expect(missing.error.contains("the file cannot be read"))
  }

  @Test("values that start with a minus sign are values")
  func minus() async throws {
    let formula = try await CommandLineTool.run("show", "-x")
    #expect(formula.output == "-x\n")
    let points = try await CommandLineTool.run(
      "evaluate", "-exp(x)", "--at", "-1,0", "--at=-0", "--format", "json")
    #expect(points.code == 0)
    let power = try await CommandLineTool.run("evaluate", "-x^2", "--at", "-3", "--format", "json")
    let point = try #require((try object(power.output)["points"] as? [[String: Any]])?.first)
    #expect(point["decimal"] as? String == "-9")
    let terminated = try await CommandLineTool.run("show", "--", "-x")
    #expect(terminated.output == "-x\n")
    let source = try await CommandLineTool.run("show", "-y")
    #expect(source.error.contains("\n  -y\n   ^\n"))
    let option = try await CommandLineTool.run("show", "-x", "-o", "-", "--as=latex")
    #expect(option.output == "-x\n")
  }

  @Test("a program that is needed and missing, or failing, is exit code 69")
  func missingProgram() async throws {
    let folder = try TemporaryFolder()
    let figure = folder.path("x.svg")
    let missing = try await CommandLineTool.run(
      "plot", "x", "-o", figure, environment: ["ACTLAB_PYTHON": folder.path("python")])
    #expect(missing.code == 69)
    #expect(
      missing.error == "error: the Python interpreter \(folder.path("python")) is missing; "
        + "set ACTLAB_PYTHON to an interpreter that exists, or unset it\n")

    let broken = try folder.file("broken", "#!/bin/sh\nexit 3\n", isExecutable: true)
    let failing = try await CommandLineTool.run(
      "plot", "x", "-o", figure, environment: ["ACTLAB_PYTHON": broken])
    #expect(failing.code == 69)
    #expect(
      failing.error == "error: the process that draws figures stopped "
        + "(\(broken) ended with exit code 3); install its packages (\(broken) -m pip install "
        + "vl-convert-python markdown-it-py mdit-py-plugins latex2mathml), "
        + "or unset ACTLAB_PYTHON\n")
    #expect(!FileManager.default.fileExists(atPath: figure))

    let report = try await CommandLineTool.run(
      "report", "case-study", "-o", folder.path("report"),
      environment: ["ACTLAB_PYTHON": folder.path("python")])
    #expect(report.code == 69)
    #expect(report.error == missing.error)
    #expect(!FileManager.default.fileExists(atPath: folder.path("report")))
  }

  @Test("doctor finds what is missing, and says how to mend it")
  func doctor() async throws {
    let broken = try await CommandLineTool.run(
      "doctor", environment: ["ACTLAB_PYTHON": "/nowhere/python"])
    #expect(broken.code == 1)
    #expect(broken.output.contains("MISSING  charts environment"))
    #expect(broken.output.contains("set ACTLAB_PYTHON"))
    #expect(broken.error.isEmpty)
    let json = try await CommandLineTool.run("doctor", "--format", "json")
    let checks = try #require(try object(json.output)["checks"] as? [[String: Any]])
    #expect(
      checks.contains { $0["name"] as? String == "FLINT" && $0["isPresent"] as? Bool == true })
    #expect(json.code == (CommandLineTool.hasCharts ? 0 : 1))
    let withoutCoq = try await CommandLineTool.run(
      "doctor", environment: ["ACTLAB_COQC": "/nowhere/coqc"])
    #expect(withoutCoq.code == json.code)
    #expect(withoutCoq.output.contains("absent") && withoutCoq.output.contains("prove --check"))
    let folder = try TemporaryFolder()
    let file = folder.path("doctor.md")
    let russian = try await CommandLineTool.run(
      "doctor", "--format", "md", "--language", "ru", "-o", file)
    #expect(russian.output.isEmpty)
    #expect(try folder.text("doctor.md").contains("| есть | FLINT |"))
    let again = try await CommandLineTool.run("doctor", "-o", file)
    #expect(again.code == 74)
  }
}
