import Foundation
import Governance
import Testing

@testable import SampleWorld

@Suite("Generations of the sample world")
struct GenerationTests {
  @Test("are about 4,000 in two quarters, each a JSON object of its own")
  func figures() throws {
    #expect((3700...4400).contains(events.count))
    #expect(Set(events.map { $0.text("event_id") }).count == events.count)
    for event in events { #expect(!event.bytes.contains(10)) }
  }

  @Test("come in order of time and say the time they have")
  func order() throws {
    var last = meridian.begins
    for event in events {
      #expect(event.at >= last)
      last = event.at
      let started = try #require(Instant.reading(of: event.text("started_at"))).instant
      #expect(event.at.microseconds - started.microseconds < 1000)
      #expect(try #require(Instant.reading(of: event.text("ended_at"))).instant > started)
    }
    #expect(last < saturday)
  }

  @Test("are the same bytes for the same seed and moment, and others for another seed")
  func deterministic() {
    let from = saturday.advanced(bySeconds: -9 * 86_400)
    func bytes(_ world: World) -> [[UInt8]] { world.generations(from: from, until: saturday, scale: 1).map(\.line) }
    let mine = bytes(meridian)
    #expect(mine == bytes(World(seed: 7, now: saturday)))
    #expect(mine != bytes(World(seed: 8, now: saturday)))
  }

  @Test("can be taken in pieces", arguments: [1, 3])
  func pieces(scale: Int) {
    let cuts =
      [meridian.begins]
      + [-100 * 86_400, -50 * 86_400 + 4711, -172_800, -86_400, -15_000, -3, 0].map {
        saturday.advanced(bySeconds: $0)
      }
    let whole = meridian.generations(from: meridian.begins, until: saturday, scale: scale).map(\.line)
    let pieces = zip(cuts, cuts.dropFirst()).flatMap { from, until in
      meridian.generations(from: from, until: until, scale: scale).map(\.line)
    }
    #expect(whole == pieces)
  }

  @Test("multiply with the scale, but for the flagged ones of the last two days")
  func scaled() throws {
    let many = try meridian.generations(from: meridian.begins, until: saturday, scale: 5).map {
      try Event(at: $0.at, line: $0.line)
    }
    let quiet = events.count - meridian.vigil.calls.count
    #expect(abs(many.count - meridian.vigil.calls.count - 5 * quiet) < quiet / 4)
    let storm = saturday.advanced(bySeconds: -Vigil.seconds)
    #expect(many.filter { $0.at >= storm && $0.tier > .low }.count == meridian.vigil.calls.count)
    #expect(Set(many.map { $0.text("event_id") }).count == many.count)
  }

  @Test("let as many more of medium tier wait as are asked for, in the last day, and in pieces, too")
  func surge() throws {
    func taken(_ from: Instant, _ until: Instant) throws -> [Event] {
      try meridian.generations(from: from, until: until, scale: 1, surge: 700).map {
        try Event(at: $0.at, line: $0.line)
      }
    }
    let many = try taken(meridian.begins, saturday)
    let before = Set(events.map { $0.text("event_id") })
    let more = many.filter { !before.contains($0.text("event_id")) }
    #expect(many.count == events.count + 700 && more.count == 700)
    #expect(Set(more.map { $0.text("event_id") }).count == 700)
    #expect(more.allSatisfy { $0.tier == .medium && $0.at >= saturday.advanced(bySeconds: -86_400) })
    #expect(zip(many, many.dropFirst()).allSatisfy { $0.at <= $1.at })
    let noon = saturday.advanced(bySeconds: -43_200)
    #expect(
      try taken(meridian.begins, noon).count + taken(noon, saturday).count == many.count)
  }

  @Test("are mostly low, with high and medium ones to review")
  func tiers() {
    let share = { (tier: Tier) in events.filter { $0.tier == tier }.count * 1000 / events.count }
    #expect(share(.low) > 750)
    #expect((15...45).contains(share(.high)))
    #expect((90...220).contains(share(.medium)))
  }

  @Test("say of each what the trouble behind it says")
  func vigilTiers() {
    let byID = Dictionary(uniqueKeysWithValues: events.map { ($0.text("event_id"), $0) })
    for call in meridian.vigil.calls {
      #expect(byID[call.eventID]?.tier == call.trouble.tier, "\(call.trouble)")
    }
  }

