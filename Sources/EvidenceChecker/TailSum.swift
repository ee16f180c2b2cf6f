import Formulas

/// A number c·s with a rational c and a positive constant s, 1 where it is `nil`, known exactly.
struct TailConstant: Hashable {
  var factor: Rational
  var constant: NamedConstant?
}

/// A sum of scales, the faster growing first, each with a coefficient: at every t ≥ T the coefficients
/// have values within their bounds with which the sum is the function.
struct TailSum {
  struct Term {
    let scale: TailScale
    var coefficient: Bounds
    /// The coefficient where it is one number that is known exactly.
    var exact: TailConstant?
  }

  var terms: [Term]
}

/// Arithmetic on sums of scales for t ≥ T: of each sum a few leading terms are kept, and the rest is
/// a bounded part of the last of them.
struct TailArithmetic {
  let bounds: BoundsArithmetic
  /// T, greater than e.
  let start: Bounds
  /// How many terms are kept.
  let count: Int

  func term(
    _ scale: TailScale, _ factor: Rational, _ constant: NamedConstant? = nil
  ) -> TailSum.Term? {
    guard !factor.isZero else { return nil }
    let exact = TailConstant(factor: factor, constant: constant)
    return TailSum.Term(scale: scale, coefficient: value(of: exact), exact: exact)
  }

  func number(_ value: Rational) -> TailSum {
    TailSum(terms: [term(.one, value)].compactMap { $0 })
  }

  func constant(_ value: Bounds) -> TailSum {
    TailSum(terms: value.sign == 0 ? [] : [TailSum.Term(scale: .one, coefficient: value)])
  }

  private func value(of exact: TailConstant) -> Bounds {
    let factor = bounds.number(exact.factor)
    return exact.constant.map { bounds.product(factor, $0.value) } ?? factor
  }

  // MARK: Sums and products

  func sum(_ a: TailSum, _ b: TailSum) -> TailSum? { shortened(a.terms + b.terms) }

  func negative(_ a: TailSum) -> TailSum { scaled(a, by: -1) }

  func scaled(_ a: TailSum, by factor: Rational) -> TailSum {
    let number = bounds.number(factor)
    return TailSum(
      terms: a.terms.map { term in
        TailSum.Term(
          scale: term.scale, coefficient: bounds.product(number, term.coefficient),
          exact: term.exact.map {
            TailConstant(factor: $0.factor * factor, constant: $0.constant)
          })
      })
  }

  func product(_ a: TailSum, _ b: TailSum) -> TailSum? {
    var terms: [TailSum.Term] = []
    for u in a.terms {
      for v in b.terms {
        guard let scale = u.scale.times(v.scale) else { return nil }
        terms.append(
          TailSum.Term(
            scale: scale, coefficient: bounds.product(u.coefficient, v.coefficient),
            exact: product(u.exact, v.exact)))
      }
    }
    return shortened(terms)
  }

  private func product(_ a: TailConstant?, _ b: TailConstant?) -> TailConstant? {
    guard let a, let b, a.constant == nil || b.constant == nil else { return nil }
    return TailConstant(factor: a.factor * b.factor, constant: a.constant ?? b.constant)
  }

  /// Terms of equal scales together, in order, and no more than are kept.
  private func shortened(_ terms: [TailSum.Term]) -> TailSum? {
    var sorted: [TailSum.Term] = []
    adding: for term in terms where term.coefficient.sign != 0 {
      for (index, known) in sorted.enumerated() {
        guard let order = term.scale.order(against: known.scale) else { return nil }
        if order < 0 { continue }
        if order > 0 {
          sorted.insert(term, at: index)
        } else if let sum = sum(term, known) {
          sorted[index] = sum
        } else {
          sorted.remove(at: index)
        }
        continue adding
      }
      sorted.append(term)
    }
    guard let last = sorted.prefix(count).last else { return TailSum(terms: []) }
    var kept = Array(sorted.prefix(count))
    for term in sorted.dropFirst(count) {
      guard let share = share(of: term, in: last) else { return nil }
      kept[count - 1].coefficient = bounds.sum(kept[count - 1].coefficient, share)
      kept[count - 1].exact = nil
    }
    return TailSum(terms: kept)
  }

