internal import Evidence
internal import Governance

/// The spans of a flag as the catalog keeps them: `[{"start":3,"end":9,"label":"PERSON"}]`.
enum SpanList {
  static func json(_ spans: [Flag.Span]) -> String {
    guard !spans.isEmpty else { return "[]" }
    var writer = CanonicalJSON(policy: .generation)
    writer.append(raw: "[")
    for (index, span) in spans.enumerated() {
      if index > 0 { writer.append(raw: ",") }
      writer.append(raw: "{\"start\":")
      writer.output.append(contentsOf: String(span.start).utf8)
      writer.append(raw: ",\"end\":")
      writer.output.append(contentsOf: String(span.end).utf8)
      writer.append(raw: ",\"label\":")
      writer.append(string: span.label)
      writer.append(raw: "}")
    }
    writer.append(raw: "]")
    return String(decoding: writer.output, as: UTF8.self)
  }
}
