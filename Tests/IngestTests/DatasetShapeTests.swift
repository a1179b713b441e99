import Governance
import Testing

@testable import Ingest

@Suite("A line of the data set shape")
struct DatasetShapeTests {
  @Test("is taken apart into names, figures and erasable content")
  func whole() throws {
    let event = try Reading.event(
      of: #"""
        {"id": "mtb-1", "ts": "2024-03-25T11:47:05.635Z", "ts_source": "real", "source": {"row": 1, "dataset": "MT"},
         "model": "mistral", "model_version": "mistral-7b", "prompt_id": "mt/82", "prompt_template": null,
         "prompt_text": "Draft\na mail", "messages": null, "response_text": "Dear \"you\"",
         "tokens": {"prompt": 46, "response": 266, "counter": "ours"},
         "flags": [{"source": "judge", "category": "jailbreak", "verdict": "flagged", "on": "prompt"},
                   {"source": "check 1.9", "category": "profanity", "score": 0.0003, "on": "response"},
                   {"source": "m", "category": "x"}],
         "evals": [{"name": "single", "score": 7.0, "scale": [1, 10], "judge": "gpt-4", "ts": "2024-03-25T12:33:40Z",
                    "rationale": "Fine."}],
         "meta": {"turn": 1}, "future": {"b": 2, "a": 1}}
        """#)
    #expect(event.producer == "import")
    #expect(event.eventID == "mtb-1")
    #expect(event.at.rfc3339 == "2024-03-25T11:47:05.635Z")
    #expect([event.source, event.operation, event.delivery] == ["import", "chat", "delivered"])
    #expect([event.model, event.modelVersion, event.promptID] == ["mistral", "mistral-7b", "mt/82"])
    #expect([event.tokensIn, event.tokensOut] == [46, 266])
    #expect(
      event.flags == [
        Flag(source: "judge", category: "jailbreak", verdict: .flagged, score: nil, side: "input"),
        Flag(source: "check 1.9", category: "profanity", verdict: nil, score: 0.0003, side: "output"),
        Flag(source: "m", category: "x", verdict: nil, score: nil, side: "output"),
      ])
    #expect(
      event.scores == [
        Score(
          name: "single", value: 7, judge: "gpt-4", lowest: 1, highest: 10,
          at: Instant(year: 2024, month: 3, day: 25, hour: 12, minute: 33, second: 40))
      ])
    #expect(event.marks == [])
    #expect(
      event.contentText == #"{"attributes":{"meta":{"turn":1},"source":{"dataset":"MT","row":1},"#
        + #""tokens":{"counter":"ours"},"ts_source":"real","unknown":{"future":{"a":1,"b":2}}},"#
        + #""evals":[{"judge":"gpt-4","name":"single","rationale":"Fine.","scale":[1,10],"score":7,"#
        + #""ts":"2024-03-25T12:33:40Z"}],"#
        + #""input":[{"parts":[{"content":"Draft\na mail","type":"text"}],"role":"user"}],"#
        + #""output":[{"parts":[{"content":"Dear \"you\"","type":"text"}],"role":"assistant"}]}"#)
    #expect(
      String(decoding: event.metadata, as: UTF8.self) == #"{"at":"1711367225635000","delivery":"delivered","#
        + #""event_id":"mtb-1","flags":[{"category":"jailbreak","side":"input","source":"judge","#
        + #""verdict":"flagged"},{"category":"profanity","score":0.0003,"side":"output","source":"check 1.9"},"#
        + #"{"category":"x","side":"output","source":"m"}],"model":"mistral","model_version":"mistral-7b","#
        + #""operation":"chat","producer":"import","prompt_id":"mt/82","scores":[{"at":"1711370020000000","#
        + #""highest":10,"judge":"gpt-4","lowest":1,"name":"single","value":7}],"source":"import","#
        + #""tokens_in":"46","tokens_out":"266"}"#)
  }

  @Test("holds no content at all when there is none")
  func nothing() throws {
    let event = try Reading.event(
      of: Reading.dataset(#""tokens":null,"flags":null,"evals":[],"messages":[],"meta":null"#))
    #expect(event.contentText == "{}")
    #expect([event.model, event.modelVersion] == ["unknown", "unknown"])
    #expect(event.tokensIn == nil && event.tokensOut == nil)
    #expect(event.marks == ["response_missing"])
  }

  @Test("has the whole conversation as input when messages tell it")
  func conversation() throws {
    let messages = #""messages":[{"role":"user","content":"1"},{"name":"n","role":"assistant","content":"\u0032"}]"#
    let input =
      #""input":[{"parts":[{"content":"1","type":"text"}],"role":"user"},"#
      + #"{"name":"n","parts":[{"content":"2","type":"text"}],"role":"assistant"}]"#
    let same = try Reading.event(of: Reading.dataset(messages, #""prompt_text":"2","response_text":"""#))
    #expect(
      same.contentText == "{" + input + #","output":[{"parts":[{"content":"","type":"text"}],"role":"assistant"}]}"#)
    #expect(same.marks == [])
    let other = try Reading.event(of: Reading.dataset(messages, #""prompt_text":"3""#))
    #expect(other.contentText == #"{"attributes":{"prompt_text":"3"},"# + input + "}")
  }

  @Test("may name its own producer")
  func producer() throws {
    let given = try Reading.event(of: Reading.dataset(#""producer":"gateway""#))
    let other = try Reading.event(of: Reading.dataset())
    #expect([given.producer, other.producer] == ["gateway", "import"])
    #expect(given.id != other.id && given.eventKey != other.eventKey)
    #expect(given.metadataDigest != other.metadataDigest && given.contentDigest == other.contentDigest)
  }

  @Test("keeps a score outside its scale, marked")
  func outOfScale() throws {
    let event = try Reading.event(of: Reading.dataset(#""evals":[{"name":"s","score":-1,"scale":[1,10]}]"#))
    #expect(event.scores == [Score(name: "s", value: -1, lowest: 1, highest: 10)])
    #expect(event.marks == ["response_missing", "score_out_of_range"])
    let without = try Reading.event(of: Reading.dataset(#""evals":[{"name":"s","score":50}]"#))
    #expect(without.marks == ["response_missing"])
    let none = try Reading.event(of: Reading.dataset(#""evals":[{"name":"s","score":null,"scale":[1,10]}]"#))
    #expect(none.scores == [Score(name: "s", value: nil, lowest: 1, highest: 10)])
  }

  @Test("keeps the digits of integers beyond 2^53 in its content, and says when a fraction lost some")
  func numbers() throws {
    let event = try Reading.event(
      of: Reading.dataset(#""response_text":"","meta":{"n":9007199254740993,"f":0.12345678901234567890}"#))
    #expect(event.contentText.hasPrefix(#"{"attributes":{"meta":{"f":0.12345678901234568,"n":9007199254740993}}"#))
    #expect(event.marks == ["exact_integer", "number_rounded"])
  }

  @Test(
    "is refused by the name of the field that is off",
    arguments: [
      (#"{"id":"a"}"#, "The field ts is missing."),
      (#"{"ts":"2026-01-02T03:04:05Z"}"#, "The field id is missing."),
      (#"{"id":null,"ts":"2026-01-02T03:04:05Z"}"#, "The field id is missing."),
      (#"{"id":"","ts":"2026-01-02T03:04:05Z"}"#, "The field id is empty."),
      (#"{"id":7,"ts":"2026-01-02T03:04:05Z"}"#, "The field id must be text but is a number."),
      (Reading.dataset(#""model":["m"]"#), "The field model must be text but is a list."),
      (Reading.dataset(#""tokens":[1]"#), "The field tokens must be an object but is a list."),
      (Reading.dataset(#""tokens":{"prompt":-1}"#), "The field tokens.prompt is below zero."),
      (
        Reading.dataset(#""tokens":{"response":1.5}"#),
        "The field tokens.response is not a whole number of at most 64 bits."
      ),
      (
        Reading.dataset(#""tokens":{"prompt":9223372036854775808}"#),
        "The field tokens.prompt is not a whole number of at most 64 bits."
      ),
      (Reading.dataset(#""flags":{}"#), "The field flags must be a list but is an object."),
      (Reading.dataset(#""flags":[1]"#), "The field flags[0] must be an object but is a number."),
      (Reading.dataset(#""flags":[{"source":"s"}]"#), "The field flags[0].category is missing."),
      (
        Reading.dataset(#""flags":[{"source":"s","category":"c","on":"side"}]"#),
        "The field flags[0].on is none of response, prompt."
      ),
      (
        Reading.dataset(#""flags":[{"source":"s","category":"c","verdict":"bad"}]"#),
        "The field flags[0].verdict is none of clear, flagged, error, not_run."
      ),
      (
        Reading.dataset(#""flags":[{"source":"s","category":"c","score":1e999}]"#),
        "The field flags[0].score is a number too large for a double."
      ),
      (Reading.dataset(#""evals":[{"score":1}]"#), "The field evals[0].name is missing."),
      (
        Reading.dataset(#""evals":[{"name":"n","score":"7"}]"#),
        "The field evals[0].score must be a number but is text."
      ),
      (
        Reading.dataset(#""evals":[{"name":"n","scale":[1]}]"#),
        "The field evals[0].scale is not a lowest and a highest number."
      ),
      (
        Reading.dataset(#""evals":[{"name":"n","ts":"soon"}]"#),
        "The field evals[0].ts is no time like 2026-11-21T17:24:00Z."
      ),
      (Reading.dataset(#""messages":"hello""#), "The field messages must be a list but is text."),
      (Reading.dataset(#""messages":[{"content":"x"}]"#), "The field messages[0].role is missing."),
      (
        Reading.dataset(#""messages":[{"role":"user","content":[]}]"#),
        "The field messages[0].content must be text but is a list."
      ),
      (Reading.dataset(#""response_text":{}"#), "The field response_text must be text but is an object."),
      (Reading.dataset(#""prompt_text":5"#), "The field prompt_text must be text but is a number."),
      (
        Reading.dataset(#""producer":"a\u001bb""#),
        "The field producer is longer than 200 characters or has control characters."
      ),
      (#"[]"#, "The line is no JSON object."),
      (#"{"a":1}"#, "The line is no generation: it has neither event_id and started_at nor id and ts."),
      (#"{"id":"a","ts":"1969-12-31T23:59:59Z"}"#, "The field ts is before 1970 or after 9999."),
      (#"{"id":"a","ts":"9999-12-31T23:59:59-01:00"}"#, "The field ts is before 1970 or after 9999."),
      (#"{"id":"a","ts":true}"#, "The field ts must be a time but is true or false."),
      (Reading.dataset(#""meta":{"n":1e999}"#), "At byte 51, a number is too large for a double."),
    ])
  func refusals(line: String, reason: String) {
    #expect(Reading.refusal(of: line)?.reason == reason)
  }

  @Test("is refused without repeating a long name, and taken with the longest one")
  func longNames() throws {
    let name = String(repeating: "é", count: 500)
    #expect(try Reading.event(of: Reading.dataset("\"model\":\"\(name)\"")).model == name)
    let refusal = Reading.refusal(of: Reading.dataset("\"model\":\"\(name)x\""))
    #expect(refusal == Refusal("field.long", "The field model is longer than 1000 bytes."))
  }
}
