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
    #expect(try PythonEnvironment(in: built).interpreter.path == own.path)
    let inside = folder.surroundings(workingFolder: "checkout/Sources")
    #expect(try PythonEnvironment(in: inside).interpreter.path == own.path)

    let installed = try folder.file(
      "prefix/share/activationlab/venv/bin/python", executable: true)
    #expect(try PythonEnvironment(in: inside).interpreter.path == installed.path)
  }

  @Test("another project's .venv is left alone")
  func foreign() throws {
    let folder = try TemporaryFolder()
    try folder.file("project/.venv/bin/python", executable: true)
    let error = #expect(throws: MissingProgram.self) {
      try PythonEnvironment(in: folder.surroundings(workingFolder: "project"))
    }
    #expect(
      error?.description == """
        the Python environment of the charts is missing; set ACTLAB_PYTHON to an interpreter \
        that has the packages vl-convert-python, markdown-it-py, mdit-py-plugins, latex2mathml
        """)
  }

  @Test("ACTLAB_PYTHON is the only candidate once set", arguments: ["/no/python", "/"])
  func variable(path: String) throws {
    let folder = try TemporaryFolder()
    try folder.file("prefix/share/activationlab/venv/bin/python", executable: true)
    let error = #expect(throws: MissingProgram.self) {
      try PythonEnvironment(in: folder.surroundings(environment: ["ACTLAB_PYTHON": path]))
    }
    #expect(
      error?.description == """
        the Python interpreter \(path) is missing; \
        set ACTLAB_PYTHON to an interpreter that exists, or unset it
        """)
  }

  @Test("what is missing is mended where it belongs")
  func remedies() throws {
    let folder = try TemporaryFolder()
    let place = folder.url.path
    try folder.file("checkout/Scripts/setup.sh")
    try folder.file("checkout/Scripts/requirements.txt")
    let built = folder.surroundings(executable: "checkout/.build/release/actlab")
    let unprepared = #expect(throws: MissingProgram.self) { try PythonEnvironment(in: built) }
    #expect(unprepared?.remedy == "run `make -C \(place)/checkout setup`")

    try folder.file("my prefix/share/activationlab/ActivationLab_Figures.resources")
    let installed = folder.surroundings(executable: "my prefix/bin/actlab")
    let removed = #expect(throws: MissingProgram.self) { try PythonEnvironment(in: installed) }
    #expect(
      removed?.remedy == "run `make install PREFIX='\(place)/my prefix'` in the checkout again")
  }

  @Test("what is broken is mended where it belongs")
  func repairs() throws {
    let folder = try TemporaryFolder()
    let place = folder.url.path
    try folder.file("checkout/Scripts/setup.sh")
    try folder.file("checkout/Scripts/requirements.txt")
    try folder.file("checkout/.venv/bin/python", executable: true)
    let built = folder.surroundings(executable: "checkout/.build/release/actlab")
    #expect(
      try PythonEnvironment(in: built).repair
        == "remove \(place)/checkout/.venv, and run `make -C \(place)/checkout setup`")

    try folder.file("prefix/share/activationlab/venv/bin/python", executable: true)
    #expect(
      try PythonEnvironment(in: folder.surroundings()).repair == """
        remove \(place)/prefix/share/activationlab/venv, \
        and run `make install PREFIX=\(place)/prefix` in the checkout again
        """)

    let own = try folder.file("python", executable: true)
    let chosen = folder.surroundings(environment: ["ACTLAB_PYTHON": own.path])
    #expect(
      try PythonEnvironment(in: chosen).repair == """
        install its packages (\(place)/python -m pip install vl-convert-python markdown-it-py \
        mdit-py-plugins latex2mathml), or unset ACTLAB_PYTHON
        """)
  }
}

@Suite("The language of the surroundings")
struct LanguageTests {
  @Test(
    "the first variable that is not empty counts, and all but Russian is English",
    arguments: [
      ([:], .en), (["LANG": "ru_RU.UTF-8"], .ru), (["LANG": "RU"], .ru),
      (["LANG": "de_DE.UTF-8"], .en), (["LC_ALL": "C.UTF-8", "LANG": "ru_RU.UTF-8"], .en),
      (["LC_ALL": "", "LC_MESSAGES": "ru_RU", "LANG": "C"], .ru),
    ] as [([String: String], Language)])
  func environment(variables: [String: String], language: Language) {
    let surroundings = Surroundings(
      environment: variables, executable: nil, workingFolder: URL(filePath: "/"))
    #expect(surroundings.language == language)
  }
}
