import Evidence
package import Governance

/// Reports of flags, one JSON object a line: a flag in the normalised form, or a checker's answer as it gave it.
///
/// `{"flag_id"?, "event_id" | "generation", "producer"?, "source", "category", "verdict" | "score", …}`, or
/// `{"flag_id"?, "event_id" | "generation", "producer"?, "checker", "answer", "side"?, "taxonomy"?}`, where the checker is one of
/// `CheckerFormat` and the answer its JSON, or its words as text. Without an id a report is known by all it says.
package struct FlagLines: LineFormat {
  package static let name = "flags"
  package static let summary = "flags of safety checkers, one JSON object a line"

  let producer: String

  package init(producer: String = "import", now: Instant) { self.producer = producer }

  private enum Name: UInt8, MemberName {
    case flag_id, event_id, generation, producer, checker, answer
    case source, category, verdict, score, side, on, taxonomy, spans
    case severity, severity_raw, score_kind, threshold, action_taken, message_index, source_model, code, label, at
    static let names = allNames()
    /// Kept beside the flag: numbers and short words.
    static let beside: [Name] = [
      .severity, .severity_raw, .score_kind, .threshold, .action_taken, .message_index, .source_model, .code, .label,
      .at,
    ]
  }

  package func read(_ line: [UInt8]) -> LineOutcome {
    if line.allSatisfy(LineReader.isSpace) { return .blank }
    do throws(Refusal) {
      return .flags(try report(of: line))
    } catch {
      return .refused(error)
    }
  }

  private func report(of line: [UInt8]) throws(Refusal) -> FlagReport {
    let document: JSONDocument
    do throws(JSONRefusal) {
      document = try JSONDocument(line, policy: .generation)
    } catch {
      throw Refusal("line.json", "The line is no JSON that can be taken. \(error.sentence)")
    }
    guard document.kind(of: JSONDocument.root) == .object else {
      throw Refusal("line.object", "The line is no JSON object.")
    }
    let members = Members<Name>(of: JSONDocument.root, in: document)
    if let stranger = members.unknown.first { throw unknown(document.text(of: stranger)) }
    let subject = try subject(members, document)
    let flags = try flags(members, document)
    let digest = try digest(of: document, named: nil)
    let id = try document.filledName(members[.flag_id], "flag_id")
    return FlagReport(
      producer: try document.producer(members[.producer]) ?? producer, subject: subject,
      key: try id.map { id throws(Refusal) in try self.digest(of: document, named: id) } ?? digest, digest: digest,
      flags: flags, more: try beside(members, document))
  }

  private func unknown(_ name: String) -> Refusal {
    Refusal(
      "field.unknown",
      name == "explanation"
        ? "The field explanation is not kept, for it can hold what a person wrote: leave it out."
        : "A field of the report is not known, and nothing is left out in silence: the known ones are in the manual.")
  }

  private func subject(_ members: Members<Name>, _ document: JSONDocument) throws(Refusal) -> FlagReport.Subject {
    if let event = try document.filledName(members[.event_id], "event_id") {
      guard members[.generation] == nil else {
        throw Refusal("flag.subject", "A report names its event by event_id or by generation, not by both.")
      }
      return .event(event)
    }
    guard let id = try document.filledName(members[.generation], "generation") else { throw .missing("event_id") }
    guard id.wholeMatch(of: /[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/) != nil else {
      throw Refusal("field.uuid", "The field generation is no id like 0199c8f1-….")
    }
    return .generation(id.lowercased())
  }

  private func flags(_ members: Members<Name>, _ document: JSONDocument) throws(Refusal) -> [Flag] {
    guard let checker = members[.checker] else {
      guard let flag = try FlagReading(one: JSONDocument.root, of: document).flags.first else {
        throw .missing("category")
      }
      guard flag.verdict != nil || flag.score != nil else { throw .missing("verdict") }
      return [flag]
    }
    let format: CheckerFormat = try document.word(checker, "checker")
    guard let answer = members[.answer] else { throw .missing("answer") }
    for name in [Name.source, .category, .verdict, .score, .spans] where members[name] != nil {
      throw Refusal("flag.shape", "A report with a checker's answer has no \(name.name) beside it.")
    }
    let side = try FlagReading.side(members[.side], members[.on], of: document)
    let taxonomy = try document.filledName(members[.taxonomy], "taxonomy")
    let bytes =
      document.kind(of: answer) == .string ? Array(document.textBytes(of: answer)) : Array(document.source(of: answer))
    let found = format.flags(bytes, side: side, taxonomy: taxonomy)
    guard (1...100).contains(found.count) else {
      throw Refusal(
        "flag.many",
        found.isEmpty
          ? "The checker's answer says nothing about any category." : "The checker's answer has more than 100 findings."
      )
    }
    for flag in found {
      for text in [flag.category, flag.taxonomy ?? ""]
      where text.utf8.count > longestName || text.isEmpty && text == flag.category {
        throw Refusal(
          "field.long", "The checker's answer names a category that is empty or longer than \(longestName) bytes.")
      }
    }
    return found
  }

  /// Of all the report says, or of its id alone.
  private func digest(of document: JSONDocument, named id: String?) throws(Refusal) -> [UInt8] {
    if let id { return ContentDigest(of: [0] + Array(id.utf8)).bytes }
    var writer = CanonicalJSON(policy: .generation)
    do throws(JSONRefusal) {
      try writer.append(document, JSONDocument.root)
    } catch {
      throw Refusal("line.json", "The line is no JSON that can be taken. \(error.sentence)")
    }
    return ContentDigest(of: writer.output).bytes
  }

  private func beside(_ members: Members<Name>, _ document: JSONDocument) throws(Refusal) -> String {
    var kept: [JSONValue.Member] = []
    for name in Name.beside {
      guard let node = members[name] else { continue }
      switch document.kind(of: node) {
      case .number: _ = try document.double(node, name.name)
      case .string: _ = try document.name(node, name.name, atMost: 200)
      case .yes, .no: break
      case let other: throw .type(name.name, "a number or a word", found: other)
      }
      kept.append(.init(name.name, JSONValue(document, node)))
    }
    guard let bytes = try? CanonicalJSON.bytes(of: .object(kept), policy: .generation) else {
      throw Refusal("field.number", "A number of the report cannot be kept.")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
