import Evidence
import Governance

/// The shape of the public data sets: `id`, `ts`, `response_text` and what surrounds them.
struct DatasetShape {
  enum Name: UInt8, MemberName {
    case id, ts, producer, model, model_version, prompt_id, prompt_template, prompt_text, messages, response_text
    case tokens, flags, evals, meta, source, ts_source
    static let names = allNames()
  }
  private enum TokenName: UInt8, MemberName {
    case prompt, response
    static let names = allNames()
  }

  let document: JSONDocument
  private let members: Members<Name>

  init(_ document: JSONDocument) {
    self.document = document
    members = Members(of: JSONDocument.root, in: document)
  }

  func event(producer: String, now: Instant) throws(Refusal) -> GenerationEvent {
    guard let id = members[.id] else { throw .missing("id") }
    guard let time = members[.ts] else { throw .missing("ts") }
    var draft = GenerationDraft(
      producer: try document.producer(members[.producer]) ?? producer,
      eventID: try document.name(id, "id"), at: try EventTime(time, of: document, "ts"))
    guard !draft.eventID.isEmpty else { throw Refusal("field.empty", "The field id is empty.") }
    draft.model = try document.filledName(members[.model], "model") ?? "unknown"
    draft.modelVersion = try document.filledName(members[.model_version], "model_version") ?? "unknown"
    draft.promptID = try document.optionalName(members[.prompt_id], "prompt_id")
    let tokens = try readTokens(into: &draft)

    let flags = try FlagReading(members[.flags], of: document)
    draft.flags = flags.flags
    let scores = try ScoreReading(members[.evals], of: document)
    draft.scores = scores.scores
    if flags.isOutOfRange || scores.isOutOfRange { draft.marks.append("score_out_of_range") }
    if members[.response_text] == nil { draft.marks.append("response_missing") }

    var content = ContentWriter(document)
    content.open()
    try writeAttributes(to: &content, flags: flags.saysMore ? members[.flags] : nil, tokens: tokens)
    try content.filledMember("evals", members[.evals])
    try writeConversation(to: &content)
    content.close()
    return draft.event(
      content: content.json.output, findings: document.findings.union(content.json.findings), now: now)
  }

  /// - Returns: key nodes of what `tokens` says beside the counts.
  private func readTokens(into draft: inout GenerationDraft) throws(Refusal) -> [Int] {
    guard let node = members[.tokens] else { return [] }
    try document.require(.object, node, "tokens")
    let tokens = Members<TokenName>(of: node, in: document)
    draft.tokensIn = try document.count(tokens[.prompt], "tokens.prompt")
    draft.tokensOut = try document.count(tokens[.response], "tokens.response")
    return tokens.unknown
  }

  private func writeAttributes(to content: inout ContentWriter, flags: Int?, tokens: [Int]) throws(Refusal) {
    let lost = promptBesideMessages
    let named = [flags, members[.meta], members[.prompt_template], lost, members[.source], members[.ts_source]]
    guard named.contains(where: { $0 != nil }) || !tokens.isEmpty || !members.unknown.isEmpty else { return }
    content.key("attributes")
    content.open()
    try content.member("flags", flags)
    try content.member("meta", members[.meta])
    try content.member("prompt_template", members[.prompt_template])
    try content.member("prompt_text", lost)
    try content.member("source", members[.source])
    try content.object("tokens", tokens)
    try content.member("ts_source", members[.ts_source])
    try content.object("unknown", members.unknown)
    content.close()
  }

  private func writeConversation(to content: inout ContentWriter) throws(Refusal) {
    if let messages = filledMessages {
      content.key("input")
      try content.messages(messages, of: document, "messages")
    } else if let prompt = members[.prompt_text] {
      try document.require(.string, prompt, "prompt_text")
      content.key("input")
      content.json.append(raw: "[")
      content.message(role: "user", text: prompt)
      content.json.append(raw: "]")
    }
    if let response = members[.response_text] {
      try document.require(.string, response, "response_text")
      content.key("output")
      content.json.append(raw: "[")
      content.message(role: "assistant", text: response)
      content.json.append(raw: "]")
    }
  }

  /// `messages` when there is at least one.
  private var filledMessages: Int? {
    guard let messages = members[.messages] else { return nil }
    let isEmptyList = document.kind(of: messages) == .array && document.next(after: messages) == messages + 1
    return isEmptyList ? nil : messages
  }

  /// `prompt_text` when the conversation stands in `messages` and does not end with the same text.
  private var promptBesideMessages: Int? {
    guard let messages = filledMessages, let prompt = members[.prompt_text] else { return nil }
    guard document.kind(of: messages) == .array, let last = document.elements(of: messages).last,
      document.kind(of: last) == .object, let text = document.member("content", of: last),
      document.kind(of: text) == .string, document.kind(of: prompt) == .string
    else { return prompt }
    return document.textBytes(of: text) == document.textBytes(of: prompt) ? nil : prompt
  }
}