  @Test("name versions that production served at their time, or that nobody registered")
  func served() throws {
    func serving(_ artifact: String, _ at: Instant) -> String? {
      meridian.pointers.production[artifact]?.last { $0.since <= at }?.label
    }
    var strangers = 0
    for event in events {
      let model = event.text("model_version")
      if model == "2026-11-preview" {
        strangers += 1
      } else {
        #expect(model == serving(event.text("model"), event.at), "\(event.text("model")) at \(event.at.rfc3339)")
      }
      if event.text("prompt_name") == "storm-faq" {
        strangers += 1
      } else {
        #expect(event.text("prompt_version_text") == serving(event.text("prompt_name"), event.at))
      }
      for row in event.list("retrieved") {
        let index = try #require(row["index"] as? String)
        #expect(row["index_version"] as? String == serving(index, event.at))
        let known = meridian.pointers.registered[try #require(row["dataset"] as? String)] ?? []
        #expect(known.contains { $0.label == row["dataset_version"] as? String && $0.since <= event.at })
      }
    }
    #expect((5...120).contains(strangers))
    #expect(events.contains { $0.text("model_version") == "2026-11-preview" })
    #expect(events.contains { $0.text("prompt_name") == "storm-faq" })
  }

  @Test("carry the system message of the prompt version they name")
  func systems() throws {
    let event = try #require(events.last { $0.text("prompt_name") == "kyc-summary" })
    #expect(event.text("prompt_version_text") == "21")
    let system = event.parts("system_instructions").compactMap { $0["content"] as? String }.joined()
    #expect(system.contains("Never infer nationality from a name."))
    #expect(!system.contains("Do not name relatives"))
  }

  @Test("are written in four languages, with turns, a photograph, tools and rows of every class")
  func variety() {
    #expect(Set(events.map { $0.text("language") }) == ["en", "de", "fr", "pt-PT"])
    #expect(events.contains { $0.list("input_messages").filter { $0["role"] as? String == "user" }.count >= 4 })
    let parts = events.flatMap { $0.parts("input_messages") }.compactMap { $0["type"] as? String }
    #expect(Set(parts) == ["text", "uri", "tool_call", "tool_call_response"])
    let classes = events.flatMap { $0.list("retrieved") }.compactMap { $0["data_class"] as? String }
    #expect(Set(classes) == ["green", "yellow", "red"])
    let sources = events.flatMap(\.flags).compactMap { $0["source"] as? String }
    #expect(
      Set(sources).isSuperset(of: [
        "llama-guard-3", "presidio", "azure-content-safety", "alt-profanity", "groundedness-judge",
      ]))
    #expect(Set(events.map(\.answer)).count > events.count * 8 / 10)
  }

  @Test("leave no slot open")
  func noSlots() {
    for event in events {
      for part in event.parts("input_messages") + event.parts("output_messages") {
        let text = part["content"] as? String ?? ""
        #expect(!text.contains("{") && !text.contains("¶") && !text.contains("  "), "\(text)")
        if part["type"] as? String == "text" { #expect(text.count > 8) }
      }
    }
  }

  @Test("point at the words a checker found")
  func spans() throws {
    var seen: [String: Int] = [:]
    for event in events {
      let scalars = Array(event.answer.unicodeScalars)
      for flag in event.flags {
        for span in flag["spans"] as? [[String: Any]] ?? [] {
          let start = try #require(span["start"] as? Int), end = try #require(span["end"] as? Int)
          let entity = try #require(span["entity"] as? String)
          try #require(0 <= start && start < end && end <= scalars.count)
          var view = String.UnicodeScalarView()
          view.append(contentsOf: scalars[start..<end])
          let words = String(view)
          seen[entity, default: 0] += 1
          switch entity {
          case "CLAIM_NUMBER": #expect(words.count == 12 && words.hasPrefix("MM-"), "\(words)")
          case "EMAIL_ADDRESS": #expect(words.hasPrefix("customer") && words.hasSuffix("@post.example"), "\(words)")
          case "PHONE_NUMBER": #expect(words.hasPrefix("+00 555 ") && words.count == 14, "\(words)")
          case "IBAN_CODE": #expect(words.hasPrefix("MM00 7700 ") && words.count == 22, "\(words)")
          case "PERSON":
            #expect(Names.first.joined().contains { words.hasPrefix($0 + " ") }, "\(words)")
            #expect(Names.last.joined().contains { words.hasSuffix(" " + $0) }, "\(words)")
          default: #expect(words.hasSuffix(".") && words.first?.isUppercase == true, "\(words)")
          }
        }
      }
    }
    #expect(
      Set(seen.keys).isSuperset(of: ["CLAIM_NUMBER", "PERSON", "IBAN_CODE", "EMAIL_ADDRESS", "UNSAFE", "UNSUPPORTED"]))
    #expect(seen.values.reduce(0, +) > 200)
  }
}

@Suite("A conversation of the sample world")
struct ConversationTests {
  @Test("repeats in each turn what was said in the turns before")
  func consistent() throws {
    var earlier: [String: [String]] = [:]
    var continued = 0
    for event in events {
      let conversation = event.text("conversation_id")
      let said = event.parts("input_messages").compactMap { $0["content"] as? String }
      for answer in earlier[conversation, default: []] {
        #expect(said.contains(answer))
        continued += 1
      }
      earlier[conversation, default: []].append(event.answer)
    }
    #expect(continued > 300)
  }
}
