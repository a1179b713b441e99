import Foundation
import Governance
import Terminal
import Testing

@testable import Console

@Suite("Settings")
struct SettingsTests {
  private func read(_ yaml: String) -> SettingsReading { SettingsReading(yaml: yaml, from: "config.yaml") }

  @Test("that write a list of lists without end are refused at once", .timeLimit(.minutes(1)))
  func laughs() {
    // Written out it has no end: the reader compares keys whole.
    var laughs = "a0: &a0 [ha, ha]\n"
    for level in 1...9 {
      laughs += "a\(level): &a\(level) [\((0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
    }
    let reading = read(laughs + "? *a9\n: 1\n? *a8\n: 2\n")
    #expect(reading.faults.map(\.what) == ["It refers to itself more than 16 times."])
  }

  @Test("say where each value comes from")
  func places() {
    let settings = read(
      """
      # mine
      theme: light
      mouse: false
      calm: offer
      copy: true
      screen: review
      """
    ).settings
    #expect(settings.theme == Settings.Choice("light", at: "config.yaml:2"))
    #expect(settings.mouse == Settings.Choice(false, at: "config.yaml:3"))
    #expect(settings.calm == Settings.Choice(.offered, at: "config.yaml:4"))
    #expect(settings.copy.value && settings.screen.value == "review")
    #expect(settings.ascii == Settings.Choice(false))
  }

  @Test("say nothing in an empty file, in one of comments alone, and where keys is empty")
  func empty() {
    for text in ["", "\n", "# nothing yet\n", "keys:\n", "---\n"] {
      let reading = read(text)
      #expect(reading.faults.isEmpty && reading.warnings.isEmpty, "\(text): \(reading)")
      #expect(reading.settings.theme.value == "dark" && reading.settings.keymap.isBuiltIn)
    }
  }

  @Test("warn of what nobody knows, with the nearest name, and go on")
  func unknown() {
    let reading = read("theem: light\nmouse: false\nkeys:\n  claim-nxt: F2\n")
    #expect(reading.faults.isEmpty && !reading.settings.mouse.value)
    #expect(reading.warnings.map(\.line) == [1, 4])
    #expect(reading.warnings.map(\.remedy) == ["Did you mean theme?", "Did you mean claim-next?"])
  }

  @Test(
    "refuse what cannot hold, at its line",
    arguments: [
      ("mouse: perhaps", 1, "true or false"), ("calm: very", 1, "offer"), ("a: [", 2, "YAML"), ("- a", 1, "mapping"),
      ("\nscreen: reviews", 2, "no screen 'reviews'"), ("keys:\n  accept: Ctrl-Shift-X", 2, "is no key"),
      ("keys:\n  accept: []", 2, "needs a key"), ("keys: 3", 1, "names of actions"),
      ("keys:\n  accept: A\n  accept: B", 2, "lines 2, 3"),
    ])
  func refused(yaml: String, line: Int, words: String) {
    let faults = read(yaml).faults
    #expect(faults.count == 1 && faults.first?.line == line, "\(faults)")
    #expect(faults.first?.what.contains(words) == true, "\(faults)")
  }

