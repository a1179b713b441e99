import Evidence
import Governance
import Operations

/// Why an edge is there or is not, and what changed, for people and for scripts.
extension Output {
  func show(_ explanation: LineageExplanation, named names: (source: String, target: String)) throws(Problem) {
    if json {
      func way(_ nodes: [LineageAnswer.Node]?) -> JSONValue {
        nodes.map { .array($0.map { LineageText.node($0) }) } ?? .null
      }
      try document(
        .fields([
          ("source", .string(names.source)), ("target", .string(names.target)), ("holds", .bool(explanation.holds)),
          ("reasons", .array(explanation.reasons.map { $0.document })), ("way", way(explanation.way)),
          ("way_back", way(explanation.wayBack)),
        ]))
    } else {
      let (source, target) = (names.source, names.target)
      line(
        Plain.visible(
          explanation.holds
            ? "\(target) comes straight from \(source)." : "\(target) does not come straight from \(source)."))
      for reason in explanation.reasons { line("  " + Plain.visible(reason.sentence(source: source, target: target))) }
      let direct = explanation.way?.count == 2
      if let way = explanation.way, !direct {
        line(Plain.visible("  It comes from it by: " + way.map(LineageText.name).joined(separator: " → ")))
      } else if let back = explanation.wayBack {
        line(
          Plain.visible("  The other way round there is one: " + back.map(LineageText.name).joined(separator: " → ")))
      } else if explanation.way == nil {
        line("  There is no longer way between them either.")
      }
    }
    if !explanation.holds {
      throw Problem(.unmet, "lineage.no-edge", happened: "There is no such edge.")
    }
  }

  func show(_ change: LineageChange) throws(Problem) {
    func edge(_ edge: LineageChange.Edge) -> JSONValue {
      .fields([
        ("from", LineageText.node(edge.from)), ("to", LineageText.node(edge.to)), ("edge", LineageText.edge(edge.edge)),
      ])
    }
    if json {
      try document(
        .fields([
          (
            "added",
            .fields([
              ("nodes", .array(change.addedPlaces.map { LineageText.node($0) })),
              ("edges", .array(change.addedEdges.map(edge))),
            ])
          ),
          (
            "removed",
            .fields([
              ("nodes", .array(change.removedPlaces.map { LineageText.node($0) })),
              ("edges", .array(change.removedEdges.map(edge))),
            ])
          ), ("partial", .bool(change.partial)),
        ]))
    } else {
      func line(_ sign: String, _ edge: LineageChange.Edge) {
        let job = edge.edge.job.map { "  in \($0.name)" } ?? ""
        self.line(Plain.visible("\(sign) \(LineageText.name(edge.from)) → \(LineageText.name(edge.to))\(job)"))
      }
      for node in change.addedPlaces { self.line(Plain.visible("+ \(LineageText.name(node))")) }
      for node in change.removedPlaces { self.line(Plain.visible("- \(LineageText.name(node))")) }
      for added in change.addedEdges { line("+", added) }
      for removed in change.removedEdges { line("-", removed) }
      if change.isEmpty { self.line("Nothing differs.") }
      if change.partial { say("There is more: one of the two was cut at its size.") }
    }
    if !change.isEmpty { throw Problem(.unmet, "lineage.differs", happened: "The two moments differ.") }
  }

  func show(_ rows: [DatasetRow]) {
    table(
      ["ROW", "USES", "CLASS", "LAST USED"],
      rows.map { [$0.row.key, String($0.uses), $0.dataClass?.rawValue ?? "", $0.latestAt.rfc3339] })
  }
}

extension LineageReason {
  fileprivate var document: JSONValue {
    .fields([
      ("what", .string(what.rawValue)), ("namespace", .text(namespace)), ("name", .text(name)), ("run", .text(run)),
      ("source", .text(basis)), ("since", .instant(since)), ("until", .instant(ended)),
      ("count", count.map { .integer($0) } ?? .null),
    ])
  }

  fileprivate func sentence(source: String, target: String) -> String {
    let job = name ?? ""
    let since = since.map { " since \($0.rfc3339)" } ?? ""
    let times = count.map { $0 == 1 ? "1 run" : "\($0) runs" } ?? ""
    switch what {
    case .edge:
      return
        "There is an edge\(name.map { ", by \($0)" } ?? ""): \(basis ?? "")\(since)\(run.map { ", first said by run \($0)" } ?? "")."
    case .was: return "There was one\(name.map { ", by \($0)" } ?? "")\(since), until \(ended?.rfc3339 ?? "")."
    case .declared:
      return
        "\(job) reads the one and writes the other, but says outright what it made of what, and this is not it (run \(run ?? ""))."
    case .neverTogether: return "\(job) reads the one and writes the other, but never in one run (read in \(times))."
    case .columns:
      return "Only their columns are linked, by \(count ?? 0) edges\(since): the name stands inside a query."
    case .pinned: return "\(target) pins another version: \(job)."
    case .twin:
      return "A place of the same name leads there: \(namespace ?? "") \(job). Map its namespace if they are one."
    case .held:
      return "Another name waits for a judgement: \(namespace ?? "") \(job). See `countersign lineage alias list`."
    case .writer: return "\(target) is written by \(job), in \(times)."
    case .reader: return "\(source) is read by \(job), in \(times)."
    case .nobody:
      return basis == "writer"
        ? "No event says what wrote \(target); what a version rests on is what it pins."
        : "No event says that anything read \(source)."
    }
  }
}
