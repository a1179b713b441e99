import Evidence
import Foundation
import Governance
import Testing

@testable import Ingest

@Suite("Digests of an event")
struct DigestTests {
  private static let line = Reading.dataset(
    #""model":"m","prompt_text":"p","response_text":"r\u00e9","meta":{"b":1.0,"a":[{"y":1,"x":"\/"}]}"#,
    #""flags":[{"source":"s","category":"c","score":0.50}],"tokens":{"prompt":1,"counter":"c"},"zz":1,"yy":2"#)

  @Test("do not depend on spaces, escapes, the order of members or the way a number is written")
  func spelling() throws {
    let event = try Reading.event(of: DigestTests.line)
    let other = try Reading.event(
      of: #"""
        { "yy": 2e0, "zz": 1, "tokens": {"counter": "c", "prompt": 1},
          "flags": [ {"score": 5e-1, "category": "c", "source": "\u0073"} ],
          "meta": {"a": [{"x": "/", "y": 1}], "b": 1}, "response_text": "ré", "prompt_text": "p", "model": "m",
          "ts": "2026-01-02T04:04:05+01:00", "id": "a" }
        """#)
    #expect(other == event)
  }

  @Test(
    "depend on all that an event says",
    arguments: [
      #""model":"n""#, #""model_version":"2""#, #""prompt_id":"p""#, #""tokens":{"prompt":2}"#,
      #""tokens":{"response":2}"#,
      #""flags":[{"source":"s","category":"c","score":0.5}]"#, #""flags":[{"source":"s","category":"c","score":0.6}]"#,
      #""flags":[{"source":"s","category":"c","verdict":"clear"}]"#, #""evals":[{"name":"n"}]"#, #""meta":{}"#,
      #""prompt_text":"""#, #""response_text":"""#, #""messages":[{"role":"user","content":""}]"#, #""x":null"#,
      #""prompt_template":"""#, #""ts_source":"""#, #""source":1"#,
    ])
  func differ(member: String) throws {
    let plain = try Reading.event(of: Reading.dataset())
    let event = try Reading.event(of: Reading.dataset(member))
    #expect(event.contentDigest != plain.contentDigest || event.metadataDigest != plain.metadataDigest)
  }

  @Test("do not depend on when the line is read")
  func arrival() throws {
    let later = GenerationLines(now: Instant(year: 2020, month: 1, day: 1))
    let event = try Reading.event(from: later.read(Array(DigestTests.line.utf8)))
    let now = try Reading.event(of: DigestTests.line)
    #expect(event.marks == ["time_in_future"] && now.marks == [])
    #expect(event.metadataDigest == now.metadataDigest)
  }
}
