import ActivationLab
import Foundation
import Subprocess

extension Diagnosis {
  /// Looks at everything that the commands use.
  static func ofInstallation() async -> Diagnosis {
    let libraries = Check(
      name: "FLINT", isPresent: true,
      detail: "\(LibraryVersions.flint), Calcium \(LibraryVersions.calcium)")
    let charts = await charts
    let figures = charts.isPresent ? [await drawing] : []
    return Diagnosis(
      checks: [libraries] + resources + [await python, charts] + figures + [await coq])
  }

  /// The proof checker, with the lemma library compiled and a theorem accepted.
  private static var coq: Check {
    get async {
      do {
        let version = try await CoqChecker().selfTest()
        return Check(name: "Coq", isPresent: true, isOptional: true, detail: version)
      } catch {
        return Check(
          name: "Coq", isPresent: false, isOptional: true,
          detail: "\(error); only `actlab prove --check` needs it")
      }
    }
  }

  /// The files that come with the program, one of each module.
  private static var resources: [Check] {
    [("Figures", "render.py"), ("Proofs", "en"), ("Reports", "en")].map { module, name in
      check("resources of \(module)") {
        let path = try Resources.url(name, module: module).path
        return String(path.dropLast(name.count + 1))
      }
    }
  }

  /// The interpreter that runs the Python cells of reports.
  private static var python: Check {
    get async {
      let result = try? await run(
        .name("python3"), arguments: ["--version"], output: .string(limit: 1 << 12),
        error: .discarded)
      let version = result?.terminationStatus.isSuccess == true ? result?.standardOutput : nil
      return Check(
        name: "python3", isPresent: version != nil,
        detail: version?.trimmingCharacters(in: .whitespacesAndNewlines)
          ?? "the cells of reports cannot run; install Python 3")
    }
  }

  /// The environment that draws figures, with the versions of its packages.
  private static var charts: Check {
    get async {
      await check("charts environment") {
        let environment = try PythonEnvironment()
        let interpreter = environment.interpreter
        let script = """
          import importlib.metadata as m, sys
          for p in sys.argv[1:]:
              try: print(p, m.version(p))
              except m.PackageNotFoundError: print(p, "-")
          """
        let result = try await run(
          .path(.init(interpreter.path)),
          arguments: .init(["-I", "-B", "-c", script] + PythonEnvironment.packages),
          output: .string(limit: 1 << 16), error: .discarded)
        guard result.terminationStatus.isSuccess else {
          throw MissingProgram(
            program: "a working interpreter at \(interpreter.path)", remedy: environment.repair)
        }
        let lines = result.standardOutput.split(separator: "\n").map(String.init)
        if let missing = lines.first(where: { $0.hasSuffix(" -") }) {
          throw MissingProgram(
            program: "the package \(missing.dropLast(2)) of \(interpreter.path)",
            remedy: environment.repair)
        }
        return "\(interpreter.path): " + lines.joined(separator: ", ")
      }
    }
  }

  /// A figure, drawn to see that it works.
  private static var drawing: Check {
    get async {
      await check("drawing of figures") {
        let figure = FunctionFigure(title: "", xTitle: "x", yTitle: "y", over: -1...1)
        let specification = figure.specification
        let svg = try await FigureRenderer.run { try await $0.svg(specification) }
        return "SVG: \(svg.utf8.count) B"
      }
    }
  }

  private static func check(_ name: String, _ find: () throws -> String) -> Check {
    do {
      return Check(name: name, isPresent: true, detail: try find())
    } catch {
      return Check(name: name, isPresent: false, detail: "\(error)")
    }
  }

  private nonisolated(nonsending) static func check(
    _ name: String, _ find: () async throws -> String
  ) async -> Check {
    do {
      return Check(name: name, isPresent: true, detail: try await find())
    } catch {
      return Check(name: name, isPresent: false, detail: "\(error)")
    }
  }
}
