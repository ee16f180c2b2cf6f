import Analysis
import Formulas
import Installation
import Reals

/// A Coq file about one function, with the claims that its theorems say.
public struct CoqProof: Sendable {
  /// What is claimed, whether it is attempted or not.
  public let claims: [FormalClaim]
  let script: CoqScript

  /// The file.
  public var text: String { script.text() }

  /// The names of the theorems.
  var theorems: [String] { claims.compactMap(\.theorem) }

  /// Whether any claim has a theorem.
  public var isAttempted: Bool { claims.contains { $0.theorem != nil } }

  /// Writes the claims of an analysis as theorems about the formula as it was written.
  ///
  /// - Parameters:
  ///   - analysis: what is known of `formula`.
  ///   - formula: the formula as written; the domain is taken from it.
  ///   - source: the user's own text, with which the file opens; where there is none, the formula.
  ///   - kinds: what to prove, besides the domain, which every file proves.
  public init(
    of analysis: FunctionAnalysis, formula: Formula, source: String? = nil,
    claims kinds: Set<ClaimKind>
  ) {
    var emitter = CoqEmitter(analysis, source: source)
    emitter.emit(formula, kinds)
    (claims, script) = (emitter.claims, emitter.script)
  }
}

/// The state of writing one file.
struct CoqEmitter {
  let analysis: FunctionAnalysis
  var script = CoqScript()
  var claims: [FormalClaim] = []
  /// The ranges of the derivatives of cells, as far as they were asked for; `nil` for none.
  var ranges: [Int: DerivativeRanges?] = [:]

  /// The text in which the user wrote the formula, if it is known.
  private let source: String?

  init(_ analysis: FunctionAnalysis, source: String? = nil) {
    (self.analysis, self.source) = (analysis, source)
  }

  /// Writes the header, the pieces, and the claims of the kinds asked for.
  mutating func emit(_ formula: Formula, _ kinds: Set<ClaimKind>) {
    let line: CoqLine
    do throws(CoqObstacle) {
      line = try CoqLine(analysis)
      try emitDefinitions(formula, line)
    } catch {
      script = CoqScript()
      for kind in ClaimKind.allCases where kind == .domain || kinds.contains(kind) {
        omitAll(kind, because: error.reason)
      }
      return
    }
    emitDomain(line)
    emitPieces(line)
    // What other claims rest on is in the file, but no claim of it.
    emitContinuity(line)
    emitKinks(line)
    if kinds.contains(.derivative) { emitDerivative(line) }
    if kinds.contains(.smoothness) { emitSmoothness(line) }
    if kinds.contains(.lipschitz) { emitLipschitz(line) }
    if kinds.contains(.monotonicity) { emitMonotonicity(line) }
    if kinds.contains(.regions) { emitRegions(line) }
    if kinds.contains(.values) { emitValues(line) }
    claims.removeAll { $0.kind != .domain && !kinds.contains($0.kind) }
  }

  // MARK: Claims

  /// A claim with its theorem.
  mutating func claim(
    _ kind: ClaimKind, _ wording: String, _ arguments: [String] = [], _ verdict: Verdict = .proved,
    theorem: String, _ statement: String, by proof: String
  ) {
    script.prove(theorem, statement, by: proof, as: "Theorem")
    claims.append(
      FormalClaim(
        kind: kind, wording: wording, arguments: arguments, verdict: verdict, theorem: theorem,
        obstacle: nil))
  }

  /// A claim whose theorem is in the file already.
  mutating func state(
    _ kind: ClaimKind, _ wording: String, _ arguments: [String], _ verdict: Verdict = .proved,
    theorem: String
  ) {
    claims.append(
      FormalClaim(
        kind: kind, wording: wording, arguments: arguments, verdict: verdict, theorem: theorem,
        obstacle: nil))
  }

  /// All statements of a kind, which are not attempted.
  mutating func omitAll(_ kind: ClaimKind, because obstacle: FormalClaim.Obstacle) {
    claims.append(
      FormalClaim(
        kind: kind, wording: "\(kind.rawValue).all", arguments: [], verdict: nil, theorem: nil,
        obstacle: obstacle))
  }

