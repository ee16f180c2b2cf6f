import Foundation

/// Checks certificates of ``Robustness`` in exact rational arithmetic, with nothing of the search.
public struct CertificateCheck: Hashable, Sendable {
  /// What was verified of one input.
  public struct VerifiedClaim: Codable, Hashable, Sendable {
    /// The number of the sample, which nothing is proved of.
    public let sample: Int
    /// The input that all of this is about.
    public let input: [Double]
    /// The least and the greatest of each component of the inputs that count; `nil` for all inputs.
    public let box: [[Double]]?
    /// `l2`, `linf` or `l1`.
    public let norm: String
    /// The class of the input.
    public let label: Int
    /// The classes that are excluded below the lower bound: nearer inputs have a greater output of
    /// a class that is not listed.
    public let targets: [Int]
    /// No input of these classes is nearer than this; +∞ where no input at all is of them.
    public let lower: Double
    /// An input of class `target`, or on a tie with it, is within this; `nil` if none is claimed.
    public let upper: Double?
    /// The class that the witness reaches.
    public let target: Int?
    /// The nodes of the proof.
    public let nodes: Int
  }

  /// The claims, all of them verified.
  public let claims: [VerifiedClaim]

  /// Checks the bytes of a certificate file.
  ///
  /// - Parameter network: the bytes of a certificate without claims; the network must be the same as
  ///   its network.
  /// - Throws: ``CertificateFlaw`` with the first thing that is wrong.
  public init(of file: Data, ofNetwork network: Data? = nil) throws(CertificateFlaw) {
    let certificate = try Self.read(file)
    if let network, try Self.read(network).network != certificate.network {
      throw CertificateFlaw("it is a certificate of another network than the model")
    }
    guard !certificate.claims.isEmpty else { throw CertificateFlaw("nothing is claimed") }
    let network = try CheckedNetwork(certificate.network)
    var claims: [VerifiedClaim] = []
    for claim in certificate.claims {
      do throws(CertificateFlaw) {
        claims.append(try ClaimCheck(network, claim).verified())
      } catch {
        throw CertificateFlaw("sample \(claim.sample): \(error)")
      }
    }
    self.claims = claims
  }

  private static func read(_ file: Data) throws(CertificateFlaw) -> CertificateFile {
    let certificate: CertificateFile
    do {
      let decoder = JSONDecoder()
      decoder.nonConformingFloatDecodingStrategy = .convertFromString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      certificate = try decoder.decode(CertificateFile.self, from: file)
    } catch {
      throw CertificateFlaw("the file is not a certificate: \(reason(error))")
    }
    guard certificate.schema == "actlab.certificate.v1" else {
      throw CertificateFlaw("the schema “\(certificate.schema.prefix(40))” is unknown")
    }
    return certificate
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "it cannot be read" }
    let context: DecodingError.Context
    switch error {
    case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found):
      context = found
    case .keyNotFound(let key, _): return "“\(key.stringValue)” is missing"
    @unknown default: return "it cannot be read"
    }
    let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
    guard path.isEmpty else { return "wrong value at \(path.joined(separator: "."))" }
    return context.underlyingError == nil ? context.debugDescription : "it is no JSON"
  }
}

/// Checks one claim: the witness, and the tree of the lower bound.
private struct ClaimCheck {
  let network: CheckedNetwork
  let claim: CertificateFile.Claim
  let norm: CheckedRegion.Norm
  let radius: ExactNumber
  let origin: [ExactNumber]

  init(_ network: CheckedNetwork, _ claim: CertificateFile.Claim) throws(CertificateFlaw) {
    self.network = network
    self.claim = claim
    guard let norm = CheckedRegion.Norm(rawValue: claim.norm) else {
      throw CertificateFlaw("the norm “\(claim.norm.prefix(20))” is unknown")
    }
    self.norm = norm
    guard claim.sample >= 0 else { throw CertificateFlaw("the number of the sample is negative") }
    guard claim.input.count == network.inputCount, claim.input.allSatisfy(\.isFinite),
      claim.lower >= 0
    else { throw CertificateFlaw("the input or the bound is no number, or of the wrong length") }
    if let box = claim.box {
      guard box.lower.count == network.inputCount, box.upper.count == network.inputCount,
        zip(claim.input, zip(box.lower, box.upper)).allSatisfy({
          $1.0.isFinite && $1.1.isFinite && $1.0 <= $0 && $0 <= $1.1
        })
      else { throw CertificateFlaw("the box does not fit the network, or does not hold the input") }
    }
    radius = ExactNumber(claim.lower, network.base)
    origin = claim.input.map { ExactNumber($0, network.base) }
    let classes = max(2, network.outputCount)
    guard (0..<classes).contains(claim.label),
      Set(claim.targets).count == claim.targets.count,
      claim.targets.allSatisfy({ (0..<classes).contains($0) && $0 != claim.label }),
      !claim.targets.isEmpty
    else { throw CertificateFlaw("the classes are wrong") }
  }

