import ActivationLab
import ArgumentParser
import Foundation

/// The language of prose.
struct LanguageOptions: ParsableArguments {
  @Option(
    name: .customLong("language"),
    help: "The language of prose (default: from LC_ALL, LC_MESSAGES or LANG).")
  private var chosen: Language?

  /// The language chosen, or that of the environment.
  var language: Language { chosen ?? .ofEnvironment }
}

extension Language: ExpressibleByArgument {
  /// The language that the environment asks for: Russian or, for all others, English.
  static var ofEnvironment: Language {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    return locale?.lowercased().hasPrefix("ru") == true ? .ru : .en
  }

  /// The same language for figures.
  var ofFigures: FigureLanguage { self == .ru ? .russian : .english }
}
