internal import Evidence
internal import Governance

/// The table of one kind of facts.
struct FactTable: Sendable {
  let kind: String
  /// What people call it.
  let title: String
  /// Members of the facts, after those that every fact has.
  let columns: [String]

  static let always = ["subject", "effective_at", "recorded_at", "recorded_late", "carried"]

  var path: String { "tables/\(PackName.file(kind)).csv" }
  var head: String { CSVText.row(FactTable.always + columns) }

  func row(_ fact: ReadFact) -> String {
    CSVText.row((FactTable.always + columns).map { FactTable.text(fact.members[$0]) })
  }

  /// A value as a cell: texts as they are, lists and objects as canonical JSON, nothing where there is none.
  static func text(_ value: JSONValue?) -> String {
    switch value {
    case nil, .null?: ""
    case .string(let text)?: text
    case .number(let text)?: text
    case .bool(let bool)?: bool ? "true" : "false"
    case .some(let other):
      String(decoding: (try? CanonicalJSON.bytes(of: other, policy: .generation)) ?? [], as: UTF8.self)
    }
  }

  static let all: [FactTable] = [
    FactTable(
      kind: "artifact", title: "Models, prompts, chains, indexes, datasets",
      columns: ["artifact_kind", "team", "owner", "tier", "purpose", "retired", "changed_by"]),
    FactTable(
      kind: "version", title: "Versions",
      columns: ["artifact", "artifact_kind", "label", "digest", "author", "message", "parent", "source", "pins"]),
    FactTable(
      kind: "evaluation", title: "Evaluation figures",
      columns: ["artifact", "label", "suite", "metric", "value", "bound", "at_least", "met", "n", "supplied_by"]),
    FactTable(
      kind: "promotion", title: "Promotions",
      columns: [
        "artifact", "label", "environment", "needed", "requested_by", "reason", "state", "state_by", "state_at",
      ]),
    FactTable(
      kind: "approval", title: "Signatures and rejections",
      columns: ["promotion", "artifact", "label", "person", "approves", "reason", "channel", "version_digest"]),
    FactTable(
      kind: "waiver", title: "Requirements that were waived",
      columns: [
        "artifact", "label", "environment", "requirement", "owner", "reason", "until", "asked_by", "state", "state_by",
        "state_at", "answer",
      ]),
    FactTable(
      kind: "stop", title: "Stops",
      columns: [
        "artifact", "label", "environment", "stopped_by", "reason", "state", "state_by", "state_at", "answer",
      ]),
    FactTable(
      kind: "pointer", title: "What environments served",
      columns: ["artifact", "environment", "colour", "label", "weight", "promotion", "moved_by", "reason", "until"]),
    FactTable(
      kind: "statement", title: "What people stated",
      columns: [
        "artifact", "key", "value", "state", "owner", "due", "label", "answered_by", "confirmed_by", "confirmed_at",
        "cause",
      ]),
    FactTable(
      kind: "incident", title: "Incidents",
      columns: [
        "title", "traits", "serious", "happened_at", "affected", "ticket", "opened_by", "state", "clocks", "acts",
        "holds",
      ]),
    FactTable(
      kind: "review", title: "Review of flagged generations",
      columns: [
        "tier", "arrived", "done", "open", "verdicts", "decisions", "overdue", "pairs", "agreed", "agreement",
      ]),
    FactTable(
      kind: "reviewer", title: "Verdicts by reviewer",
      columns: ["verdicts", "accept", "mask", "block", "escalate", "overdue"]),
    FactTable(
      kind: "traffic", title: "Calls by model version",
      columns: [
        "model", "model_version", "tier", "registered", "calls", "unreviewed", "tokens_in", "tokens_out", "cost_micros",
      ]),
    FactTable(
      kind: "right", title: "Rights", columns: ["person", "login", "right", "granted_by", "reason"]),
    FactTable(kind: "act", title: "Acts of the office", columns: ["act", "about", "person", "reason", "channel"]),
    FactTable(kind: "gap", title: "Known gaps", columns: ["scope", "what", "owner", "remedy"]),
  ]

  /// A kind that came later has a table, too, with all it says in one column.
  static func of(_ kind: String) -> FactTable {
    all.first { $0.kind == kind } ?? FactTable(kind: kind, title: kind, columns: [])
  }
}
