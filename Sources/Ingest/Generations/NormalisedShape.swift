import Evidence
import Governance

/// The normalised event: `event_id`, `started_at`, and the names of OpenTelemetry around them.
struct NormalisedShape {
  enum Name: UInt8, MemberName {
    case event_id, started_at, producer, source, ended_at, first_token_at, operation, provider
    case model, model_version, model_requested, model_responded, prompt_name, prompt_version_text, prompt_id
    case service, environment, use_case, conversation_id, user_ref, language, user_facing, delivery
    case params, system_instructions, input_messages, output_messages, prompt_variables, finish_reasons
    case tokens_in, tokens_out, tokens_cache_read, tokens_reasoning, cost_micros, currency, data_class
    case flags, evals, retrieved, tools, error_type, status, embedding
    static let names = allNames()
  }
  private enum Source: String, CaseIterable { case otlp, openinference, mlflow, langfuse, `import`, shadow }
  private enum Delivery: String, CaseIterable { case held, delivered }

  let document: JSONDocument
  private let members: Members<Name>

  init(_ document: JSONDocument) {
    self.document = document
    members = Members(of: JSONDocument.root, in: document)
  }

  func event(producer: String, now: Instant) throws(Refusal) -> GenerationEvent {
    guard let id = members[.event_id] else { throw .missing("event_id") }
    guard let time = members[.started_at] else { throw .missing("started_at") }
    var draft = GenerationDraft(
      producer: try document.producer(members[.producer]) ?? producer, eventID: try document.name(id, "event_id"),
      at: try EventTime(time, of: document, "started_at"))
    guard !draft.eventID.isEmpty else { throw Refusal("field.empty", "The field event_id is empty.") }
    try readNames(into: &draft)
    try readFigures(into: &draft)

    let flags = try FlagReading(members[.flags], of: document)
    draft.flags = flags.flags
    let scores = try ScoreReading(members[.evals], of: document)
    draft.scores = scores.scores
    let retrieved = try RetrievalReading(members[.retrieved], of: document)
    draft.retrievals = retrieved.retrievals
    draft.embedding = try EmbeddingReading(members[.embedding], of: document).embedding
    if flags.isOutOfRange || scores.isOutOfRange { draft.marks.append("score_out_of_range") }
    if !document.isFilled(members[.output_messages]) { draft.marks.append("response_missing") }

    var content = ContentWriter(document)
    content.open()
    try writeAttributes(
      to: &content, flags: flags.saysMore ? members[.flags] : nil,
      retrieved: retrieved.saysMore ? members[.retrieved] : nil)
    try content.filledMember("evals", members[.evals])
    try writeConversation(to: &content)
    content.close()
    return draft.event(
      content: content.json.output, findings: document.findings.union(content.json.findings), now: now)
  }

  private func name(_ field: Name) throws(Refusal) -> String? {
    try document.filledName(members[field], field.name)
  }

  private func readNames(into draft: inout GenerationDraft) throws(Refusal) {
    if let node = members[.source] {
      let source: Source = try document.word(node, "source")
      draft.source = source.rawValue
    }
    if let node = members[.delivery] {
      let delivery: Delivery = try document.word(node, "delivery")
      draft.delivery = delivery.rawValue
    }
    if let operation = try name(.operation) { draft.operation = operation }
    let requested = try name(.model_requested)
    let responded = try name(.model_responded)
    draft.model = try name(.model) ?? requested ?? "unknown"
    draft.modelVersion = try name(.model_version) ?? responded ?? "unknown"
    draft.promptName = try name(.prompt_name)
    draft.promptVersion = try name(.prompt_version_text)
    draft.promptID = try name(.prompt_id)
    draft.service = try name(.service)
    draft.environment = try name(.environment)
    draft.conversation = try name(.conversation_id)
    draft.language = try name(.language)
  }

  private func readFigures(into draft: inout GenerationDraft) throws(Refusal) {
    if let node = members[.ended_at] { draft.endedAt = try EventTime(node, of: document, "ended_at") }
    if let node = members[.user_facing] { draft.userFacing = try document.bool(node, "user_facing") }
    if let node = members[.data_class] { draft.dataClass = try DataClass.reading(node, of: document, "data_class") }
    draft.tokensIn = try document.count(members[.tokens_in], "tokens_in")
    draft.tokensOut = try document.count(members[.tokens_out], "tokens_out")
    draft.costMicros = try document.count(members[.cost_micros], "cost_micros")
    draft.currency = try name(.currency)
  }

  private func writeAttributes(to content: inout ContentWriter, flags: Int?, retrieved: Int?) throws(Refusal) {
    // What a registry name was taken from is told by the name itself.
    let requested = members[.model] == nil ? nil : members[.model_requested]
    let responded = members[.model_version] == nil ? nil : members[.model_responded]
    let attributes: [(StaticString, Int?)] = [
      ("error_type", members[.error_type]), ("finish_reasons", members[.finish_reasons]),
      ("first_token_at", members[.first_token_at]), ("flags", flags), ("model_requested", requested),
      ("model_responded", responded), ("params", members[.params]), ("provider", members[.provider]),
      ("retrieved", retrieved), ("status", members[.status]), ("tokens_cache_read", members[.tokens_cache_read]),
      ("tokens_reasoning", members[.tokens_reasoning]),
    ]
    let later: [(StaticString, Int?)] = [("use_case", members[.use_case]), ("user_ref", members[.user_ref])]
    guard (attributes + later).contains(where: { $0.1 != nil }) || !members.unknown.isEmpty else { return }
    content.key("attributes")
    content.open()
    for (name, node) in attributes { try content.member(name, node) }
    try content.object("unknown", members.unknown)
    for (name, node) in later { try content.member(name, node) }
    content.close()
  }

  private func writeConversation(to content: inout ContentWriter) throws(Refusal) {
    if let messages = members[.input_messages], document.isFilled(messages) {
      content.key("input")
      try content.messages(messages, of: document, "input_messages")
    }
    if let messages = members[.output_messages], document.isFilled(messages) {
      content.key("output")
      try content.messages(messages, of: document, "output_messages")
    }
    if let system = members[.system_instructions], document.isFilled(system) {
      content.key("system")
      try content.system(system, of: document)
    }
    try content.filledMember("tools", members[.tools])
    if let variables = members[.prompt_variables] {
      try document.require(.object, variables, "prompt_variables")
      try content.filledMember("variables", variables)
    }
  }
}
