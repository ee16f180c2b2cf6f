import ActivationLab
import ArgumentParser
import Foundation

/// The one renderer of errors: every way out of the program but the good one is here.
struct ErrorReport {
  /// What to print on standard error; on standard output if it is help that was asked for.
  let text: String
  /// The exit code; 0 for help that was asked for.
  let code: Int32

  /// The report of `error`, which `arguments` led to.
  init(_ error: any Error, arguments: [String]) {
    let (text, code) = Self.textAndStatus(of: error, arguments: arguments)
    self.text = code == nil ? text : Self.translated(text, arguments: arguments)
    self.code = code?.rawValue ?? 0
  }

  /// The text in the language that the arguments or the environment ask for, as far as there are translations.
  private static func translated(_ text: String, arguments: [String]) -> String {
    let chosen = zip(arguments, arguments.dropFirst()).first { $0.0 == "--language" }?.1
    let spelled = arguments.first { $0.hasPrefix("--language=") }?.split(separator: "=").last
    let code = chosen ?? spelled.map(String.init) ?? Surroundings.current.language.rawValue
    guard text.hasPrefix(label), let language = Language(rawValue: code),
      let translation = try? ErrorTranslation(language: language)
    else { return text }
    var lines = text.dropFirst(label.count).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    guard let message = translation.text(of: lines[0]) else { return text }
    lines[0] = (labels[language] ?? label) + message
    return lines.map { translation.text(of: $0) ?? $0 }.joined(separator: "\n")
  }

  private static let label = "error: "
  private static let labels: [Language: String] = [.ru: "ошибка: "]

  /// What to print, and the exit code or `nil` for success.
  private static func textAndStatus(
    of error: any Error, arguments: [String]
  ) -> (String, ExitStatus?) {
    switch error {
    case is Findings: ("", .findings)
    case let error as CommandError: (line(error.message, remedy: error.remedy), error.code)
    case let error as FormulaError: (error.rendered(), .usage)
    case let error as CatalogueError:
      (error.description, error.kind == .unreadableFile ? .file : .usage)
    case let error as NetworkError:
      (line(error.message, remedy: error.remedy), error.isAboutFile ? .file : .usage)
    case let error as ImplementationReferenceError:
      (line(error.message, remedy: error.remedy), .usage)
    case let error as CSymbolError: (line(error.message, remedy: error.remedy), .unavailable)
    case let error as ExternalProgramError:
      (line(error.message, remedy: error.remedy), .unavailable)
    case let error as AttackError: (line(error.description), .usage)
    case is MissingProgram, is MissingResource, is FigureError, is PythonSessionError,
      is CoqFailure:
      (line("\(error)"), .unavailable)
    case is CoqFolderFailure:
      (
        line("\(error)", remedy: "Choose another one with TMPDIR, or change its permissions."),
        .file
      )
    case is ReportFileExists: (line("\(error)"), .file)
    case let error as CocoaError: (line(message(of: error)), .file)
    case let error as POSIXError: (line(error.localizedDescription), .file)
    default: textAndStatus(parsing: error, arguments: arguments)
    }
  }

  /// The same for an error of the argument parser, which carries requests for help too.
  private static func textAndStatus(
    parsing error: any Error, arguments: [String]
  ) -> (String, ExitStatus?) {
    let exitCode = Actlab.exitCode(for: error)
    if exitCode == .success { return (Actlab.fullMessage(for: error), nil) }
    guard exitCode == .validationFailure else {
      let remedy = "Please report it, with the command that led to it."
      return (line("this should not have happened: \(error)", remedy: remedy), .internalFault)
    }
    let commands = Actlab.configuration.subcommands.map { $0.configuration }
    let names = commands.compactMap(\.commandName)
    if let first = arguments.first, !first.hasPrefix("-"), !(names + ["help"]).contains(first) {
      let shown = commands.filter(\.shouldDisplay).compactMap(\.commandName)
      let nearest = nearestName(to: first, among: shown).map { "Did you mean '\($0)'?" }
      return (
        line("unknown command '\(first)'", remedy: nearest ?? "See 'actlab --help'."), .usage
      )
    }
    let command = arguments.first { names.contains($0) }.map { " \($0)" } ?? ""
    // The space that protected a negative number.
    let message = Actlab.message(for: error).replacing("' -", with: "'-")
    let isLikeAnOption = arguments.contains { $0.hasPrefix("--") && $0.count > 2 }
    let remedy =
      message.hasPrefix("Missing expected argument '<F>") && isLikeAnOption
      ? "A formula that starts with '--' goes after ' -- ', at the end of the command."
      : "See 'actlab\(command) --help'."
    return (line(message.prefix(1).lowercased() + message.dropFirst(), remedy: remedy), .usage)
  }

  private static func line(_ message: String, remedy: String? = nil) -> String {
    (["\(label)\(message)"] + [remedy].compactMap { $0 }).joined(separator: "\n")
  }

  private static func message(of error: CocoaError) -> String {
    let path = error.filePath ?? error.url?.path
    let problem = SystemReason.text(of: error) ?? error.localizedDescription
    return path.map { "'\($0)': \(problem)" } ?? problem
  }

  /// Ends the program.
  func printAndExit() -> Never {
    if code == 0 {
      guard (try? Terminal.standardOutput(Data("\(text)\n".utf8))) != nil else {
        exit(ExitStatus.file.rawValue)
      }
    } else if !text.isEmpty {
      Terminal.standardError(styled)
    }
    exit(code)
  }

  /// The text with the word for an error in red, where colours are welcome.
  private var styled: String {
    let words = ([Self.label] + Self.labels.values).map { $0.dropLast() }
    guard Terminal.standardErrorIsColored, let word = words.first(where: { text.hasPrefix($0) })
    else { return text }
    return "\u{1B}[1;31m\(word)\u{1B}[0m" + text.dropFirst(word.count)
  }
}
