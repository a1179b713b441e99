import TestSupport
import Testing

@Suite("A flag that comes by itself")
struct LateFlagTests {
  let office: Office
  let ingest: PlainSession

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
  }

  private func report(
    _ event: String, key: String = "a", digest: String = "d", category: String = "violence",
    verdict: String = "flagged",
    line: Int = 1, producer: String = "tests", count: Int = 1
  ) -> String {
    let flag =
      #"{"source":"azure","category":"\#(category)","verdict":"\#(verdict)","side":"output","taxonomy":"t","spans":[{"start":1,"end":2,"label":"x"}]}"#
    return
      #"{"line":\#(line),"key":"\#(hex(key))","digest":"\#(hex(digest))","producer":"\#(producer)","event":"\#(event)","flags":["#
      + Array(repeating: flag, count: count).joined(separator: ",") + #"],"raw":"{}"}"#
  }

  private func hex(_ text: String) -> String {
    let digits = text.utf8.map { String($0, radix: 16) }.joined()
    return digits + String(repeating: "0", count: 64 - digits.count)
  }

  /// What the catalog answers to reports, in words.
  private func takes(_ reports: String...) throws -> String? {
    let receipt = try ingest.value("select countersign.open_receipt('tests', 'flags', 'a test')")
    return try ingest.value(
      """
      select concat_ws('/', a ->> 'taken', a ->> 'known', a ->> 'waiting', a ->> 'conflicts', a ->> 'full')
      from countersign.take_flags($1, $2::jsonb) a
      """, receipt, "[" + reports.joined(separator: ",") + "]")
  }

  private func event(_ id: String) throws { try ingest.deliver(id, verdicts: []) }

  private func count(_ table: String) throws -> String? {
    try office.superuser.value("select count(*) from countersign_private.\(table)")
  }

  @Test("is taken once, however often it is sent; the same id with other words is none of it")
  func once() throws {
    try event("e1")
    #expect(try takes(report("e1"), report("e1", line: 2), report("e1", digest: "other", line: 3)) == "1/1/0/[3]/[]")
    #expect(try takes(report("e1")) == "0/1/0/[]/[]")
    #expect(try takes(report("e1", digest: "other", line: 7)) == "0/0/0/[7]/[]")
    #expect(
      try office.superuser.run("select source, taxonomy, spans::text from countersign_private.flag")
        == [["azure", "t", #"[{"end": 2, "label": "x", "start": 1}]"#]])
    #expect(try office.superuser.value("select tier from countersign.review_item") == "high")
  }

  @Test("waits for its event, joins it once it is there, and lies in quarantine when it does not come")
  func waits() throws {
    #expect(try takes(report("e1"), report("never", key: "b")) == "0/0/2/[]/[]")
    #expect(try takes(report("e1")) == "0/1/0/[]/[]", "it is known while it waits")
    try event("e1")
    #expect(try takes(report("e1")) == "0/1/0/[]/[]")
    #expect(try count("flag") == "0")
    try office.superuser.run("update countersign_private.flag_waiting set look_at = now() - interval '1 second'")
    #expect(try ingest.run("select * from countersign.join_flags()") == [["1", "0"]])
    #expect(try count("flag") == "1")
    #expect(try office.chief.run("select producer, reports from countersign.flag_waiting") == [["tests", "1"]])
    try office.superuser.run(
      "update countersign_private.flag_waiting set recorded_at = now() - interval '8 days', look_at = now() - interval '1 second'"
    )
    #expect(try ingest.run("select * from countersign.join_flags()") == [["0", "1"]])
    #expect(
      try office.superuser.run("select format, code from countersign_private.quarantine") == [
        ["flags", "flag.no-generation"]
      ])
    #expect(try count("flag_waiting") == "0")
    #expect(try takes(report("never", key: "b")) == "0/0/1/[]/[]", "what was given up can come again")
  }

  @Test("is of its producer's own event, and one of at most a thousand")
  func bounds() throws {
    try event("e1")
    #expect(try takes(report("e1", producer: "other")) == "0/0/1/[]/[]", "another producer has no such event")
    for key in 1...10 { #expect(try takes(report("e1", key: "k\(key)", count: 100)) == "1/0/0/[]/[]") }
    #expect(try takes(report("e1", key: "z", line: 9)) == "0/0/0/[]/[9]")
    #expect(try count("flag") == "1000")
  }

  @Test("is reported by a program alone, and changed by nobody")
  func rights() throws {
    for name in ["viewer", "reviewer", "lead"] {
      let session = try office.hire(name, name)
      #expect(session.tries("select countersign.take_flags(1, '[]')") == "42501")
      #expect(session.tries("select * from countersign.join_flags()") == "42501")
      #expect(session.tries("select * from countersign_private.flag_waiting") == "42501")
    }
    try event("e1")
    #expect(try takes(report("e1")) == "1/0/0/[]/[]")
    for act in [
      "update countersign_private.flag_report set digest = key", "delete from countersign_private.flag_report",
    ] {
      #expect(office.superuser.tries(act) == "CS403 fact.immutable")
    }
  }
}
