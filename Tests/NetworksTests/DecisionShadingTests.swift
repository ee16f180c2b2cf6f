import Testing

@testable import Networks

@Suite("The shading of decisions")
struct DecisionShadingTests {
  private let edges = [0.0, 0.25, 0.5, 0.75, 1]

  /// The area of the cells.
  private func area(_ cells: [DecisionMap.Cell]) -> Double {
    cells.reduce(0) { $0 + ($1.right - $1.left) * ($1.top - $1.bottom) }
  }

  @Test("cells are small at the line where the class changes, and elsewhere as large as they come")
  func refinement() {
    let shading = DecisionShading { x, y in x + y > 0.9 ? 1 : 0 }
    let cells = shading.cells(xs: edges, ys: edges)
    #expect((area(cells) - 1).magnitude < 1e-12)
    for cell in cells {
      let (least, greatest) = (cell.left + cell.bottom, cell.right + cell.top)
      let isCrossed = least < 0.9 && 0.9 < greatest
      let width = cell.right - cell.left
      #expect(!isCrossed || width == 0.25 / 8)
      // Beyond the smallest cells that the line crosses, no shade is on the wrong side.
      #expect(isCrossed || cell.value == (least >= 0.9 ? 1 : 0))
    }
    #expect(cells.contains { $0.right - $0.left == 0.25 })
  }

  @Test("a jump of the probability is followed too, and a slow change is not")
  func jumps() {
    let jump = DecisionShading { x, _ in x > 0.6 ? 0.3 : 0.1 }.cells(xs: edges, ys: edges)
    #expect(
      jump.filter { $0.left < 0.6 && 0.6 < $0.right }.allSatisfy { $0.right - $0.left < 0.04 })
    let slope = DecisionShading { x, _ in 0.25 * x }.cells(xs: edges, ys: edges)
    #expect(slope.count == 16)
    #expect(slope.map(\.value).max() == 0.25 * 0.875)
  }

  @Test("cells to the right and above come later")
  func order() {
    let cells = DecisionShading { x, y in x > y ? 1 : 0 }.cells(xs: edges, ys: edges)
    for (index, cell) in cells.enumerated() {
      for later in cells[(index + 1)...] {
        let isBelow = later.top <= cell.bottom && later.left < cell.right && cell.left < later.right
        let isLeft = later.right <= cell.left && later.bottom < cell.top && cell.bottom < later.top
        #expect(!isBelow && !isLeft)
      }
    }
  }
}
