internal import Evidence
internal import Governance

/// Makes a generation of what the catalog answers about one: its metadata as JSON, and the stored content.
enum GenerationReading {
  static func generation(metadata: String, content: [UInt8]?) throws(Problem) -> Generation {
    let about = try JSONReading(Array(metadata.utf8))
    let body = try content.map { bytes throws(Problem) in try JSONReading(bytes) }
    return Generation(
      id: about["id"]?.text ?? "", producer: about["producer"]?.text ?? "", eventID: about["event_id"]?.text ?? "",
      at: about["at"]?.instant ?? Instant(microseconds: 0),
      recordedAt: about["recorded_at"]?.instant ?? Instant(microseconds: 0), model: about["model"]?.text ?? "unknown",
      modelVersion: about["model_version"]?.text ?? "unknown",
      modelRegistered: about["model_registered"]?.isTrue ?? false, prompt: about["prompt"]?.text,
      promptVersion: about["prompt_version"]?.text, promptRegistered: about["prompt_registered"]?.isTrue ?? false,
      service: about["service"]?.text, conversation: about["conversation"]?.text, language: about["language"]?.text,
      tier: about["tier"]?.text.flatMap(Tier.init) ?? .high, tokensIn: about["tokens_in"]?.integer,
      tokensOut: about["tokens_out"]?.integer, marks: about["marks"]?.elements.compactMap(\.text) ?? [],
      turns: body.map(turns) ?? [], flags: about["flags"]?.elements.map(flag) ?? [],
      scores: about["scores"]?.elements.map(score) ?? [],
      retrievals: about["retrievals"]?.elements.map(retrieval) ?? [], wasDelivered: about["delivery"]?.text != "held",
      hasContent: content != nil,
      scoresHidden: about["scores_hidden"]?.isTrue ?? false, masked: about["masked"]?.text.flatMap(DataClass.init),
      covered: about["covered"]?.elements.compactMap(\.text) ?? [],
      keepsAttention: about["attention"]?.isTrue ?? false)
  }

  /// The turns of a stored content.
  static func turns(of content: [UInt8]) throws(Problem) -> [Turn] { turns(try JSONReading(content)) }

  private static func turns(_ body: JSONReading) -> [Turn] {
    let system = body["system"]?.elements ?? []
    let input = body["input"]?.elements ?? []
    let output = body["output"]?.elements ?? []
    var turns: [Turn] = []
    // System instructions are either messages or bare parts.
    let parts = system.filter { $0["role"] == nil }.compactMap(part)
    if !parts.isEmpty { turns.append(Turn(role: "system", parts: parts)) }
    turns += system.filter { $0["role"] != nil }.map { turn($0) } + input.map { turn($0) }
    turns += output.map { message in
      var answer = turn(message)
      answer.isResponse = true
      return answer
    }
    return turns
  }

  private static func turn(_ message: JSONReading) -> Turn {
    let parts = message["parts"]?.elements.compactMap(part) ?? message["content"]?.text.map { [.text($0)] } ?? []
    return Turn(role: message["role"]?.text ?? "unknown", parts: parts)
  }

  private static func part(_ part: JSONReading) -> Turn.Part? {
    switch part["type"]?.text {
    case "text", "reasoning", nil: part["content"]?.text.map { .text($0) }
    case "tool_call": .toolCall(name: part["name"]?.text ?? "", arguments: part["arguments"]?.source ?? "")
    case "tool_call_response": .toolResult((part["response"] ?? part["result"])?.words ?? "")
    case let kind?:
      .media(
        kind: part["modality"]?.text ?? kind, type: part["mime_type"]?.text,
        address: (part["uri"] ?? part["file_id"])?.text ?? kind, digest: part["digest"]?.text)
    }
  }

  private static func flag(_ flag: JSONReading) -> Flag {
    Flag(
      source: flag["source"]?.text ?? "", category: flag["category"]?.text ?? "",
      verdict: flag["verdict"]?.text.flatMap(Flag.Verdict.init), score: flag["score"]?.number,
      side: flag["side"]?.text ?? "output", taxonomy: flag["taxonomy"]?.text,
      spans: flag["spans"]?.elements.map { span in
        Flag.Span(
          start: Int(span["start"]?.integer ?? 0), end: Int(span["end"]?.integer ?? 0), label: span["label"]?.text ?? ""
        )
      } ?? [])
  }

  private static func score(_ score: JSONReading) -> Score {
    Score(
      name: score["name"]?.text ?? "", value: score["value"]?.number, judge: score["judge"]?.text,
      lowest: score["lowest"]?.number, highest: score["highest"]?.number, at: score["at"]?.instant,
      standing: score["standing"]?.text.flatMap(Score.Standing.init) ?? .counts)
  }

  private static func retrieval(_ row: JSONReading) -> Retrieval {
    Retrieval(
      rank: Int(row["rank"]?.integer ?? 0), index: row["index_name"]?.text ?? "",
      indexVersion: row["index_version"]?.text, namespace: row["namespace"]?.text, dataset: row["dataset"]?.text,
      datasetVersion: row["dataset_version"]?.text, rowKey: row["row_key"]?.text ?? "", score: row["score"]?.number,
      dataClass: row["data_class"]?.text.flatMap(DataClass.init))
  }
}
