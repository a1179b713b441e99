import Governance

/// Writes one generation event as a JSON line.
///
/// Keeps its buffer from line to line. What has been said so far in the text being written is counted in Unicode
/// scalars, so that a finding's place is known when its words are written.
struct EventPen: Sendable {
  struct Span: Sendable {
    var start: Int
    var end: Int
    var entity: StaticString
  }

  let library: Library
  var out: [UInt8] = []
  /// Unicode scalars of the text being written.
  var scalars = 0
  /// Other people's details in the answer.
  var details: [Span] = []
  /// The sentence of the answer a checker objects to.
  var passage: Span?
  var cast = Cast(key: 0)
  var call = Call(at: 0, key: 0, turn: 0, desk: 0, tongue: 0)
  var findsDetails = false
  private var clock = Clock()

  init(library: Library) {
    self.library = library
    out.reserveCapacity(16_384)
  }

  mutating func write(_ call: Call) -> [UInt8] {
    self.call = call
    cast = Cast(key: call.key)
    out.removeAll(keepingCapacity: true)
    details.removeAll(keepingCapacity: true)
    passage = nil
    var chance = SplitMix64(call.number ^ 0x0076_616c)
    let desk = Desk.all[call.desk]
    let tracks = library.tracks[call.desk]
    let prompt = tracks.prompt.place(at: call.at)
    let model = tracks.model.place(at: call.at)

    raw("{\"event_id\":\"mm-")
    hexadecimal(call.number)
    raw("\",\"started_at\":\"")
    clock.write(call.at, into: &out)
    raw("\",\"producer\":\"gateway-eu\",\"source\":\"otlp\",\"operation\":\"chat\",\"provider\":\"")
    raw(desk.model == "claims-triage" ? "meridian" : "northlake-ai")
    raw("\",\"model\":\"")
    say(tracks.modelName)
    raw("\",\"model_version\":\"")
    if call.guise == .preview { raw("2026-11-preview") } else { say(tracks.model.labels, model) }
    raw("\",\"prompt_name\":\"")
    if call.guise == .stormPrompt { raw("storm-faq") } else { say(tracks.promptName) }
    raw("\",\"prompt_version_text\":\"")
    if call.guise == .stormPrompt { raw("1") } else { say(tracks.prompt.labels, prompt) }
    raw("\",\"service\":\"")
    raw(desk.service)
    raw("\",\"environment\":\"production\",\"use_case\":\"")
    raw(desk.name)
    raw("\",\"conversation_id\":\"conv-")
    hexadecimal(call.key)
    raw("\",\"user_ref\":\"u-")
    number(Int(truncatingIfNeeded: SplitMix64.mixed(call.key) >> 44))
    raw("\",\"language\":\"")
    raw((Tongue(rawValue: call.tongue) ?? .english).code)
    raw("\",\"user_facing\":")
    raw(desk.isFacingCustomers ? "true" : "false")
    raw(",\"delivery\":\"")
    raw(call.trouble.tier == .high ? "held" : "delivered")
    raw("\",\"params\":{\"temperature\":")
    raw(desk.temperature)
    raw(",\"max_tokens\":")
    number(desk.maxTokens)

    raw("},\"system_instructions\":[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"")
    let promptStart = out.count
    if call.guise == .stormPrompt { say(library.stormSystem) } else { say(tracks.prompt.systems, prompt) }
    raw("\"}]}],\"input_messages\":[")
    writeInput(&chance)
    let inputBytes = out.count - promptStart
    raw("],\"output_messages\":[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"")
    scalars = 0
    findsDetails = true
    writeAnswer(call.turn, with: call.trouble)
    findsDetails = false
    let outputScalars = scalars
    raw("\"}],\"finish_reason\":\"stop\"}]")
    if desk.prompt == "kyc-summary" {
      raw(",\"prompt_variables\":{\"file_number\":\"")
      fill(.file)
      raw("\",\"page_count\":\"")
      fill(.pages)
      raw("\"}")
    }
    writeMeters(desk, tokensIn: inputBytes / 4 + 1, tokensOut: outputScalars / 4 + 1, &chance)
    writeRetrieved(desk, tracks, &chance)
    writeFlags(desk, &chance)
    writeScores(desk, &chance)
    raw("}")
    return Array(out)
  }

  private mutating func writeMeters(_ desk: Desk, tokensIn: Int, tokensOut: Int, _ chance: inout SplitMix64) {
    let first = Int64(chance.within(180...640)) * 1000
    let whole = first + Int64(tokensOut * chance.within(7000...13_000))
    raw(",\"first_token_at\":\"")
    clock.write(call.at + first, into: &out)
    raw("\",\"ended_at\":\"")
    clock.write(call.at + whole, into: &out)
    raw("\",\"finish_reasons\":[\"stop\"],\"tokens_in\":")
    number(tokensIn)
    raw(",\"tokens_out\":")
    number(tokensOut)
    raw(",\"cost_micros\":")
    number((tokensIn * desk.price.input + tokensOut * desk.price.output) / 1000)
    raw(",\"currency\":\"USD\"")
  }
}

extension Desk {
  var isFacingCustomers: Bool { model == "claims-triage" || prompt == "policy-qa" }
}
