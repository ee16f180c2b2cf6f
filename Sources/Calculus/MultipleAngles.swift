import Formulas

extension Formula {
  /// The same with sin(n·u) and cos(n·u), for whole n from 2 to 8, written with sin(u) and cos(u), so that
  /// sin(2x) and 2·sin(x)·cos(x) are seen to agree.
  public var withSingleAngles: Formula {
    let inner = Formula(operation.mapChildren(\.withSingleAngles))
    guard case .apply(let function, let argument) = inner.operation,
      function == .sin || function == .cos, case .product(let factors) = argument.operation,
      let place = factors.firstIndex(where: { $0.rational != nil }),
      let count = factors[place].rational?.exactInt, (2...8).contains(count)
    else { return inner }
    let others = factors.indices.filter { $0 != place }.map { factors[$0] }
    let angle = others.count == 1 ? others[0] : Formula(.product(others))
    let cosine = Formula.apply(.cos, angle)
    // sin and cos of 0 and of the angle; both obey h(n·u) = 2·cos(u)·h((n − 1)·u) − h((n − 2)·u).
    var (before, last): (Formula, Formula) =
      function == .cos ? (1, cosine) : (0, Formula.apply(.sin, angle))
    for _ in 2...count { (before, last) = (last, 2 * cosine * last - before) }
    return last
  }
}
