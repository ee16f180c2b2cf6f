import FloatFormats
import Formulas
import Synchronization

/// A sweep: the errors of implementations of one formula in a format, over many inputs.
///
/// True values come from a program in double precision with a bound of its error; where the bound is too
/// large, from enclosures by Arb.
public struct AccuracySweep: Sendable {
  /// The formula whose values are the truth.
  public let formula: Formula
  /// The inputs.
  public let inputs: SweepInputs
  let programs: ReferencePrograms
  /// Where errors are counted as those beside a root.
  let rootNeighbourhoods: [ClosedRange<Double>]
  /// Where the formula, a derivative, has no true value though it gives one.
  let kinks: [KinkInput]

  /// Where the formula vanishes, or something that is divided by, or is below a root or a logarithm, as far as it
  /// is found.
  let edges: [Double]

  /// The formula on its domain, where it is not known everywhere to be the truth.
  let definedEverywhereBetween: Formula?

  /// Where the formula has a true value, if not wherever it is defined.
  public let domain: Condition?

  private let range: ClosedRange<Double>
  private let coverage: Coverage

  /// The format.
  public var format: FloatFormat { inputs.format }

  /// What is tried.
  public enum Coverage: Hashable, Sendable {
    /// Every finite value.
    case exhaustive
    /// About so many.
    case sampled(Int)
  }

  /// A sweep over the finite values of `format` in `range`.
  ///
  /// Where `formula` is a derivative, `kinks` are the points where there is none: results there are
  /// reported beside the one-sided derivatives. Outside of `domain` the formula has no true value, and where the
  /// condition `between` does not hold its value is not known to be one.
  public init(
    of formula: Formula, in format: FloatFormat, coverage: Coverage,
    range: ClosedRange<Double> = -.infinity ... .infinity, on domain: Condition? = nil,
    between: Condition? = nil, kinks: [KinkInput] = []
  ) {
    self.formula = formula
    self.kinks = kinks
    self.domain = domain
    self.range = range
    self.coverage = coverage
    let joints = formula.joints
    let scouts = SweepInputs.sample(3000, of: format, near: joints)
    let values = scouts.block(0)
    let defined = domain.map(formula.restricted) ?? formula
    definedEverywhereBetween = between == nil ? nil : defined
    let truth = between.map(defined.restricted) ?? defined
    let sorted = ReferencePrograms(of: truth).sorted(for: values, format: format)
    let roots = Roots.approximations(of: sorted, format: format, among: values)
    programs = sorted.addingSeries(at: joints + roots, for: values, format: format)
    rootNeighbourhoods = roots.map { root in
      let radius = 0x1p-6 * max(1, abs(root))
      return (root - radius)...(root + radius)
    }
    edges =
      roots
      + formula.divisors.flatMap { divisor in
        Roots.approximations(of: ReferencePrograms(of: divisor), format: format, among: values)
      }
    switch coverage {
    case .exhaustive: inputs = .all(format, in: range)
    case .sampled(let count):
      inputs = .sample(count, of: format, in: range, near: Set(joints + edges).sorted())
    }
  }

  /// The formula as written, every operation rounded in the format.
  public var naive: any Implementation { naiveProgram }

  var naiveProgram: ProgramImplementation {
    ProgramImplementation(
      program: NaiveProgram.program(of: formula, in: format), format: format,
      rounding: .everyOperation)
  }

  /// The shards of a sweep into `count` parts: consecutive blocks, as even as they get.
  func blocks(ofShard shard: Shard) -> Range<Int> {
    let total = inputs.blockCount
    return (total * (shard.index - 1) / shard.count)..<(total * shard.index / shard.count)
  }

  /// A part of a sweep, the `index`-th of `count`, from 1 on.
  public struct Shard: Hashable, Sendable {
    /// Which part, from 1 on.
    public let index: Int
    /// The number of parts.
    public let count: Int

    /// More parts are not made.
    public static let largestCount = 1_000_000

    /// `nil` unless 1 ≤ index ≤ count ≤ ``largestCount``.
    public init?(_ index: Int, of count: Int) {
      guard index >= 1, index <= count, count <= Self.largestCount else { return nil }
      (self.index, self.count) = (index, count)
    }

    /// The whole.
    public static let whole = Shard(unchecked: ())

    private init(unchecked: Void) { (index, count) = (1, 1) }

    /// `i/n`.
    public var text: String { "\(index)/\(count)" }
  }

  /// How far a sweep has come.
  public struct Progress: Sendable {
    /// The number of inputs done.
    public let done: Int
    /// The number of inputs.
    public let total: Int
  }

