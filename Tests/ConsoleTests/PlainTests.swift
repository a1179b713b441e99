import Foundation
import Governance
import Operations
import Synchronization
import Testing

@testable import Console

/// Answers prepared beforehand, and everything that was said.
final class Conversation: Sendable {
  fileprivate struct State {
    var answers: [String]
    var said = ""
  }
  fileprivate let state: Mutex<State>

  init(_ answers: String...) { state = Mutex(State(answers: answers)) }

  var said: String { state.withLock { $0.said } }
  var unread: [String] { state.withLock { $0.answers } }

  var dialog: LineDialog {
    LineDialog(
      read: {
        self.state.withLock { $0.answers.isEmpty ? nil : $0.answers.removeFirst() }
      },
      write: { text in self.state.withLock { $0.said += text } },
      // What was typed ahead stands before the marker.
      forget: {
        self.state.withLock { state in
          if let marker = state.answers.firstIndex(of: "(asked)") { state.answers.removeSubrange(...marker) }
        }
      })
  }
}

@Suite("Line by line")
struct PlainTests {
  private func talk(_ conversation: Conversation, _ desk: FakeDesk = FakeDesk(), _ officer: Officer = .ada) async {
    await PlainSession(desk: desk, dialog: conversation.dialog, officer: officer).run()
  }

  /// Enters that read any of the items here to its end.
  private func pieces(_ detail: ReviewDetail) -> Int { PlainReading(PlainItem.parts(detail)).pieces.count }

  @Test("an item is read to its end, decided with a reason, and the decision names the claim")
  func decides() async {
    let desk = FakeDesk()
    let count = pieces(.fixture(41, claim: .fixture(41)))
    let answers =
      ["r", "41"] + Array(repeating: "", count: count - 1) + ["x", "1", "it insults people", "yes", "b", "q"]
    let conversation = Conversation.of(answers)
    await talk(conversation, desk)
    #expect(conversation.unread.isEmpty, "\(conversation.said)")
    let decided = desk.asked.last { $0.hasPrefix("decide") } ?? "(nothing)"
    #expect(decided.hasPrefix("decide 41 fence") && decided.contains("block") && decided.hasSuffix("it insults people"))
    #expect(conversation.said.contains("This is the end of item 41."))
  }

  @Test("nothing is decided before the end is reached")
  func readsToTheEnd() async {
    let desk = FakeDesk()
    let conversation = Conversation("r", "41", "a", "x", "b", "b", "q")
    await talk(conversation, desk)
    #expect(conversation.said.contains("Nothing is decided while you read"))
    #expect(!conversation.said.contains("a accepts"))
    #expect(!desk.asked.contains { $0.hasPrefix("decide") })
  }

  @Test("lines typed ahead read on, and decide nothing")
  func typedAhead() async {
    let desk = FakeDesk()
    let count = pieces(.fixture(41, claim: .fixture(41)))
    let ahead = ["r", "41"] + Array(repeating: "", count: count - 1) + ["a", "1", "yes", "(asked)"]
    let conversation = Conversation.of(ahead + ["b", "b", "q"])
    await talk(conversation, desk)
    #expect(!desk.asked.contains { $0.hasPrefix("decide") }, "\(conversation.said)")
    #expect(conversation.said.contains("a accepts"))
  }

  @Test("without a yes, and by a dot, nothing is recorded")
  func breaksOff() async {
    let desk = FakeDesk()
    let count = pieces(.fixture(41, claim: .fixture(41)))
    let conversation = Conversation.of(
      ["r", "41"] + Array(repeating: "", count: count - 1) + ["a", "1", "no", "e", ".", "b", "b", "q"])
    await talk(conversation, desk)
    #expect(conversation.said.components(separatedBy: "Nothing is recorded.").count == 3, "\(conversation.said)")
    #expect(!desk.asked.contains { $0.hasPrefix("decide") })
  }

  @Test("a promotion to production is signed with the artifact's name typed")
  func signs() async {
    let desk = FakeDesk()
    let count = PlainReading(PlainPromotion.parts(.fixture(12))).pieces.count
    let conversation = Conversation.of(
      ["s", "1"] + Array(repeating: "", count: count - 1) + ["s", "1", "wrong", "kyc-summary", "yes", "b", "q"])
    await talk(conversation, desk)
    #expect(conversation.said.contains("This is not kyc-summary."), "\(conversation.said)")
    #expect(desk.asked.contains { $0.hasPrefix("sign 12") }, "\(desk.asked) \(conversation.said)")
  }

  @Test("a refusal is said in full, and hostile text stands as marks")
  func refusals() async {
    let desk = FakeDesk()
    desk.lose(true)
    let conversation = Conversation("r", "41", "b", "q")
    await talk(conversation, desk)
    #expect(conversation.said.contains("Refused. The catalog cannot be reached."))
    let loud = Conversation("q")
    loud.dialog.say("a\u{1B}]52;c;eA==\u{7}b\u{202E}c")
    #expect(!loud.said.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
  }

  @Test("it ends when there is nobody any more, wherever it stands", arguments: 0..<12)
  func ends(after count: Int) async {
    let answers = ["r", "41", "", "", "", "", "", "x", "1", "why", "yes", "b"]
    await talk(Conversation.of(Array(answers.prefix(count))))
  }

  @Test("long parts are read in pieces, and nothing is left out")
  func pieces() {
    let lines = (1...57).map { "line \($0)" }
    let reading = PlainReading([PlainReading.Part(title: "All", lines: lines), .init(title: "None", lines: [])])
    #expect(reading.pieces.flatMap(\.self) == ["All."] + lines + ["None."])
    #expect(reading.pieces.allSatisfy { $0.count <= 12 })
  }
}

extension Conversation {
  fileprivate static func of(_ answers: [String]) -> Conversation {
    let conversation = Conversation()
    conversation.state.withLock { $0.answers = answers }
    return conversation
  }
}
