import Formulas
import Randomness
import Testing

@Suite("Random input")
struct FuzzTests {
  private static let words = [
    "x", "z", "e", "pi", "inf", "exp", "log", "max", "min", "relu", "mish", "elu", "leaky_relu",
    "softplus", "piecewise", "where", "if", "else", "and", "or", "not", "true", "alpha", "(", ")",
    ",", "|", "+", "-", "*", "/", "^", "**", "<", "<=", "==", "=", "!=", "0", "1", "0.5", "1e-3",
    "1e999", "9^9", "²", "π", "α", "≤", "√", "⌊", "⌋", " ", "\t", "\u{301}", "漢", "&", ".",

  ]

  private static let seeds = [
    "x if x >= 0 else 0.01*x", "max(0, x)", "ln(1 + exp(x))", "piecewise((x, x > 0), (1, true))",
    "where(x < 1, 2x, |x|^3)", "leaky_relu(x, alpha=0.05)", "1/2x + 3e-4", "-1 <= x <= 1",
    "mish(elu(x, 0.5)) - sigmoid(-x)", "1 if -1 <= x < 1 and not x == 0 else 0", "2πx²·√(x+1)",
    "(x - 1)/((x + 2)*3^-x)", "x - (1 - (x - 2))/(-x/4)", "(-x^2)^(1/3)",
  ].map { Array($0.utf8) }

  private static func input(_ generator: inout SplitMix64) -> [UInt8] {
    switch generator.below(4) {
    case 0:
      return (0..<generator.below(24)).map { _ in UInt8(generator.below(256)) }
    case 1:
      return (0..<generator.below(24)).map { _ in UInt8(32 + generator.below(95)) }
    case 2:
      return (0..<generator.below(14)).flatMap { _ in words[generator.below(words.count)].utf8 }
    default:
      var bytes = seeds[generator.below(seeds.count)]
      for _ in 0...generator.below(3) where !bytes.isEmpty {
        let place = generator.below(bytes.count)
        switch generator.below(4) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(bytes[generator.below(bytes.count)], at: place)
        case 2: bytes.replaceSubrange(place..<place, with: words[generator.below(words.count)].utf8)
        default: bytes[place] = UInt8(generator.below(256))
        }
      }
      return bytes
    }
  }

  @Test("a million random and mutated texts give a formula or an error")
  func million() throws {
    let parser = try SampleTable.parser()
    var generator = SplitMix64(seed: 1)
    var accepted = 0
    var rejected = 0
    for index in 0..<1_000_000 {
      let bytes = Self.input(&generator)
      do throws(FormulaError) {
        let function = try parser.parse(utf8: bytes)
        accepted += 1
        // What is accepted is printed and read back now and then.
        guard index % 16 == 0, function.formula.nodeCount < 200 else { continue }
        let text = function.formula.text()
        if try parser.parse(text).formula != function.formula { Issue.record("\(text)") }
      } catch {
        rejected += 1
        guard index % 16 == 0 else { continue }
        let isInside = error.range.upperBound <= error.source.count
        if !isInside || error.rendered().isEmpty { Issue.record("\(error)") }
      }
    }
    #expect(accepted > 20_000)
    #expect(rejected > 300_000)
  }
}
