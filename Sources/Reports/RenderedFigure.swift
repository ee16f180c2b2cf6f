import Figures
import Foundation

/// A figure in every form that a document needs.
public struct RenderedFigure: Hashable, Sendable {
  /// The specification.
  public let specification: VegaLiteSpecification
  /// SVG.
  public let svg: String
  /// PNG.
  public let png: Data

  /// A figure with its renderings.
  public init(specification: VegaLiteSpecification, svg: String, png: Data) {
    self.specification = specification
    self.svg = svg
    self.png = png
  }
}
