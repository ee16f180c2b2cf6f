import Foundation
import Networks
import Testing

@testable import Figures

@Suite("The figure of errors against steps")
struct ErrorSweepFigureTests {
  private let figure = ErrorSweepFigure(
    title: "t", language: .ru,
    schemes: [
      .init(
        name: "central",
        errors: [(1e-8, 1e-9), (1e-6, 0), (1e-4, 1e-10), (1e-2, 1e-6), (1, .nan), (0, 1), (1, -1)]
          .map { FigurePoint(x: $0, y: $1) },
        bestStep: 1e-4),
      .init(name: "forward", errors: [FigurePoint(x: 1e-4, y: 1e-10)], bestStep: 1e-4),
    ])

  private var layers: [JSON] { figure.specification.root["layer"]?.elements ?? [] }

  @Test("the axes are logarithms, broken at an error of 0, without what has no logarithm")
  func curves() throws {
    let rows = try #require(layers.first?.rows).filter { $0["scheme"] == "central" }
    #expect(rows.compactMap { $0["x"]?.double } == [-8, -4, -2])
    #expect(rows.compactMap { $0["part"]?.double } == [0, 1, 1])
  }

  @Test("an error of exactly 0 is a triangle, and the subtitle explains it")
  func zeros() throws {
    let zeros = try #require(layers.first { $0["mark"]?["shape"] == "triangle-down" })
    #expect(zeros.rows.compactMap { $0["x"]?.double } == [-6])
    let subtitle = figure.specification.root["title"]?["subtitle"]?.string
    #expect(subtitle?.contains("в точности равна 0") == true)
  }

  @Test("best steps are ringed, and those that coincide share one label")
  func best() throws {
    let rings = try #require(layers.first { $0["mark"]?["shape"] == "circle" })
    #expect(rings.rows.count == 2)
    let labels = layers.filter { $0["mark"]?["type"] == "text" }
    #expect(
      labels.map { $0.rows.compactMap { $0["text"]?.string } } == [["ε ≈ 1e-4"], ["ε ≈ 1e-4"]])
  }

  @Test(
    "one significant digit",
    arguments: [
      (6.3e-6, "6e-6"), (9.7e-4, "1e-3"), (1, "1e0"), (0, "0"), (.leastNonzeroMagnitude, "5e-324"),
    ])
  func scientific(value: Double, text: String) {
    #expect(ErrorSweepFigure.scientific(value) == text)
  }

  @Test("without data there is a figure all the same")
  func empty() {
    let empty = ErrorSweepFigure(title: "", language: .en, schemes: [])
    #expect(empty.specification.root["layer"] == [])
  }
}

@Suite("The figure of training")
struct TrainingFigureTests {
  private func lines(of plot: JSON) -> JSON? {
    plot["layer"]?.elements.first { $0["mark"]?["type"] == "line" }
  }

  @Test("an event is a vertical line in both plots, and nothing outside the epochs")
  func event() throws {
    var figure = TrainingFigure(
      title: "t", language: .en,
      runs: [.init(name: "a", losses: [3, 2, 1], deadUnits: [0, 1, 1])])
    func rules() -> [Double?] {
      (figure.specification.root["vconcat"]?.elements ?? []).flatMap { $0["layer"]?.elements ?? [] }
        .filter { $0["mark"]?["type"] == "rule" }.map { $0.rows.first?["epoch"]?.double }
    }
    #expect(rules().isEmpty)
    figure.event = .init(epoch: 1, label: "shock")
    #expect(rules() == [1, 1])
    figure.event = .init(epoch: 7, label: "shock")
    #expect(rules().isEmpty)
  }

  @Test("what an event changed at once is a second point of the same epoch, and in the window")
  func afterEvent() throws {
    var figure = TrainingFigure(
      title: "t", language: .en,
      runs: [
        .init(
          name: "a", losses: [3, 2, 1], deadUnits: [0, 0, 6], lossAfterEvent: 40,
          deadUnitsAfterEvent: 8)
      ])
    figure.event = .init(epoch: 1, label: "shock")
    let plots = try #require(figure.specification.root["vconcat"]?.elements)
    let rows = try #require(lines(of: plots[0])?.rows)
    #expect(rows.map { $0["value"] } == [3, 2, 40, 1])
    #expect(rows.map { $0["epoch"] } == [0, 1, 1, 2])
    #expect(rows.map { $0["order"] } == [0, 1, 2, 3])
    let points = plots[0]["layer"]?.elements.filter { $0["mark"]?["type"] == "point" } ?? []
    #expect(points.map { $0.rows.map { $0["value"] } } == [[40]])
    let scale = lines(of: plots[0])?["encoding"]?["y"]?["scale"]
    #expect((scale?["domain"]?.elements.last?.double ?? 0) > 40)
    #expect(lines(of: plots[1])?.rows.map { $0["value"] } == [0, 0, 8, 6])
  }

  @Test("dead units are counted in whole numbers", arguments: [1, 3, 8, 60])
  func wholeTicks(greatest: Int) throws {
    let figure = TrainingFigure(
      title: "t", language: .en,
      runs: [.init(name: "a", losses: [1, 1], deadUnits: [0, greatest])])
    let plot = try #require(figure.specification.root["vconcat"]?.elements.last)
    let axis = lines(of: plot)?["encoding"]?["y"]?["axis"]?["values"]
    let ticks = (axis?.elements ?? []).compactMap(\.double)
    #expect(ticks.allSatisfy { $0 == $0.rounded() } && Set(ticks).count == ticks.count)
    #expect(2...8 ~= ticks.count && ticks.first == 0)
  }

