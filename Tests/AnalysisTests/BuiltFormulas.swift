import Formulas

/// What is true at one place of a built formula, by construction.
struct BuiltJoint {
  let at: Place
  let left: SmoothPiece
  let right: SmoothPiece
  /// The value at the place.
  let value: ConstantSum
  /// The greatest k such that the function is C^k there: −1 for a discontinuity, `nil` where both
  /// sides are the same function.
  let order: Int?
  /// Whether only the value is out of place.
  let isRemovable: Bool
}

/// A piecewise formula with its truth: joints that match to a chosen order, or miss by a chosen
/// amount.
struct BuiltFormula {
  let text: String
  /// From left to right; all other points are analytic.
  let joints: [BuiltJoint]

  /// `discontinuous`, `C0`, …, `Cinf`.
  var smoothness: String {
    guard let least = joints.compactMap(\.order).min() else { return "Cinf" }
    return least < 0 ? "discontinuous" : "C\(least)"
  }
}

/// Random formulas with known joints.
struct BuiltFormulas {
  private var source: RandomSource

  init(seed: Int) { source = RandomSource(seed: UInt64(seed)) }

  /// A formula with up to four joints.
  mutating func formula() -> BuiltFormula {
    switch source.below(8) {
    case 0: return selected()
    case 1, 2, 3: return added()
    default: return matched()
    }
  }

  // MARK: What formulas are made of

  private mutating func pick<T>(_ all: [T]) -> T { all[source.below(all.count)] }

  /// Places with approximate values, by which they are put in order.
  private static let places: [(place: Place, near: Double)] = [
    (Place("-3"), -3), (Place("-sqrt(5)"), -2.2361), (Place("-3/2"), -1.5), (Place("-1"), -1),
    (Place("-exp(-1)"), -0.3679), (Place("-1/3"), -0.3333), (Place("0"), 0), (Place("0.1"), 0.1),
    (Place("1/2"), 0.5), (Place("pi/4"), 0.7854), (Place("1"), 1), (Place("ln(3)"), 1.0986),
    (Place("sqrt(2)"), 1.4142), (Place("2"), 2), (Place("22/7"), 3.1429),
  ]

  /// One to four places in increasing order, some of them 10⁻¹² apart.
  private mutating func somePlaces() -> [Place] {
    let count = pick([1, 1, 1, 2, 2, 3, 4])
    var chosen: Set<Int> = []
    while chosen.count < count { chosen.insert(source.below(Self.places.count)) }
    var result: [Place] = []
    for index in chosen.sorted() {
      let place = Self.places[index].place
      result.append(place)
      if let rational = place.rational, source.below(8) == 0,
        let gap = Rational(10).power(-12)
      {
        result.append(Place("\(rational + gap)"))
      }
    }
    return Array(result.prefix(4))
  }

  private mutating func number() -> Rational {
    pick([-2, -1, Rational(-1, over: 2), Rational(1, over: 3), 1, 3].compactMap { $0 })
  }

  /// By how much the sides differ in the first coefficient that differs.
  private mutating func gap() -> Rational {
    let size = pick([0, 0, 0, 12, 30, 40])
    return number() * (Rational(10).power(-size) ?? 1)
  }

  /// The first order that differs, less one.
  private mutating func order() -> Int { pick([-1, -1, 0, 0, 1, 2, 3, 4, 5, 6]) }

  /// A function that is analytic on the whole line.
  private mutating func entire(at centre: Place) -> SmoothPiece {
    let r = number()
    let kind: SmoothAtom.Kind = pick([
      .power(1 + source.below(4)), .power(2), .exp(r), .sin(r), .cos(r), .tanh(r), .sigmoid(r),
    ])
    return number() * SmoothPiece(kind, at: centre)
  }

  /// A function that is analytic from the centre on, to the side.
  private mutating func oneSided(at centre: Place, side: Rational) -> SmoothPiece {
    let r = side * number().magnitude
    guard source.below(3) == 0 else { return entire(at: centre) }
    return number() * SmoothPiece(pick([.reciprocal(r), .logarithm(r), .root(r)]), at: centre)
  }