  @Test("refuse a clash and name both places")
  func clashes() {
    let both = read("keys:\n  accept: F4\n  block: F4\n").faults
    #expect(both.count == 1)
    #expect(both.first?.what == "F4 is given to block in config.yaml:3 and to accept (config.yaml:2).")
    let builtIn = read("keys:\n  accept: j\n  sign: c\n").faults
    #expect(
      builtIn.map(\.what) == [
        "j is given to accept in config.yaml:2 and to down (built in, everywhere).",
        "c is given to sign in config.yaml:3 and to claim-next (built in, Review).",
      ])
    #expect(read("keys:\n  accept: x\n  block: a\n").faults.isEmpty, "Two may change places.")
  }

  @Test("never give away or move what means the same for everybody", arguments: ["C", "L", "I", "E", "H", "!", "3"])
  func fixed(key: String) {
    #expect(read("keys:\n  accept: \"\(key)\"\n").faults.first?.what.contains("same for everybody") == true)
    #expect(read("keys:\n  lineage: F3\n").faults.first?.what.contains("cannot be rebound") == true)
    #expect(read("keys:\n  export-the-card-or-the-pack: F3\n").faults.first?.what.contains("cannot be rebound") == true)
  }

  @Test("every action has a name of its own that the file takes")
  func names() {
    let actions = KeyAction.all
    #expect(Set(actions.map(\.name)).count == actions.count, "\(actions.map(\.name).sorted())")
    for action in actions where !action.isFixed {
      #expect(action.name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }, "\(action.name)")
      let reading = read("keys:\n  \(action.name): F19\n")
      #expect(reading.faults.isEmpty && reading.warnings.isEmpty, "\(action.name): \(reading)")
    }
    for action in actions { for key in action.keys { #expect(Key(named: key.name) == key, "\(key.name)") } }
  }

  @Test("the file is looked for where XDG says, and a refused one stops the console with its place")
  func file() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("settings-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let own = folder.appendingPathComponent("countersign")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    let file = own.appendingPathComponent("config.yaml")
    let environment = ["XDG_CONFIG_HOME": folder.path]
    #expect(try SettingsFile.settings(nil, environment: environment).settings == Settings())
    try Data("theme: mine\ncalm: true\ncolour: red\n".utf8).write(to: file)
    let (settings, warnings) = try SettingsFile.settings(nil, environment: environment)
    #expect(settings.theme.value == "mine" && settings.calm.value == .on && warnings.count == 1)
    try Data("mouse: 3\ncopy: 4\n".utf8).write(to: file)
    do throws(Problem) {
      _ = try SettingsFile.settings(nil, environment: environment)
      Issue.record("It was taken.")
    } catch {
      #expect(error.kind == .badData && error.happened.hasPrefix("\(file.path):1: "))
      #expect(error.because == "1 more thing is wrong there.")
    }
    #expect(throws: Problem.self) { try SettingsFile.settings("/nowhere.yaml", environment: [:]) }
  }
}

@Suite("Rebound keys")
struct KeymapTests {
  private func script(_ yaml: String, _ first: ScreenName = .review) -> Script {
    let reading = SettingsReading(yaml: yaml, from: "config.yaml")
    #expect(reading.faults.isEmpty && reading.warnings.isEmpty, "\(reading)")
    var sight = Sight(now: .pinned, uptime: 1_000_000)
    sight.keymap = reading.settings.keymap
    return Script(first, sight: sight)
  }

  @Test("do what the old ones did, which do nothing any more")
  func moved() {
    var script = script("keys:\n  claim-next: F2\n  help: [\"Z\", F1]\n")
    script.presses(.character("c"))
    #expect(!script.work.contains("the claim"))
    script.presses(.function(2))
    #expect(script.work.contains("the claim"))
    script.presses(.character("?"))
    #expect(script.shell.layers.isEmpty)
    script.presses(.function(1))
    #expect(script.shell.layers.count == 1)
  }

  @Test("stand in footer, help, palette and hints")
  func told() {
    var script = script("keys:\n  claim-next: F2\n  palette: Ctrl-P\n  help: F1\n  down: [Down]\n")
    script.shows("F2 claim next")
    script.shows("Ctrl-P F1")
    script.shows("F1 help")
    script.presses(.character("a"))
    script.says("F2 claims the next")
    script.presses(.function(1))
    script.shows("F2 ")
    script.hides("↓ j k")
    script.presses(.escape, .control("p"))
    script.types("claim next")
    script.shows("F2")
  }

  @Test("leave forms, filters and the palette their letters")
  func typing() {
    var script = script("keys:\n  accept: \"Z\"\n  quit: [Q]\n", .registry)
    script.presses(.character("/"))
    script.types("kind:prompt a Z q Q")
    script.shows("kind:prompt a Z q Q")
    #expect(script.shell.orders.isEmpty)
  }

  @Test("let two change places, and the wheel still scrolls")
  func swapped() {
    var script = script("keys:\n  accept: x\n  block: a\n  down: [\"n\"]\n  next-match: [\"j\"]\n")
    script.presses(.character("x"))
    script.says("Open an item first")
    script.shell.receive(.mouse(Mouse(.wheelDown, button: 0, at: Position(row: 9, column: 3))))
    #expect(script.notice == nil)
  }

  @Test("that changed places are told the way they now work")
  func swappedInFooter() {
    let script = script("keys:\n  next-tab: \",\"\n  previous-tab: \".\"\n")
    script.shows(". , tabs")
  }
}
