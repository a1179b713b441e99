import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite("What reviews tell when they are decided, by workbench")
struct ReviewMeasureTests {
  let office: Office
  let rui: Workbench, ria: Workbench, lou: Workbench
  let folder: Folder

  init() async throws {
    office = try await Office.open()
    rui = try office.desk(hiring: "rui", "reviewer")
    ria = try office.desk(hiring: "ria", "reviewer")
    lou = try office.desk(hiring: "lou", "lead")
    folder = try Folder()
    let ingest = try office.desk(hiring: "ing", "ingest")
    let texts = ["the claim was denied for good reason", "the claim was denied for no reason", "a poem about spring"]
    let path = try folder.write(
      "file", texts.enumerated().map { GenerationFiles.line("e\($0)", text: $1, verdict: "flagged") })
    _ = try await ingest.ingestGenerations(files: [path], producer: "tests")
  }

  /// Both decide all three, differing on the last, which a lead settles; then the outcomes have left.
  private func decided() async throws {
    for _ in 0..<3 {
      let claim = try #require(try await rui.claimNext(tier: .high))
      _ = try await rui.openReview(claim.item)
      let text = try await rui.openReview(claim.item).generation.turns.last?.parts
      let mine: Decision = text == [.text("the claim was denied for good reason")] ? .accept : .block
      let other: Decision = text == [.text("a poem about spring")] ? .accept : mine
      _ = try await rui.decide(claim, mine, reason: "read", channel: .screen)
      _ = try await ria.decide(try await ria.claim(claim.item), other, reason: "read", channel: .screen)
      if other != mine {
        let read = try await lou.openReview(claim.item)
        _ = try await lou.adjudicate(
          claim.item, revision: read.row.revision, .accept, reason: "a poem", channel: .screen)
      }
    }
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = interval '1 hour'")
  }

