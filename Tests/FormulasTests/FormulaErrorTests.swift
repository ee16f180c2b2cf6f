import Formulas
import Testing

@Suite("Error messages")
struct FormulaErrorTests {
  @Test("messages, verbatim", arguments: messageTable)
  func messages(text: String, expected: String) throws {
    let parser = try SampleTable.parser()
    let error = #expect(throws: FormulaError.self) { try parser.parse(text) }
    #expect(error?.rendered() == expected)
  }

  /// The text in the first line of each entry and what is reported about it.
  static let messageTable: [(String, String)] = [
    (
      "sofplus(x) + 1",
      """
      error: unknown name 'sofplus'
        sofplus(x) + 1
        ^~~~~~~
      Did you mean 'softplus'?
      """
    ),
    ("", "error: the formula is empty; expected a value"),
    ("  \t ", "error: the formula is empty; expected a value"),
    (
      "2*(x + 1",
      """
      error: this bracket is never closed
        2*(x + 1
          ^
      """
    ),
    (
      "exp(x",
      """
      error: this bracket is never closed
        exp(x
           ^
      """
    ),
    (
      "|x + (1|",
      """
      error: this bracket is never closed
        |x + (1|
               ^
      """
    ),
    (
      "x + 1)",
      """
      error: this ')' closes nothing
        x + 1)
             ^
      """
    ),
    (
      "x +",
      """
      error: the formula ends too early; expected a value
        x +
           ^
      """
    ),
    (
      "x 2",
      """
      error: unexpected number; expected an operator before it
        x 2
          ^
      """
    ),
    (
      "x = 1",
      """
      error: '=' does not compare
        x = 1
          ^
      Did you mean '=='?
      """
    ),
    (
      "1 if x = 1 else 0",
      """
      error: '=' does not compare
        1 if x = 1 else 0
               ^
      Did you mean '=='?
      """
    ),
    (
      "x if x > 0",
      """
      error: this 'if' has no 'else'
        x if x > 0
          ^~
      Write 'a if c else b', or 'piecewise((a, c))' for a function undefined elsewhere.
      """
    ),
    (
      "(x > 0)*x",
      """
      error: a condition is not a number
        (x > 0)*x
        ^~~~~~~
      Write 'a if c else b' to choose a value by the condition c.
      """
    ),
    (
      "x > 0",
      """
      error: a condition is not a number
        x > 0
        ^~~~~
      Write 'a if c else b' to choose a value by the condition c.
      """
    ),
    (
      "1 if x else 0",
      """
      error: a number is not a condition; expected a comparison such as 'x > 0'
        1 if x else 0
             ^
      """
    ),
    (
      "1 else 0",
      """
      error: this 'else' has no 'if'
        1 else 0
          ^~~~
      Write 'a if c else b'.
      """
    ),
    (
      "x + z",
      """
      error: the formula uses both 'x' and 'z'; it may have one variable
        x + z
            ^
      Write 'x' here if they are the same.
      """
    ),
    (
      "sin x",
      """
      error: 'sin' is a function; expected its argument in brackets
        sin x
        ^~~
      Write 'sin(x)'.
      """
    ),
    (
      "sin(x, 1)",
      """
      error: 'sin' takes 1 argument, not 2
        sin(x, 1)
        ^~~
      """
    ),
    (
      "min(x)",
      """
      error: 'min' takes two or more arguments, not 1
        min(x)
        ^~~
      """
    ),
    (
      "where(x, 1)",
      """
      error: 'where' takes 3 arguments, not 2; expected 'where(c, a, b)': a where the condition c \
      holds, else b
        where(x, 1)
        ^~~~~
      """
    ),
    (
      "piecewise(x)",
      """
      error: 'piecewise' takes pairs; expected '(value, condition)'
        piecewise(x)
                  ^
      """
    ),
    (
      "2[x]",
      """
      error: unexpected character '['
        2[x]
         ^
      Only round brackets group: write '(' and ')'.
      """
    ),
    (
      "1.2.3",
      """
      error: a number has only one decimal point
        1.2.3
        ^~~~
      """
    ),
    (
      "leaky-relu(x) + 1",
      """
      error: unknown name 'leaky'
        leaky-relu(x) + 1
        ^~~~~
      Did you mean 'leaky_relu'? In a formula a hyphen is minus.
      """
    ),
    (
      "leaky_relu(x, alhpa=1)",
      """
      error: 'leaky_relu' has no parameter 'alhpa'
        leaky_relu(x, alhpa=1)
                      ^~~~~
      Did you mean 'alpha'?
      """
    ),
    (
      "interval(x, width=1)",
      """
      error: 'interval' has no parameter 'width'
        interval(x, width=1)
                    ^~~~~
      It has 'lower', 'upper'.
      """
    ),
    (
      "elu(x, alpha=10)",
      """
      error: the parameter 'alpha' of 'elu' is out of range; expected 0 <= alpha < 10
        elu(x, alpha=10)
                     ^~
      """
    ),
    (
      "elu(x, alpha=pi)",
      """
      error: the parameter 'alpha' of 'elu' must be an exact number; expected a rational number \
      such as 0.05 or 1/3
        elu(x, alpha=pi)
                     ^~
      """
    ),
    (
      "elu(x, alpha=nan)",
      """
      error: unknown name 'nan'
        elu(x, alpha=nan)
                     ^~~
      Only real numbers have a place in formulas.
      """
    ),
    (
      "elu(x, 1, 2)",
      """
      error: 'elu' takes at most 2 arguments, not 3
        elu(x, 1, 2)
                  ^
      """
    ),
    (
      "elu(x, 1, alpha=2)",
      """
      error: the parameter 'alpha' is given twice
        elu(x, 1, alpha=2)
                  ^~~~~
      """
    ),
    (
      "elu()",
      """
      error: 'elu' has no argument
        elu()
        ^~~
      Write 'elu(x)'.
      """
    ),
    (
      "step(x, 1)",
      """
      error: 'step' takes 1 argument, not 2
        step(x, 1)
                ^
      """
    ),
    (
      "max(0, х)",
      """
      error: unknown name 'х'
        max(0, х)
               ^
      These letters are not Latin; write 'x'.
      """
    ),
    (
      "1e999999999",
      """
      error: a number of more than 10000 digits is too large
        1e999999999
        ^~~~~~~~~~~
      """
    ),
    (
      "9^9^9^9",
      """
      error: a constant in the formula has more than a million bits; it is too large to be exact
        9^9^9^9
        ^~~~~~~
      """
    ),
    (
      "x // 2",
      """
      error: '//' is not an operator here
        x // 2
          ^~
      Write 'floor(a/b)' for the integer quotient.
      """
    ),
  ]

