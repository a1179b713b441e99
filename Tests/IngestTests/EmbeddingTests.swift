import Governance
import Testing

@testable import Ingest

@Suite("A vector that comes with an answer")
struct EmbeddingTests {
  private func line(_ embedding: String) -> String {
    #"{"event_id":"e","started_at":"2026-01-02T03:04:05Z","output_messages":[],"embedding":\#(embedding)}"#
  }

  private func event(_ embedding: String) throws -> GenerationEvent { try Reading.event(of: line(embedding)) }

  private func refusal(_ embedding: String) -> Refusal? { Reading.refusal(of: line(embedding)) }

  @Test("is read beside the content, and in neither digest: it is made of the answer")
  func read() throws {
    let with = try event(#"{"model":"small","vector":[0.5,-1e-3,2]}"#)
    #expect(with.embedding == AnswerEmbedding(model: "small", vector: [0.5, -1e-3, 2]))
    let without = try event("null")
    #expect(without.embedding == nil)
    #expect(with.content == without.content && with.metadataDigest == without.metadataDigest)
  }

  @Test(
    "is refused by its field when it is none",
    arguments: [
      (#"[1,2]"#, "field.type"), (#"{"vector":[1]}"#, "field.missing"), (#"{"model":"m"}"#, "field.missing"),
      (#"{"model":"","vector":[1]}"#, "field.embedding"), (#"{"model":"m","vector":[]}"#, "field.embedding"),
      (#"{"model":"m","vector":[0,0.0]}"#, "field.embedding"), (#"{"model":"m","vector":["1"]}"#, "field.type"),
      (#"{"model":"m","vector":[1e39]}"#, "field.number"), (#"{"model":"m","vector":[1e999]}"#, "field.number"),
      (#"{"model":"m\u0007","vector":[1]}"#, "field.embedding"),
    ])
  func refused(_ embedding: String, _ code: String) {
    #expect(refusal(embedding)?.code == code)
  }

  @Test("has 4096 dimensions at most")
  func long() throws {
    func list(_ count: Int) -> String {
      #"{"model":"m","vector":["# + (0..<count).map { _ in "1" }.joined(separator: ",") + "]}"
    }
    #expect(try event(list(4096)).embedding?.vector.count == 4096)
    #expect(refusal(list(4097))?.reason.contains("4097") == true)
  }
}
