import Foundation
import Networks
import Testing

@Suite("Data")
struct DataSetTests {
  @Test("CSV with and without header, with and without labels")
  func csv() throws {
    let plain = try DataSet(csv: "0,1\n2.5,-3e1\n", name: "a", inputCount: 2)
    #expect(plain.inputs == [[0, 1], [2.5, -30]] && plain.labels == nil)
    let labelled = try DataSet(csv: "0,1,1\n2,3,0", name: "a", inputCount: 2)
    #expect(labelled.inputs == [[0, 1], [2, 3]] && labelled.labels == [1, 0])
    let named = try DataSet(csv: "class,u,v\r\n1,0.5,2\r\n0,3,4\r\n", name: "a", inputCount: 2)
    #expect(named.inputs == [[0.5, 2], [3, 4]] && named.labels == [1, 0])
    let chosen = try DataSet(
      csv: "u,v,w\n1,2,3", name: "a", label: .named("v"), inputCount: 2)
    #expect(chosen.inputs == [[1, 3]] && chosen.labels == [2])
    let none = try DataSet(csv: "1,2,3", name: "a", label: .none, inputCount: 2)
    #expect(none.inputs == [[1, 2, 3]] && none.labels == nil)
    let quoted = try DataSet(csv: "\"a\",\"y\"\n\"1\",\"2\"\n", name: "a", inputCount: 1)
    #expect(quoted.inputs == [[1]] && quoted.labels == [2])
  }

  @Test(
    "CSV that is damaged is refused, with the line",
    arguments: [
      ("1,2\n3", "line 2 has 1 cells"), ("1,2\n3,x", "line 2 has 'x'"), ("1,2\n3,nan", "line 2"),
      ("a,b\n", "no rows of numbers"), ("", "no rows"), ("1,2\n3,1e999", "line 2"),
    ])
  func damaged(text: String, message: String) {
    let error = #expect(throws: NetworkError.self) {
      try DataSet(csv: text, name: "a", inputCount: 2)
    }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test("built-in data have their size and shape, and follow the seed")
  func builtIn() throws {
    for name in ["moons", "circles", "spirals"] {
      let data = try #require(try DataSet(builtIn: "\(name):60", seed: 4))
      #expect(data.inputs.count == 60 && data.labels?.filter { $0 == 1 }.count == 30)
      #expect(try DataSet(builtIn: "\(name):60", seed: 4) == data)
      #expect(try DataSet(builtIn: "\(name):60", seed: 5) != data)
    }
    #expect(try DataSet(builtIn: "stars", seed: 1) == nil)
    #expect(try DataSet(builtIn: "moons", seed: 1)?.inputs.count == 100)
    for text in ["moons:0", "moons:x", "moons:10000001", "xor:5"] {
      #expect(throws: NetworkError.self) { try DataSet(builtIn: text, seed: 1) }
    }
    let circles = try #require(try DataSet(builtIn: "circles:40", seed: 4))
    for (point, label) in zip(circles.inputs, circles.labels ?? []) {
      let radius = (point[0] * point[0] + point[1] * point[1]).squareRoot()
      #expect((radius - (label == 1 ? 0.5 : 1)).magnitude < 0.0708)
    }
  }

  @Test("labels become targets")
  func targets() throws {
    let two = try #require(try Network(architecture: "2-3-2", hidden: ActivationFunction("relu")))
    #expect(
      try DataSet.xor.samples(for: two).map(\.target) == [[1, 0], [0, 1], [0, 1], [1, 0]])
    let bad = DataSet(name: "a", inputs: [[1, 2]], labels: [2])
    #expect(throws: NetworkError.self) { try bad.samples(for: two) }
    #expect(throws: NetworkError.self) { try bad.samples(for: Network.xor()) }
    let wide = DataSet(name: "a", inputs: [[1, 2, 3]], labels: [1])
    #expect(throws: NetworkError.self) { try wide.samples(for: two) }
  }
}
