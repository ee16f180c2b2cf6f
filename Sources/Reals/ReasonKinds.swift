extension Reason {
  /// What may stand in the way.
  public enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
    // MARK: Outside the domain

    /// A quotient with divisor 0.
    case divisionByZero
    /// 0 to a negative power.
    case zeroToNegativePower
    /// A negative number to a power that is not an integer.
    case negativeBase
    /// √ of a negative number.
    case squareRootOfNegative
    /// ln of a number that is not positive.
    case logarithmOfNonpositive
    /// tan at an odd multiple of π/2.
    case tangentPole
    /// No condition of a piecewise formula holds.
    case noBranch
    /// A literal infinity where a number is needed.
    case infiniteValue
    /// A formula that lacks what it is applied to.
    case missingOperand
    /// No point is in the domain.
    case emptyDomain
    /// The point is outside the domain.
    case outsideDomain
    /// No value, for the reason that follows.
    case undefined

    // MARK: Signs and comparisons of constants

    /// The sign of a constant.
    case constantSign
    /// The order of two constants.
    case constantComparison
    /// The order of two coefficients of expansions.
    case coefficientComparison
    /// The truth of a condition.
    case condition
    /// The sign of a function's argument.
    case argumentSign
    /// Whether a function's argument is in its domain.
    case domainMembership
    /// Whether a divisor is 0.
    case zeroDivisor
    /// Whether the base of a power is negative.
    case baseSign
    /// Whether 0 has a positive exponent.
    case exponentSign
    /// Whether an exponent is an integer.
    case integerExponent

    // MARK: Limits of exact arithmetic

    /// The budget of exact arithmetic.
    case work
    /// The size of exact numbers, in bits.
    case numberSize
    /// A formula is too large; the bound.
    case formulaSize
    /// The largest exponent of an algebraic number.
    case algebraicPower
    /// An exponent beyond machine integers.
    case exponentSize
    /// ⌊x⌋ of a number too large or too close to an integer.
    case floorOfNumber
    /// A value that exact arithmetic lacks.
    case representation
    /// A value without bounds.
    case notEnclosed
    /// A value beyond all bounds that are shown.
    case valueAbove
    /// A negative value beyond all bounds that are shown.
    case valueBelow
    /// A value closer to 0 than any that is shown.
    case valueBetween
    /// The digits of a value.
    case digits
    /// Too few digits are carried.
    case carriedDigits

    // MARK: Expansions

    /// All known coefficients cancel.
    case cancellation
    /// A function of what tends to infinity.
    case functionOfInfinity
    /// ln near 0.
    case logarithmicSingularity
    /// A function without an expansion here.
    case notExpandable
    /// Roots of the distance to the point.
    case fractionalExponents
    /// A side without an expansion.
    case noExpansion
    /// Equal coefficients as far as they were compared.
    case agreementToOrder

    // MARK: Expansions on half-lines

    /// A remainder, or a term, without a bound on the half-line.
    case remainder
    /// The leading term does not decide on the half-lines that were tried.
    case dominance
    /// A function of what is known by a bound only.
    case boundOnly
    /// Exponentials of exponentials, too often.
    case nestedExponentials
    /// sin or cos of what tends to infinity.
    case oscillation

    // MARK: Equations and signs of functions

    /// The sign of a function on an interval.
    case functionSign
    /// A formula without a normal form.
    case noNormalForm
    /// More than one kernel.
    case independentFunctions
    /// A kernel within a kernel, too often.
    case nestedEquation
    /// An equation whose solutions are not known in closed form.
    case noClosedForm
    /// A function without an inverse in closed form.
    case noInverse
    /// An equation in an angle that is not bounded.
    case infinitelyManySolutions
    /// A list of solutions that is too long.
    case manySolutions
    /// A stretch that holds too many periods.
    case manyPeriods
    /// A function that is not bounded within a period.
    case unboundedPeriod
    /// An equation without information.
    case identity
    /// A polynomial over the reals.
    case irrationalCoefficients
    /// A polynomial that does not split.
    case noRationalRoots
    /// A negative base with a variable exponent.
    case variablePower
    /// ⌊u⌋ with infinitely many jumps.
    case infinitelyManyIntegers
    /// Too many pieces.
    case cellCount
    /// A breakpoint too far away.
    case largeBreakpoint
    /// Breakpoints too close.
    case closeBreakpoints
    /// A point without rational bounds.
    case pointBounds

    /// The sign of a function near an end of an interval.
    case signAtEnd
    /// A place where zeros were neither found nor excluded.
    case zeroInDoubt
    /// Zeros whose enclosures overlap.
    case closeZeros

    // MARK: Gradient regions

    /// A derivative that equals a threshold.
    case constantThreshold
    /// A gradient too close to a threshold.
    case nearThreshold
    /// A level that may be touched.
    case touchedThreshold

    // MARK: Sections of an analysis

    /// The point of which the reason that follows speaks.
    case at
    /// The domain is not decided.
    case domain
    /// A point that is a part of the domain by itself.
    case isolatedPoint
    /// A one-sided derivative that is not known.
    case noOneSidedDerivative
    /// Continuity is not decided.
    case continuity
    /// No statement from f′ off an interval of continuity.
    case notAnInterval
    /// No value at all is known.
    case noKnownValue
    /// Neither a proof nor a counterexample.
    case symmetry
    /// A limit that is not known.
    case noLimit
    /// A finite limit that is not known.
    case noFiniteLimit
    /// A limit at infinity that is not known.
    case limitAtInfinity
    /// The analysis says nothing there.
    case notAnalysed
    /// One side is missing.
    case domainEnd
    /// Equal infinite one-sided derivatives.
    case infiniteDerivatives
    /// Unequal one-sided derivatives.
    case differentDerivatives

    // MARK: Grading

    /// A point from which δ falls, or is no distance, that is not known exactly.
    case deltaShape
    /// Neither a proof nor a counterexample.
    case notRefuted
  }
}

