internal import Governance
internal import Shadow

/// Stands in for the model services of a sample world: a newer version declines less often and writes a little more. The same
/// question to the same version has the same answer.
struct SampleModels: ModelService {
  func ask(_ call: ModelCall) async -> ModelOutcome {
    let question = call.messages.map(\.content).joined(separator: "\n")
    let lot = Self.digest(question)
    let version = Double(call.model.drop { !$0.isNumber }) ?? 1
    // Versions decline the same questions, the older ones some more.
    let declines = Double(lot % 1000) < max(5, 140 - version * 9)
    let words = declines ? 14 : 60 + Int(lot / 1000 % 120) + Int(version)
    let text =
      declines
      ? "I'm sorry, but I cannot decide this claim from what is in front of me."
      : "The claim is covered. " + String(repeating: "The notes of the adjuster support it. ", count: words / 12)
    return .answered(
      ChatReply(
        text: text, finish: "stop", tokensIn: Int64(question.utf8.count / 4), tokensOut: Int64(words * 4 / 3)),
      microseconds: Int64(400_000 + words * 9000 + Int(lot / 7919 % 200_000)))
  }

  /// It has no checkers.
  func check(_ call: CheckerCall) async -> ModelOutcome { .unsent("there is no checker in a sample world") }

  /// FNV-1a.
  private static func digest(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
