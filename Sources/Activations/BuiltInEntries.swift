/// How the files of the families write their entries.
extension Activation {
  /// All built-in entries, family by family.
  static let builtIn =
    rectifiers + thresholds + exponentialUnits + smoothRectifiers + gatedUnits + sigmoidFamily
    + algebraicUnits + periodicUnits

  /// A built-in entry, with the kink conventions that were measured for it.
  init(
    _ name: String, _ english: String, _ russian: String, _ formula: String,
    parameters: [Parameter] = [], aliases: [String] = [], citation: Citation
  ) {
    self.init(
      name: name, title: LocalizedText(english, russian), formula: formula, parameters: parameters,
      aliases: aliases, citation: citation, kinkConventions: KinkConvention.measured[name] ?? [])
  }
}

extension Activation.Parameter {
  /// A parameter of a built-in entry.
  init(
    _ name: String, _ symbol: String, _ defaultValue: String, _ range: String, _ english: String,
    _ russian: String
  ) {
    self.init(
      name: name, symbol: symbol, defaultValue: defaultValue, range: range,
      meaning: LocalizedText(english, russian))
  }
}

extension Citation {
  init(_ authors: [String], _ title: String, _ year: Int, _ identifier: String? = nil) {
    self.init(authors: authors, title: title, year: year, identifier: identifier)
  }
}
