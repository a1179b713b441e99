import Testing

@testable import Cards

@Suite("Writing text from outside")
struct WritingTests {
  @Test(
    "quotes in YAML whatever a reader could take for something else",
    arguments: [
      ("no", "\"no\""), ("1.10", "\"1.10\""), ("en", "en"), ("", "\"\""), ("sha256:ab", "\"sha256:ab\""),
      ("text-generation", "text-generation"), ("~", "\"~\""), ("a b", "\"a b\""), ("Null", "\"Null\""),
      ("a\n---\nb", "\"a\\n---\\nb\""), ("\u{202E}x\u{1B}", "\"\\u202Ex\\x1B\""), ("é", "\"é\""), ("-", "\"-\""),
    ])
  func yaml(text: String, expected: String) { #expect(yamlString(text) == expected) }

  @Test(
    "writes numbers that YAML 1.1 reads as numbers too",
    arguments: [(1e-05, "1.0e-05"), (0.93, "0.93"), (412, "412"), (1e22, "1.0e+22"), (.nan, "\"not available\"")])
  func yamlNumbers(value: Double, expected: String) { #expect(yamlNumber(value) == expected) }

  @Test(
    "takes the meaning out of Markdown",
    arguments: [
      ("a_b _c_ #", "a_b \\_c\\_ #"), ("a|b", "a\\|b"), ("<b>&amp;", "&lt;b&gt;&amp;amp;"), ("[x](y)", "\\[x\\](y)"),
      ("https://e.example", "https\\://e.example"), ("WWW.e.example", "WWW\\.e.example"), ("a\nb", "a b"),
      ("*\u{301}x*", "\\*\u{301}x\\*"), ("\u{1B}[2J", "\\\\u{1B}\\[2J"),
    ])
  func markdown(text: String, expected: String) { #expect(markdownInline(text) == expected) }

  @Test("keeps paragraphs and line ends of prose, and no line begins a block")
  func paragraphs() {
    #expect(
      markdownParagraph("a\r\n- b\n\n# e\n    1. c\n===\n+ d") == "a\\\n\\- b\n\n\\# e\\\n1\\. c\\\n\\===\\\n\\+ d")
  }

  @Test("fences with more backticks than the text has")
  func fence() { #expect(markdownFence("````\nx") == "`````text\n````\nx\n`````") }

  @Test("wraps at blanks, cuts long words, and counts wide glyphs twice")
  func wrapping() {
    var out = PlainTextLines(columns: 10)
    out.wrap("one two three", first: "- ", rest: "  ")
    out.wrap("abcdefghijklm")
    out.wrap("漢字漢字漢字")
    out.wrap("  indented words")
    #expect(out.lines == ["- one two", "  three", "abcdefghij", "klm", "漢字漢字漢", "字", "  indented", "words"])
  }

  @Test("holds every line within the width", arguments: [20, 33, 80, 200])
  func width(columns: Int) {
    for line in PlainTextCard.lines(CardFixture.hostile, columns: columns) {
      #expect(textColumns(line) <= columns)
    }
  }

  @Test("writes money from millionths")
  func money() {
    #expect(moneyText(micros: 412_500_000) == "412.50")
    #expect(moneyText(micros: -1) == "-0.000001")
    #expect(moneyText(micros: .min) == "-9223372036854.775808")
  }
}
