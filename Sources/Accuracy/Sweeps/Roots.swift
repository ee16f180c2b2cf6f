import FloatFormats

/// Looks for roots of a formula in double precision. What is found serves only to choose inputs and to
/// name the neighbourhoods in which errors are counted apart: nothing depends on its being complete.
enum Roots {
  /// At most this many are told.
  private static let limit = 40

  /// Numbers close to roots, simple or double, as far as the values at `inputs`, which ascend, show them.
  static func approximations(
    of programs: ReferencePrograms, format: FloatFormat, among inputs: [Double]
  ) -> [Double] {
    guard let program = programs.written.first ?? programs.normalForm.first else { return [] }
    func value(_ x: Double) -> Double { program(x) }
    var found: [Double] = []
    let values = inputs.map(value)
    for i in inputs.indices where found.count < limit {
      guard values[i].isFinite, abs(inputs[i]) < 64 else { continue }
      if values[i] == 0 {
        // A root by itself: where the function is 0 on a whole interval nothing is small beside it.
        let isAlone =
          (i == 0 || values[i - 1] != 0) && (i + 1 == inputs.count || values[i + 1] != 0)
        if isAlone { found.append(inputs[i]) }
        continue
      }
      guard i > 0, i + 1 < inputs.count, values[i - 1].isFinite, values[i + 1].isFinite else {
        continue
      }
      if values[i - 1] * values[i] < 0 {
        let place = shortened(bisection(inputs[i - 1], inputs[i], value), value)
        // A jump has no small values beside it.
        if abs(value(place)) < 0.5 * min(abs(values[i - 1]), abs(values[i])) { found.append(place) }
      } else if abs(values[i]) < 0.02 * min(1, abs(inputs[i])),
        abs(values[i]) < abs(values[i - 1]), abs(values[i]) < abs(values[i + 1])
      {
        let place = shortened(
          minimum(inputs[i - 1], inputs[i + 1]) { abs(value($0)) }, value)
        if abs(value(place)) < 1e-6 * abs(values[i]) { found.append(place) }
      }
    }
    return found
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
