import Governance
import Testing

@testable import Cards

@Suite("The difference of a version from its parent")
struct DifferenceStatTests {
  @Test("counts words in order, message by message, and names the other members that changed")
  func counts() {
    let stat = DifferenceStat(
      from: "21",
      #"{"messages":[{"role":"system","content":"You are kind."},{"role":"user","content":"Say it in ten words."}],"params":{"temperature":0.1},"x":1}"#,
      to:
        #"{"messages":[{"role":"system","content":"You are kind."},{"role":"user","content":"Say it all in six words, please."}],"params":{"temperature":0.2},"limitations":"none"}"#
    )
    #expect(stat.wordsAdded == 4 && stat.wordsRemoved == 2)  // all, six, words,, please. for ten, words.
    #expect(stat.messages == [2])
    #expect(stat.members == ["limitations", "params", "x"])
    #expect(stat.words == "4 words added and 2 removed in message 2; also limitations, params, x")
  }

  @Test("of a message that came, of texts that are the same, and of bodies that are not read")
  func edges() {
    let one = #"{"messages":[{"role":"user","content":"Hello there"}]}"#
    #expect(DifferenceStat(from: "1", "{}", to: one).words == "2 words added and 0 removed in message 1")
    #expect(DifferenceStat(from: "1", one, to: one).words == "nothing that the card shows")
    #expect(DifferenceStat(from: "1", "[", to: "").wordsAdded == 0)
  }

  @Test("of long texts is counted by whole lines, and of texts without a line in common as replaced")
  func long() {
    func text(_ word: String, _ lines: Int) -> String {
      (0..<lines).map { "\(word)\($0) two three four" }.joined(separator: "\n")
    }
    let (old, new) = (text("a", 500), "first line\n" + text("a", 499) + "\nlast b c d")
    let (added, removed) = WordCount.changed(from: old, to: new)
    #expect(added == 6 && removed == 4)
    #expect(WordCount.changed(from: text("a", 1200), to: text("b", 1200)) == (4800, 4800))
  }

  @Test("stands on the card in every format, under diff_stat on the prompt card")
  func onCards() throws {
    var facts = CardFixture.prompt
    facts.difference = DifferenceStat(
      from: "21", #"{"messages":[{"role":"user","content":"a b"}]}"#,
      to: #"{"messages":[{"role":"user","content":"a c d"}]}"#)
    for format in CardFormat.all where format.name != "json" {
      let text = String(decoding: format.write(facts), as: UTF8.self).split(whereSeparator: \.isWhitespace)
      #expect(
        text.joined(separator: " ").contains("2 words added and 1 removed in message 1 (from 21)"), "\(format.name)")
    }
    let json = String(decoding: CardFormat.json.write(facts), as: UTF8.self)
    #expect(json.contains(#""diff_stat":{"from":"21","members":[],"messages":[1],"record""#))
    #expect(facts.recordedKeys.contains(.diff_stat))
    #expect(String(decoding: CardFormat.json.write(CardFixture.prompt), as: UTF8.self).contains(#""diff_stat":null"#))
  }
}

@Suite("A requirement that was waived")
struct CardWaiverTests {
  @Test(
    "stands on the card with its owner, its reason and its end, in every format", arguments: CardFormat.all.map(\.name))
  func everywhere(format: String) throws {
    var facts = CardFixture.prompt
    facts.waivers = [CardFixture.waiver]
    let text = String(decoding: try CardFormat.named(format).write(facts), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing("\\", with: "")
    for part in ["redteam.fresh", "The red team is back on Monday", "mats.ek", "2026-11-30"] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(text.contains("granted"))
    #expect(text.contains("waiver 5"), "its record")
  }

  @Test("is listed whatever became of it, and asked for is not granted")
  func states() {
    var facts = CardFixture.prompt
    facts.waivers = [CardFixture.waiver, CardFixture.waiver]
    (facts.waivers[0].state, facts.waivers[1].state) = (.asked, .refused)
    let html = String(decoding: CardFormat.html.write(facts), as: UTF8.self)
    #expect(html.contains("nobody has granted it") && html.contains("refused by ines.carvalho"))
    #expect(!html.contains("requirement waived"))
    facts.waivers[0].state = .granted
    #expect(String(decoding: CardFormat.html.write(facts), as: UTF8.self).contains("1 requirement waived"))
  }
}

@Suite("A version that was stopped")
struct CardStopTests {
  private func facts(_ environment: String?, isLifted: Bool = false) -> CardFacts {
    var facts = CardFixture.prompt
    facts.stops = [
      StopRow(
        id: 8, artifact: "kyc-summary", label: "22", environment: environment, stoppedBy: "ada.lindqvist",
        reason: "It named a relative", isLifted: isLifted,
        reached: StopReach(versions: 1, pointers: 1, users: 0, promotions: 0, calls: .exactly(0)),
        at: CardFixture.at(21), changedBy: "ines.carvalho", answer: "")
    ]
    return facts
  }

  private func text(_ format: CardFormat, _ facts: CardFacts) -> String {
    String(decoding: format.write(facts), as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("says so in every format, and not that an environment uses it", arguments: CardFormat.all.map(\.name))
  func stopped(format: String) throws {
    let card = text(try CardFormat.named(format), facts("production"))
    #expect(card.contains("It named a relative") && card.contains("stop 8"))
  }

  @Test("serves nothing where it is stopped, and again where the stop was lifted or is elsewhere")
  func chips() {
    #expect(!text(.html, facts(nil)).contains("Serves production") && text(.html, facts(nil)).contains(">Stopped<"))
    #expect(text(.html, facts("production")).contains("stopped: nothing is to use it"))
    #expect(text(.html, facts("staging")).contains("Serves production"))
    let lifted = text(.html, facts("production", isLifted: true))
    #expect(lifted.contains("Serves production") && lifted.contains("lifted by ines.carvalho"))
  }
}
