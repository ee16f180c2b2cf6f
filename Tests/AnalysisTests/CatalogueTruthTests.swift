import Activations
import Analysis
import Formulas
import Testing

@Suite("Analysis of the catalogue against truth derived without it")
struct CatalogueTruthTests {
  /// All that may stay undecided, by entry. Whatever is not in this list must be decided.
  static let knownUndecided: [String: [String]] = [:]

  /// The six functions of the homework as it writes them, and the entries they equal.
  static let homework = [
    ("max(0, z)", "relu"),
    ("1/(1 + exp(-z))", "sigmoid"),
    ("0.2z + 0.8 if z > 1 else (z if -1 <= z <= 1 else 0.2z - 0.8)", "plu"),
    ("z*sigmoid(z)", "swish"),
    ("z if z >= 0 else exp(z) - 1", "elu"),
    ("z*Phi(z)", "gelu"),
  ]

  @Test("There is a truth for every entry, and only for these")
  func completeness() {
    let names = Catalogue.builtIn.activations.map(\.name).sorted()
    #expect(entryTruths.map(\.name).sorted() == names)
    #expect(RegionTruth.all.filter { $0.from == "-5" }.map(\.name).sorted() == names)
    #expect(RegionTruth.all.allSatisfy { !$0.regions.isEmpty })
  }

  @Test("Continuity, kinks, class, symmetry and limits", arguments: entryTruths)
  func facts(truth: EntryTruth) throws {
    let found = FunctionAnalysis(of: try Catalogue.builtIn.parser.parse(truth.name))
    let undecided = compare(found, with: truth, name: truth.name)
    #expect(undecided == Self.knownUndecided[truth.name] ?? [], "\(truth.name): undecided")
  }

  @Test("Gradient regions", arguments: RegionTruth.all)
  func regions(truth: RegionTruth) throws {
    let function = try Catalogue.builtIn.parser.parse(truth.name)
    let undecided = try compareRegions(of: function, with: truth, name: truth.name)
    #expect(undecided == [], "\(truth.name): undecided")
  }

  @Test("The homework's six functions as it writes them", arguments: homework)
  func homeworkFunctions(formula: String, name: String) throws {
    let function = try Catalogue.builtIn.parser.parse(formula)
    #expect(function.variableName == "z")
    let truth = try #require(entryTruths.first { $0.name == name })
    let undecided = compare(FunctionAnalysis(of: function), with: truth, name: formula)
    #expect(undecided == Self.knownUndecided[name] ?? [], "\(formula): undecided")
    let regions = try #require(RegionTruth.all.first { $0.name == name })
    let undecidedRegions = try compareRegions(of: function, with: regions, name: formula)
    #expect(undecidedRegions == [], "\(formula): undecided")
  }

  /// Everything but the regions; what is undecided.
  private func compare(
    _ found: FunctionAnalysis, with truth: EntryTruth, name: String
  ) -> [String] {
    var comparison = CatalogueTruthComparison(name)
    comparison.domain(found.domain)
    comparison.continuity(found.continuity, truth)
    comparison.differentiability(found.differentiability, truth)
    comparison.smoothness(found.smoothness, truth)
    comparison.symmetry(found.symmetry, truth)
    comparison.limits(found.limits, truth)
    return comparison.undecided
  }

  private func compareRegions(
    of function: ParsedFunction, with truth: RegionTruth, name: String
  ) throws -> [String] {
    let window = try #require(
      Window(from: Rational(Int(truth.from) ?? 0), to: Rational(Int(truth.to) ?? 0)))
    let found = FunctionAnalysis(of: function, over: window)
    var comparison = CatalogueTruthComparison(name)
    comparison.regions(try #require(found.regions.first), truth)
    return comparison.undecided
  }
}
