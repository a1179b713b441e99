import Foundation
import Shadow
import TestSupport

/// The public answers of four versions of one model, and how a judge rated them.
struct RealVersions {
  static let labels = ["mistral-orpo-mix", "mistral-orpo", "mistral-orpo-capybara", "mistral-orpo-trl"]

  struct Row {
    var version: String
    var prompt: String
    var messages: [StandIn.Answer.Message]
    var answer: String
    /// The mean of the judge's ratings; nil when it gave none.
    var rating: Double?
    var tokensIn: Int
    var tokensOut: Int
  }
  let rows: [Row]
  /// The real judge's prompt, as it is registered.
  let judge: String

  init() throws {
    rows = try Self.lines("generations/mtbench_mistral_orpo.jsonl.gz").map { row in
      let scores = (row["evals"] as? [[String: Any]] ?? []).compactMap { $0["score"] as? Double }.filter { $0 >= 0 }
      let tokens = row["tokens"] as? [String: Any] ?? [:]
      let asked =
        row["messages"] as? [[String: String]] ?? [["role": "user", "content": row["prompt_text"] as? String ?? ""]]
      return Row(
        version: row["model_version"] as? String ?? "", prompt: row["prompt_id"] as? String ?? "",
        messages: asked.map { .init(role: $0["role"] ?? "", content: $0["content"] ?? "") },
        answer: row["response_text"] as? String ?? "",
        rating: scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count),
        tokensIn: tokens["prompt"] as? Int ?? 0, tokensOut: tokens["response"] as? Int ?? 0)
    }
    let prompts = try Self.lines("prompts/mt_bench_judge_prompts.jsonl")
    let single = prompts.first { $0["name"] as? String == "single-v1" } ?? [:]
    judge = String(decoding: try JSONSerialization.data(withJSONObject: single), as: UTF8.self)
  }

  /// Prompts in which every version was asked the same: in a second turn each has its own first answer before it, so that the
  /// live conversation is one version's.
  func live(of version: String) -> [Row] { rows.filter { $0.version == version } }

  /// What the stand-in says: to the live conversation of a prompt each version's answer, and what the judge says of it.
  func answers(live: [Row]) throws -> [StandIn.Answer] {
    let prompt = try JudgePrompt(body: Array(judge.utf8))
    let asked = Dictionary(uniqueKeysWithValues: live.map { ($0.prompt, $0.messages) })
    return rows.flatMap { row -> [StandIn.Answer] in
      let messages = asked[row.prompt] ?? row.messages
      let judged = prompt.messages(
        conversation: messages.map { ChatMessage(role: $0.role, content: $0.content) }, answer: row.answer)
      return [
        StandIn.Answer(
          model: row.version, messages: messages, text: row.answer, tokens_in: row.tokensIn, tokens_out: row.tokensOut),
        StandIn.Answer(
          model: "judge", messages: judged.map { .init(role: $0.role, content: $0.content) },
          text: row.rating.map { "It does what was asked.\nRating: [[\($0)]]" } ?? "I cannot rate this.",
          tokens_in: row.tokensOut, tokens_out: 12),
      ]
    }
  }

  private static func lines(_ name: String) throws -> [[String: Any]] {
    let path = try SharedData.path(name)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = name.hasSuffix(".gz") ? ["gzip", "-dc", path] : ["cat", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try data.split(separator: UInt8(ascii: "\n")).compactMap {
      try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
    }
  }
}
