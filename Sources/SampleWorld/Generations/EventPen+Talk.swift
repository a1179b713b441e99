extension EventPen {
  /// The conversation before the answer: earlier turns, the last message, and what was looked up for it.
  mutating func writeInput(_ chance: inout SplitMix64) {
    for turn in 0..<call.turn {
      message("user")
      writeAsk(turn, with: .none)
      raw("\"}]},")
      message("assistant")
      writeAnswer(turn, with: .none)
      raw("\"}]},")
    }
    message("user")
    writeAsk(call.turn, with: call.trouble)
    raw("\"}")
    if call.showsPhotograph {
      raw(
        ",{\"type\":\"uri\",\"modality\":\"image\",\"mime_type\":\"image/jpeg\",\"uri\":\"https://media.meridian-mutual.example/claims/"
      )
      fill(.claim)
      raw("/kitchen-ceiling-02.jpg\",\"digest\":\"sha256:")
      for part in 1...4 { hexadecimal(SplitMix64.mixed(call.key &+ UInt64(part))) }
      raw("\"}")
    }
    raw("]}")
    if provoked(call.trouble) == nil, chance.happens(perMille: Desk.all[call.desk].lookups) { writeLookup() }
  }

  private mutating func message(_ role: StaticString) {
    raw("{\"role\":\"")
    raw(role)
    raw("\",\"parts\":[{\"type\":\"text\",\"content\":\"")
  }

  private mutating func writeLookup() {
    raw(",{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"call_")
    number(cast.policy)
    raw("\",\"name\":\"policy_lookup\",\"arguments\":{\"policy\":\"")
    fill(.policy)
    raw("\"}}]},{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"call_")
    number(cast.policy)
    raw("\",\"response\":{\"policy\":\"")
    fill(.policy)
    raw("\",\"status\":\"in force\",\"excess_eur\":")
    number(cast.excess)
    raw(",\"sections\":[\"escape of water\",\"storm\",\"theft\"]}}]}")
  }

  private var scene: Book.Scene {
    library.book(call.desk, call.tongue).scenes[library.scene(of: call)]
  }

  /// A number that belongs to one turn of the conversation and to one use of it.
  private func pick(_ turn: Int, _ salt: UInt64) -> Int {
    Int(truncatingIfNeeded: SplitMix64.mixed(call.key &+ UInt64(turn) &* 0x9e37 &+ salt << 32) >> 33)
  }

  private func provoked(_ trouble: Trouble) -> (asks: Lexicon.Choice, replies: Lexicon.Choice)? {
    guard let taint = trouble.taint else { return nil }
    let book = library.book(call.desk, call.tongue)
    let asks = book.provocations[taint.rawValue]
    return asks.count > 0 ? (asks, book.replies[taint.rawValue]) : nil
  }

  private mutating func writeAsk(_ turn: Int, with trouble: Trouble) {
    if let provoked = provoked(trouble) { return say(provoked.asks, pick(0, 7)) }
    let scene = self.scene
    if turn == 0 || scene.nextAsks.count == 0 { return say(scene.asks, pick(0, 1)) }
    say(scene.nextAsks, pick(0, 2) + turn)
  }

  /// Earlier answers are what they were when they were given; only the last one may be troubled.
  mutating func writeAnswer(_ turn: Int, with trouble: Trouble) {
    if let provoked = provoked(trouble) { return say(provoked.replies, pick(0, 7)) }
    let book = library.book(call.desk, call.tongue)
    let scene = self.scene
    let slips = trouble.taint.map { book.slips[$0.rawValue] } ?? .none
    if turn > 0, scene.nextAnswers.count > 0 {
      if pick(turn, 11) % 5 > 0, book.leads.count > 0 {
        say(book.leads, pick(turn, 12))
        text(" ")
      }
      say(scene.nextAnswers, pick(0, 2) + turn)
    } else {
      say(scene.openings.count > 0 ? scene.openings : book.openings, pick(turn, 3))
      let count = scene.bodies.count
      let wanted = min(count, (Desk.all[call.desk].isLetter ? 3 : 2) + pick(turn, 4) % 2) - (slips.count > 0 ? 1 : 0)
      var place = count > 0 ? pick(turn, 5) % max(1, count - wanted + 1) : 0
      for step in 0..<max(0, wanted) {
        gap(first: step == 0)
        say(scene.bodies, place)
        let left = wanted - step - 1
        if left > 0 { place += 1 + pick(turn, 20 + UInt64(step)) % max(1, count - place - left) }
      }
    }
    if slips.count > 0 { slip(slips, trouble) }
    if turn == 0 || scene.nextAnswers.count == 0 || pick(turn, 13) % 2 == 0 {
      let parting = library.lexicon.phrase(book.closings.phrase(pick(turn, 6)))
      gap(first: true)
      say(parting)
    }
  }

  private mutating func slip(_ slips: Lexicon.Choice, _ trouble: Trouble) {
    gap(first: false)
    let start = scalars
    say(slips, pick(call.turn, 8))
    passage = Span(start: start, end: scalars, entity: trouble.passage)
    if trouble == .bulkLeak, slips.count > 1 {
      text(" ")
      cast.meetAnother()
      say(slips, pick(call.turn, 8) + 1)
    }
    if alsoLeaks {
      let leaks = library.book(call.desk, call.tongue).slips[Taint.leak.rawValue]
      if leaks.count > 0 {
        text(" ")
        say(leaks, pick(call.turn, 9))
      }
    }
  }

  /// One biased answer in three also tells something about somebody else.
  var alsoLeaks: Bool { call.trouble == .bias && pick(0, 10) % 3 == 0 }

  private mutating func gap(first: Bool) {
    if first, Desk.all[call.desk].isLetter {
      raw("\\n\\n")
      scalars += 2
    } else {
      text(" ")
    }
  }
}

extension Trouble {
  /// What a checker calls the sentence it points at.
  fileprivate var passage: StaticString {
    switch self {
    case .invented: "UNSUPPORTED"
    case .advice: "ADVICE"
    case .defame: "ACCUSATION"
    default: "UNSAFE"
    }
  }
}
