import EvidenceChecker
import Formulas
import Reals

// What the independent checker is given: of the checker only the form of a claim is used here.

extension AnalysisTools {
  /// What was found of the signs of functions so far: those that a formula's branches and domain
  /// depend on, then the charts. Each claim is there once, in the order in which it was found.
  var signClaims: [SignClaim] {
    var seen: Set<SignClaim> = []
    return (oracle.constantSigns + charts.made).map { SignClaim($0, points: points) }
      .filter { seen.insert($0).inserted }
  }
}

extension SignClaim {
  /// What a chart says.
  fileprivate init(_ charted: ChartedFunction, points: PointArithmetic) {
    let (chart, interval) = (charted.chart, charted.interval)
    self.init(
      charted.function.text(), from: interval.lower?.formula.text() ?? "-inf",
      to: interval.upper?.formula.text() ?? "inf",
      zeros: chart.zeros.enumerated().map { index, zero in
        Zero(zero, changesSign: chart.signs[index] != chart.signs[index + 1], points: points)
      }, signs: chart.signs)
  }
}

extension SignClaim.Zero {
  fileprivate init(_ zero: SignChart.Zero, changesSign: Bool, points: PointArithmetic) {
    let closedForm = zero.at?.exact.flatMap { points.describe($0).exact }
    let kind: Kind =
      switch zero.at {
      case nil: .inDoubt
      case .exact where closedForm != nil: .exact
      case .exact: .multiple
      case .enclosed: changesSign ? .simple : .multiple
      }
    self.init(
      kind, at: closedForm, from: zero.bounds.lowerBound.description,
      to: zero.bounds.upperBound.description)
  }
}
