import Testing

@testable import Accuracy

@Suite("Comparison tables")
struct ComparisonTableTests {
  @Test("the three functions of the assignment")
  func assignment() throws {
    let table = ComparisonTable(
      of: try ["max(0, z)", "z if z >= 0 else 0.01*z", "ln(1 + exp(z))"].map {
        try AnalysedFunction($0).analysis
      })
    #expect(table.columns.map(\.continuity.onReals) == [.proved, .proved, .proved])
    #expect(table.columns.map(\.differentiability.onReals) == [.refuted, .refuted, .proved])
    #expect(table.columns.map { $0.oneSidedDerivatives.map(\.at.decimal) } == [["0"], ["0"], []])
    #expect(table.columns[1].oneSidedDerivatives.first?.left?.decimal == "0.01")
    #expect(table.columns[1].oneSidedDerivatives.first?.right?.decimal == "1")
    #expect(table.columns.map(\.smoothness) == ["C0", "C0", "Cinf"])
    #expect(table.columns[0].traps.contains { $0.kind == .deadZone })
    #expect(!table.columns[1].traps.contains { $0.kind == .deadZone })
    #expect(table.columns[2].traps.contains { $0.kind == .overflow })
  }
}
