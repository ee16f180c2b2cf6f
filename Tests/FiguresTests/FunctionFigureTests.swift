import Foundation
import Installation
import Testing

@testable import Figures

/// The assignment's first drawing: ReLU on [−2, 2] with its derivative and three differences.
func reluFigure() -> FunctionFigure {
  let sampler = AdaptiveSampler()
  var figure = FunctionFigure(
    title: "ReLU и её производная", xTitle: "z", yTitle: "значение", over: -2...2)
  figure.curves = [
    .init(
      name: "ReLU", role: .function, family: 0,
      segments: sampler.segments(over: -2...2, joints: [0]) { max(0, $0) }),
    .init(
      name: "ReLU′", role: .derivative, family: 0,
      segments: sampler.segments(over: -2...2, joints: [0]) { $0 > 0 ? 1 : 0 },
      dots: [
        .init(at: FigurePoint(x: 0, y: 0), isClosed: false),
        .init(at: FigurePoint(x: 0, y: 1), isClosed: true),
      ]),
  ]
  figure.kinks = [.init(at: FigurePoint(x: 0, y: 0), label: "излом")]
  figure.differences = [
    .init(
      name: "конечные разности", family: 0,
      points: [(-1.0, 0.0), (0, 0.5), (1, 1)].map {
        .init(at: FigurePoint(x: $0, y: $1), label: "d=\($1)")
      })
  ]
  return figure
}

extension JSON {
  /// The elements of an array.
  var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }
  /// The value of a string.
  var string: String? { if case .string(let value) = self { value } else { nil } }
  /// The value of a number.
  var double: Double? { if case .number(let value) = self { value } else { nil } }
  /// The rows of a layer's data.
  var rows: [JSON] { self["data"]?["values"]?.elements ?? [] }
}

@Suite("The figure of functions")
struct FunctionFigureTests {
  private func layers(_ figure: FunctionFigure) -> [JSON] {
    figure.specification.root["layer"]?.elements ?? []
  }

