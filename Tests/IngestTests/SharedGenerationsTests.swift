import Evidence
import Foundation
import Governance
import SeededNumbers
import Testing

@testable import Ingest

@Suite("The generations of the public data sets", .enabled(if: SharedData.isThere, "\(SharedData.absence)"))
struct SharedGenerationsTests {
  /// `flag|source|category`, `verdict|source|category|verdict`, `eval|name`, `model|model|version` with their counts.
  private func counts(indexed file: JSONValue) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for (list, names, number) in [
      ("flags", ["source", "category"], "n"), ("verdicts", ["source", "category", "verdict"], "n"),
      ("evals", ["name"], "n"), ("model_versions", ["model", "model_version"], "events"),
    ] {
      guard case .array(let rows) = try #require(file[list]) else { continue }
      for row in rows {
        let name = try names.map { try #require(row[$0]?.text) }
        guard case .number(let count) = try #require(row[number]) else { continue }
        counts[([list] + name).joined(separator: "|")] = Int(count)
      }
    }
    return counts
  }

  private func counts(of events: [GenerationEvent]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for event in events {
      counts["model_versions|\(event.model)|\(event.modelVersion)", default: 0] += 1
      for score in event.scores { counts["evals|\(score.name)", default: 0] += 1 }
      for flag in event.flags {
        counts["flags|\(flag.source)|\(flag.category)", default: 0] += 1
        if let verdict = flag.verdict {
          counts["verdicts|\(flag.source)|\(flag.category)|\(verdict.rawValue)", default: 0] += 1
        }
      }
    }
    return counts
  }

  @Test("are all taken, with the flags, verdicts and figures that their index counts, and ids of their own")
  func all() throws {
    let index = try JSONValue(try SharedData.contents(of: "generations/INDEX.json"))
    guard case .array(let files) = index else {
      Issue.record("the index is no list")
      return
    }
    var ids: Set<[UInt8]> = []
    var keys: Set<Int64> = []
    var marks: [String: Int] = [:]
    var total = 0
    for file in files {
      let name = try #require(file["file"]?.text)
      let events = try SharedData.lines(of: "generations/" + name).map {
        try Reading.event(from: Reading.format.read($0.bytes))
      }
      total += events.count
      #expect(counts(of: events) == (try counts(indexed: file)), "\(name)")
      #expect(file["first_ts"]?.text.flatMap { Instant.reading(of: $0)?.instant } == events.map(\.at).min(), "\(name)")
      #expect(file["last_ts"]?.text.flatMap { Instant.reading(of: $0)?.instant } == events.map(\.at).max(), "\(name)")
      for event in events {
        ids.insert(event.id)
        keys.insert(event.eventKey)
        for mark in event.marks { marks[mark, default: 0] += 1 }
      }
    }
    #expect(total == 7790)
    #expect(ids.count == 7790 && keys.count == 7790)
    #expect(marks == ["score_out_of_range": 1])
  }

  @Test("write content and metadata that are canonical, and the same whatever the order of members")
  func canonical() throws {
    var generator = SplitMix(seed: 7790)
    let lines =
      try SharedData.lines(of: "generations/jailbreakbench_pair_jbc.jsonl.gz").prefix(150)
      + SharedData.lines(of: "generations/mtbench_mistral_orpo.jsonl.gz").prefix(150)
      + SharedData.lines(of: "generations/hh_rlhf_harmless_sample.jsonl.gz").prefix(150)
    for line in lines {
      let event = try Reading.event(from: Reading.format.read(line.bytes))
      #expect(try CanonicalJSON.body(of: event.content) == event.content)
      #expect(try CanonicalJSON.body(of: event.metadata) == event.metadata)
      #expect(Reading.format.read(line.bytes) == .event(event))
      let shuffled = written(try JSONValue(line.bytes), shuffledBy: &generator)
      #expect(Reading.outcome(of: shuffled) == .event(event))
    }
  }

  /// JSON with members in any order, more escapes and spaces than needed.
  private func written(_ value: JSONValue, shuffledBy generator: inout SplitMix) -> String {
    switch value {
    case .null: return "null"
    case .bool(let bool): return bool ? "true" : "false"
    case .number(let text): return text
    case .string(let text): return quoted(text)
    case .array(let elements):
      return "[ " + elements.map { written($0, shuffledBy: &generator) }.joined(separator: " ,") + "]"
    case .object(let members):
      let shuffled = members.shuffled(using: &generator)
      return "{"
        + shuffled.map { quoted($0.key) + " :\t" + written($0.value, shuffledBy: &generator) }
        .joined(separator: ", ") + "}"
    }
  }

  private func quoted(_ text: String) -> String {
    let units = text.utf16.map { unit in
      let digits = String(unit, radix: 16, uppercase: true)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    return "\"" + units.joined() + "\""
  }
}