  func verified() throws(CertificateFlaw) -> CertificateCheck.VerifiedClaim {
    try checkWitness()
    if claim.lower == .infinity {
      try checkEverywhere()
    } else if claim.lower > 0 {
      try checkTree()
    }
    return CertificateCheck.VerifiedClaim(
      sample: claim.sample, input: claim.input,
      box: claim.box.map { [$0.lower, $0.upper] }, norm: claim.norm, label: claim.label,
      targets: claim.targets, lower: claim.lower,
      upper: claim.upper, target: claim.target, nodes: claim.nodes.count)
  }

  /// What a target must reach: Σ seed · output ≥ 0 for each class that does not count.
  private func seeds(_ target: Int) -> [Int: [Int]] {
    let rivals = (0..<max(2, network.outputCount)).filter { !claim.targets.contains($0) }
    return Dictionary(
      uniqueKeysWithValues: rivals.map { rival in
        guard network.outputCount > 1 else { return (rival, [target == 1 ? 1 : -1]) }
        return (
          rival, (0..<network.outputCount).map { $0 == target ? 1 : ($0 == rival ? -1 : 0) }
        )
      })
  }

  private func checkWitness() throws(CertificateFlaw) {
    guard let witness = claim.witness else {
      guard claim.upper == nil else { throw CertificateFlaw("the upper bound has no witness") }
      return
    }
    guard witness.count == network.inputCount, witness.allSatisfy(\.isFinite),
      let bound = claim.upper, bound.isFinite, bound >= 0, let target = claim.target,
      claim.targets.contains(target)
    else { throw CertificateFlaw("the witness has no bound, or no target") }
    let x = witness.map { ExactNumber($0, network.base) }
    if let box = claim.box {
      for index in x.indices {
        guard ExactNumber(box.lower[index], network.base) <= x[index],
          x[index] <= ExactNumber(box.upper[index], network.base)
        else { throw CertificateFlaw("the witness is outside the box") }
      }
    }
    let difference = zip(x, origin).map { $0 - $1 }
    let upper = ExactNumber(bound, network.base)
    let zero = ExactNumber.zero(network.base)
    let isWithin =
      switch norm {
      case .l2: difference.reduce(zero) { $0 + $1 * $1 } <= upper * upper
      case .linf: difference.allSatisfy { $0.magnitude <= upper }
      case .l1: difference.reduce(zero) { $0 + $1.magnitude } <= upper
      }
    guard isWithin else { throw CertificateFlaw("the witness is farther than \(bound)") }
    let outputs = try network.outputs(x)
    for seed in seeds(target).values {
      var value = zero
      for (seed, output) in zip(seed, outputs) where seed != 0 {
        value += seed > 0 ? output.lower : -output.upper
      }
      guard value.sign >= 0 else { throw CertificateFlaw("the witness is not of class \(target)") }
    }
  }

  /// Shows that no input at all reaches a target.
  private func checkEverywhere() throws(CertificateFlaw) {
    guard claim.witness == nil else {
      throw CertificateFlaw("there is a witness, although no input is to be of another class")
    }
    let check = try EverywhereCheck(network)
    for target in claim.targets
    where !seeds(target).values.contains(where: check.isNeverReached) {
      throw CertificateFlaw(
        "the ranges of the last activations do not exclude class \(target) everywhere")
    }
  }

