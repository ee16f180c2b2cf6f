import Calculus
import Formulas

// Sums of two terms that nearly cancel, by identities.

extension StableBuilding {
  /// The sum of `terms` in a form that is free of their cancellation, where one is known.
  mutating func identity(of terms: [Formula]) throws -> SplitValue? {
    guard terms.count == 2 else { return nil }
    return try conjugate(terms) ?? squareOfSines(terms) ?? differenceOfLogarithms(terms)
      ?? differenceOfArctangents(terms)
  }

  /// (a² − b²)/(a − b) where that is free of cancellation.
  private mutating func conjugate(_ terms: [Formula]) throws -> SplitValue? {
    let (a, b) = (terms[0], terms[1])
    let roots = a.underRoots.union(b.underRoots)
    guard !roots.isEmpty, let squares = NormalForm((a.square - b.square).withoutRootsBelow),
      squares.numerator.hasOneSign(roots: roots), squares.denominator.hasOneSign(roots: roots)
    else { return nil }
    rules.insert(.conjugate)
    let (u, v) = (try split(a), try split(b))
    let plain = sum(u, v)
    let other = quotient(try split(squares.formula), sum(u, negative(v)))
    let zero = builder.number(0)
    let (p, q) = (value(u), value(v))
    // Of opposite signs: one is negative and the other positive.
    let besidePositive = select(.less, p, zero, then: other, else: plain)
    let besideNegative = select(.greater, p, zero, then: other, else: plain)
    return select(.greater, q, zero, then: besidePositive, else: besideNegative)
  }

  /// c ± 2c·sin u·cos u = c·(sin u ± cos u)²: its roots are double, and no difference is near them.
  private mutating func squareOfSines(_ terms: [Formula]) throws -> SplitValue? {
    guard let c = terms[0].rational,
      case .product(let factors) = terms[1].operation, factors.count == 3,
      let k = factors[0].rational, k.magnitude == (c + c).magnitude,
      case .apply(let first, let u) = factors[1].operation,
      case .apply(let second, let v) = factors[2].operation, u == v,
      Set([first, second]) == [.sin, .cos]
    else { return nil }
    rules.insert(.squareOfSines)
    let a = value(try split(u))
    let cosine = builder.call(.cos, a)
    let signed = k.signum == c.signum ? cosine : builder.negative(cosine)
    let root = builder.sum(builder.call(.sin, a), signed)
    return product(number(c), rest(builder.product(root, root)))
  }

  /// ln a − ln b = log1p((a − b)/b) for a, b > 0 and |a − b| < b/2, where a − b does not cancel.
  private mutating func differenceOfLogarithms(_ terms: [Formula]) throws -> SplitValue? {
    guard let (a, b, gap) = difference(of: .ln, in: terms) else { return nil }
    rules.insert(.differenceOfLogarithms)
    let (u, v) = (value(try split(a)), value(try split(b)))
    let ratio = builder.quotient(value(try split(gap)), v)
    let plain = builder.sum(builder.call(.log, u), builder.negative(builder.call(.log, v)))
    let zero = builder.number(0)
    let near = builder.select(
      .less, builder.call(.abs, ratio), builder.number(0.5), then: builder.call(.log1p, ratio),
      else: plain)
    let inside = builder.select(.greater, u, zero, then: near, else: plain)
    return rest(builder.select(.greater, v, zero, then: inside, else: plain))
  }

  /// atan a − atan b = atan((a − b)/(1 + ab)) for ab > −1, where a − b does not cancel.
  private mutating func differenceOfArctangents(_ terms: [Formula]) throws -> SplitValue? {
    guard let (a, b, gap) = difference(of: .atan, in: terms) else { return nil }
    rules.insert(.differenceOfArctangents)
    let (u, v) = (value(try split(a)), value(try split(b)))
    let divisor = builder.sum(builder.number(1), builder.product(u, v))
    let zero = builder.number(0)
    let ratio = builder.quotient(value(try split(gap)), divisor)
    let plain = builder.sum(builder.call(.atan, u), builder.negative(builder.call(.atan, v)))
    return rest(
      builder.select(.greater, divisor, zero, then: builder.call(.atan, ratio), else: plain))
  }

  /// a, b and a − b of f(a) − f(b), in either order, where a − b does not cancel.
  private func difference(
    of function: ElementaryFunction, in terms: [Formula]
  ) -> (Formula, Formula, gap: Formula)? {
    func argument(_ f: Formula) -> Formula? {
      guard case .apply(function, let u) = f.operation else { return nil }
      return u
    }
    for (first, second) in [(terms[0], terms[1]), (terms[1], terms[0])] {
      guard let a = argument(first), case .negation(let g) = second.operation,
        let b = argument(g), let gap = NormalForm(a - b), gap.numerator.hasOneSign(),
        gap.denominator.hasOneSign()
      else { continue }
      return (a, b, gap.formula)
    }
    return nil
  }
}
