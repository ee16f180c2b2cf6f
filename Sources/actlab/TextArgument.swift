import ArgumentParser

/// An argument as it was typed: a formula, a number, a window, a path.
///
/// It is read when the command runs, because only then an error can show the place in it.
struct TextArgument: ExpressibleByArgument {
  /// The text.
  let text: String

  init(_ text: String) { self.text = text }

  init?(argument: String) { text = ArgumentSpelling.original(argument) }

  var defaultValueDescription: String { text }
}
