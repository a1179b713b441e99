package import Evidence
internal import Foundation
package import Governance

/// A trace, as a tracking server shows it: its calls of models become generations, in the normalised shape.
///
/// Source: MLflow's tracing attributes (`mlflow.spanType`, `mlflow.spanInputs` …), as MLflow 3.17 answers
/// `GET api/3.0/mlflow/traces/get`.
package struct TrackedTrace: Sendable {
  package let id: String
  /// RFC 3339, as the server wrote it.
  package let at: String
  private let info: JSONValue
  private let spans: [Span]

  private struct Span {
    var id: String
    var parent: String?
    var name: String
    var start: Int64
    var end: Int64
    var failed: Bool
    var attributes: [String: JSONValue]
    var kind: String { attributes["mlflow.spanType"]?.text ?? "" }
    var isCall: Bool { ["CHAT_MODEL", "LLM"].contains(kind) }
  }

  package init(_ trace: JSONValue) throws(Refusal) {
    let info = trace["trace_info"] ?? trace["info"] ?? trace
    guard let id = info["trace_id"]?.filledText ?? info["request_id"]?.filledText else { throw .missing("trace_id") }
    self.id = id
    self.info = info
    at = info["request_time"]?.text ?? ""
    spans = (trace["spans"] ?? trace["data"]?["spans"])?.elements?.compactMap(TrackedTrace.span) ?? []
  }

  /// One line of the normalised shape for each call; when no span is a call of a model, the whole trace is one.
  package func lines(service: String?) throws(Refusal) -> [[UInt8]] {
    let calls = try calls()
    var lines: [[UInt8]] = []
    for (place, call) in calls.enumerated() {
      let value = event(call, service: service, isLast: place == calls.count - 1, isOnly: calls.count == 1)
      do throws(JSONRefusal) {
        lines.append(try CanonicalJSON.bytes(of: value, policy: .generation))
      } catch {
        throw Refusal("trace.value", error.sentence)
      }
    }
    return lines
  }

  /// What is said now of each of the events that its lines became.
  package func judgements(producer: String) throws(Refusal) -> [ScoreReport] {
    let calls = try calls()
    var reports: [ScoreReport] = []
    for (place, call) in calls.enumerated() {
      let isLast = place == calls.count - 1
      reports.append(
        ScoreReport(
          producer: producer, event: event(of: call), scores: try Self.scores(assessments(of: call, isLast: isLast)),
          withdrawn: try Self.scores(assessments(of: call, isLast: isLast, valid: false)), isWhole: true))
    }
    return reports
  }

  private func calls() throws(Refusal) -> [Span] {
    guard !spans.isEmpty else { throw Refusal("trace.spans", "The server shows no spans of the trace.") }
    let calls = spans.filter(\.isCall).sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    if calls.isEmpty, let root = spans.first(where: { $0.parent == nil }) ?? spans.first { return [root] }
    return calls
  }

  private func event(of call: Span) -> String { "\(id)/\(call.id)" }

  /// As they are read when they come with their event.
  private static func scores(_ evals: [JSONValue]) throws(Refusal) -> [Score] {
    let document: JSONDocument
    do throws(JSONRefusal) {
      document = try JSONDocument(
        CanonicalJSON.bytes(of: .array(evals), policy: .generation), policy: .generation)
    } catch {
      throw Refusal("trace.value", error.sentence)
    }
    return try ScoreReading(JSONDocument.root, of: document).scores
  }

  private func event(_ call: Span, service: String?, isLast: Bool, isOnly: Bool) -> JSONValue {
    let input = call.attributes["mlflow.spanInputs"]?.unpacked ?? call.attributes["mlflow.spanInputs"]
    let output = call.attributes["mlflow.spanOutputs"]?.unpacked ?? call.attributes["mlflow.spanOutputs"]
    let tags = info.tags
    let metadata = info["trace_metadata"] ?? info["request_metadata"]
    let usage =
      call.attributes["mlflow.chat.tokenUsage"]?.unpacked
      ?? (isOnly ? metadata?["mlflow.trace.tokenUsage"]?.unpacked : nil)
    let prompt = (call.attributes["mlflow.linkedPrompts"] ?? metadata?["mlflow.linkedPrompts"])?.unpacked?.elements?
      .first
    let model = call.attributes["mlflow.llm.model"]?.filledText ?? input?["model"]?.filledText
    var members: [(String, JSONValue?)] = [
      ("event_id", .string(event(of: call))), ("source", "mlflow"), ("operation", "chat"),
      ("started_at", .string(String(call.start))),
    ]
    func tell(_ name: String, _ text: String?) { members.append((name, text.map { JSONValue.string($0) })) }
    func count(_ name: String) -> JSONValue? { usage?[name]?.integer.map { JSONValue.number(String($0)) } }
    if call.end >= call.start, call.end > 0 { tell("ended_at", String(call.end)) }
    tell("model", model)
    tell("model_version", tags["model_version"])
    tell("prompt_name", prompt?["name"]?.filledText)
    tell("prompt_version_text", prompt?["version"]?.plain)
    tell("prompt_id", tags["prompt_id"])
    tell("service", service)
    tell("conversation_id", metadata?["mlflow.trace.session"]?.filledText)
    members.append(("input_messages", filled(Self.messages(input, role: "user"))))
    members.append(("output_messages", filled(Self.messages(output, role: "assistant"))))
    members.append(("tokens_in", count("input_tokens")))
    members.append(("tokens_out", count("output_tokens")))
    members.append(("retrieved", filled(retrieved(before: call))))
    members.append(("evals", filled(assessments(of: call, isLast: isLast))))
    if call.failed || info["state"]?.text == "ERROR" { tell("status", "error") }
    let others = tags.filter { !$0.key.hasPrefix("mlflow.") }
    members.append(("unknown_attributes", others.isEmpty ? nil : .texts(others)))
    return .object(present: members)
  }

  private func filled(_ list: [JSONValue]) -> JSONValue? { list.isEmpty ? nil : .array(list) }

  /// What retrievers that ended before it gave out, with the place of each document.
  private func retrieved(before call: Span) -> [JSONValue] {
    spans.filter { $0.kind == "RETRIEVER" && $0.end <= call.start }.flatMap { span in
      let documents = span.attributes["mlflow.spanOutputs"]?.unpacked ?? span.attributes["mlflow.spanOutputs"]
      return (documents?.elements ?? []).compactMap { document -> JSONValue? in
        let about = document["metadata"]
        guard
          let key = about?["doc_uri"]?.filledText ?? about?["id"]?.plain ?? about?["source"]?.filledText
            ?? document["id"]?.plain
        else { return nil }
        return .object(present: [
          ("index", .string(span.name.isEmpty ? "retriever" : span.name)), ("row_key", .string(key)),
          ("score", about?["score"]?.double.map { .number(String($0)) }),
        ])
      }
    }.enumerated().map { place, row in
      guard case .object(let members) = row else { return row }
      return .object(members + [.init("rank", .number(String(place + 1)))])
    }
  }

  /// What people, programs and judges said of it: of this span, or of the whole trace, which is its last call's.
  ///
  /// - valid: those that stand; else those that were taken back.
  private func assessments(of call: Span, isLast: Bool, valid: Bool = true) -> [JSONValue] {
    (info["assessments"]?.elements ?? []).compactMap { told in
      guard (told["valid"] != .bool(false)) == valid, let name = told["assessment_name"]?.filledText else { return nil }
      let span = told["span_id"]?.filledText
      guard span.map({ $0 == call.id || Self.hexadecimal($0) == call.id }) ?? isLast else { return nil }
      let value = told["feedback"]?["value"] ?? told["expectation"]?["value"]
      let at = told["last_update_time"] ?? told["create_time"]
      var score: JSONValue?
      switch value {
      case .number: score = value
      case .bool(let yes): score = yes ? 1 : 0
      default: break
      }
      return .object(present: [
        ("name", .string(String(name.prefix(200)))), ("score", score),
        ("label", score == nil ? value.flatMap { $0.plain ?? $0.written }.map { .string($0) } : nil),
        ("judge", told["source"]?["source_id"]?.filledText.map { .string($0) }),
        ("kind", told["source"]?["source_type"]), ("ts", at),
        ("rationale", told["rationale"]),
        ("is_expectation", told["expectation"] == nil ? nil : true),
      ])
    }
  }

  /// Messages in the shape of a chat, in whichever of the usual places they stand; any other value as one message's text.
  private static func messages(_ value: JSONValue?, role: String) -> [JSONValue] {
    guard let value, !value.isNull else { return [] }
    let list = value["messages"]?.elements ?? value["choices"]?.elements?.compactMap { $0["message"] } ?? value.elements
    if let list, !list.isEmpty, list.allSatisfy({ $0["role"]?.text != nil }) { return list.map(message) }
    if let one = value["message"], one["role"]?.text != nil { return [message(one)] }
    let text = value.text ?? value["text"]?.text ?? value["content"]?.text ?? value["input"]?.text ?? value.written
    return text.isEmpty ? [] : [["role": .string(role), "content": .string(text)]]
  }

  private static func message(_ value: JSONValue) -> JSONValue {
    let content = value["content"] ?? .null
    let text: String
    switch content {
    case .string(let said): text = said
    case .null: text = value["tool_calls"].map(\.written) ?? ""
    case .array(let parts): text = parts.map { $0["text"]?.text ?? $0.text ?? $0.written }.joined(separator: "\n")
    default: text = content.written
    }
    return ["role": value["role"] ?? "user", "content": .string(text)]
  }

  // MARK: spans

  private static func span(_ value: JSONValue) -> Span? {
    guard let id = (value["span_id"] ?? value["spanId"])?.filledText.map(hexadecimal) else { return nil }
    var attributes: [String: JSONValue] = [:]
    for entry in value["attributes"]?.elements ?? [] {
      if let key = entry["key"]?.text { attributes[key] = any(entry["value"]) }
    }
    return Span(
      id: id, parent: (value["parent_span_id"] ?? value["parentSpanId"])?.filledText.map(hexadecimal),
      name: value["name"]?.text ?? "",
      start: (value["start_time_unix_nano"] ?? value["startTimeUnixNano"])?.integer ?? 0,
      end: (value["end_time_unix_nano"] ?? value["endTimeUnixNano"])?.integer ?? 0,
      failed: value["status"]?["code"]?.text == "STATUS_CODE_ERROR", attributes: attributes)
  }

  /// A value of one of the kinds OTLP knows, with the names of protobuf's own JSON.
  private static func any(_ value: JSONValue?) -> JSONValue {
    guard let value else { return .null }
    if let text = value["string_value"] { return text }
    if let yes = value["bool_value"] { return yes }
    if let integer = value["int_value"]?.integer { return .number(String(integer)) }
    if let double = value["double_value"] { return double }
    if let list = value["array_value"] { return .array((list["values"]?.elements ?? []).map(any)) }
    if let members = value["kvlist_value"] {
      return .object(
        (members["values"]?.elements ?? []).compactMap { entry in
          entry["key"]?.text.map { .init($0, any(entry["value"])) }
        })
    }
    return .null
  }

  /// Ids of spans come in base64; others as they are.
  private static func hexadecimal(_ id: String) -> String {
    guard id.count == 12, id.hasSuffix("="), let bytes = Data(base64Encoded: id), bytes.count == 8 else { return id }
    return Hexadecimal.text(of: Array(bytes))
  }
}

extension JSONValue {
  /// Canonical JSON; empty for what cannot be written.
  fileprivate var written: String {
    (try? CanonicalJSON.bytes(of: self, policy: .generation)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
