import ActivationLab
import ArgumentParser

/// The language of prose.
struct LanguageOptions: ParsableArguments {
  @Option(
    name: .customLong("language"),
    help: "The language of prose (default: from LC_ALL, LC_MESSAGES or LANG).")
  private var chosen: Language?

  /// The language chosen, or that of the environment.
  var language: Language { chosen ?? Surroundings.current.language }
}

extension Language: ExpressibleByArgument {}
