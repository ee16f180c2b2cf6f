import Accuracy
import Foundation

/// Errors in units in the last place, as tables show them.
enum UlpText {
  /// Three significant digits; "≥" before the largest number that is counted.
  static func text(of error: Double) -> String {
    (error >= AccuracyReport.largestUlp ? "≥ " : "") + String(format: "%.3g", error)
  }
}
