import Testing

@testable import Figures

@Suite("Differences beyond the edge of a figure")
struct EdgeMarksTests {
  /// A unit step with differences at the given points.
  private func figure(_ points: [(x: Double, y: Double)], label: String = "") -> FunctionFigure {
    var figure = FunctionFigure(title: "", xTitle: "z", yTitle: "y", over: -2...2)
    figure.curves = [
      .init(
        name: "step", role: .function, family: 0,
        segments: AdaptiveSampler().segments(over: -2...2, joints: [0]) { $0 < 0 ? 0 : 1 })
    ]
    figure.differences = [
      .init(
        name: "d", family: 0,
        points: points.map { .init(at: FigurePoint(x: $0.x, y: $0.y), label: label) })
    ]
    return figure
  }

  private func layers(_ figure: FunctionFigure) -> [JSON] {
    figure.specification.root["layer"]?.elements ?? []
  }

  @Test("one huge difference leaves the scale of the others alone")
  func scale() {
    let plain = figure([(-1, 0), (1, 0)]).window
    #expect(figure([(-1, 0), (0, 500), (1, 0)]).window == plain)
    #expect(figure([(0, -500)]).window == plain)
    // One that the figure has room for widens it.
    let near = figure([(0, 1.75)]).window
    #expect(near.lowerBound < 0 && near.upperBound > 1.75 && near.upperBound < 2.5)
    // Without curves, the differences are all there is.
    var alone = figure([(0, 500), (1, 0)])
    alone.curves = []
    #expect(alone.window.contains(500) && alone.window.contains(0))
  }

  @Test("arrows point to where the differences are, and say their values")
  func arrows() throws {
    let figure = figure([(0, 500.5), (1, -7e8), (-5, 0.25), (3, 500)])
    let marks = figure.edgeMarks(of: figure.differences[0])
    #expect(marks.map(\.side) == [.up, .down, .left, .right])
    #expect(marks.map(\.label) == ["500.5", "−7e+08", "z = −5: 0.25", "z = 3: 500"])
    for mark in marks { #expect(figure.isVisible(mark.at)) }
    #expect(marks[0].at.x == 0 && marks[1].at.x == 1 && marks[2].at.y == 0.25)
    #expect(marks[0].at.y > 1 && marks[1].at.y < 0 && marks[2].at.x < -1.9 && marks[3].at.x > 1.9)

    let layer = try #require(layers(figure).first { $0.rows.first?["arrow"] != nil })
    #expect(
      layer.rows.compactMap { $0["arrow"]?.string }
        == ["triangle-up", "triangle-down", "triangle-left", "triangle-right"])
    let texts = layers(figure).filter { $0["mark"]?["type"] == "text" }
    #expect(texts.first?.rows.compactMap { $0["text"]?.string } == marks.map(\.label))
  }

  @Test("a series that is beyond the edge as a whole is in the legend, and has no points")
  func legend() throws {
    let figure = figure([(0, 500)], label: "500")
    let points = try #require(layers(figure).first { $0["encoding"]?["size"] != nil })
    #expect(points.rows.isEmpty)
    #expect(points["encoding"]?["shape"]?["scale"]?["domain"]?.elements == ["d"])
  }

  @Test("no arrow where all is visible")
  func none() {
    #expect(!layers(figure([(0, 0.5)])).contains { $0.rows.first?["arrow"] != nil })
  }
}
