/// How values that start with a minus sign pass through the parser of arguments.
///
/// `-x` is a formula and `-5:5` a window, but the parser takes what starts with a hyphen for an
/// option. A space before it makes it a value; ``TextArgument`` takes the space away again.
enum ArgumentSpelling {
  /// The one-letter options of all commands.
  private static let shortOptions: Set<Character> = ["h", "o"]

  /// `arguments` with a space before each value that starts with a minus sign.
  static func protectingNegativeValues(_ arguments: [String]) -> [String] {
    guard let end = arguments.firstIndex(of: "--") else { return arguments.map(protected) }
    return arguments[..<end].map(protected) + arguments[end...]
  }

  /// `argument` without the space that protected it.
  static func original(_ argument: String) -> String {
    argument.hasPrefix(" -") ? String(argument.dropFirst()) : argument
  }

  private static func protected(_ argument: String) -> String {
    isValue(argument) ? " " + argument : argument
  }

  private static func isValue(_ argument: String) -> Bool {
    guard argument.first == "-", argument != "-" else { return false }
    let rest = argument.dropFirst()
    if rest.first == "-" {
      guard let letter = rest.dropFirst().first else { return false }
      return !(letter.isASCII && letter.isLetter)
    }
    guard let letter = rest.first, shortOptions.contains(letter) else { return true }
    return rest.count > 1 && rest.dropFirst().first != "="
  }
}
