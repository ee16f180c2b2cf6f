import Testing

@testable import Figures

@Suite("Placing labels")
struct LabelPlacementTests {
  @Test("labels of crowded points do not overlap, and stay in the drawing")
  func crowd() {
    var placement = LabelPlacement(width: 600, height: 300, fontSize: 12)
    let points = [(300.0, 150.0), (304, 152), (298, 147), (0, 0), (600, 300)]
    for point in points { placement.avoid(symbolAt: (x: point.0, y: point.1), radius: 5) }
    let boxes = points.map { placement.place("0.505", at: (x: $0.0, y: $0.1)) }
    for (index, box) in boxes.enumerated() {
      #expect(!boxes.dropFirst(index + 1).contains { $0.overlaps(box) })
      #expect(box.x - box.halfWidth >= 0 && box.x + box.halfWidth <= 600)
      #expect(box.y - box.halfHeight >= 0 && box.y + box.halfHeight <= 300)
    }
  }

  @Test("a label keeps off a curve through its point")
  func curve() {
    var placement = LabelPlacement(width: 600, height: 300, fontSize: 12)
    placement.avoid(polyline: [(x: 0, y: 300), (x: 600, y: 0)])
    let box = placement.place("0.5", at: (x: 300, y: 150))
    let onCurve = stride(from: 0.0, through: 600, by: 1).filter { x in
      box.contains((x: x, y: 300 - x / 2))
    }
    #expect(onCurve.isEmpty)
  }

  @Test("parts of a curve outside the drawing, even endless ones, cost nothing")
  func outside() {
    var placement = LabelPlacement(width: 100, height: 100, fontSize: 12)
    placement.avoid(polyline: [(x: 0, y: -1e300), (x: 1, y: 1e300), (x: .infinity, y: 0)])
    let box = placement.place("1", at: (x: 50, y: 50))
    #expect(abs(box.x - 50) < 30 && abs(box.y - 50) < 30)
  }

  @Test("a label that may be left out is left out where there is no room near its point")
  func optional() {
    var placement = LabelPlacement(width: 600, height: 300, fontSize: 12)
    let point = (x: 300.0, y: 150.0)
    let clear = placement.placeIfClear("kink, x = 0", at: point)
    #expect(clear.map { abs($0.x - 300) < 60 && abs($0.y - 150) < 30 } == true)
    for y in stride(from: 90.0, through: 210, by: 6) {
      for x in stride(from: 180.0, through: 420, by: 6) {
        placement.avoid(symbolAt: (x: x, y: y), radius: 4)
      }
    }
    #expect(placement.placeIfClear("kink, x = 0", at: point) == nil)
  }
}
