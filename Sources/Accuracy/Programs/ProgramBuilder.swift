import Formulas

/// Collects the steps of a program; equal steps are made once.
struct ProgramBuilder {
  private var steps: [StraightLineProgram.Step] = []
  private var places: [StraightLineProgram.Step: Int] = [:]

  mutating func add(_ step: StraightLineProgram.Step) -> Int {
    if let place = places[step] { return place }
    steps.append(step)
    places[step] = steps.count - 1
    return steps.count - 1
  }

  /// The value of a step that is a number.
  func number(at place: Int) -> Double? {
    if case .number(let value, _) = steps[place] { value } else { nil }
  }

  /// The significant bits that the values of a step have at most, as far as it only chooses among inputs of `input` bits
  /// and numbers, and multiplies and negates them.
  func width(of place: Int, input: Int) -> Int {
    var known: [Int: Int] = [:]
    func width(_ place: Int) -> Int {
      if let width = known[place] { return width }
      let result =
        switch steps[place] {
        case .input: input
        case .number(let value, _): value.significandWidth + 1
        case .negation(let a), .call(.abs, let a): width(a)
        case .call(.sign, _): 1
        case .product(let a, let b): width(a) + width(b)
        case .select(_, _, _, let yes, let no): max(width(yes), width(no))
        default: Double.significandBitCount + 1
        }
      let bounded = min(result, Double.significandBitCount + 1)
      known[place] = bounded
      return bounded
    }
    return width(place)
  }

  mutating func number(_ value: Double) -> Int { add(.number(value, error: 0)) }

  /// The double nearest to a number.
  mutating func approximation(_ value: Double) -> Int {
    add(.number(value, error: abs(value) * 0x1p-53))
  }

  /// The result of an operation on two exact numbers, if it is exact.
  private func exact(
    _ a: Int, _ b: Int, _ result: (Double, Double) -> Double,
    lost: (Double, Double, Double) -> Double
  ) -> Double? {
    guard case .number(let u, 0) = steps[a], case .number(let v, 0) = steps[b] else {
      return nil
    }
    let y = result(u, v)
    return lost(u, v, y) == 0 ? y : nil
  }

  mutating func sum(_ a: Int, _ b: Int) -> Int {
    if let y = exact(a, b, +, lost: { ($0 - ($2 - ($2 - $0))) + ($1 - ($2 - $0)) }) {
      return number(y)
    }
    return add(.sum(a, b))
  }

  mutating func product(_ a: Int, _ b: Int) -> Int {
    if let y = exact(a, b, *, lost: { (-$2).addingProduct($0, $1) }) { return number(y) }
    if number(at: a) == 1 { return b }
    if number(at: b) == 1 { return a }
    if number(at: a) == -1 { return negative(b) }
    if number(at: b) == -1 { return negative(a) }
    return add(.product(a, b))
  }

  mutating func quotient(_ a: Int, _ b: Int) -> Int {
    if let y = exact(a, b, /, lost: { $0.addingProduct(-$2, $1) }) { return number(y) }
    if number(at: b) == 1 { return a }
    return add(.quotient(a, b))
  }

  mutating func negative(_ a: Int) -> Int {
    if case .number(let u, let error) = steps[a] { return add(.number(-u, error: error)) }
    if case .negation(let b) = steps[a] { return b }
    return add(.negation(a))
  }

  mutating func call(_ function: StraightLineProgram.Function, _ a: Int) -> Int {
    add(.call(function, a))
  }

  mutating func select(
    _ relation: Condition.Relation, _ a: Int, _ b: Int, then yes: Int, else no: Int
  ) -> Int {
    yes == no ? yes : add(.select(relation, a, b, then: yes, else: no))
  }

  /// The program that ends with `result`, without the steps that it does not need.
  func program(endingWith result: Int, largestInput: Double) -> StraightLineProgram {
    var needed = Set([result])
    for place in (0...result).reversed() where needed.contains(place) {
      needed.formUnion(Self.operands(of: steps[place]))
    }
    var renumbered: [Int: Int] = [:]
    var kept: [StraightLineProgram.Step] = []
    for place in needed.sorted() {
      renumbered[place] = kept.count
      kept.append(Self.mapping(steps[place]) { renumbered[$0] ?? 0 })
    }
    return StraightLineProgram(steps: kept, largestInput: largestInput)
  }

  /// The places that a step uses.
  static func operands(of step: StraightLineProgram.Step) -> [Int] {
    var all: [Int] = []
    _ = mapping(step) {
      all.append($0)
      return $0
    }
    return all
  }

  private static func mapping(
    _ step: StraightLineProgram.Step, _ change: (Int) -> Int
  ) -> StraightLineProgram.Step {
    switch step {
    case .input, .number: step
    case .sum(let a, let b): .sum(change(a), change(b))
    case .product(let a, let b): .product(change(a), change(b))
    case .quotient(let a, let b): .quotient(change(a), change(b))
    case .negation(let a): .negation(change(a))
    case .call(let function, let a): .call(function, change(a))
    case .power(let a, let b): .power(change(a), change(b))
    case .select(let relation, let a, let b, let yes, let no):
      .select(relation, change(a), change(b), then: change(yes), else: change(no))
    }
  }
}