  /// The sum of two terms of one scale; `nil` where it is 0.
  private func sum(_ a: TailSum.Term, _ b: TailSum.Term) -> TailSum.Term? {
    if let u = a.exact, let v = b.exact, u.constant == v.constant {
      return term(a.scale, u.factor + v.factor, u.constant)
    }
    let coefficient = bounds.sum(a.coefficient, b.coefficient)
    return coefficient.sign == 0 ? nil : TailSum.Term(scale: a.scale, coefficient: coefficient)
  }

  // MARK: Bounds for all t ≥ T

  /// The values of a term divided by the scale of one that dominates it.
  func share(of term: TailSum.Term, in leading: TailSum.Term) -> Bounds? {
    guard let inverse = leading.scale.raised(to: -1), let ratio = term.scale.times(inverse),
      let greatest = greatestValue(of: ratio)
    else { return nil }
    let factor = Bounds().hull(greatest)
    factor.excludesZero = true
    return bounds.product(term.coefficient, factor)
  }

  /// A bound of a scale that decreases for t ≥ T: its value at T.
  private func greatestValue(of scale: TailScale) -> Bounds? {
    decreases(scale) ? value(of: scale) : nil
  }

  private func value(of scale: TailScale) -> Bounds? {
    guard let power = bounds.power(start, scale.power),
      let logarithm = bounds.apply(.ln, start),
      let logPower = bounds.power(logarithm, Rational(scale.logPower))
    else { return nil }
    var exponent = Bounds()
    for growth in scale.exponent {
      guard let function = value(of: growth.function) else { return nil }
      let factor = value(
        of: TailConstant(factor: growth.coefficient, constant: growth.constant))
      exponent = bounds.sum(exponent, bounds.product(factor, function))
    }
    return bounds.apply(.exp, exponent).map {
      bounds.product(bounds.product(power, logPower), $0)
    }
  }

  /// Whether a scale does not increase for t ≥ T: its logarithmic derivative is negative there.
  private func decreases(_ scale: TailScale) -> Bool {
    if scale == .one { return true }
    guard let derivative = logarithmicDerivative(of: scale) else { return false }
    return sign(of: derivative) == -1
  }

  /// (ln s)′ = a/t + l/(t·ln t) + E′, where each term's function M has M′ = M·(ln M)′.
  private func logarithmicDerivative(of scale: TailScale) -> TailSum? {
    guard let reciprocal = TailScale.variable.raised(to: -1),
      let logarithm = TailScale.logarithm.raised(to: -1),
      let second = reciprocal.times(logarithm)
    else { return nil }
    var terms = [term(reciprocal, scale.power), term(second, Rational(scale.logPower))]
      .compactMap { $0 }
    for growth in scale.exponent {
      guard let inner = logarithmicDerivative(of: growth.function),
        let outer = term(growth.function, growth.coefficient, growth.constant),
        let product = product(TailSum(terms: [outer]), inner)
      else { return nil }
      terms += product.terms
    }
    return shortened(terms)
  }

  /// The strict sign for all t ≥ T; `nil` where it is not shown.
  func sign(of sum: TailSum) -> Int? {
    guard let leading = sum.terms.first else { return nil }
    guard let sign = leading.coefficient.sign, sign != 0 else {
      // A term that is nowhere negative leaves a sum positive whose rest is.
      guard let weak = leading.coefficient.weakSign else { return nil }
      return self.sign(of: TailSum(terms: Array(sum.terms.dropFirst()))) == weak ? weak : nil
    }
    var total = leading.coefficient
    for term in sum.terms.dropFirst() where term.coefficient.sign != sign {
      guard let share = share(of: term, in: leading) else { return nil }
      total = bounds.sum(total, share)
    }
    return total.sign == sign ? sign : nil
  }

  /// Bounds of a sum of scales that decrease, and of constants.
  func range(of sum: TailSum) -> Bounds? {
    guard let one = term(.one, 1) else { return nil }
    var total = Bounds()
    for term in sum.terms {
      guard let share = share(of: term, in: one) else { return nil }
      total = bounds.sum(total, share)
    }
    return total
  }
}