  @Test("agreement has kappa and alpha with intervals, by week and label, from what each said first")
  func agreement() async throws {
    try await decided()
    let now = try await lou.nowOnServer()
    let rows = try await lou.agreement(
      since: now.advanced(bySeconds: -86_400), until: now, queue: nil, seed: 5)
    let whole = try #require(rows.last { $0.week == nil && $0.label == "verdict" })
    #expect(whole.units == 3)
    #expect(abs((whole.agreement ?? 0) - 2.0 / 3) < 1e-12)
    #expect(abs((whole.kappa ?? 0) - 0.4) < 1e-12, "accept, block, block beside accept, block, accept")
    #expect(whole.alpha != nil && whole.alphaInterval != nil)
    #expect(Set(rows.map(\.label)) == ["verdict", "accept", "block"])
    let refused = await #expect(throws: Problem.self) {
      try await rui.agreement(since: now, until: now, queue: nil, seed: 1)
    }
    #expect(refused?.code == "right.missing")
  }

  @Test("labels of a queue have their own agreement, each as its type asks")
  func labels() async throws {
    for (key, kind, options) in [
      ("harm", LabelSchema.Kind.number, []), ("tone", .category, ["rude", "plain"]),
      ("kinds", .several, ["insult", "threat"]),
    ] {
      _ = try await lou.setLabel(
        key, of: "high", to: LabelSchema(key: key, kind: kind, options: options), reason: "to tell", channel: .command)
    }
    let rates: [(mine: String, other: String)] = [
      (#"{"harm":1,"tone":"rude","kinds":["insult"]}"#, #"{"harm":2,"tone":"rude","kinds":["insult","threat"]}"#),
      (#"{"harm":3,"tone":"plain","kinds":["threat"]}"#, #"{"harm":3,"tone":"plain","kinds":["threat"]}"#),
      (#"{"harm":5,"tone":"rude","kinds":["insult"]}"#, #"{"harm":4,"tone":"plain","kinds":["insult"]}"#),
    ]
    for rate in rates {
      let claim = try #require(try await rui.claimNext(tier: .high))
      try office.session("rui").run("select countersign.label_review(\(claim.item), '\(rate.mine)')")
      _ = try await rui.decide(claim, .block, reason: "read", channel: .screen)
      let other = try await ria.claim(claim.item)
      try office.session("ria").run("select countersign.label_review(\(claim.item), '\(rate.other)')")
      _ = try await ria.decide(other, .block, reason: "read", channel: .screen)
    }
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = interval '1 hour'")
    let now = try await lou.nowOnServer()
    let rows = try await lou.agreement(since: now.advanced(bySeconds: -86_400), until: now, queue: nil, seed: 5)
    func whole(_ label: String) throws -> AgreementRow {
      try #require(rows.last { $0.week == nil && $0.label == label })
    }
    // Squared distances by hand: 4 within the items, 120 over all pairs of the six ratings.
    #expect(abs((try whole("label harm").alpha ?? 0) - (1 - 5.0 * 4 / 120)) < 1e-9)
    #expect(abs((try whole("label tone").agreement ?? 0) - 2.0 / 3) < 1e-12)
    #expect(try whole("label kinds: insult").agreement == 1 && whole("label kinds: threat").agreement == 2.0 / 3)
    #expect(try whole("verdict").units == 3)
  }

  @Test("similar items are decided ones, the likest first, without their text")
  func similar() async throws {
    let items = try await rui.reviewItems(ReviewFilter(), at: .first, limit: 10).rows.map(\.id)
    #expect(try await rui.similarReviews(to: items[0]).isEmpty, "nothing is decided yet")
    try await decided()
    let like = try await rui.similarReviews(to: items[0])
    #expect(like.map(\.item) == [items[1]] && like[0].likeness > 0.5 && like[0].decision == .block)
  }

  @Test("export tells labels of persons from those of judges, pairs preferences, and records what was handed out")
  func export() async throws {
    try await decided()
    func lines(_ format: ReviewExportFormat) async throws -> [[String: Any]] {
      let kept = Kept()
      let count = try await lou.exportReviews(as: format, channel: .command) { kept.bytes += $0 }
      let rows = try kept.bytes.split(separator: 10).map {
        try #require(JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
      }
      #expect(rows.count == count)
      return rows
    }
    let whole = try await lines(.jsonl)
    #expect(whole.map { $0["decision"] as? String } == ["accept", "block", "accept"])
    #expect((whole[2]["verdicts"] as? [Any])?.count == 3)
    let labels = try await lines(.annotations)
    #expect(labels.filter { $0["by"] as? String == "human" }.count == 7)
    #expect(labels.filter { $0["by"] as? String == "judge" }.count == 3)
    let pairs = try await lines(.preference)
    #expect(pairs.count == 1)
    let preferred = (pairs[0]["preferred_output"] as? [[String: String]])?.first
    #expect(preferred?["content"] == "the claim was denied for good reason")
    #expect(try office.count("activity where act = 'review.read' and detail ? 'export'") == 9)
    let refused = await #expect(throws: Problem.self) {
      try await rui.exportReviews(as: .jsonl, channel: .command) { _ in }
    }
    #expect(refused?.code == "right.missing")
  }

  @Test("an outcome is told after the undo time, and not before")
  func outcome() async throws {
    let item = try #require(try await rui.claimNext(tier: .high)).item
    _ = try await rui.decide(try await rui.claim(item), .block, reason: "harm", channel: .screen)
    let undone = try await rui.undoVerdict(item, channel: .screen)
    #expect(undone.claim?.item == item)
    _ = try await rui.decide(try #require(undone.claim), .accept, reason: "fine", channel: .screen)
    _ = try await ria.decide(try await ria.claim(item), .accept, reason: "fine", channel: .screen)
    #expect(try await lou.reviewOutcome(item: item, channel: .command) == nil)
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = interval '1 minute'")
    #expect(try await lou.reviewOutcome(item: item, channel: .command)?.kind == .released)
  }
}

/// What was written, for one task at a time.
private final class Kept: @unchecked Sendable { var bytes: [UInt8] = [] }
