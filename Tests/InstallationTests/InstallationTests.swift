import Foundation
import Testing

@testable import Installation

/// A folder that lasts as long as the value.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appending(path: "installation-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file, and the folders it needs.
  @discardableResult
  func file(_ path: String, executable: Bool = false) throws -> URL {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(path.utf8).write(to: file)
    if executable {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
    return file
  }

  func surroundings(
    executable: String? = "prefix/bin/actlab", environment: [String: String] = [:],
    workingFolder: String = "elsewhere"
  ) -> Surroundings {
    Surroundings(
      environment: environment, executable: executable.map { url.appending(path: $0) },
      workingFolder: url.appending(path: workingFolder))
  }
}

@Suite("Locating resources")
struct ResourcesTests {
  @Test("the variable wins over the prefix, which wins over the executable's folder")
  func order() throws {
    let folder = try TemporaryFolder()
    let variable = ["ACTLAB_RESOURCES": folder.url.appending(path: "mine").path]
    let beside = try folder.file("prefix/bin/ActivationLab_Figures.resources/a.txt")
    #expect(try Resources.url("a.txt", module: "Figures", in: folder.surroundings()) == beside)

    let shared = try folder.file(
      "prefix/share/activationlab/ActivationLab_Figures.resources/Resources/a.txt")
    #expect(
      try Resources.url("a.txt", module: "Figures", in: folder.surroundings()).path == shared.path)

    let surroundings = folder.surroundings(environment: variable)
    #expect(try Resources.url("a.txt", module: "Figures", in: surroundings).path == shared.path)
    let chosen = try folder.file("mine/ActivationLab_Figures.resources/a.txt")
    #expect(try Resources.url("a.txt", module: "Figures", in: surroundings).path == chosen.path)
  }

  @Test("a missing resource is an error that says where it was looked for and what to do")
  func missing() throws {
    let surroundings = Surroundings(
      environment: ["ACTLAB_RESOURCES": "/r", "EMPTY": ""],
      executable: URL(filePath: "/usr/bin/actlab"), workingFolder: URL(filePath: "/"))
    let error = #expect(throws: MissingResource.self) {
      try Resources.url("b.txt", module: "Reports", in: surroundings)
    }
    #expect(
      error?.description == """
        the resource b.txt of Reports is in none of /r, /usr/share/activationlab, /usr/bin; \
        install again with `make install`, or set ACTLAB_RESOURCES to the folder that holds \
        ActivationLab_Reports.resources
        """)
  }

  @Test("an empty variable and an unknown executable leave nothing to look into")
  func nowhere() throws {
    let folder = try TemporaryFolder()
    let surroundings = folder.surroundings(
      executable: nil, environment: ["ACTLAB_RESOURCES": ""])
    #expect(Resources.folders(in: surroundings).isEmpty)
  }

  @Test("the running program knows its own executable")
  func current() throws {
    let executable = try #require(Surroundings.current.executable)
    #expect(FileManager.default.isExecutableFile(atPath: executable.path))
  }
}

@Suite("Locating Python")
struct PythonEnvironmentTests {
  @Test("the environment of the prefix wins over the checkout's")
  func order() throws {
    let folder = try TemporaryFolder()
    try folder.file("checkout/Scripts/setup.sh")
    try folder.file("checkout/Scripts/requirements.txt")
    let own = try folder.file("checkout/.venv/bin/python", executable: true)
    let built = folder.surroundings(executable: "checkout/.build/release/actlab")
    #expect(try PythonEnvironment.interpreter(in: built).path == own.path)
    let inside = folder.surroundings(workingFolder: "checkout/Sources")
    #expect(try PythonEnvironment.interpreter(in: inside).path == own.path)

    let installed = try folder.file(
      "prefix/share/activationlab/venv/bin/python", executable: true)
    #expect(try PythonEnvironment.interpreter(in: inside).path == installed.path)
  }

  @Test("another project's .venv is left alone")
  func foreign() throws {
    let folder = try TemporaryFolder()
    try folder.file("project/.venv/bin/python", executable: true)
    #expect(throws: MissingProgram.self) {
      try PythonEnvironment.interpreter(in: folder.surroundings(workingFolder: "project"))
    }
  }

  @Test("ACTLAB_PYTHON is the only candidate once set")
  func variable() throws {
    let folder = try TemporaryFolder()
    try folder.file("prefix/share/activationlab/venv/bin/python", executable: true)
    let error = #expect(throws: MissingProgram.self) {
      try PythonEnvironment.interpreter(
        in: folder.surroundings(environment: ["ACTLAB_PYTHON": "/no/python"]))
    }
    #expect(
      error?.description == """
        the Python interpreter /no/python is missing; \
        set ACTLAB_PYTHON to an interpreter that exists, or unset it
        """)
  }
}
