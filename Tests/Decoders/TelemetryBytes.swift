import Governance
import Ingest

/// OTLP in both encodings, up to the generations that its traces become.
enum TelemetryBytes {
  static let decoders = [
    Decoder("otlp-traces-json", seeds: text("traces", traces)) { bytes in
      try assemble(taken { try OTLPText.traces(bytes) })
    },
    Decoder("otlp-logs-json", seeds: text("logs", logs)) { bytes in try assemble(taken { try OTLPText.logs(bytes) }) },
    Decoder("otlp-metrics-json", seeds: text("metrics", metrics)) { bytes in
      _ = taken { try OTLPText.metrics(bytes) }
    },
    Decoder("otlp-traces-protobuf", seeds: binary("traces")) { bytes in
      try assemble(taken { try OTLPBinary.traces(bytes) })
    },
    Decoder("otlp-logs-protobuf", seeds: binary("logs")) { bytes in try assemble(taken { try OTLPBinary.logs(bytes) })
    },
    Decoder("otlp-metrics-protobuf", seeds: binary("metrics")) { bytes in
      _ = taken { try OTLPBinary.metrics(bytes) }
    },
    Decoder("trace-part", seeds: [part]) { bytes in _ = TracePart(text: bytes) },
  ]

  /// What is kept of a request is read back as the same, and becomes lines that are read.
  private static func assemble(_ batch: TelemetryBatch?) throws {
    guard let batch else { return }
    _ = batch.times
    var kept: [TracePart] = []
    for part in batch.parts {
      guard let text = taken({ try part.text }) else { continue }
      guard let again = TracePart(text: text) else { throw DecoderFault("a part cannot be read back") }
      try promise(taken { try again.text } == text, "a part is read back as another")
      kept.append(again)
    }
    let format = GenerationLines(producer: "gateway", now: Instant(year: 2026, month: 11, day: 22))
    for call in TraceAssembly(kept).calls { _ = format.read(call.line) }
  }

  private static let files = ["openai-new", "openai-old", "oi-langchain", "oi-openai", "ot-langchain", "tl-langchain"]

  private static func text(_ kind: String, _ seed: String) -> [[UInt8]] {
    [Array(seed.utf8)]
      + (["hostile/otlp_requests.jsonl"] + files.map { "otlp/\($0)_json.jsonl.gz" }).flatMap {
        SharedSeeds.bodies($0, to: "/v1/\(kind)", isText: true).prefix(10)
      }
  }

  private static func binary(_ kind: String) -> [[UInt8]] {
    [request]
      + (files + ["tl-anthropic"]).flatMap {
        SharedSeeds.bodies("otlp/\($0)_proto.jsonl.gz", to: "/v1/\(kind)", isText: false).prefix(10)
      }
  }

  private static let traces = #"""
    {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s"}}]},"scopeSpans":[{"scope":
    {"name":"n"},"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","parentSpanId":"",
    "name":"chat","kind":3,"startTimeUnixNano":"1780000000000000000","endTimeUnixNano":"9223372036854775807","attributes":[
    {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.request.model","value":{"stringValue":"m"}},
    {"key":"gen_ai.usage.input_tokens","value":{"intValue":"9223372036854775807"}},{"key":"gen_ai.request.temperature",
    "value":{"doubleValue":0.5}},{"key":"gen_ai.input.messages","value":{"stringValue":"[{\"role\":\"user\",\"parts\":[{
    \"type\":\"text\",\"content\":\"x\"}]}]"}},{"key":"llm.input_messages.99999999999.message.role","value":{"stringValue":
    "user"}},{"key":"a","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[{"key":"k","value":{"bytesValue":"AA=="}}
    ]}}]}}}],"events":[{"name":"gen_ai.choice","timeUnixNano":"1","attributes":[]}],"status":{"code":2}}]}]}]}
    """#

  private static let logs = #"""
    {"resourceLogs":[{"resource":{"attributes":[]},"scopeLogs":[{"scope":{"name":"n"},"logRecords":[{"timeUnixNano":"1780000000
    000000000","traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","eventName":
    "gen_ai.client.inference.operation.details","body":{"kvlistValue":{"values":[{"key":"content","value":{"stringValue":"x"
    }}]}},"attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}}]}]}]}]}
    """#

  private static let metrics = #"""
    {"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s"}}]},"scopeMetrics":[{
    "metrics":[{"name":"gen_ai.client.operation.duration","histogram":{"dataPoints":[{"startTimeUnixNano":"1","timeUnixNano":
    "9223372036854775807","count":"9223372036854775807","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":
    "chat"}}]}]}}]}]}]}
    """#

  private static let part =
    #"{"kind":"span","trace":"5b8efff798038103d269b633813fc60c","span":"eee19b7ec3c1b174","start":"1","end":"2","name":"n"}"#

  /// A span with a resource and one attribute, field by field.
  private static let request: [UInt8] = {
    let attribute = field(1, Array("gen_ai.operation.name".utf8)) + field(2, field(1, Array("chat".utf8)))
    let span =
      field(1, Array(1...16)) + field(2, Array(1...8)) + field(5, Array("chat".utf8))
      + [7 << 3 | 1, 0, 0, 0, 0, 0, 0, 0, 0x18] + [8 << 3 | 1, 1, 0, 0, 0, 0, 0, 0, 0x18] + field(9, attribute)
    return field(1, field(1, field(1, attribute)) + field(2, field(2, span)))
  }()

  /// A field of protobuf that holds bytes, fewer than 16,384 of them.
  private static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    let count =
      bytes.count < 128 ? [UInt8(bytes.count)] : [UInt8(bytes.count & 127 | 128), UInt8(bytes.count >> 7)]
    return [number << 3 | 2] + count + bytes
  }
}
