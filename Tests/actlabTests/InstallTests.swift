import ActivationLab
import Foundation
import Subprocess
import Testing

@Suite("Setting up and installing")
struct InstallTests {
  private static let checkout = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// How a program ended, and what it printed.
  private func run(
    _ program: String, _ arguments: [String], in folder: URL = checkout,
    environment: [Environment.Key: String] = [:]
  ) async throws -> (code: Int32, output: String, error: String) {
    let result = try await Subprocess.run(
      .path(.init(program)), arguments: .init(arguments), environment: .custom(environment),
      workingDirectory: .init(folder.path), output: .string(limit: 1 << 24),
      error: .string(limit: 1 << 20))
    guard case .exited(let code) = result.terminationStatus else { return (-1, "", "") }
    return (code, result.standardOutput, result.standardError)
  }

  private let plainPath: [Environment.Key: String] = ["PATH": "/usr/bin:/bin"]

  @Test(
    "a copy in a prefix with a space works alone, from anywhere, and through a link",
    .enabled(if: CommandLineTool.hasCharts, "charts are missing"))
  func installed() async throws {
    let folder = try TemporaryFolder()
    let prefix = folder.url.resolvingSymlinksInPath().appending(path: "my prefix")
    // The environment is lent, for making one takes a network; its stamp says that it is ready.
    let shared = prefix.appending(path: "share/activationlab")
    try FileManager.default.createDirectory(at: shared, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: shared.appending(path: "venv"),
      withDestinationURL: Self.checkout.appending(path: ".venv").resolvingSymlinksInPath())
    let build = try CommandLineTool.url.deletingLastPathComponent().path
    let script = Self.checkout.appending(path: "Scripts/install.sh").path
    for time in ["first", "second"] {
      let result = try await run(
        "/bin/bash", [script, build, prefix.path], environment: plainPath)
      #expect(result.code == 0, "\(time): \(result.error)")
      #expect(result.error == "installed \(prefix.path)/bin/actlab\n")
    }

    let program = prefix.appending(path: "bin/actlab").path
    let root = URL(filePath: "/")
    let doctor = try await run(program, ["doctor"], in: root, environment: plainPath)
    #expect(doctor.code == 0, "\(doctor.output)")
    #expect(!doctor.output.contains(Self.checkout.path + "/"))
    #expect(doctor.output.contains("\(shared.path)/ActivationLab_Reports.resources"))

    let link = folder.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: program)
    let plot = try await run(link, ["plot", "relu", "-o", "relu.svg"], in: folder.url)
    #expect(plot.code == 0, "\(plot.error)")
    #expect(try folder.text("relu.svg").hasPrefix("<svg"))

    let bash = prefix.appending(path: "share/bash-completion/completions/actlab").path
    let zsh = prefix.appending(path: "share/zsh/site-functions/_actlab").path
    let fish = prefix.appending(path: "share/fish/vendor_completions.d/actlab.fish").path
    #expect(try await run("/bin/bash", ["-n", bash]).code == 0)
    #expect(try String(contentsOfFile: zsh, encoding: .utf8).hasPrefix("#compdef actlab\n"))
    for file in [bash, zsh, fish] {
      #expect(try String(contentsOfFile: file, encoding: .utf8).contains("differentiate"))
    }
    // Where the shells are there, they load the files; what zsh offers needs a terminal to be seen.
    if FileManager.default.isExecutableFile(atPath: "/usr/bin/fish") {
      let words = try await run(
        "/usr/bin/fish",
        [
          "--no-config", "-c",
          "source '\(fish)'; complete -C 'actlab an'; complete -C 'actlab show --'",
        ],
        in: folder.url, environment: plainPath.merging(["HOME": folder.url.path]) { $1 })
      #expect(words.output.hasPrefix("analyze\t"), "\(words.error)")
      #expect(words.output.contains("--derivative\t"))
    }
    if FileManager.default.isExecutableFile(atPath: "/usr/bin/zsh") {
      let functions = URL(filePath: zsh).deletingLastPathComponent().path
      let script =
        "fpath=('\(functions)' $fpath); autoload -Uz compinit && compinit -u -D "
        + "&& autoload +X _actlab && print $_comps[actlab]"
      let loaded = try await run(
        "/usr/bin/zsh", ["-f", "-c", script], in: folder.url, environment: plainPath)
      #expect(loaded.output == "_actlab\n", "\(loaded.error)")
      #expect(loaded.error.isEmpty)
    }
  }

  @Test("a prefix that cannot be written to is one line and exit code 74")
  func unwritable() async throws {
    let build = try CommandLineTool.url.deletingLastPathComponent().path
    let script = Self.checkout.appending(path: "Scripts/install.sh").path
    let result = try await run(
      "/bin/bash", [script, build, "/proc/prefix"], environment: plainPath)
    #expect(result.code == 74)
    #expect(
      result.error == "install: cannot write to /proc/prefix; choose another folder: "
        + "make install PREFIX=$HOME/.local\n")
    let nothing = try await run("/bin/bash", [script, "/proc", "/tmp"], environment: plainPath)
    #expect(nothing.code == 74)
    #expect(nothing.error == "install: there is no program in /proc; run make build\n")
  }

  @Test("without a network or root rights, one line says what to run by hand")
  func setup() async throws {
    let folder = try TemporaryFolder()
    let scripts = folder.url.appending(path: "Scripts")
    try FileManager.default.createDirectory(at: scripts, withIntermediateDirectories: true)
    for name in ["setup.sh", "requirements.txt"] {
      try FileManager.default.copyItem(
        at: Self.checkout.appending(path: "Scripts/\(name)"), to: scripts.appending(path: name))
    }
    let setup = scripts.appending(path: "setup.sh").path
    let make = [setup, "environment", ".venv", "Scripts/requirements.txt"]

    // A Python whose pip has no network.
    let offline = try folder.file(
      "offline",
      """
      #!/bin/sh
      case "$*" in
        "-c "*) ;;
        "-m venv --clear .venv") mkdir -p .venv/bin; cp "$0" .venv/bin/python;;
        *pip*) echo "collecting"; echo "ERROR: No matching distribution found"; exit 1;;
      esac
      """, isExecutable: true)
    let pip = try await run(
      "/bin/bash", make, environment: plainPath.merging(["PYTHON": offline]) { $1 })
    #expect(pip.code == 69)
    #expect(
      pip.error == """
        setup: making the Python environment .venv
        setup: cannot install the Python packages of Scripts/requirements.txt \
        (ERROR: No matching distribution found); run by hand: \(offline) -m venv --clear .venv \
        && .venv/bin/python -m pip install -r Scripts/requirements.txt \
        && cp Scripts/requirements.txt .venv/requirements.txt

        """)

    // No Python, and an apt-get that may not install it.
    let programs = folder.url.appending(path: "bin")
    try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
    for name in ["apt-get", "sudo"] {
      _ = try folder.file(
        "bin/\(name)", "#!/bin/sh\necho 'E: Could not open lock file' >&2\nexit 100\n",
        isExecutable: true)
    }
    let apt = try await run(
      "/bin/bash", make,
      environment: ["PATH": "\(programs.path):/usr/bin:/bin", "PYTHON": "/no/python"])
    #expect(apt.code == 69)
    #expect(
      apt.error == """
        setup: installing Python 3 (python3 python3-venv)
        setup: cannot install Python 3 (E: Could not open lock file); run by hand: \
        sudo apt-get update && sudo apt-get install -y python3 python3-venv

        """)
  }
}