  private mutating func polynomial(at centre: Place) -> SmoothPiece {
    (0..<(1 + source.below(4))).reduce(SmoothPiece()) { sum, n in
      sum + number() * SmoothPiece(.power(n), at: centre)
    }
  }

  // MARK: Pieces that match

  /// Pieces each of which continues the Taylor polynomial of the one before.
  private mutating func matched() -> BuiltFormula {
    let places = somePlaces()
    var piece = polynomial(at: places[0])
    if source.below(2) == 0 { piece = piece + oneSided(at: places[0], side: -1) }
    var pieces = [piece]
    var joints: [BuiltJoint] = []
    for place in places {
      let (joint, next) = joint(at: place, after: piece)
      joints.append(joint)
      pieces.append(next)
      piece = next
    }
    return BuiltFormula(text: conditional(pieces, joints), joints: joints)
  }

  private mutating func joint(
    at place: Place, after left: SmoothPiece
  ) -> (BuiltJoint, SmoothPiece) {
    let order = order()
    let kind = source.below(10)
    if left.isEntire, kind == 0 || kind == 1 {
      // The same function on both sides, or with another value between them.
      let value = left.derivative(0, at: place)
      let joint = BuiltJoint(
        at: place, left: left, right: left, value: kind == 0 ? value : value + ConstantSum(gap()),
        order: kind == 0 ? nil : -1, isRemovable: kind == 1)
      return (joint, left)
    }
    var right = left.taylorPolynomial(order + 1, at: place)
    right = right + gap() * SmoothPiece(.power(order + 1), at: place)
    if source.below(2) == 0 {
      let fresh = oneSided(at: place, side: 1)
      right = right + fresh + -1 * fresh.taylorPolynomial(order + 1, at: place)
    }
    let limits = [left.derivative(0, at: place), right.derivative(0, at: place)]
    let third = order < 0 && source.below(3) == 0
    let value = third ? limits[0] + ConstantSum(17) : pick(limits)
    return (
      BuiltJoint(
        at: place, left: left, right: right, value: value, order: order, isRemovable: false), right
    )
  }

  /// The pieces as one of the ways to write a choice; the value at a joint comes from a side that
  /// has it, or stands on its own.
  private mutating func conditional(_ pieces: [SmoothPiece], _ joints: [BuiltJoint]) -> String {
    var branches: [(value: String, condition: String)] = []
    for (piece, joint) in zip(pieces, joints) {
      let at = joint.at.text
      if joint.value == joint.left.derivative(0, at: joint.at) {
        branches.append((piece.text, "x <= \(at)"))
      } else {
        branches.append((piece.text, pick(["x < \(at)", "\(at) > x", "x - (\(at)) < 0"])))
        if joint.value != joint.right.derivative(0, at: joint.at) {
          branches.append((joint.value.text, "x == \(at)"))
        }
      }
    }
    let last = pieces.last?.text ?? "0"
    switch source.below(3) {
    case 0:
      let pairs = branches.map { "(\($0.value), \($0.condition))" } + ["(\(last), true)"]
      return "piecewise(\(pairs.joined(separator: ", ")))"
    case 1:
      return branches.reversed().reduce(last) { "where(\($1.condition), \($1.value), \($0))" }
    default:
      return branches.reversed().reduce("(\(last))") {
        "((\($1.value)) if \($1.condition) else \($0))"
      }
    }
  }

  // MARK: Sums of terms with a switch each

  /// One term c·u^(k+1) on a side of a place, or with opposite signs on both, or c at it.
  private struct Switch {
    let text: String
    var left = SmoothPiece()
    var right = SmoothPiece()
    /// What it adds at the place itself.
    var value = ConstantSum(0)
    var order: Int?
    var isRemovable = false
  }

