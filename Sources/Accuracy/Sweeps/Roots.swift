import FloatFormats

/// Looks for roots of a formula in double precision. What is found serves only to choose inputs and to
/// name the neighbourhoods in which errors are counted apart: nothing depends on its being complete.
enum Roots {
  /// At most this many are told.
  private static let limit = 40

  /// Numbers close to roots, simple or double, as far as the values at `inputs`, which ascend, show them.
  ///
  /// Values that are not above the bound of their error show nothing: where all of a formula cancels, they change their
  /// sign at random.
  static func approximations(
    of programs: ReferencePrograms, format: FloatFormat, among inputs: [Double]
  ) -> [Double] {
    guard let program = programs.written.first ?? programs.normalForm.first else { return [] }
    func value(_ x: Double) -> Double { program(x) }
    let telling = tellingValues(of: program, at: inputs)
    var found: [Double] = []
    for i in telling.indices where found.count < limit {
      let (x, y) = telling[i]
      guard y.isFinite, abs(x) < 64 else { continue }
      if y == 0 {
        // A root by itself: where the function is 0 on a whole interval nothing is small beside it.
        let isAlone =
          (i == 0 || telling[i - 1].y != 0) && (i + 1 == telling.count || telling[i + 1].y != 0)
        if isAlone { found.append(x) }
        continue
      }
      guard i > 0, i + 1 < telling.count else { continue }
      let (before, after) = (telling[i - 1], telling[i + 1])
      guard before.y.isFinite, after.y.isFinite else { continue }
      if before.y * y < 0 {
        let place = shortened(bisection(before.x, x, value), value)
        // A jump has no small values beside it.
        if abs(value(place)) < 0.5 * min(abs(before.y), abs(y)) { found.append(place) }
      } else if y * after.y > 0, abs(y) < 0.02 * min(1, abs(x)), abs(y) < abs(before.y),
        abs(y) <= abs(after.y)
      {
        let place = shortened(minimum(before.x, after.x) { abs(value($0)) }, value)
        if abs(value(place)) < 1e-6 * abs(y) || tellingValues(of: program, at: [place]).isEmpty {
          found.append(place)
        }
      }
    }
    return found
  }

  /// The values of a program that are exact, or above the bound of their error; of the two zeros only 0.
  private static func tellingValues(
    of program: StraightLineProgram, at inputs: [Double]
  ) -> [(x: Double, y: Double)] {
    let evaluation = ProgramEvaluation(of: program, withBounds: true)
    return stride(from: 0, to: inputs.count, by: evaluation.capacity).flatMap { start in
      inputs[start..<min(start + evaluation.capacity, inputs.count)].withUnsafeBufferPointer { x in
        let values = evaluation.values(at: x)
        guard let bounds = evaluation.lastBounds else { return [(x: Double, y: Double)]() }
        return x.indices.filter {
          (x[$0] != 0 || x[$0].sign == .plus)
            && (bounds[$0] == 0 || abs(values[$0]) > bounds[$0] || !bounds[$0].isFinite)
        }.map { (x: x[$0], y: values[$0]) }
      }
    }
  }

  /// The number of 12 or of 24 bits nearest to `root` if it is a root too, since the search in double precision ends
  /// beside it.
  private static func shortened(_ root: Double, _ value: (Double) -> Double) -> Double {
    guard root != 0 else { return root }
    let unit = root.binade * 0x1p-11
    let candidates = [(root / unit).rounded() * unit, Double(Float(root))]
    return candidates.first { value($0) == 0 } ?? root
  }

  private static func bisection(
    _ low: Double, _ high: Double, _ value: (Double) -> Double
  ) -> Double {
    var (a, b) = (low, high)
    let sign = value(a)
    for _ in 0..<60 where a < b {
      let c = a + (b - a) / 2
      if value(c) * sign > 0 { a = c } else { b = c }
    }
    return a
  }

  private static func minimum(
    _ low: Double, _ high: Double, _ value: (Double) -> Double
  ) -> Double {
    var (a, b) = (low, high)
    for _ in 0..<90 {
      let (c, d) = (a + (b - a) * 0.4, a + (b - a) * 0.6)
      if value(c) < value(d) { b = d } else { a = c }
    }
    return a
  }
}