extension Reason.Kind {
  /// The wording in English, with the places `%1`, `%2`, … of the arguments in this order, and without
  /// a colon.
  public var wording: String {
    switch self {
    case .divisionByZero: "division by zero"
    case .zeroToNegativePower: "zero to a negative power"
    case .negativeBase: "a negative number to a power that is not an integer"
    case .squareRootOfNegative: "the square root of a negative number"
    case .logarithmOfNonpositive: "the logarithm of a number that is not positive"
    case .tangentPole: "the tangent at a pole"
    case .noBranch: "no branch of the piecewise formula applies"
    case .infiniteValue: "an infinite value"
    case .missingOperand: "an operation without operands"
    case .emptyDomain: "the domain is empty"
    case .outsideDomain: "outside the domain"
    case .undefined: "undefined"
    case .constantSign: "the sign of a constant could not be decided"
    case .constantComparison: "two constants could not be compared"
    case .coefficientComparison: "the coefficients of order %1 could not be compared"
    case .condition: "a condition could not be decided"
    case .argumentSign: "the sign of the argument of %1 could not be decided"
    case .domainMembership: "whether an argument lies in the domain of %1"
    case .zeroDivisor: "whether a divisor is zero"
    case .baseSign: "the sign of the base of a power could not be decided"
    case .exponentSign: "the sign of the exponent of zero could not be decided"
    case .integerExponent: "whether an exponent is an integer"
    case .work: "the exact computation grew too large"
    case .numberSize: "an exact number has more than %1 bits"
    case .formulaSize: "a derived formula has more than %1 operations"
    case .algebraicPower: "a power of an algebraic number with an exponent above %1"
    case .exponentSize: "an exponent is too large"
    case .floorOfNumber: "the floor of a number that is too large or too close to an integer"
    case .representation: "exact arithmetic could not represent a value"
    case .notEnclosed: "a value could not be enclosed"
    case .valueAbove: "the value is above %1"
    case .valueBelow: "the value is below %1"
    case .valueBetween: "the value lies between %1 and %2"
    case .digits: "the digits of a value could not be computed"
    case .carriedDigits: "the digits carried do not determine the result"
    case .cancellation: "all known coefficients of an expansion cancel"
    case .functionOfInfinity: "%1 of a function that tends to infinity"
    case .logarithmicSingularity: "a logarithmic singularity"
    case .notExpandable: "no expansion of %1 is known here"
    case .fractionalExponents: "an expansion in fractional powers"
    case .noExpansion: "a side has no expansion that is known"
    case .agreementToOrder: "both sides agree to order %1"
    case .remainder: "a remainder has no bound on a half-line"
    case .dominance: "the leading term was not shown to dominate on a half-line"
    case .boundOnly: "only a bound is known where a function is applied"
    case .nestedExponentials: "exponentials are nested too deeply"
    case .oscillation: "the function oscillates"
    case .functionSign: "the sign of %1 could not be decided"
    case .noNormalForm: "a formula has no normal form that is known"
    case .independentFunctions: "an equation in %1 independent functions"
    case .nestedEquation: "an equation is nested too deeply"
    case .noClosedForm: "an equation has no closed form here"
    case .noInverse: "no inverse of %1 in closed form is known"
    case .infinitelyManySolutions: "an equation has infinitely many solutions"
    case .manySolutions: "an equation has more than %1 solutions"
    case .manyPeriods: "more than %1 periods would have to be gone through"
    case .unboundedPeriod:
      "the function is not bounded within a period, and there is no bound for the solutions"
    case .identity: "an equation holds everywhere"
    case .irrationalCoefficients: "a polynomial of degree %1 has irrational coefficients"
    case .noRationalRoots: "a polynomial of degree %1 has no rational roots"
    case .variablePower: "a negative number to a variable power"
    case .infinitelyManyIntegers: "floor of a function that meets infinitely many integers"
    case .cellCount: "the function has more than %1 pieces"
    case .largeBreakpoint: "a breakpoint lies beyond %1"
    case .closeBreakpoints: "two breakpoints are closer than %1"
    case .pointBounds: "a point could not be bounded"
    case .signAtEnd: "the sign of %1 near an end of an interval could not be decided"
    case .zeroInDoubt: "zeros near %1 could be neither isolated nor excluded"
    case .closeZeros: "two zeros are too close to each other"
    case .constantThreshold: "the derivative stays at a threshold"
    case .nearThreshold: "the gradient is too close to a threshold"
    case .touchedThreshold: "the derivative may touch %1 near %2"
    case .at: "at %1"
    case .domain: "the domain is not decided"
    case .isolatedPoint: "a point of the domain is isolated"
    case .noOneSidedDerivative: "a one-sided derivative is not known"
    case .continuity: "continuity is not decided"
    case .notAnInterval:
      "the domain is not known to be one interval on which the function is continuous"
    case .noKnownValue: "no value of the function is known"
    case .symmetry: "no sample refutes the symmetry and the normal forms do not show it"
    case .noLimit: "no limit is known"
    case .noFiniteLimit: "no finite limit is known"
    case .limitAtInfinity: "a limit at infinity was not decided"
    case .notAnalysed: "the analysis does not decide it"
    case .domainEnd: "the domain ends here"
    case .infiniteDerivatives: "the one-sided derivatives are infinite"
    case .differentDerivatives: "the one-sided derivatives differ"
    case .deltaShape: "a point at which delta changes its course is not known exactly"
    case .notRefuted: "neither a proof nor a counterexample was found"
    }
  }
}
