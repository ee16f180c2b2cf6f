import Analysis
import Formulas
import Foundation

/// A proof that no input of another class is nearer than claimed, for a program that trusts nothing
/// of the search (`actlab attack verify`).
///
/// The file stands alone: it holds the network, exactly, and for each input the tree of the search.
/// Every node states intervals for the sums of hidden units and the slopes of the lines they were
/// computed with; every leaf states multipliers of inequalities that together exclude all
/// perturbations below the bound.
public struct AttackCertificate: Encodable, Sendable {
  let schema = "actlab.certificate.v1"
  let network: Network
  /// What is claimed of each input.
  private(set) var claims: [Claim] = []

  struct Network: Encodable {
    struct Layer: Encodable {
      let weights: [[Double]]
      let biases: [Double]
      let activation: Int?
    }
    let layers: [Layer]
    let activations: [Activation]
  }

  struct Activation: Encodable {
    struct Piece: Encodable {
      let from: String?
      let to: String?
      let fromClosed: Bool
      let toClosed: Bool
      var slope: String?
      var intercept: String?
      var formula: String?
    }
    let pieces: [Piece]
    var from: String?
    var to: String?
  }

  struct Claim: Encodable {
    struct Box: Encodable {
      let lower: [Double]
      let upper: [Double]
    }
    let sample: Int
    let input: [Double]
    let label: Int
    let norm: PerturbationNorm
    let box: Box?
    let targets: [Int]
    let lower: Double
    let upper: Double?
    let witness: [Double]?
    let target: Int?
    let nodes: [Node]
  }

  struct Node: Encodable {
    var intervals: [[Double]]?
    var slopes: [[Double]]?
    var proof: [Step]?
    var input: InputDivision?
    var unit: UnitDivision?
  }

  struct InputDivision: Encodable {
    let index: Int
    let at: Double
    let left: Int
    let right: Int
  }

  struct UnitDivision: Encodable {
    let index: Int
    var piece: Int?
    var at: Double?
    let left: Int
    let right: Int
  }

  struct Step: Encodable {
    var condition: Int?
    var rival: Int?
    let slopes: [[Double]]?
    let multiplier: Double
  }

  mutating func append(_ claim: Claim) { claims.append(claim) }

  /// The file: the same bytes for the same proof.
  ///
  /// - Throws: `EncodingError`.
  public func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try encoder.encode(self)
  }
}

extension AttackCertificate.Activation {
  init(_ function: PiecewiseLinearFunction) {
    pieces = function.pieces.map { piece in
      Piece(
        from: piece.from.map(Self.fraction), to: piece.to.map(Self.fraction),
        fromClosed: piece.fromClosed, toClosed: piece.toClosed,
        slope: Self.fraction(piece.slope), intercept: Self.fraction(piece.intercept))
    }
  }

  /// A function that is analytic on each piece of its analysis, with its range; `nil` where an end
  /// of a piece is irrational.
  init?(curve analysis: FunctionAnalysis, range: ActivationRange) {
    from = range.lower.map(Self.fraction)
    to = range.upper.map(Self.fraction)
    var pieces: [Piece] = []
    for piece in analysis.pieces {
      guard let from = PiecewiseLinearFunction.end(piece.from),
        let to = PiecewiseLinearFunction.end(piece.to)
      else { return nil }
      pieces.append(
        Piece(
          from: from.value.map(Self.fraction), to: to.value.map(Self.fraction),
          fromClosed: piece.fromClosed,
          toClosed: piece.toClosed, formula: piece.formula))
    }
    self.pieces = pieces
  }

  private static func fraction(_ value: Rational) -> String {
    value.isInteger ? "\(value.numerator)" : "\(value.numerator)/\(value.denominator)"
  }
}

extension AttackCertificate.Node {
  init(_ node: ProofNode) {
    if !node.intervals.isEmpty {
      intervals = node.intervals.map { [Double($0.unit), $0.lower, $0.upper] }
    }
    slopes = Self.rows(node.slopes)
    switch node.division {
    case nil:
      proof = node.proof.map { step in
        var written = AttackCertificate.Step(
          slopes: Self.rows(step.slopes), multiplier: step.multiplier)
        switch step.source {
        case .condition(let index): written.condition = index
        case .rival(let label): written.rival = label
        }
        return written
      }
    case .input(let index, let at, let left, let right):
      input = AttackCertificate.InputDivision(index: index, at: at, left: left, right: right)
    case .unit(let index, let division, let left, let right):
      // Both parts of a curved unit hold the end: left of leftEnd, which is not below rightEnd.
      unit = AttackCertificate.UnitDivision(
        index: index, piece: division.isCurved ? nil : division.leftParts.upperBound,
        at: division.isCurved ? division.leftEnd : nil, left: left, right: right)
    }
  }

  private static func rows(_ slopes: [UnitSlopes]) -> [[Double]]? {
    slopes.isEmpty
      ? nil
      : slopes.map { row in
        [Double(row.unit), row.above.slope, row.below.slope]
          + (row.isCurved ? [row.above.intercept, row.below.intercept] : [])
      }
  }
}
