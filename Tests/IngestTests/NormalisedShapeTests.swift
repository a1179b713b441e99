import Evidence
import Governance
import Testing

@testable import Ingest

@Suite("A line of the normalised shape")
struct NormalisedShapeTests {
  @Test("is taken apart into names, figures and erasable content")
  func whole() throws {
    let event = try Reading.event(
      of: #"""
        {"event_id": "e-1", "started_at": 1767323045123456789, "ended_at": "1767323046123456789",
         "first_token_at": "2026-01-02T03:04:05.5Z", "producer": "gateway", "source": "otlp", "operation": "chat",
         "provider": "azure", "model": "kyc", "model_version": "4", "model_requested": "gpt", "prompt_name": "summary",
         "prompt_version_text": "22", "service": "claims", "environment": "production", "use_case": "uc-7",
         "conversation_id": "c-9", "user_ref": "u-1", "language": "de", "user_facing": true, "delivery": "held",
         "params": {"temperature": 0.20}, "system_instructions": [{"type": "text", "content": "Be kind."}],
         "input_messages": [{"role": "user", "parts": [{"type": "text", "content": "Hi"},
           {"type": "uri", "modality": "image", "mime_type": "image/png", "uri": "https://x/y.png"}]}],
         "output_messages": [{"role": "assistant", "finish_reason": "stop", "parts": [{"type": "text", "content": "Ho"}]}],
         "prompt_variables": {"name": "Ada"}, "finish_reasons": ["stop"], "tokens_in": 0, "tokens_out": null,
         "tokens_cache_read": 3, "cost_micros": 1250, "currency": "USD", "data_class": "red",
         "flags": [{"side": "retrieved", "source": "presidio", "source_model": "m", "taxonomy": "t", "category": "pii",
           "verdict": "not_run", "score": 0.5, "severity": 2, "spans": [{"start": 1, "end": 4, "entity": "PERSON"}],
           "explanation": "A name."}],
         "retrieved": [{"index": "faq", "index_version": "3", "namespace": "n", "dataset": "d", "dataset_version": "9",
           "row_key": "r1", "score": 0.9, "data_class": "yellow"}, {"rank": 7, "index": "faq", "row_key": "r2"}],
         "tools": [], "status": "ok", "new": 1}
        """#)
    #expect(event.at.microseconds == 1_767_323_045_123_456)
    #expect(event.endedAt?.microseconds == 1_767_323_046_123_456)
    #expect(event.latencyMicros == 1_000_000)
    #expect([event.producer, event.source, event.operation] == ["gateway", "otlp", "chat"])
    #expect([event.model, event.modelVersion, event.promptName, event.promptVersion] == ["kyc", "4", "summary", "22"])
    #expect([event.service, event.environment, event.conversation] == ["claims", "production", "c-9"])
    #expect(event.language == "de" && event.userFacing == true && event.delivery == "held")
    #expect(event.dataClass == .red && event.costMicros == 1250 && event.currency == "USD")
    #expect(event.tokensIn == 0 && event.tokensOut == nil)
    #expect(
      event.flags == [
        Flag(
          source: "presidio", category: "pii", verdict: .not_run, score: 0.5, side: "retrieved", taxonomy: "t",
          spans: [.init(start: 1, end: 4, label: "PERSON")])
      ])
    #expect(
      event.retrievals == [
        Retrieval(
          rank: 1, index: "faq", indexVersion: "3", namespace: "n", dataset: "d", datasetVersion: "9", rowKey: "r1",
          score: 0.9, dataClass: .yellow), Retrieval(rank: 7, index: "faq", rowKey: "r2"),
      ])
    #expect(
      event.contentText == #"{"attributes":{"finish_reasons":["stop"],"first_token_at":"2026-01-02T03:04:05.5Z","#
        + #""flags":[{"category":"pii","explanation":"A name.","score":0.5,"severity":2,"side":"retrieved","#
        + #""source":"presidio","source_model":"m","spans":[{"end":4,"entity":"PERSON","start":1}],"taxonomy":"t","#
        + #""verdict":"not_run"}],"model_requested":"gpt","params":{"temperature":0.2},"provider":"azure","#
        + #""status":"ok","tokens_cache_read":3,"unknown":{"new":1},"use_case":"uc-7","user_ref":"u-1"},"#
        + #""input":[{"parts":[{"content":"Hi","type":"text"},{"mime_type":"image/png","modality":"image","#
        + #""type":"uri","uri":"https://x/y.png"}],"role":"user"}],"#
        + #""output":[{"finish_reason":"stop","parts":[{"content":"Ho","type":"text"}],"role":"assistant"}],"#
        + #""system":[{"parts":[{"content":"Be kind.","type":"text"}],"role":"system"}],"variables":{"name":"Ada"}}"#)
    let metadata = String(decoding: event.metadata, as: UTF8.self)
    #expect(
      metadata.contains(#""retrieved":[{"data_class":"yellow","dataset":"d","dataset_version":"9","index":"faq""#))
    #expect(metadata.contains(#""spans":[{"end":"4","label":"PERSON","start":"1"}]"#))
  }

  @Test("writes content and metadata that are canonical JSON already")
  func canonical() throws {
    let event = try Reading.event(
      of: Reading.normalised(
        #""tools":[{"name":"t","b":[1,{"z":1,"y":2}]}],"system_instructions":"S","output_messages":[]"#,
        #""retrieved":[{"index":"i","row_key":"r","content_digest":"d","score":0.25}],"status":"ok","error_type":"e""#,
        #""flags":[{"source":"s","category":"c","taxonomy":"t","spans":[{"start":0,"end":1}],"verdict":"clear"}]"#,
        #""evals":[{"name":"n","score":1,"judge":"j","scale":[0,1]}],"language":"fr","user_facing":false"#,
        #""cost_micros":5,"ended_at":"2026-01-02T03:04:06Z","currency":"EUR","data_class":"green","service":"s""#,
        #""prompt_name":"p","prompt_version_text":"1","environment":"e","conversation_id":"c","tokens_reasoning":1"#))
    #expect(try CanonicalJSON.body(of: event.content) == event.content)
    #expect(try CanonicalJSON.body(of: event.metadata) == event.metadata)
    #expect(event.contentDigest == ContentDigest(of: event.content).bytes)
    #expect(event.metadataDigest == ContentDigest(of: event.metadata).bytes)
  }

  @Test("takes model names from what was requested and responded when there are no others")
  func models() throws {
    let event = try Reading.event(of: Reading.normalised(#""model_requested":"gpt-4","model_responded":"gpt-4-0613""#))
    #expect([event.model, event.modelVersion] == ["gpt-4", "gpt-4-0613"])
    #expect(event.contentText == "{}")
  }

  @Test(
    "tells what was odd about its times",
    arguments: [
      (#""2026-01-02T03:04:05""#, ["assumed_utc"]), (#""2016-12-31T23:59:60Z""#, ["leap_second"]),
      (#""2026-11-21T12:05:00Z""#, []), (#""2026-11-21T12:05:01Z""#, ["time_in_future"]), ("0", []),
      (#""2026-11-22T12:05:01""#, ["assumed_utc", "time_in_future"]),
    ])
  func times(text: String, marks: [String]) throws {
    let event = try Reading.event(of: #"{"event_id":"a","started_at":\#(text)}"#)
    #expect(event.marks == (marks + ["response_missing"]).sorted())
  }

  @Test("has no latency when it ended before it started, and says so")
  func backwards() throws {
    let event = try Reading.event(of: Reading.normalised(#""ended_at":"2026-01-02T03:04:04Z""#))
    #expect(event.latencyMicros == nil && event.endedAt != nil)
    #expect(event.marks == ["ended_before_start", "response_missing"])
  }

  @Test(
    "is refused by the name of the field that is off",
    arguments: [
      (#"{"event_id":"a"}"#, "The field started_at is missing."),
      (#"{"started_at":1}"#, "The field event_id is missing."),
      (#"{"event_id":"a","started_at":-1}"#, "The field started_at is before 1970 or after 9999."),
      (#"{"event_id":"a","started_at":1.5}"#, "The field started_at is not a whole number of at most 64 bits."),
      (
        Reading.normalised(#""source":"carrier pigeon""#),
        "The field source is none of otlp, openinference, mlflow, langfuse, import, shadow."
      ),
      (Reading.normalised(#""delivery":"lost""#), "The field delivery is none of held, delivered."),
      (Reading.normalised(#""data_class":"blue""#), "The field data_class is none of green, yellow, red."),
      (Reading.normalised(#""user_facing":"yes""#), "The field user_facing must be true or false but is text."),
      (Reading.normalised(#""cost_micros":"5""#), "The field cost_micros must be a number but is text."),
      (Reading.normalised(#""input_messages":[{"role":"user"}]"#), "The field input_messages[0].parts is missing."),
      (
        Reading.normalised(#""input_messages":[{"role":"user","parts":["x"]}]"#),
        "The field input_messages[0].parts[0] must be an object but is text."
      ),
      (
        Reading.normalised(#""system_instructions":7"#), "The field system_instructions must be a list but is a number."
      ),
      (Reading.normalised(#""prompt_variables":[1]"#), "The field prompt_variables must be an object but is a list."),
      (Reading.normalised(#""retrieved":[{"index":"i"}]"#), "The field retrieved[0].row_key is missing."),
      (
        Reading.normalised(#""retrieved":[{"index":"i","row_key":"r","rank":0}]"#),
        "The field retrieved[0].rank does not count from 1."
      ),
      (
        Reading.normalised(#""flags":[{"source":"s","category":"c","side":"left"}]"#),
        "The field flags[0].side is none of input, output, retrieved, tool."
      ),
      (
        Reading.normalised(#""flags":[{"source":"s","category":"c","spans":[{"start":4,"end":1}]}]"#),
        "The field flags[0].spans[0] ends before it starts."
      ),
    ])
  func refusals(line: String, reason: String) {
    #expect(Reading.refusal(of: line)?.reason == reason)
  }
}
