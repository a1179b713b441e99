import Foundation
import Governance
import Testing

@testable import SampleWorld

/// Saturday afternoon of the storm, as on the screens.
let saturday = Instant(year: 2026, month: 11, day: 21, hour: 17, minute: 24)
let meridian = World(seed: 7, now: saturday)

/// A generation event as a reader of the file sees it.
struct Event {
  var json: [String: Any]
  var at: Instant
  var bytes: [UInt8]

  init(at: Instant, line: [UInt8]) throws {
    self.at = at
    bytes = line
    json = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
  }

  func text(_ key: String) -> String { json[key] as? String ?? "" }
  func list(_ key: String) -> [[String: Any]] { json[key] as? [[String: Any]] ?? [] }
  var flags: [[String: Any]] { list("flags") }
  var answer: String { parts("output_messages").compactMap { $0["content"] as? String }.joined() }

  func parts(_ key: String) -> [[String: Any]] {
    list(key).flatMap { $0["parts"] as? [[String: Any]] ?? [] }
  }

  /// The office's first rule, written down here a second time.
  var tier: Tier {
    let severe = ["self_harm", "violence", "weapons", "child_safety", "crime", "hate_harassment"]
    var verdicts: [String: Set<String>] = [:]
    for flag in flags {
      verdicts[flag["category"] as? String ?? "", default: []].insert(flag["verdict"] as? String ?? "")
    }
    if verdicts.values.contains(where: { $0.isSuperset(of: ["flagged", "clear"]) }) { return .high }
    if list("retrieved").contains(where: { $0["data_class"] as? String == "red" }) { return .high }
    var found = Tier.low
    for flag in flags {
      let flagged = flag["verdict"] as? String == "flagged"
      let score = flag["score"] as? Double ?? 0
      let category = flag["category"] as? String ?? ""
      if flag["severity"] as? Int == 3 { return .high }
      if flagged, severe.contains(category) { return .high }
      if flagged, category == "prompt_attack", score >= 0.8 { return .high }
      if flagged || score >= 0.5 { found = .medium }
    }
    return found
  }
}

/// Every event of two quarters, parsed once and only read afterwards.
nonisolated(unsafe) let events: [Event] = {
  (try? meridian.generations(from: meridian.begins, until: saturday, scale: 1).map {
    try Event(at: $0.at, line: $0.line)
  }) ?? []
}()
