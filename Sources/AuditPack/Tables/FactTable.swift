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
      columns: [
        "artifact", "label", "suite", "metric", "value", "n", "low_if_share", "high_if_share", "bound", "at_least",
        "met",
        "supplied_by",
      ]),
    FactTable(
      kind: "outside_figure", title: "Figures that others measured",
      columns: [
        "figure_kind", "artifact", "label", "environment", "slice", "suite", "metric", "value", "hits", "n", "supplier",
        "report", "dataset", "dataset_version", "judge", "judge_version", "supplied_by", "evaluation",
      ]),
    FactTable(
      kind: "promotion", title: "Promotions",
      columns: [
        "artifact", "label", "environment", "needed", "requested_by", "reason", "state", "state_by", "state_at",
      ]),
    FactTable(
      kind: "approval", title: "Signatures and rejections",
      columns: ["promotion", "artifact", "label", "person", "approves", "reason", "channel", "version_digest", "key"]),
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
        "holds", "artifacts",
      ]),
    FactTable(
      kind: "incident_elsewhere", title: "Incidents that hold an artifact and are told under another",
      columns: ["incident", "scope", "told_under", "title", "serious", "state"]),
    FactTable(
      kind: "excerpt", title: "What the evidence of incidents said",
      columns: [
        "generation", "incidents", "model", "model_version", "prompt", "prompt_version", "data_class", "characters",
        "digest",
      ]),
    FactTable(
      kind: "shadow", title: "Shadow-evals",
      columns: ["run", "artifact", "candidate", "origin", "asked", "pairs", "verdict", "run_by", "comparisons"]),
    FactTable(
      kind: "alarm", title: "Alarms",
      columns: [
        "alarm_kind", "artifact", "label", "environment", "about", "words", "state", "state_by", "state_at", "answer",
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
      kind: "sample", title: "Low tier: what a sample says of calls nobody read",
      columns: [
        "month", "share", "population", "drawn", "decided", "violations", "violation_rate_at_most", "confidence",
        "method", "seed_digest", "seed", "drawn_by",
      ]),
    FactTable(
      kind: "traffic", title: "Calls by model version",
      columns: [
        "model", "model_version", "tier", "registered", "calls", "unreviewed", "tokens_in", "tokens_out", "cost_micros",
      ]),
    FactTable(
      kind: "right", title: "Rights",
      columns: ["person", "login", "right", "granted_by", "reason", "until", "revoked_by"]),
    FactTable(
      kind: "member", title: "Members of the office and of teams",
      columns: ["person", "team", "team_name", "is_office", "languages", "logins"]),
    FactTable(
      kind: "key", title: "Keys that people signed with",
      columns: ["fingerprint", "person", "name", "public_key", "states"]),
    FactTable(
      kind: "vendor", title: "Vendors and their data processing agreements",
      columns: ["vendor", "label", "dpa_until", "dpa_held_to_the_end", "data_class_ceiling"]),
    FactTable(
      kind: "erasure", title: "Erasures",
      columns: ["erasure", "subjects", "asked_by", "outcome", "ended_by", "ended_at", "removed"]),
    FactTable(
      kind: "request", title: "Requests of authorities, auditors and persons",
      columns: [
        "request_kind", "asked_by", "what", "source", "due_at", "ends_at", "state", "answered_at", "answered_by",
        "handed_out", "opened_by",
      ]),
    FactTable(kind: "act", title: "Acts of the office", columns: ["act", "about", "person", "reason", "channel"]),
    FactTable(
      kind: "gap", title: "Known gaps", columns: ["scope", "what", "owner", "asked_at", "due", "answered_at", "remedy"]),
    FactTable(
      kind: "contents", title: "What belongs to each artifact, by which a pack that leaves something out is shown to",
      columns: ["facts", "kinds", "pins"]),
  ]

  /// A kind that came later has a table, too, with all it says in one column.
  static func of(_ kind: String) -> FactTable {
    all.first { $0.kind == kind } ?? FactTable(kind: kind, title: kind, columns: [])
  }
}