  private func checkTree() throws(CertificateFlaw) {
    guard claim.nodes.count >= claim.targets.count else {
      throw CertificateFlaw("the proof has too few nodes")
    }
    var lower = origin.map { _ in -radius }
    var upper = origin.map { _ in radius }
    if let box = claim.box {
      for index in origin.indices {
        lower[index] = .greatest(
          lower[index], ExactNumber(box.lower[index], network.base) - origin[index])
        upper[index] = .least(
          upper[index], ExactNumber(box.upper[index], network.base) - origin[index])
      }
    }
    let region = CheckedRegion(
      norm: norm, radius: radius, origin: origin, lower: lower, upper: upper)
    let nothing = NodeKnowledge(
      lower: Array(repeating: nil, count: network.unitCount),
      upper: Array(repeating: nil, count: network.unitCount),
      pieces: network.layers.flatMap { layer in
        layer.pieces.map { pieces in layer.biases.map { _ in 0...pieces.count - 1 } } ?? []
      }, conditions: [])
    var visited: Set<Int> = []
    // Depth first, with a stack of our own.
    for (root, target) in claim.targets.enumerated() {
      var stack = [(root, region, nothing)]
      while let (index, region, knowledge) = stack.popLast() {
        guard claim.nodes.indices.contains(index), visited.insert(index).inserted else {
          throw CertificateFlaw("node \(index) does not exist, or is met twice")
        }
        do throws(CertificateFlaw) {
          stack += try children(claim.nodes[index], region, knowledge, seeds(target))
        } catch {
          throw CertificateFlaw("node \(index): \(error)")
        }
      }
    }
  }

  /// Checks a node; returns what is still to be checked.
  private func children(
    _ node: CertificateFile.Node, _ region: CheckedRegion, _ knowledge: NodeKnowledge,
    _ goal: [Int: [Int]]
  ) throws(CertificateFlaw) -> [(Int, CheckedRegion, NodeKnowledge)] {
    let check = try NodeCheck(network, region, knowledge, node)
    if check.isEmpty { return [] }
    if let steps = node.proof {
      guard try check.proves(steps, goal: goal) else {
        throw CertificateFlaw("the inequalities do not exclude the goal")
      }
      return []
    }
    if let division = node.input {
      guard origin.indices.contains(division.index), division.at.isFinite else {
        throw CertificateFlaw("there is no input \(division.index)")
      }
      let at = ExactNumber(division.at, network.base)
      var (left, right) = (region, region)
      left.upper[division.index] = .least(left.upper[division.index], at)
      right.lower[division.index] = .greatest(right.lower[division.index], at)
      return [(division.left, left, check.knowledge), (division.right, right, check.knowledge)]
    }
    guard let division = node.unit else { throw CertificateFlaw("nothing is proved") }
    return try divided(check.knowledge, division, region)
  }

  private func divided(
    _ knowledge: NodeKnowledge, _ division: CertificateFile.UnitDivision, _ region: CheckedRegion
  ) throws(CertificateFlaw) -> [(Int, CheckedRegion, NodeKnowledge)] {
    let unit = division.index
    guard (0..<network.unitCount).contains(unit) else {
      throw CertificateFlaw("there is no unit \(unit)")
    }
    let pieces = network.layers[network.layer(ofUnit: unit)].pieces ?? []
    if let at = division.at, at.isFinite, pieces.allSatisfy(\.isCurved) {
      let end = ExactNumber(at, network.base)
      return divided(knowledge, division, region, at: end, nil)
    }
    let range = knowledge.pieces[unit]
    guard let piece = division.piece, range.contains(piece), piece < range.upperBound,
      let end = pieces[piece].to, !pieces[piece].isCurved
    else { throw CertificateFlaw("unit \(unit) cannot be divided there") }
    return divided(knowledge, division, region, at: end, piece)
  }

  /// Sums of a unit up to an end, with the pieces up to the given one, and from it on.
  private func divided(
    _ knowledge: NodeKnowledge, _ division: CertificateFile.UnitDivision, _ region: CheckedRegion,
    at end: ExactNumber, _ piece: Int?
  ) -> [(Int, CheckedRegion, NodeKnowledge)] {
    let unit = division.index
    var (left, right) = (knowledge, knowledge)
    if let piece {
      left.pieces[unit] = knowledge.pieces[unit].lowerBound...piece
      right.pieces[unit] = piece + 1...knowledge.pieces[unit].upperBound
    }
    left.upper[unit] = knowledge.upper[unit].map { .least($0, end) } ?? end
    left.conditions.append(.init(unit: unit, isLowerBound: false, bound: end))
    right.lower[unit] = knowledge.lower[unit].map { .greatest($0, end) } ?? end
    right.conditions.append(.init(unit: unit, isLowerBound: true, bound: end))
    return [(division.left, region, left), (division.right, region, right)]
  }
}