  @Test("a curve is broken at its joints")
  func broken() throws {
    let curves = try #require(
      layers(reluFigure()).first { $0.rows.first?["curve"] != nil })
    let parts = Dictionary(grouping: curves.rows) {
      [$0["curve"]?.string ?? "", "\($0["part"]?.double ?? -1)"]
    }
    #expect(parts.count == 4)
    #expect(parts[["ReLU′", "0.0"]]?.allSatisfy { $0["y"] == 0 } == true)
    #expect(parts[["ReLU′", "1.0"]]?.allSatisfy { $0["y"] == 1 } == true)
    #expect(curves["encoding"]?["detail"]?["field"] == "part")
  }

  @Test("functions are solid, derivatives dashed, and no two series look alike in grey")
  func styles() throws {
    var figure = reluFigure()
    figure.curves += (1...2).flatMap { family in
      figure.curves.prefix(2).map { curve in
        var copy = curve
        (copy.family, copy.name) = (family, curve.name + String(family))
        return copy
      }
    }
    let encoding = try #require(
      layers(figure).first { $0.rows.first?["curve"] != nil }?["encoding"])
    let dashes = try #require(encoding["strokeDash"]?["scale"]?["range"]?.elements)
    let widths = try #require(encoding["strokeWidth"]?["scale"]?["range"]?.elements)
    #expect(dashes.count == 6 && widths.count == 6)
    let solid: JSON = [1, 0]
    #expect([0, 2, 4].allSatisfy { dashes[$0] == solid })
    #expect([1, 3, 5].allSatisfy { dashes[$0] != solid })
    #expect(Set(zip(dashes, widths).map { [$0, $1] }).count == 6)
    // Grey values by the weights of ITU-R BT.601.
    let colors = try #require(encoding["color"]?["scale"]?["range"]?.elements)
    let greys = [0, 2, 4].compactMap { index -> Double? in
      let digits = colors[index].string?.dropFirst() ?? ""
      guard let value = Int(digits, radix: 16) else { return nil }
      return 0.299 * Double(value >> 16) + 0.587 * Double(value >> 8 & 255)
        + 0.114 * Double(value & 255)
    }.sorted()
    #expect(greys.count == 3)
    #expect(zip(greys, greys.dropFirst()).allSatisfy { $1 - $0 > 40 })
  }

  @Test("dots at a jump are full where the value is taken and hollow where it is not")
  func dots() throws {
    let dots = try #require(layers(reluFigure()).first { $0.rows.first?["inside"] != nil })
    #expect(dots.rows.map { $0["inside"] == "#FFFFFF" } == [true, false])
    #expect(dots.rows.allSatisfy { $0["edge"] == dots.rows[0]["edge"] })
  }

  @Test("every label is there, on a halo")
  func labels() {
    let texts = layers(reluFigure()).filter { $0["mark"]?["type"] == "text" }
    #expect(texts.count == 2)
    for layer in texts {
      #expect(layer.rows.compactMap { $0["text"]?.string } == ["d=0.0", "d=0.5", "d=1.0", "излом"])
    }
  }

  @Test("the window holds everything, and cuts a pole off")
  func window() {
    let relu = reluFigure().window
    #expect(relu.lowerBound < 0 && relu.lowerBound > -0.5)
    #expect(relu.upperBound > 2 && relu.upperBound < 2.5)

    var hyperbola = FunctionFigure(title: "", xTitle: "x", yTitle: "y", over: -2...2)
    hyperbola.curves = [
      .init(
        name: "1/x", role: .function, family: 0,
        segments: AdaptiveSampler().segments(over: -2...2, joints: [0]) { 1 / $0 })
    ]
    #expect(hyperbola.window.upperBound < 100 && hyperbola.window.upperBound > 2)
    let heights = layers(hyperbola).flatMap(\.rows).compactMap { $0["y"]?.double }
    let limit = 4 * (hyperbola.window.upperBound - hyperbola.window.lowerBound)
    #expect(heights.allSatisfy { abs($0) < limit })

    let empty = FunctionFigure(title: "", xTitle: "x", yTitle: "y", over: 0...1)
    #expect(empty.window.lowerBound < empty.window.upperBound)
  }

  @Test("the labels of an axis can be told apart, however far the window is from 0")
  func digits() {
    var figure = reluFigure()
    (figure.xFrom, figure.xTo) = (1e9, 1e9 + 1)
    let axes = layers(figure).compactMap { $0["encoding"]?["x"]?["axis"]?["format"]?.string }
    // 1000000000.2 has eleven digits.
    #expect(!axes.isEmpty && axes.allSatisfy { (Int($0.dropFirst().dropLast(2)) ?? 0) >= 11 })
  }

  @Test("a window that is too narrow for float64 cannot be shown")
  func narrow() {
    #expect(FunctionFigure.canShow(-5...5))
    #expect(FunctionFigure.canShow(1e9...(1e9 + 1)))
    #expect(FunctionFigure.canShow(0...1e-200))
    #expect(!FunctionFigure.canShow(0...1e-320))
    #expect(!FunctionFigure.canShow(1e15...(1e15 + 1)))
    #expect(!FunctionFigure.canShow(-1.7e308...1.7e308))
  }

  @Test("heights that float64 cannot tell apart, or whose distance overflows, have a window")
  func heights() {
    for height in [1e-310, 1e308] {
      var figure = reluFigure()
      figure.curves = [
        .init(
          name: "f", role: .function, family: 0,
          segments: [[FigurePoint(x: -2, y: -height), FigurePoint(x: 2, y: height)]])
      ]
      (figure.kinks, figure.differences) = ([], [])
      let window = figure.window
      #expect(FunctionFigure.canShow(window))
      #expect(window.contains(0) && (height > 1 || window.contains(height)))
      #expect(height < 1 || window.upperBound > 1e307)
    }
  }

  @Test("a label that two functions have in one place is written once")
  func sharedLabel() {
    var figure = reluFigure()
    figure.differences.append(
      .init(
        name: "g", family: 1,
        points: [.init(at: FigurePoint(x: 0, y: 0.5 + 1e-9), label: "d=0.5")]))
    let texts = layers(figure).filter { $0["mark"]?["type"] == "text" }
    #expect(texts[0].rows.count { $0["text"] == "d=0.5" } == 1)
  }

  @Test("a kink that several functions share has one label")
  func sharedKink() {
    var figure = reluFigure()
    figure.kinks += [figure.kinks[0], .init(at: FigurePoint(x: 1, y: 1), label: "излом")]
    let texts = layers(figure).filter { $0["mark"]?["type"] == "text" }
    #expect(texts[0].rows.compactMap { $0["text"]?.string }.count { $0 == "излом" } == 2)
  }

  @Test("cutting keeps what is inside, and ends on the edge")
  func cut() {
    let zigzag = [(0.0, 0.0), (1, 4), (2, 0), (3, -4)].map { FigurePoint(x: $0, y: $1) }
    let parts = FunctionFigure.cut(zigzag, to: -1...2)
    #expect(
      parts == [
        [(0.0, 0.0), (0.5, 2)].map { FigurePoint(x: $0, y: $1) },
        [(1.5, 2.0), (2, 0), (2.25, -1)].map { FigurePoint(x: $0, y: $1) },
      ])
  }

  @Test("the text of the specification has sorted keys and reads back as itself")
  func text() throws {
    let specification = reluFigure().specification
    let text = try specification.text()
    #expect(text.hasPrefix("{\n  \"$schema\"") && text.hasSuffix("}\n"))
    let read = try JSONDecoder().decode(VegaLiteSpecification.self, from: Data(text.utf8))
    #expect(read == specification)
  }

  @Test(
    "the renderer draws it, words and all",
    .enabled(if: canRender, "the charts' environment is missing; `make setup` makes it"))
  func drawn() async throws {
    let svg = try await FigureRenderer.run { try await $0.svg(reluFigure().specification) }
    for word in ["ReLU и её производная", "ReLU′", "значение", "конечные разности", "излом"] {
      #expect(svg.contains(word))
    }
    #expect(svg.contains(#"stroke-dasharray="8,4""#))
    #expect(!svg.contains("NaN"))
  }
}
