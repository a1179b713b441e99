internal import Evidence
internal import Governance
internal import Ingest
internal import Shadow

/// Recorded answers of several versions to the same prompts, read from a file of generation events.
struct RecordedAnswers {
  /// Answers by version, in the order of the file.
  private(set) var answers: [String: [GenerationEvent]] = [:]
  /// The versions, in order of their first answer.
  private(set) var versions: [String] = []
  /// Every name of the file's figures with its scale.
  private(set) var figures: [String: (lowest: Double, highest: Double)] = [:]

  /// - Throws: `shadow.line` for a line that is no generation, `shadow.prompt` for one whose prompt has no id.
  init(file: String, artifact: String, now: Instant) throws(Problem) {
    let input = try InputFile(file)
    var reader = LineReader()
    let format = GenerationLines(producer: "import", now: now)
    while let block = try input.next() {
      for line in reader.take(block) { try add(line, format, artifact) }
    }
    if let last = reader.finish() { try add(last, format, artifact) }
    let beginnings = answers.mapValues { $0.map(\.at).min() ?? now }
    versions.sort { (beginnings[$0] ?? now, $0) < (beginnings[$1] ?? now, $1) }
  }

  private mutating func add(_ line: LineReader.Line, _ format: GenerationLines, _ artifact: String) throws(Problem) {
    let outcome: LineOutcome =
      switch line.content {
      case .bytes(let bytes): format.read(bytes)
      case .tooLong(let refusal): .refused(refusal)
      }
    switch outcome {
    case .blank, .lineage, .flags, .figure: return
    case .refused(let refusal):
      throw Problem(
        .badData, "shadow.line", happened: "Line \(line.number) of the file cannot be taken.", because: refusal.reason,
        remedy: "Mend the line, or leave it out.")
    case .event(let event):
      guard event.model == artifact else { return }
      guard event.promptID != nil else {
        throw Problem(
          .badData, "shadow.prompt", happened: "Line \(line.number) of the file does not say which prompt it answers.",
          because: "Answers are paired by prompt_id.",
          remedy: "Give the same prompt the same prompt_id in every version.")
      }
      if answers[event.modelVersion] == nil { versions.append(event.modelVersion) }
      answers[event.modelVersion, default: []].append(event)
      for score in event.scores {
        guard let lowest = score.lowest, let highest = score.highest else { continue }
        figures[score.name] = (lowest, highest)
      }
    }
  }
}

extension GenerationEvent {
  /// As `add_shadow_answers` takes it, with these metrics' figures. A figure outside its own scale is none: so do judges say
  /// that they gave none.
  func shadowAnswer(arm: Int, metrics: [ShadowMetric]) throws(Problem) -> JSONValue {
    let turns = try GenerationReading.turns(of: content)
    let answer = turns.filter(\.isResponse).map(\.words).joined(separator: "\n")
    var scores: [JSONValue] = []
    for metric in metrics {
      var found = self.scores.filter { $0.name == metric.name }.map { ($0.onScale, $0.judge) }
      if let scorer = try ScorerIndex.scorer(of: metric.name) {
        found = [(scorer.score(answer, delivered: nil), nil)]
      }
      for (ordinal, figure) in found.enumerated() {
        scores.append([
          "metric": .string(metric.name), "ordinal": .number(String(ordinal)), "value": ShadowMetric.number(figure.0),
          "judge": figure.1.map { .string($0) } ?? .null,
        ])
      }
    }
    return [
      "key": .string(promptID ?? ""), "family": .string(conversation ?? promptID ?? ""),
      "data_class": dataClass.map { .string($0.rawValue) } ?? .null, "slices": slices,
      "prompt": .string(ShadowMetric.text(try prompt)), "arm": .number(String(arm)), "answer": .string(answer),
      "tokens_in": Self.count(tokensIn), "tokens_out": Self.count(tokensOut), "cost_micros": Self.count(costMicros),
      "latency_micros": Self.count(latencyMicros), "answered_at": .string(at.rfc3339), "scores": .array(scores),
    ]
  }

  private var slices: JSONValue {
    .object(
      [("language", language), ("service", service)].compactMap { name, value in
        value.map { JSONValue.Member(name, .string($0)) }
      })
  }

  /// The stored content without the answer.
  private var prompt: JSONValue {
    get throws(Problem) {
      guard let document = try? JSONValue(content, policy: .generation), case .object(let members) = document else {
        throw Problem(.fault, "json", happened: "A recorded answer is not what Ingest writes.")
      }
      return .object(members.filter { $0.key == "input" || $0.key == "system" })
    }
  }

  private static func count(_ value: Int64?) -> JSONValue { value.map { .number(String($0)) } ?? .null }
}

extension Score {
  fileprivate var onScale: Double? {
    guard let value, value >= lowest ?? -.infinity, value <= highest ?? .infinity else { return nil }
    return value
  }
}

extension Turn {
  /// Its texts, joined; what is no text is left out.
  var words: String {
    parts.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: "\n")
  }
}
