import Evidence
import Foundation
import Governance
import SeededNumbers
import Testing

@testable import Ingest

@Suite("What real instruments sent", .enabled(if: SharedData.isThere, "\(SharedData.absence)"))
struct CapturedTests {
  /// How many generations a file's requests make; by the README, the models answered with the answers of `generations/`.
  struct Expectation: Sendable, CustomTestStringConvertible {
    var file: String
    var chats: Int
    var embeddings = 0
    var failed = 0
    var source = "otlp"
    /// Rows of data that calls were given.
    var retrieved = 0
    /// The service's own count of its calls.
    var counted: Int64?
    var testDescription: String { file }
  }

  static let all = [
    Expectation(file: "openai-old_proto", chats: 44, embeddings: 4, failed: 4, counted: 48),
    Expectation(file: "openai-old_proto_gzip", chats: 44, embeddings: 4, failed: 4, counted: 48),
    Expectation(file: "openai-new_proto", chats: 44, embeddings: 4, failed: 4, counted: 48),
    Expectation(file: "openai-new_json", chats: 44, embeddings: 4, failed: 4, counted: 48),
    Expectation(file: "ot-langchain_proto", chats: 0),
    Expectation(file: "oi-langchain_proto", chats: 40, source: "openinference", retrieved: 40),
    Expectation(file: "oi-langchain_json", chats: 40, source: "openinference", retrieved: 40),
    Expectation(file: "oi-openai_proto", chats: 44, embeddings: 4, failed: 4, source: "openinference"),
    // Two instruments reported 40 calls; the two that failed have no answer's id to be joined by.
    Expectation(file: "tl-anthropic_proto", chats: 42, failed: 4, counted: 40),
    Expectation(file: "tl-langchain_proto", chats: 40, retrieved: 40, counted: 40),
  ]

  @Test("becomes one generation a call", arguments: all)
  func counts(expected: Expectation) throws {
    let requests = try CapturedRequests(expected.file)
    let events = try requests.events()
    #expect(requests.refused == 0)
    #expect(events.count { $0.operation == "chat" } == expected.chats)
    #expect(events.count { $0.operation == "embeddings" } == expected.embeddings)
    #expect(events.count { $0.body["attributes"]?["status"]?.text == "error" } == expected.failed)
    #expect(events.reduce(0) { $0 + $1.retrievals.count } == expected.retrieved)
    #expect(Set(events.map(\.eventID)).count == events.count)
    #expect(
      events.allSatisfy { $0.source == expected.source && $0.service == "genai-gateway" && $0.environment == "prod" })
    if let counted = expected.counted {
      let highest = Dictionary(requests.counts.map { ($0.series, $0.count) }, uniquingKeysWith: max)
      #expect(highest.values.reduce(0, +) == counted)
    }
  }

  @Test("holds the question, the answer, the tokens and the names of every call that was answered", arguments: all)
  func content(expected: Expectation) throws {
    let known = try CapturedTests.recorded()
    for event in try CapturedRequests(expected.file).events() where event.operation == "chat" {
      guard event.body["attributes"]?["status"] == nil else { continue }
      let calls = (event.body["output"]?.elements ?? []).flatMap { $0["parts"]?.elements ?? [] }
        .filter { $0["type"]?.text == "tool_call" }
      if calls.isEmpty {
        #expect(known.answers.contains(event.answer) || event.answer == "No recorded answer.", "\(event.eventID)")
      } else {
        #expect(calls.allSatisfy { $0["name"]?.text == "search_policies" && $0["arguments"]?["question"] != nil })
      }
      #expect(!event.question.isEmpty)
      #expect(event.tokensIn ?? 0 > 0 && event.tokensOut ?? 0 > 0)
      #expect((event.latencyMicros ?? 0) > 0)
      #expect(event.marks.isEmpty || event.marks == ["response_missing"])
      if expected.file.contains("openai") || expected.file.contains("anthropic") {
        #expect(known.models.contains(event.model) && event.modelVersion == event.model)
      }
      // What the gateway's own span says reaches the calls below it.
      if !expected.file.contains("anthropic") {
        #expect(event.conversation?.hasPrefix("s-") == true)
        #expect(event.promptID.map { known.prompts.contains($0) } == true)
      }
    }
  }

  /// What the stand-ins for models had to answer with.
  private static func recorded() throws -> (answers: Set<String>, prompts: Set<String>, models: Set<String>) {
    var found: (answers: Set<String>, prompts: Set<String>, models: Set<String>) = ([], [], [])
    for file in ["mtbench_mistral_orpo", "arena_hard_v01", "jailbreakbench_pair_jbc", "mtbench_lmsys_2023"] {
      for line in try SharedData.lines(of: "generations/\(file).jsonl.gz") {
        let row = try JSONValue(line.bytes, policy: .generation)
        if let text = row["response_text"]?.text { found.answers.insert(text) }
        if let text = row["prompt_id"]?.text { found.prompts.insert(text) }
        for name in ["model", "model_version"] { if let text = row[name]?.text { found.models.insert(text) } }
      }
    }
    return found
  }

  @Test("says the same of the same calls by old and new conventions, and in OpenInference's words")
  func alike() throws {
    func told(_ file: String) throws -> [[String]] {
      let all = try CapturedRequests(file).events().map {
        [
          $0.operation, $0.model, $0.modelVersion, $0.question, $0.answer, $0.promptID ?? "", $0.conversation ?? "",
          $0.tokensIn.map { String($0) } ?? "", $0.tokensOut.map { String($0) } ?? "",
          $0.body["attributes"]?["status"]?.text ?? "",
        ]
      }
      return all.filter { $0[0] == "chat" && $0[9].isEmpty }.sorted { $0.lexicographicallyPrecedes($1) }
    }
    let new = try told("openai-new_proto")
    #expect(new.count == 40)
    #expect(try told("openai-old_proto") == new)
    #expect(try told("openai-new_json") == new)
    #expect(try told("oi-openai_proto") == new)
  }

  @Test(
    "comes out the same in whatever order its parts come, and however often",
    arguments: ["openai-old_proto", "oi-langchain_json"])
  func shuffled(file: String) throws {
    let requests = try CapturedRequests(file)
    let expected = Set(TraceAssembly(requests.parts).calls.map(\.line))
    var random = SplitMix(seed: 13)
    for _ in 0..<5 {
      let calls = TraceAssembly(requests.parts.shuffled(using: &random)).calls
      #expect(Set(calls.map(\.line)) == expected)
    }
  }

  @Test("fills a prompt's variables in from the template beside the call")
  func variables() throws {
    for event in try CapturedRequests("oi-langchain_proto").events() {
      #expect(event.body["variables"]?["context"]?.text?.isEmpty == false)
      #expect(event.retrievals.first?.dataset == "mt_bench/question.jsonl")
      #expect(event.retrievals.first?.rowKey.isEmpty == false)
    }
  }
}