  /// A claim that is not attempted.
  mutating func omit(
    _ kind: ClaimKind, _ wording: String, _ arguments: [String] = [], _ verdict: Verdict = .proved,
    because obstacle: FormalClaim.Obstacle
  ) {
    claims.append(
      FormalClaim(
        kind: kind, wording: wording, arguments: arguments, verdict: verdict, theorem: nil,
        obstacle: obstacle))
  }

  // MARK: What every file begins with

  private mutating func emitDefinitions(
    _ formula: Formula, _ line: CoqLine
  ) throws(CoqObstacle) {
    guard formula.hasDecidableBranches else { throw CoqObstacle(reason: .branchCondition) }
    script.comment("f(\(analysis.function.variable)) = \(heading)")
    script.sentence("From ActivationLab Require Import All.\nOpen Scope R_scope.")
    script.comment("The function and its natural domain, from the formula as written.")
    script.define("f", "(x : R)", "R", try CoqTerm(formula).text)
    script.define("dom", "(x : R)", "Prop", try CoqDomain(formula).proposition)
    for cell in line.cells {
      guard let formula = cell.formula, let derivative = cell.derivative else { continue }
      script.define("g\(cell.index)", "(x : R)", "R", try CoqTerm(formula).text)
      script.define("d\(cell.index)", "(x : R)", "R", try CoqTerm(derivative).text)
    }
  }

  /// The user's text, and how it is read where that looks different.
  private var heading: String {
    let formula = analysis.function.formula
    guard let source, source.filter({ !$0.isWhitespace }) != formula.filter({ !$0.isWhitespace })
    else { return formula }
    return "\(source)\n    is read as \(formula)"
  }

  private mutating func emitPieces(_ line: CoqLine) {
    script.comment("The derivatives of the pieces.")
    for cell in line.cells where cell.piece != nil {
      let index = cell.index
      script.prove(
        "derive\(index)",
        "forall x, \(cell.condition()) -> is_derive g\(index) x (d\(index) x)",
        by: "derivation")
    }
  }

  private mutating func emitDomain(_ line: CoqLine) {
    for point in line.points {
      guard let (lemma, lower, upper) = point.bounds else { continue }
      script.prove(
        lemma, "\(CoqTerm(lower).text) < \(point.at) < \(CoqTerm(upper).text)",
        by: "split; enclosed")
    }
    script.comment("The pieces: where the function is defined, and which formula gives it there.")
    for cell in line.cells {
      let index = cell.index
      if cell.piece == nil {
        script.prove(cell.lemma, "forall x, \(cell.condition()) -> ~ dom x", by: "outside")
      } else {
        // Apart, so that the domain stands even where Coq does not see the formula.
        script.prove(
          cell.domainLemma, "forall x, \(cell.condition()) -> dom x", by: line.bounds + "inside")
        script.prove(
          cell.lemma, "forall x, \(cell.condition()) -> dom x /\\ f x = g\(index) x",
          by: line.bounds + "piece \(cell.domainLemma)")
      }
    }
    for point in line.points {
      script.prove(
        "point\(point.index)",
        point.isDefined ? "dom (\(point.at))" : "~ dom (\(point.at))",
        by: point.isDefined ? "inside" : "outside", hints: point.isDefined ? "points" : nil)
    }
    let intervals = analysis.domain.intervals
    let printed = intervals.map { ClaimInterval($0).membership }
    let statement =
      printed.contains(nil) ? nil : printed.compactMap { $0 }.joined(separator: " \\/ ")
    guard let statement else { return omit(.domain, "domain", because: .enclosureOnly) }
    let proof =
      "split; [ intros H | intros H ].\n  - "
      + line.cases(
        cell: { $0.piece == nil ? "nowhere \($0.lemma)" : "member" },
        point: { $0.isDefined ? "member" : "destruct (point\($0.index) H)" })
      + ".\n  - "
      + line.cases(
        cell: { $0.piece == nil ? "not_member" : "apply \($0.domainLemma); in_range" },
        point: { $0.isDefined ? "apply point\($0.index)" : "exfalso; member" })
    claim(
      .domain, "domain", [analysis.domain.text], theorem: "domain",
      "forall x, dom x <-> \(statement.isEmpty ? "False" : statement)",
      by: line.bounds + "intros x. " + proof)
  }
}