  @Test("wide, combining and control characters keep the caret in place")
  func displayWidth() {
    let parser = FormulaParser()
    let wide = #expect(throws: FormulaError.self) { try parser.parse("x\t+ 漢字 + q") }
    #expect(wide?.rendered() == "error: unknown name '漢字'\n  x + 漢字 + q\n      ^~~~")
    let combining = #expect(throws: FormulaError.self) { try parser.parse("e\u{301} + 1") }
    #expect(combining?.rendered().hasSuffix("\n   e\u{301} + 1\n   ^") == false)
    #expect(combining?.range == 0..<1)
    let control = #expect(throws: FormulaError.self) { try parser.parse("x \u{7} 1") }
    #expect(
      control?.rendered()
        == "error: unexpected character '\u{FFFD}'\n  x \u{FFFD} 1\n    ^")
  }

  @Test("a long line is cut around the place")
  func longLine() {
    let text =
      String(repeating: "x + ", count: 100) + "wrong" + String(repeating: " + x", count: 99)
    let error = #expect(throws: FormulaError.self) { try FormulaParser().parse(text) }
    let lines = error?.rendered().split(separator: "\n") ?? []
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines[1].hasPrefix("  …"))
    #expect(lines[1].hasSuffix("…"))
    let caret = lines[2].prefix { $0 == " " }.count
    #expect(lines[1].dropFirst(caret).prefix(5) == "wrong")
    #expect(lines[2].hasSuffix("^~~~~"))
  }

  @Test("bytes that are not UTF-8")
  func invalidBytes() throws {
    let parser = FormulaParser()
    #expect(try parser.parse(utf8: Array("x + 1".utf8)).formula == .x + 1)
    let error = #expect(throws: FormulaError.self) {
      try parser.parse(utf8: [0x78, 0x2B, 0xFF, 0x31])
    }
    #expect(error?.message == "the text is not UTF-8")
    #expect(error?.range == 2..<3)
  }

  @Test(
    "near names",
    arguments: [
      ("sofplus", "softplus"), ("sgimoid", "sigmoid"), ("tnah", "tanh"), ("EXPP", "exp"),
      ("abcdefgh", nil), ("q", nil),
    ] as [(String, String?)])
  func nearNames(name: String, expected: String?) {
    let names = ["softplus", "sigmoid", "tanh", "exp", "erf"]
    #expect(nearestName(to: name, among: names) == expected)
  }
}
