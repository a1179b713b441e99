import SeededNumbers
import Terminal
import Testing

@Suite("Tree")
struct TreeTests {
  @Test("unfolds step by step, asks for what nobody knows yet, and draws what leads where")
  func unfolds() {
    var tree = Tree(["chain", "prompt"])
    #expect(tree.lines.map(\.sign) == ["▸", "▸"])
    #expect(tree.turn(["chain"]) == "chain")
    #expect(tree.lines.map(\.sign) == ["…", "▸"])
    tree.take(["model", "index"], below: "chain")
    #expect(tree.turn(["chain", "model"]) == "model")
    tree.take(["data"], below: "model")
    #expect(
      tree.lines.map { $0.guides + $0.sign + ($0.path.last ?? "") } == [
        "▾chain", "├ ▾model", "│ └ ▸data", "└ ▸index", "▸prompt",
      ])
    tree.take([], below: "data")
    #expect(tree.turn(["chain", "model", "data"]) == nil)
    #expect(tree.lines[2].fold == .leaf)
    // Folded, and unfolded again as it was: nothing is asked twice.
    #expect(tree.turn(["chain"]) == nil)
    #expect(tree.lines.count == 2)
    #expect(tree.turn(["chain"]) == nil)
    #expect(tree.lines.count == 5)
    tree.plant(["prompt", "chain"])
    #expect(tree.lines.map { $0.path.last } == ["prompt", "chain", "model", "data", "index"])
  }

  @Test("folds each place by itself, and nothing below itself")
  func places() {
    var tree = Tree(["a", "b"])
    _ = tree.turn(["a"])
    tree.take(["b"], below: "a")
    tree.take(["a"], below: "b")
    _ = tree.turn(["a", "b"])
    #expect(tree.lines.map(\.path) == [["a"], ["a", "b"], ["a", "b", "a"], ["b"]])
    #expect(tree.lines.map(\.fold) == [.open, .open, .leaf, .closed])
    #expect(tree.turn(["a", "b", "a"]) == nil)
    #expect(tree.turn(["c"]) == "c")
    tree.miss("c")
    #expect(tree.turn(["c"]) == "c")
  }

  @Test("of any web shows every unfolded place once, two columns a step")
  func anyWeb() {
    var random = SplitMix(seed: 8)
    for _ in 0..<200 {
      let keys = Array(0..<Int.random(in: 1...8, using: &random))
      var tree = Tree(keys.filter { _ in Bool.random(using: &random) })
      for key in keys { tree.take(keys.filter { _ in Int.random(in: 0...3, using: &random) == 0 }, below: key) }
      for _ in 0..<20 {
        guard let line = tree.lines.randomElement(using: &random) else { break }
        let before = tree.lines.count
        _ = tree.turn(line.path)
        if line.fold == .open { #expect(tree.lines.count <= before) } else { #expect(tree.lines.count >= before) }
        if tree.lines.count > 2_000 { break }
      }
      let lines = tree.lines
      #expect(Set(lines.map(\.path)).count == lines.count)
      for line in lines { #expect(columns(of: line.guides) == 2 * (line.path.count - 1)) }
    }
  }
}