  /// Counts the errors of `implementation` over one shard, on all processors.
  ///
  /// When `shouldStop` says so, the blocks that were begun are finished and counted, and the others left
  /// out. When the implementation fails, what was counted before is in the error.
  ///
  /// - Throws: ``InterruptedSweep``.
  public func report(
    of implementation: any Implementation, as subject: AccuracyReport.Subject,
    shard: Shard = .whole, tasks: Int = 1,
    shouldStop: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws(InterruptedSweep) -> AccuracyReport {
    let blocks = blocks(ofShard: shard)
    let total = blocks.reduce(0) { $0 + inputs.length(ofBlock: $1) }
    let shared = SharedState(next: blocks.lowerBound)
    func report() -> AccuracyReport {
      let (tally, done) = shared.result
      return AccuracyReport(
        of: tally, subject, inputs: description, shard: shard.count > 1 ? shard.text : nil,
        isComplete: done == total)
    }
    do {
      try await run(blocks, of: implementation, tasks, shared, shouldStop) {
        progress(Progress(done: $0, total: total))
      }
    } catch {
      throw InterruptedSweep(error: error, report: report())
    }
    return report()
  }

  private func run(
    _ blocks: Range<Int>, of implementation: any Implementation, _ tasks: Int,
    _ shared: SharedState, _ shouldStop: @escaping @Sendable () -> Bool,
    _ progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    let isReference = sharesProgram(with: implementation)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, min(tasks, blocks.count)) {
        group.addTask {
          let sweep = BlockSweep(self)
          while !shouldStop(), let block = shared.take(below: blocks.upperBound) {
            try Task.checkCancellation()
            let x = inputs.block(block)
            let length = inputs.length(ofBlock: block)
            let truths = sweep.evaluate(x)
            let results: [Double]
            if isReference {
              results = format.rounding(truths)
            } else {
              results = try await implementation.results(for: x)
            }
            progress(shared.add(sweep.tally(of: results, length: length), length))
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// The inputs, as reports tell it.
  private var description: SweepInputs.Description {
    let sample: Int? = if case .sampled(let count) = coverage { count } else { nil }
    let isLimited = range.lowerBound > -.infinity || range.upperBound < .infinity
    return SweepInputs.Description(
      format: format, coverage: inputs.coverage,
      range: isLimited ? "\(range.lowerBound):\(range.upperBound)" : nil, sample: sample)
  }

  /// The report of ``naive``.
  var naiveReport: AccuracyReport { report(of: naiveProgram, named: "naive") }

  func report(of program: ProgramImplementation, named name: String) -> AccuracyReport {
    reports(of: [(program, name)])[0]
  }

  /// The reports of several programs over all inputs, one after the other on one processor; true values
  /// are computed once.
  func reports(of programs: [(ProgramImplementation, name: String)]) -> [AccuracyReport] {
    var tallies = [ErrorTally](repeating: ErrorTally(), count: programs.count)
    let sweep = BlockSweep(self)
    for block in 0..<inputs.blockCount {
      let x = inputs.block(block)
      _ = sweep.evaluate(x)
      for (place, (program, _)) in programs.enumerated() {
        tallies[place].add(
          sweep.tally(of: program.results(for: x), length: inputs.length(ofBlock: block)))
      }
    }
    return zip(tallies, programs).map { tally, program in
      AccuracyReport(
        of: tally,
        AccuracyReport.Subject(function: formula.text(), of: .value, implementation: program.name),
        inputs: description, shard: nil, isComplete: true)
    }
  }

  /// Whether the implementation computes what the reference computes first, and rounds it.
  private func sharesProgram(with implementation: any Implementation) -> Bool {
    guard let program = implementation as? ProgramImplementation, program.rounding == .result,
      format != .float64, let first = programs.written.first
    else { return false }
    return program.program.steps == first.steps
  }
}

extension Formula {
  /// What is divided by, or is below a root or a logarithm: where that vanishes the formula may cancel, though its value
  /// be finite.
  fileprivate var divisors: Set<Formula> {
    let below = operation.children.reduce(into: Set<Formula>()) { $0.formUnion($1.divisors) }
    guard let divisor, divisor.containsVariable else { return below }
    return below.union([divisor])
  }

  private var divisor: Formula? {
    switch operation {
    case .quotient(_, let g), .apply(.ln, let g), .apply(.sqrt, let g): g
    case .power(let g, let exponent): (exponent.rational?.signum ?? -1) < 0 ? g : nil
    default: nil
    }
  }
}

/// A sweep that an implementation ended.
public struct InterruptedSweep: Error {
  /// What happened.
  public let error: any Error
  /// The report of what was done before.
  public let report: AccuracyReport
}

/// What the tasks of a sweep share.
private final class SharedState: Sendable {
  private let state: Mutex<(next: Int, done: Int, tally: ErrorTally)>

  init(next: Int) { state = Mutex((next, 0, ErrorTally())) }

  func take(below end: Int) -> Int? {
    state.withLock { state in
      guard state.next < end else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func add(_ tally: ErrorTally, _ count: Int) -> Int {
    state.withLock { state in
      state.tally.add(tally)
      state.done += count
      return state.done
    }
  }

  var result: (ErrorTally, Int) { state.withLock { ($0.tally, $0.done) } }
}
