import Evidence
import Governance
import Ingest

/// Records that come one a line: generations, flags, figures, events of OpenLineage.
enum LineBytes {
  private static let now = Instant(year: 2026, month: 11, day: 22)

  static let decoders = [
    Decoder("lines", seeds: ["{}\n\n a \r\n\u{FEFF}b", "\r\n\r\n"]) { try cut($0) },
    Decoder("generation", seeds: generations) { try read(GenerationLines(now: now), $0) },
    Decoder("flags", seeds: flags) { try read(FlagLines(now: now), $0) },
    Decoder("evaluations", seeds: figures) { try read(EvaluationLines(now: now), $0) },
    Decoder("metrics", seeds: figures) { try read(MetricLines(now: now), $0) },
    Decoder("reports", seeds: reports) { report($0) },
    Decoder("openlineage", seeds: lineage) { try read(OpenLineage(now: now), $0) },
  ]

  private static let generations =
    [
      #"{"id":"a","ts":"2026-01-02T03:04:05Z","messages":[{"role":"user","content":"h\u00e9"}],"response_text":"r","#
        + #""tokens":{"prompt":1,"completion":-2},"flags":[{"source":"s","category":"c","score":0.5,"spans":[{"start":1,"#
        + #""end":2}]}],"evals":[{"name":"n","score":7,"scale":[1,10],"ts":"2026-01-02T03:04:05Z"}],"meta":{"n":1e5}}"#,
      #"{"event_id":"a","started_at":"2026-01-02T03:04:05Z","ended_at":1767323046123456789,"source":"otlp","#
        + #""input_messages":[{"role":"user","parts":[{"type":"text","content":"x"}]}],"retrieved":[{"rank":1,"#
        + #""index":"i","row_key":"r"}],"prompt_variables":{"a":"b"},"cost_usd":0.1,"tokens_in":9223372036854775807}"#,
    ].map { Array($0.utf8) } + SharedSeeds.lines("hostile/generations_fields.jsonl")
    + SharedSeeds.lines("hostile/generations_bytes.jsonl") + SharedSeeds.lines("hostile/generations_text.jsonl")

  private static let flags =
    [
      #"{"event_id":"a","source":"s","category":"c","score":0.5,"spans":[{"start":1,"end":9223372036854775807}]}"#,
      #"{"generation":"0199c8f1-0000-7000-8000-000000000000","checker":"azure","side":"input","answer":"#
        + #"{"categoriesAnalysis":[{"category":"Hate","severity":4}]}}"#,
      #"{"event_id":"a","checker":"llama-guard","taxonomy":"llamaguard-3","answer":"unsafe\nS1, S10"}"#,
      #"{"event_id":"a","checker":"presidio","answer":[{"entity_type":"IBAN","start":0,"end":4,"score":1}]}"#,
    ].map { Array($0.utf8) }

  private static let figures = [
    #"{"kind":"evaluation","model":"m","version":"1","dataset":"d","metric":"accuracy","value":0.5,"at":"2026-01-02"}"#,
    #"{"name":"a","value":1e308,"n":100,"low":0,"high":1,"higher_is_better":true,"kind":"red_team"}"#,
  ]

  private static let reports = [
    #"{"spec":{"completion_fns":["m"],"eval_name":"e.dev.v0","base_eval":"e","split":"dev","run_config":{}}}"# + "\n"
      + #"{"final_report":{"accuracy":0.5,"boostrap_std":0.1}}"#,
    #"{"info":{"run_id":"r","experiment_id":"1","status":"FINISHED"},"data":{"metrics":[{"key":"a","value":1}]}}"#,
    "{\n\"run\":{\"info\":{},\"data\":{\"metrics\":[]}}\n}",
  ]

  private static let lineage =
    [
      #"{"eventType":"COMPLETE","eventTime":"2026-05-28T20:26:41.123Z","run":{"runId":"0199c8f1-0000-7000-8000-00000"#
        + #"0000000","facets":{"parent":{"run":{"runId":"r"},"job":{"namespace":"n","name":"j"}}}},"job":{"namespace":"#
        + #""n","name":"j"},"inputs":[{"namespace":"n","name":"a"}],"outputs":[{"namespace":"n","name":"b","facets":{"#
        + #""columnLineage":{"fields":{"x":{"inputFields":[{"namespace":"n","name":"a","field":"y"}]}}},"schema":{"#
        + #""fields":[{"name":"x","type":"int"}]},"version":{"datasetVersion":"1"}}}],"producer":"p","schemaURL":"s"}"#
    ].map { Array($0.utf8) } + SharedSeeds.lines("hostile/openlineage.jsonl")
    + SharedSeeds.files("openlineage/official")

  /// What is taken holds JSON; what is refused says so in words that any terminal may show.
  private static func read(_ format: some LineFormat, _ line: [UInt8]) throws {
    switch format.read(line) {
    case .event(let event):
      try promise(event.id.count == 16 && event.contentDigest.count == 32, "a digest has another length")
      for text in [event.content, event.metadata] {
        try promise(taken { try JSONDocument(text, policy: .artifact) } != nil, "an event holds no JSON")
      }
    case .refused(let refusal):
      try promise(
        !refusal.reason.unicodeScalars.contains { $0.properties.generalCategory == .control },
        "a reason holds control characters")
      try promise(refusal.reason.utf8.count < 400, "a reason is long: \(refusal.reason)")
    case .lineage, .flags, .figure, .blank: break
    }
  }

  /// Cut in two anywhere it gives the same lines.
  private static func cut(_ bytes: [UInt8]) throws {
    let place = bytes.first.map { Int($0) % bytes.count } ?? 0
    try promise(
      lines([bytes]) == lines([Array(bytes[..<place]), Array(bytes[place...])]), "cut at \(place) it has other lines")
  }

  private static func lines(_ blocks: [[UInt8]]) -> [LineReader.Line] {
    var reader = LineReader(limit: 100)
    var lines = blocks.flatMap { reader.take($0) }
    if let last = reader.finish() { lines.append(last) }
    return lines
  }

  private static func report(_ bytes: [UInt8]) {
    var reader = LineReader()
    var reading = ReportReading()
    var lines = reader.take(bytes).flatMap { reading.take($0) }
    if let last = reader.finish() { lines += reading.take(last) }
    lines += reading.finish(digest: String(repeating: "0", count: 64))
    for line in lines { _ = EvaluationLines(now: now).read(line.raw) }
  }
}
