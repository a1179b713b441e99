import Testing

@testable import Terminal

@Suite("A key table")
struct KeyTableTests {
  struct State {
    var why: String?
  }
  let table = KeyTable<State, Int>([
    Binding([.down, .character("j")], "next", 1, quiet: true),
    Binding([.character("s")], "sign", 2, unless: \.why),
    Binding([.control("r"), .character("j")], "reload", 3),
  ])

  @Test("sends, refuses with the reason, and knows what is unbound")
  func answers() {
    func answer(_ key: Key, _ why: String? = nil) -> String { "\(table.answer(key, in: State(why: why)))" }
    #expect(answer(.down) == "send(1)")
    #expect(answer(.character("j")) == "send(1)")
    #expect(answer(.character("s")) == "send(2)")
    #expect(answer(.character("s"), "It is your own.").contains("It is your own."))
    #expect(answer(.escape) == "unbound")
  }

  @Test("prints its help, and names keys bound twice")
  func helps() {
    let help = table.help(in: State(why: "It is your own."))
    #expect(help.map(\.keys) == ["↓ j", "s", "Ctrl-R j"])
    #expect(help.map(\.refused) == [nil, "It is your own.", nil])
    #expect(table.doublyBound == [.character("j")])
  }
}
