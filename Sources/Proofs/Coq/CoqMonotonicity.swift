import Analysis
import Reals

extension CoqEmitter {
  /// Monotonicity on the maximal intervals, by the sign of the derivative inside the pieces.
  mutating func emitMonotonicity(_ line: CoqLine) {
    script.comment("Monotonicity.")
    let section = analysis.monotonicity
    guard !section.pieces.isEmpty, section.period == nil, section.continuation == nil else {
      return omitAll(.monotonicity, because: .undecided)
    }
    for (index, piece) in section.pieces.enumerated() {
      let interval = ClaimInterval(piece)
      let arguments = [interval.text]
      let wording = "monotone.\(piece.kind.rawValue)"
      guard script.defines("continuity"),
        analysis.continuity.verdict == .proved || line.isPiecewiseAffine
      else {
        omit(.monotonicity, wording, arguments, because: .noTactic)
        continue
      }
      guard let condition = interval.membership else {
        omit(.monotonicity, wording, arguments, because: .enclosureOnly)
        continue
      }
      emitMonotone(index, piece.kind, condition, line, wording, arguments)
    }
    emitGlobalMonotonicity(line)
  }

  private mutating func emitMonotone(
    _ index: Int, _ kind: Monotonicity.Kind, _ condition: String, _ line: CoqLine,
    _ wording: String,
    _ arguments: [String]
  ) {
    guard analysis.continuity.verdict == .proved else {
      return emitComparison(index, kind, condition, line, wording, arguments)
    }
    let stationary = stationaryPoints(line)
    let list = "(" + (line.points.map(\.at) + stationary).map { "(\($0)) :: " }.joined() + "nil)"
    let sides = stationary.map { "aside x N (\($0)); " }.joined()
    for cell in line.cells where cell.piece != nil { emitDerivative(in: cell) }
    let proof = line.cases(
      cell: { cell in
        guard cell.piece != nil else { return "exfalso; lra" }
        let derivative = "derivative\(cell.index)"
        return kind == .constant
          ? "first [ exfalso; lra | flat_in \(derivative) d\(cell.index) ]"
          : "first [ exfalso; lra | sign_in \(derivative) d\(cell.index) ]"
      },
      point: { _ in "exfalso; not_among N" })
    claim(
      .monotonicity, wording, arguments, theorem: "monotone\(index)",
      "\(kind.rawValue) dom (fun x => \(condition)) f",
      by: line.bounds
        + "apply (\(kind.rawValue)_by dom _ f \(list)); [ in_domain domain | no_holes | exact continuity | ].\n"
        + "  intros x I N. \(sides.isEmpty ? proof : "\(sides)(\(proof))")")
  }

  /// Monotonicity across jumps, of affine pieces: both points in every pair of pieces.
  private mutating func emitComparison(
    _ index: Int, _ kind: Monotonicity.Kind, _ condition: String, _ line: CoqLine,
    _ wording: String, _ arguments: [String]
  ) {
    let points = line.points.map { "place x (\($0.at)); place y (\($0.at)); " }.joined()
    let pieces = line.cells.filter { $0.piece != nil }.map {
      "at_piece \($0.lemma) x; at_piece \($0.lemma) y; "
    }.joined()
    claim(
      .monotonicity, wording, arguments, theorem: "monotone\(index)",
      "\(kind.rawValue) dom (fun x => \(condition)) f",
      by: line.bounds
        + "split; [ in_domain domain | ].\n"
        + "  intros x y Ix Iy. intros. \(points)\(pieces)compare_values")
  }

  /// Points where f′ is 0 between pieces on which it is not, as far as they are exact.
  private func stationaryPoints(_ line: CoqLine) -> [String] {
    let regions = analysis.regions.flatMap { $0.pieces ?? [] }
    let points = regions.filter { $0.kind == .inactive && $0.from == $0.to }.map(\.from)
    var texts: [String] = []
    for point in points {
      guard let text = try? point.coq(), !texts.contains(text),
        !line.points.contains(where: { $0.at == text })
      else { continue }
      texts.append(text)
    }
    return texts
  }

  /// The monotonicity on the whole domain, where it does not say the same as the one interval.
  private mutating func emitGlobalMonotonicity(_ line: CoqLine) {
    guard let kind = analysis.monotonicity.global, kind != .none,
      analysis.monotonicity.pieces.count > 1
    else { return }
    let wording = "monotone.\(kind.rawValue)"
    guard line.isConnected, script.defines("continuity"),
      analysis.continuity.verdict == .proved || line.isPiecewiseAffine,
      let condition = analysis.domain.intervals.first.flatMap({ ClaimInterval($0).membership })
    else {
      return omit(.monotonicity, wording, [analysis.domain.text], because: .noTactic)
    }
    emitMonotone(
      analysis.monotonicity.pieces.count, kind, condition, line, wording, [analysis.domain.text])
  }
}

extension CoqLine {
  /// Whether the function is affine on each of its pieces.
  var isPiecewiseAffine: Bool {
    cells.allSatisfy { $0.piece == nil || $0.derivative?.containsVariable == false }
  }
}
