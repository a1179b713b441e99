import Terminal
import Testing

@testable import Console

@Suite("Key tables")
struct KeyTableTests {
  private let seats = ScreenIndex.entries.map { $0.make(Sight(now: .pinned)) }

  /// What each verb's letter means, in the words a screen may use for it.
  private let meanings: [Key: Set<String>] = [
    .character("c"): ["claim next", "claim next high"], .character("a"): ["accept"],
    .character("x"): ["block", "reject"],
    .character("m"): ["mask & accept", "mute its monitor"], .character("F"): ["the fleet"],
    .character("e"): ["escalate"], .character("z"): ["put back"],
    .character("r"): ["renew the claim"], .character("s"): ["sign"], .character("d"): ["difference to the one before"],
    .character("E"): ["export the card or the pack", "export the lineage", "export the figures"],
    .character("+"): ["more steps", "give a right", "watch this figure"],
    .character("-"): ["fewer steps", "take a right back"],
    .character("t"): ["table or picture", "table or charts", "traffic", "all or readings alone", "another team"],
    .character("v"): ["verify the line", "verify a pack", "verify: decide again"],
    .character("B"): ["what if another bundle decided"],
    .character("R"): ["roll back"],
    .character("u"): ["undo the stop", "end the delegation", "undo or correct", "take back"],
    .character("w"): ["waive", "rows it was given", "card or form"], .character("D"): ["let them sign for you"],
    .character("p"): ["mark the path"], .character("i"): ["impact list"],
    .character("h"): ["histogram now and before"], .character("b"): ["reference window"],
    .character("C"): ["ask the owner", "comment or ask"], .character("T"): ["take over"],
    .character("V"): ["reveal what is masked"], .character("I"): ["incident", "incident of its alarm"],
    .character("*"): ["mark for asking together", "mark for signing together"],
    .character("M"): ["only what you owe"],
    .character("f"): ["freeze the quarter", "columns or tables"], .character("P"): ["record a report"],
    .character("X"): ["close the incident", "close the alarm"], .character("J"): ["judge the data class"],
    .character("K"): ["the namespace is another's"], .character("W"): ["who said what of it"],
    .character("A"): ["replay: try it again", "run it now"], .character("O"): ["pause it, or let it go on"],
  ]

  @Test("keep a verb's letter on every screen")
  func verbsKeepTheirLetters() throws {
    for seat in seats {
      for (key, line) in seat.verbs {
        let allowed = try #require(meanings[key], "\(key.name) on \(seat.title) has no meaning on record.")
        #expect(allowed.contains(line.words), "\(key.name) means \(line.words) on \(seat.title)")
      }
    }
  }

  @Test("bind no key twice, neither in a screen nor between a screen and what is the same everywhere")
  func noClash() {
    let everywhere =
      Motion.allCases.flatMap(\.keys) + GlobalCommand.allCases.flatMap(\.keys)
      + (1...9).map { Key.character(Character("\($0)")) }
    #expect(Set(everywhere).count == everywhere.count)
    for seat in seats {
      #expect(seat.doublyBound.isEmpty, "\(seat.title) binds a key twice")
      for (key, line) in seat.verbs where !(key == .character("E") && line.words.hasPrefix("export")) {
        // What a screen exports may be something else than its list; the key means the same.
        #expect(!everywhere.contains(key), "\(key.name) is bound by \(seat.title)")
      }
    }
  }

  @Test("say what keys do in words that are unique, short and no code")
  func words() {
    for seat in seats {
      let words = seat.verbs.map(\.line.words) + MotionGroup.lines(for: seat.motions).map(\.words)
      #expect(Set(words).count == words.count, "\(seat.title) says the same twice")
      for text in words { #expect(columns(of: text) < 40 && !text.isEmpty) }
    }
    for command in GlobalCommand.allCases { #expect(columns(of: command.words) < 40) }
  }

  @Test("name every motion in exactly one group of the help")
  func groups() {
    let grouped = MotionGroup.all.flatMap(\.motions)
    #expect(Set(grouped) == Set(Motion.allCases) && grouped.count == Motion.allCases.count)
  }

  @Test("show every digit and the way to help at 80 columns, with the title of the screen in front whole")
  func strip() {
    for (digit, title) in [(1, "Office"), (3, "Promotions"), (8, "Incidents")] {
      var script = Script(.office)
      script.presses(.character(Character("\(digit)")))
      let strip = script.text.split(separator: "\n", omittingEmptySubsequences: false)[1]
      for each in 1...9 { #expect(strip.contains(" \(each) "), "\(strip)") }
      #expect(strip.contains(" \(digit) \(title)") && strip.contains(": ?"), "\(strip)")
    }
  }

  @Test("leave a digit unbound that no screen has")
  func digits() {
    var script = Script(.office)
    script.presses(.character("0"))
    #expect(script.shell.front == .office)
    script.presses(.character("4"))
    #expect(script.shell.front == .registry)
  }
}
