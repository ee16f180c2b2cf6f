import Formulas

/// A number as the sum of an exact part and a rest; `nil` is 0.
struct SplitValue {
  var exact: Int?
  var rest: Int?
}

extension StableBuilding {
  mutating func value(_ a: SplitValue) -> Int {
    switch (a.exact, a.rest) {
    case (nil, nil): builder.number(0)
    case (let c?, nil): c
    case (nil, let d?): d
    case (let c?, let d?): builder.sum(c, d)
    }
  }

  func rest(_ place: Int) -> SplitValue { SplitValue(exact: nil, rest: place) }

  /// The same number, the parts added where the rest outweighs half the exact part.
  mutating func collapsed(_ a: SplitValue) -> SplitValue {
    guard let c = a.exact, let d = a.rest else { return a }
    let zero = builder.number(0)
    let size = builder.call(.abs, d)
    let limit = builder.product(builder.number(0.5), magnitude(c))
    let all = builder.sum(c, d)
    return SplitValue(
      exact: builder.select(.greater, size, limit, then: zero, else: c),
      rest: builder.select(.greater, size, limit, then: all, else: d))
  }

  private mutating func magnitude(_ c: Int) -> Int {
    builder.number(at: c).map { builder.number(abs($0)) } ?? builder.call(.abs, c)
  }

  private mutating func sign(_ c: Int) -> Int {
    guard let number = builder.number(at: c) else { return builder.call(.sign, c) }
    return builder.number(number > 0 ? 1 : number < 0 ? -1 : 0)
  }

  private mutating func sum(_ a: Int?, _ b: Int?) -> Int? {
    guard let a else { return b }
    guard let b else { return a }
    let total = builder.sum(a, b)
    return builder.number(at: total) == 0 ? nil : total
  }

  mutating func sum(_ a: SplitValue, _ b: SplitValue) -> SplitValue {
    let rests = sum(a.rest, b.rest)
    guard let c = a.exact, let d = b.exact else {
      return SplitValue(exact: a.exact ?? b.exact, rest: rests)
    }
    rules.insert(.exactPart)
    let total = sum(c, d)
    guard let total, inputWidth != nil, builder.number(at: total) == nil else {
      return SplitValue(exact: total, rest: rests)
    }
    rules.insert(.exactInput)
    return SplitValue(exact: total, rest: sum(rests, roundingError(of: total, c, d)))
  }

  /// What the rounding of c + d has lost, by Knuth's exact transformation.
  private mutating func roundingError(of total: Int, _ c: Int, _ d: Int) -> Int {
    let second = builder.sum(total, builder.negative(c))
    let first = builder.sum(total, builder.negative(second))
    return builder.sum(
      builder.sum(c, builder.negative(first)), builder.sum(d, builder.negative(second)))
  }

  /// Whether the product of exact parts is exact: that of numbers, which are short, or of few bits.
  private func isExact(productOf c: Int, _ e: Int) -> Bool {
    guard let inputWidth else { return true }
    return builder.width(of: c, input: inputWidth) + builder.width(of: e, input: inputWidth) <= 53
  }

  mutating func negative(_ a: SplitValue) -> SplitValue {
    SplitValue(
      exact: a.exact.map { builder.negative($0) }, rest: a.rest.map { builder.negative($0) })
  }

  mutating func product(_ first: SplitValue, _ second: SplitValue) -> SplitValue {
    let (a, b) = (collapsed(first), collapsed(second))
    guard let c = a.exact else {
      guard let d = a.rest else { return a }
      return rest(builder.product(d, value(b)))
    }
    guard let e = b.exact else {
      guard let f = b.rest else { return b }
      return rest(builder.product(value(a), f))
    }
    guard isExact(productOf: c, e) else { return rest(builder.product(value(a), value(b))) }
    let left = b.rest.map { builder.product(c, $0) }
    let right = a.rest.map { builder.product($0, value(b)) }
    return SplitValue(exact: builder.product(c, e), rest: sum(left, right))
  }

  mutating func quotient(_ first: SplitValue, _ second: SplitValue) -> SplitValue {
    let (a, b) = (collapsed(first), collapsed(second))
    guard let c = a.exact, let e = b.exact else {
      return rest(builder.quotient(value(a), value(b)))
    }
    if b.rest == nil, let number = builder.number(at: e), number != 0,
      number.significand == 1 || number.significand == -1
    {
      return SplitValue(
        exact: builder.quotient(c, e), rest: a.rest.map { builder.quotient($0, e) })
    }
    // ±1 and a rest where the exact parts are within a factor of 2, so that their difference is exact too (Sterbenz);
    // else the quotient is one rest.
    let zero = builder.number(0)
    let half = builder.number(0.5)
    let all = builder.quotient(value(a), value(b))
    let size = magnitude(c)
    let other = magnitude(e)
    let signs = builder.product(sign(c), sign(e))
    let gap = sum(c, builder.negative(builder.product(signs, e)))
    let shifted = b.rest.map { builder.negative(builder.product(signs, $0)) }
    let difference = sum(sum(gap, a.rest), shifted) ?? zero
    func besideOne(_ then: Int, _ otherwise: Int) -> Int {
      let isLarge = builder.select(
        .less, builder.product(half, other), size, then: then, else: otherwise)
      return builder.select(
        .less, builder.product(half, size), other, then: isLarge, else: otherwise)
    }
    return SplitValue(
      exact: besideOne(signs, zero),
      rest: besideOne(builder.quotient(difference, value(b)), all))
  }

  mutating func select(
    _ relation: Condition.Relation, _ a: Int, _ b: Int, then yes: SplitValue, else no: SplitValue
  ) -> SplitValue {
    func part(_ builder: inout ProgramBuilder, _ yes: Int?, _ no: Int?) -> Int? {
      if yes == nil, no == nil { return nil }
      let zero = builder.number(0)
      return builder.select(relation, a, b, then: yes ?? zero, else: no ?? zero)
    }
    return SplitValue(
      exact: part(&builder, yes.exact, no.exact), rest: part(&builder, yes.rest, no.rest))
  }
}
