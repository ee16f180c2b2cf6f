import Testing

@testable import Reports

@Suite("Documents of blocks")
struct BlockDocumentTests {
  private var document: BlockDocument {
    var document = BlockDocument()
    document.append(.heading("Values"))
    document.append(.items(["one two three", "four"]))
    document.append(.table(header: ["x", "$|x|$"], rows: [["`a|b`", "$1$"]]))
    document.append(.verbatim(["f(1) = 0.5"]))
    return document
  }

  @Test("Markdown: bars do not end cells")
  func markdown() {
    #expect(
      document.markdown == """
        ## Values

        - one two three
        - four

        | x | $\\vert x\\vert $ |
        | :--- | :--- |
        | `a\\|b` | $1$ |

        ```
        f(1) = 0.5
        ```

        """)
  }

  @Test("text: items are wrapped and indented")
  func text() {
    #expect(
      document.text(width: 10) == """
        Values

        - one two
          three
        - four

        x      $|x|$
        -----  -----
        `a|b`  $1$

        f(1) = 0.5

        """)
  }
}