  @Test("two plots, with gaps where the loss is not finite")
  func plots() throws {
    let figure = TrainingFigure(
      title: "t", language: .ru,
      runs: [
        .init(name: "ReLU", losses: [1, .infinity, 0.25], deadUnits: [0, 3, 7]),
        .init(name: "softplus", losses: [1, 0.5, 0.1], deadUnits: [0, 0, 0]),
      ])
    let plots = try #require(figure.specification.root["vconcat"]?.elements)
    try #require(plots.count == 2)
    let (loss, dead) = (lines(of: plots[0]), lines(of: plots[1]))
    #expect(loss?.rows.filter { $0["run"] == "ReLU" }.map { $0["value"] } == [1, .null, 0.25])
    #expect(loss?["encoding"]?["y"]?["scale"]?["type"] == "log")
    #expect(dead?.rows.filter { $0["run"] == "ReLU" }.map { $0["value"] } == [0, 3, 7])
    #expect(dead?["encoding"]?["y"]?["title"] == "мёртвые нейроны")
  }

  @Test("where no unit was ever dead a line says so instead of an empty plot")
  func noneDead() {
    var figure = TrainingFigure(
      title: "t", language: .en, runs: [.init(name: "tanh", losses: [2, 1], deadUnits: [0, 0])])
    #expect(figure.specification.root["vconcat"]?.elements.count == 1)
    #expect(figure.specification.root["title"]?["subtitle"] == "no unit was ever dead")
    figure.runs[0].deadUnits = []
    #expect(figure.specification.root["title"]?["subtitle"] == nil)
    figure.runs[0].deadUnits = [0, 1]
    #expect(figure.specification.root["vconcat"]?.elements.count == 2)
    #expect(figure.specification.root["title"]?["subtitle"] == nil)
  }

  @Test("a loss of 0 has no logarithm, and without counts there is one plot")
  func linear() throws {
    let figure = TrainingFigure(
      title: "t", language: .en, runs: [.init(name: "a", losses: [1, 0], deadUnits: [])])
    let plots = try #require(figure.specification.root["vconcat"]?.elements)
    #expect(plots.count == 1)
    let scale = try #require(lines(of: plots[0])?["encoding"]?["y"]?["scale"])
    #expect(scale["type"] == "linear")
  }
}

@Suite("The figure of what a network decides")
struct DecisionFigureTests {
  /// The probability is 1/2 on the line x1 = 1/4.
  private func network(loss: Loss) throws -> Network {
    let layer = try #require(DenseLayer(weights: [[4, 0]], biases: [-1]))
    return try Network(layers: [.init(layer, activation: .identity)], loss: loss)
  }

  @Test("the line at which the probability is 1/2 is where it is")
  func contour() throws {
    let map = try #require(
      DecisionMap(network(loss: .binaryCrossEntropyWithLogits), around: .xor, cells: 20))
    #expect(map.areProbabilities && map.cells.count == 400)
    let figure = DecisionFigure(map, title: "t", language: .en)
    let layers = figure.specification.root["layer"]?.elements ?? []
    let line = try #require(layers.first { $0["mark"]?["type"] == "rule" }?.rows)
    // Two squares to a cell, from frame to frame.
    #expect(line.count == 40)
    for segment in line {
      for end in ["x", "x2"] {
        #expect(abs(try #require(segment[end]?.double) - 0.25) < 1e-4)
      }
    }
    #expect(
      layers.last?.rows.compactMap { $0["class"]?.string } == [
        "class 0", "class 1", "class 1", "class 0",
      ])
  }

  @Test("the shades are pale, and each reaches half a pixel under the next, so that no seam shows")
  func shades() throws {
    let map = try #require(DecisionMap(network(loss: .meanSquaredError), around: .xor, cells: 20))
    let figure = DecisionFigure(map, title: "t", language: .en)
    let shades = try #require(figure.specification.root["layer"]?.elements.first)
    #expect(shades.rows.count == map.cells.count)
    let pixel = (map.xRange.upperBound - map.xRange.lowerBound) / figure.size
    for (row, cell) in zip(shades.rows, map.cells) {
      #expect(abs(try #require(row["x2"]?.double) - cell.right - pixel / 2) < pixel / 100)
      #expect(abs(try #require(row["y2"]?.double) - cell.top - pixel / 2) < pixel / 100)
    }
    #expect(
      shades["encoding"]?["fill"]?["scale"]?["range"] == [
        .string(Theme.paler("#E69F00")), .string(Theme.paler("#08306B")),
      ])
    #expect(Theme.paler("#000000") == "#8D8D8D" && Theme.paler("#FFFFFF") == "#FFFFFF")
  }

  @Test("without probabilities the line is as exact, and other inputs have no map")
  func classes() throws {
    let map = try #require(DecisionMap(network(loss: .meanSquaredError), around: .xor, cells: 20))
    #expect(!map.areProbabilities)
    // 4 x1 − 1 > 1/2.
    let line = try #require(
      DecisionFigure(map, title: "t", language: .ru).specification.root["layer"]?.elements
        .first { $0["mark"]?["type"] == "rule" }?.rows)
    #expect(line.count == 40)
    #expect(line.allSatisfy { abs(($0["x"]?.double ?? 0) - 0.375) < 1e-4 })
    let wide = DataSet(name: "w", inputs: [[1, 2, 3]], labels: nil)
    #expect(DecisionMap(try network(loss: .meanSquaredError), around: wide) == nil)
  }
}