  /// A smooth function and one switch for each place.
  private mutating func added() -> BuiltFormula {
    let places = somePlaces()
    let base = entire(at: places[0]) + polynomial(at: pick(places))
    let switches = places.map { place in self.switch(at: place) }
    let joints = places.indices.map { index in
      let before = switches[..<index].reduce(base) { $0 + $1.right }
      let around = switches[(index + 1)...].reduce(before) { $0 + $1.left }
      let own = switches[index]
      return BuiltJoint(
        at: places[index], left: around + own.left, right: around + own.right,
        value: around.derivative(0, at: places[index]) + own.value, order: own.order,
        isRemovable: own.isRemovable)
    }
    let text = ([base.text] + switches.map(\.text)).joined(separator: " + ")
    return BuiltFormula(text: text, joints: joints)
  }

  private mutating func `switch`(at place: Place) -> Switch {
    let (c, k, u) = (gap(), max(0, order()), place.difference)
    let power = c * SmoothPiece(.power(k + 1), at: place)
    let opposite = -1 * power
    switch source.below(11) {
    case 0: return Switch(text: "(\(c))*max(0, \(u))^\(k + 1)", right: power, order: k)
    case 1: return Switch(text: "(\(c))*min(\(u), 0)^\(k + 1)", left: power, order: k)
    case 2:
      return Switch(text: "(\(c))*abs(\(u))*\(u)^\(k)", left: opposite, right: power, order: k)
    case 3:
      return Switch(
        text: "(\(c))*\(u)^\(k + 1)*sign(\(u))", left: opposite, right: power, order: k)
    case 4:
      // |u|^(k + 1) is u^(k + 1) for odd k.
      let text = "(\(c))*abs(\(u))^\(k + 1)"
      return k % 2 == 0
        ? Switch(text: text, left: opposite, right: power, order: k)
        : Switch(text: text, left: power, right: power)
    case 5:
      return Switch(
        text: "((\(c))*\(u)^\(k + 1) if x > \(place.text) else 0)", right: power, order: k)
    case 6: return Switch(text: "(\(c))*relu(\(u))^\(k + 1)", right: power, order: k)
    case 7:
      let step = SmoothPiece(.power(0), at: place, times: ConstantSum(c))
      return Switch(text: "(\(c))*sign(\(u))", left: -1 * step, right: step, order: -1)
    case 8:
      let step = SmoothPiece(.power(0), at: place, times: ConstantSum(c))
      return Switch(
        text: "where(x >= \(place.text), \(c), 0)", right: step, value: ConstantSum(c), order: -1)
    case 9:
      return Switch(
        text: "((\(c)) if x == \(place.text) else 0)", value: ConstantSum(c), order: -1,
        isRemovable: true)
    default:
      let line = c * SmoothPiece(.power(1), at: place)
      return Switch(
        text: "(\(c))*(max(0, \(u)) + min(0, \(u)))", left: line, right: line)
    }
  }

  // MARK: The greater or the less of two

  /// max(p, q) or min(p, q) with q = p + c·u^(k + 1): a joint of order k for even k, none for odd.
  private mutating func selected() -> BuiltFormula {
    let place = pick(Self.places).place
    let (c, k) = (gap(), max(0, order()))
    let p = polynomial(at: place) + entire(at: place)
    let q = p + c * SmoothPiece(.power(k + 1), at: place)
    let isMaximum = source.below(2) == 0
    let isSecondRight = (c.signum > 0) == isMaximum
    let isSecondLeft = k % 2 == 0 ? !isSecondRight : isSecondRight
    let second =
      source.below(2) == 0 ? q.text : "\(p.text) + (\(c))*\(place.difference)^\(k + 1)"
    let joint = BuiltJoint(
      at: place, left: isSecondLeft ? q : p, right: isSecondRight ? q : p,
      value: p.derivative(0, at: place), order: k % 2 == 0 ? k : nil, isRemovable: false)
    return BuiltFormula(
      text: "\(isMaximum ? "max" : "min")(\(p.text), \(second))", joints: [joint])
  }
}
