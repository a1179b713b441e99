import Evidence
import Governance
import Testing

@testable import Ingest

@Suite("A vector that a trace made of an answer")
struct EmbeddedAnswerTests {
  private func span(_ number: UInt8, _ attributes: TracePart.Attributes) -> TracePart {
    TracePart(
      kind: .span, traceID: [UInt8](repeating: 7, count: 16), spanID: [UInt8](repeating: number, count: 8),
      name: "a span", start: 1_767_323_045_000_000_000 + Int64(number) * 1_000_000_000,
      end: 1_767_323_045_500_000_000 + Int64(number) * 1_000_000_000, attributes: attributes)
  }

  private var answer: TracePart {
    span(
      1,
      [
        "openinference.span.kind": .string("LLM"), "llm.model_name": .string("gpt"),
        "llm.output_messages.0.message.role": .string("assistant"),
        "llm.output_messages.0.message.content": .string("You may claim it."),
      ])
  }

  private func embedding(_ number: UInt8, _ text: String, _ vector: [String], model: String = "small") -> TracePart {
    span(
      number,
      [
        "openinference.span.kind": .string("EMBEDDING"), "embedding.model_name": .string(model),
        "embedding.embeddings.0.embedding.text": .string(text),
        "embedding.embeddings.0.embedding.vector": .array(vector.map { .number($0) }),
      ])
  }

  private func found(_ embeddings: TracePart...) throws -> AnswerEmbedding? {
    let calls = TraceAssembly([answer] + embeddings).calls
    let events = try calls.map { try Reading.event(of: String(decoding: $0.line, as: UTF8.self)) }
    return try #require(events.first { $0.operation == "chat" }).embedding
  }

  @Test("is the answer's when it is of the same text, and nobody's else")
  func joined() throws {
    let own = AnswerEmbedding(model: "small", vector: [0.5, -1])
    #expect(try found(embedding(2, "You may claim it.", ["0.5", "-1"])) == own)
    #expect(
      try found(embedding(2, "May I claim it?", ["1", "2"]), embedding(3, "You may claim it.", ["0.5", "-1"])) == own)
    #expect(try found() == nil)
    #expect(try found(embedding(2, "May I claim it?", ["1", "2"])) == nil)
    #expect(
      try found(embedding(2, "You may claim it.", ["1", "2"]), embedding(3, "You may claim it.", ["2", "1"])) == nil,
      "two different ones")
    #expect(try found(embedding(2, "You may claim it.", ["0", "0"])) == nil, "and the call stands")
    #expect(try found(embedding(2, "You may claim it.", [])) == nil)
  }
}
