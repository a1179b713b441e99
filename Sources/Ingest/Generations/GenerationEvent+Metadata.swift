import Evidence
import Governance

extension GenerationEvent {
  /// Canonical JSON (RFC 8785) of all that is neither content nor worked out on arrival (`marks`, `latencyMicros`).
  ///
  /// Members that are nil, and empty lists, are left out. Integers of 64 bits and times (microseconds since 1970) are
  /// decimal text, as no double holds them all.
  package var metadata: [UInt8] {
    var json = MetadataWriter()
    json.object { json in
      json.member("at", at)
      json.member("conversation", conversation)
      json.member("cost_micros", costMicros)
      json.member("currency", currency)
      json.member("data_class", dataClass?.rawValue)
      json.member("delivery", delivery)
      json.member("ended_at", endedAt)
      json.member("environment", environment)
      json.member("event_id", eventID)
      json.list("flags", flags) { $0.write($1) }
      json.member("language", language)
      json.member("model", model)
      json.member("model_version", modelVersion)
      json.member("operation", operation)
      json.member("producer", producer)
      json.member("prompt_id", promptID)
      json.member("prompt_name", promptName)
      json.member("prompt_version", promptVersion)
      json.list("retrieved", retrievals) { $0.write($1) }
      json.list("scores", scores) { $0.write($1) }
      json.member("service", service)
      json.member("source", source)
      json.member("tokens_in", tokensIn)
      json.member("tokens_out", tokensOut)
      json.member("user_facing", userFacing)
    }
    return json.output
  }
}

/// Members must be written in canonical order; nil is left out.
private struct MetadataWriter {
  private var json = CanonicalJSON(policy: .generation, capacity: 1024)
  private var isFirst = true

  var output: [UInt8] { json.output }

  mutating func object(_ body: (inout MetadataWriter) -> Void) {
    json.append(raw: "{")
    isFirst = true
    body(&self)
    json.append(raw: "}")
    isFirst = false
  }

  private mutating func key(_ name: StaticString) {
    json.append(raw: isFirst ? "\"" : ",\"")
    json.append(raw: name)
    json.append(raw: "\":")
    isFirst = false
  }

  mutating func member(_ name: StaticString, _ text: String?) {
    guard let text else { return }
    key(name)
    json.append(string: text)
  }

  mutating func member(_ name: StaticString, _ integer: Int64?) {
    guard let integer else { return }
    key(name)
    json.append(string: String(integer))
  }

  mutating func member(_ name: StaticString, _ instant: Instant?) {
    member(name, instant?.microseconds)
  }

  mutating func member(_ name: StaticString, _ bool: Bool?) {
    guard let bool else { return }
    key(name)
    json.append(raw: bool ? "true" : "false")
  }

  mutating func member(_ name: StaticString, _ number: Double?) {
    guard let number else { return }
    key(name)
    CanonicalNumber.append(number, to: &json.output)
  }

  mutating func list<Element>(
    _ name: StaticString, _ elements: [Element], _ write: (inout MetadataWriter, Element) -> Void
  ) {
    guard !elements.isEmpty else { return }
    key(name)
    json.append(raw: "[")
    for (index, element) in elements.enumerated() {
      if index > 0 { json.append(raw: ",") }
      object { write(&$0, element) }
    }
    json.append(raw: "]")
  }

  mutating func write(_ flag: Flag) {
    member("category", flag.category)
    member("score", flag.score)
    member("side", flag.side)
    member("source", flag.source)
    list("spans", flag.spans) {
      $0.member("end", Int64($1.end))
      $0.member("label", $1.label)
      $0.member("start", Int64($1.start))
    }
    member("taxonomy", flag.taxonomy)
    member("verdict", flag.verdict?.rawValue)
  }

  mutating func write(_ score: Score) {
    member("at", score.at)
    member("highest", score.highest)
    member("judge", score.judge)
    member("lowest", score.lowest)
    member("name", score.name)
    member("value", score.value)
  }

  mutating func write(_ row: Retrieval) {
    member("data_class", row.dataClass?.rawValue)
    member("dataset", row.dataset)
    member("dataset_version", row.datasetVersion)
    member("index", row.index)
    member("index_version", row.indexVersion)
    member("namespace", row.namespace)
    member("rank", Int64(row.rank))
    member("row_key", row.rowKey)
    member("score", row.score)
  }
}
