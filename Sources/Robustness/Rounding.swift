/// The one place that says how far rounded sums may be from exact ones.
///
/// Source: N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 2nd edition, SIAM 2002,
/// chapter 3: a sum of n products is off by at most n·u/(1 − n·u) times the sum of the magnitudes.
enum Rounding {
  /// A factor that, times the sum of the magnitudes of `terms` rounded terms, is above the error
  /// of their sum: twice what the theory asks for, so that the rounding of the magnitudes
  /// themselves, and a few more operations, are covered.
  static func relativeError(terms: Int) -> Double { Double(terms + 8) * 0x1p-51 }

  /// What covers products that underflow: far below anything that is compared.
  static let absoluteError = 0x1p-1000
}
