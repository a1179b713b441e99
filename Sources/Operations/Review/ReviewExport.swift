internal import Catalog
internal import Evidence
package import Governance

/// A form in which decided items are handed out.
package enum ReviewExportFormat: String, Sendable, CaseIterable {
  /// One item a line, with all that persons and programs said.
  case jsonl
  /// Pairs of answers to the same question, one accepted and one blocked, as preference tuning takes them.
  case preference = "openai-preference"
  /// One label a line, with who gave it: a person or a judge.
  case annotations
}

extension Workbench {
  /// Hands out what was decided, a line at a time. Every item that is handed out is recorded as read.
  ///
  /// - Returns: how many lines were written.
  package func exportReviews(
    as format: ReviewExportFormat, channel: Channel, _ write: ([UInt8]) throws(Problem) -> Void
  ) async throws(Problem) -> Int {
    try mayWrite()
    var (after, lines) = (Int64(0), 0)
    var pairs = PreferencePairs()
    while true {
      let rows = try await connection.rows(ExportReviews(after: after, most: 200, channel: channel))
      guard let last = rows.last else { break }
      after = last.item
      for row in rows {
        let values: [JSONValue] =
          switch format {
          case .jsonl: [try ReviewLine.whole(row)]
          case .annotations: try ReviewLine.annotations(row)
          case .preference: try pairs.take(row)
          }
        for value in values { try write(try ReviewLine.bytes(value)) }
        lines += values.count
      }
    }
    return lines
  }
}

/// Accepted and blocked answers to the same question, paired as they come; each answer is used once.
private struct PreferencePairs {
  private var waiting: [ContentDigest: (accepted: [JSONValue], blocked: [JSONValue])] = [:]

  mutating func take(_ row: ExportReviews.Row) throws(Problem) -> [JSONValue] {
    guard row.decision != .mask, let content = row.content else { return [] }
    let turns = try GenerationReading.turns(of: content)
    let asked = turns.filter { !$0.isResponse }.map(ReviewLine.message)
    let answer = turns.filter(\.isResponse).map(ReviewLine.message)
    guard !asked.isEmpty, !answer.isEmpty else { return [] }
    let key = ContentDigest(of: try ReviewLine.bytes(.array(asked)))
    var side = waiting[key] ?? ([], [])
    if row.decision == .accept { side.accepted.append(.array(answer)) } else { side.blocked.append(.array(answer)) }
    var found: [JSONValue] = []
    if !side.accepted.isEmpty, !side.blocked.isEmpty {
      found = [
        [
          "input": ["messages": .array(asked), "tools": [], "parallel_tool_calls": true],
          "preferred_output": side.accepted.removeFirst(), "non_preferred_output": side.blocked.removeFirst(),
        ]
      ]
    }
    waiting[key] = side
    return found
  }
}

/// A decided item as JSON.
private enum ReviewLine {
  static func bytes(_ value: JSONValue) throws(Problem) -> [UInt8] {
    do {
      return try CanonicalJSON.bytes(of: value, policy: .generation) + [10]
    } catch {
      throw Problem(.fault, "json", happened: "An item cannot be written as JSON.", because: error.reason)
    }
  }

  private static func value(_ text: String) throws(Problem) -> JSONValue {
    do throws(JSONRefusal) {
      return try JSONValue(Array(text.utf8), policy: .generation)
    } catch {
      throw Problem(.fault, "json", happened: "What the catalog keeps is not JSON.", because: error.reason)
    }
  }

  private static func head(_ row: ExportReviews.Row) -> [JSONValue.Member] {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    return [
      .init("item", .number(String(row.item))), .init("generation", .string(row.generation)),
      .init("model", .string(row.model)), .init("model_version", .string(row.modelVersion)),
      .init("prompt", text(row.prompt)), .init("prompt_version", text(row.promptVersion)),
    ]
  }

  static func whole(_ row: ExportReviews.Row) throws(Problem) -> JSONValue {
    let turns = try row.content.map { content throws(Problem) in try GenerationReading.turns(of: content) } ?? []
    return .object(
      head(row) + [
        .init("decision", .string(row.decision.rawValue)), .init("settled_at", .string(row.settledAt.rfc3339)),
        .init("verdicts", try value(row.verdicts)), .init("flags", try value(row.flags)),
        .init("scores", try value(row.scores)),
        .init("messages", row.content == nil ? .null : .array(turns.map(message))),
      ])
  }

  static func annotations(_ row: ExportReviews.Row) throws(Problem) -> [JSONValue] {
    var lines: [JSONValue] = []
    for (kind, text) in [("verdict", row.verdicts), ("flag", row.flags), ("score", row.scores)] {
      guard case .array(let said) = try value(text) else { continue }
      for case .object(let members) in said {
        lines.append(.object(head(row) + [.init("kind", .string(kind))] + members))
      }
    }
    return lines
  }

  /// What is not text is named and not handed out.
  static func message(_ turn: Turn) -> JSONValue {
    let words = turn.parts.map { part in
      switch part {
      case .text(let text): text
      case .media(let kind, _, let address, _): "[\(kind) \(address)]"
      case .toolCall(let name, let arguments): "[calls \(name) \(arguments)]"
      case .toolResult(let text): text
      }
    }
    return ["role": .string(turn.role), "content": .string(words.joined(separator: "\n"))]
  }
}
