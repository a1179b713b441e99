import Governance
import Lineage
import Operations
import Terminal

/// The same web as lines: what the root came from and what it reaches, as trees, or everything it reaches, as a list.
struct LineageRows: Sendable {
  struct Row: Sendable, Equatable {
    /// The place, or the fold, it stands for.
    var id: Int64
    /// Steps from the root; below zero upstream.
    var step: Int
    /// It stands further up already, with what leads to it.
    var isAgain = false
    /// A column of the place that reaches the root.
    var column: ReachingColumn?
  }

  private(set) var rows: [Row]
  var columns = LineageRows.columns

  /// A tree upstream and one downstream under the root; a place that several ways lead to is taken apart once.
  static func trees(of web: LineageWeb) -> LineageRows {
    var rows = [Row(id: web.around.root, step: 0)]
    let order = Dictionary(
      uniqueKeysWithValues: web.shown.places.enumerated().map { ($0.element.node.id, $0.offset) })
    for isUpstream in [true, false] {
      var beside: [Int64: [Int64]] = [:]
      for edge in web.shown.edges where edge.from != edge.to {
        let (near, far) = isUpstream ? (edge.to, edge.from) : (edge.from, edge.to)
        beside[near, default: []].append(far)
      }
      // Folds have no place in the order: they come last.
      beside = beside.mapValues { ends in ends.sorted { (order[$0] ?? Int.max, $1) < (order[$1] ?? Int.max, $0) } }
      var opened: Set<Int64> = [web.around.root]
      var stack = (beside[web.around.root] ?? []).reversed().map { (id: $0, step: 1) }
      while let (id, step) = stack.popLast() {
        let again = !opened.insert(id).inserted
        rows.append(Row(id: id, step: isUpstream ? -step : step, isAgain: again))
        if !again { stack += (beside[id] ?? []).reversed().map { (id: $0, step: step + 1) } }
      }
    }
    return LineageRows(rows: rows)
  }

  /// The columns that reach the root, the highest class that arrives first.
  static func columns(of web: LineageWeb) -> LineageRows {
    let reaching = web.columns.reaching(web.around.places)
    return LineageRows(
      rows: reaching.map { Row(id: $0.node.id, step: -$0.distance, column: $0) }, columns: LineageRows.columnTable)
  }

  /// Everything known downstream, the nearest first.
  static func impact(of web: LineageWeb) -> LineageRows {
    LineageRows(rows: web.around.places.filter { $0.step > 0 }.map { Row(id: $0.node.id, step: $0.step) })
  }
}

extension LineageRows {
  static let columnTable = [
    TableColumn("column", width: 22, minimum: 14), TableColumn("of", width: 30, minimum: 20, grows: true),
    TableColumn("class", width: 5), TableColumn("arrives", width: 10, minimum: 7),
    TableColumn("what was done to it", width: 34, minimum: 16, priority: 1),
    TableColumn("class from", width: 24, minimum: 14, priority: 2),
  ]

  private func cells(of column: ReachingColumn) -> TableRow {
    let arrives =
      column.isInfluence
      ? TableCell("decides", .dim)
      : TableCell(
        column.arrivesAs.map { $0.letter + (column.maskings > 0 ? " masked" : "") } ?? "",
        column.arrivesAs?.role ?? .dim)
    return TableRow([
      TableCell(column.field.map { Cutting.line($0) } ?? "(all)", column.field == nil ? .dim : .text),
      TableCell(Cutting.line(LineageWords.name(of: column.node.version, column.node.place))),
      TableCell(column.dataClass?.letter ?? "", column.dataClass?.role ?? .dim), arrives,
      TableCell(column.how.joined(separator: " → "), .dim),
      TableCell(
        column.inheritedFrom.map { Cutting.line([$0.name, $0.field].compactMap(\.self).joined(separator: " . ")) }
          ?? "", .dim),
    ])
  }

  static let columns = [
    TableColumn("", width: 34, minimum: 24, grows: true), TableColumn("is", width: 8),
    TableColumn("tier", width: 8, minimum: 8, priority: 2), TableColumn("class", width: 5, priority: 1),
    TableColumn("serves", width: 11, minimum: 10, priority: 1), TableColumn("team", width: 14, priority: 6),
    TableColumn("last run", width: 18, minimum: 14, priority: 3),
    TableColumn("is known by", width: 22, minimum: 15, priority: 4),
    TableColumn("since", width: 12, minimum: 12, priority: 5),
  ]

  func cells(of row: Row, in web: LineageWeb, asTree: Bool, now: Instant) -> TableRow {
    if let column = row.column { return cells(of: column) }
    let arrow = row.step == 0 ? "" : row.step < 0 ? "← " : "→ "
    let indent = asTree ? String(repeating: "  ", count: Int(row.step.magnitude)) : "\(row.step) "
    guard let place = web.place(row.id) else {
      let count = web.shown.folds.first { $0.id == row.id }?.members.count ?? 0
      return TableRow([TableCell("\(indent)\(arrow)… \(count) more: Enter shows them", .dim)])
    }
    let facts = place.facts
    let (into, out) = (web.edges(into: row.id), web.edges(from: row.id))
    // The edge on the side of the root says why the place is here.
    let edge = row.step < 0 ? out.first : into.first
    let name = indent + (asTree ? arrow : "") + LineageWords.name(of: place) + (row.isAgain ? "  ↑" : "")
    let role: Role = web.way.contains(row.id) ? .chartLimit : row.step == 0 ? .title : .text
    let run = facts.run.map { run in
      "\(run.state)\(run.ended.map { " " + LineageWords.age($0, now: now) } ?? "")"
    }
    return TableRow([
      TableCell((web.way.contains(row.id) ? "┃" : "") + Cutting.line(name), role),
      TableCell(LineageWords.kind(of: place), .dim),
      TableCell(facts.tier?.words ?? "", facts.tier?.role ?? .dim),
      TableCell(facts.dataClass?.letter ?? "", facts.dataClass?.role ?? .dim),
      TableCell(facts.serving.joined(separator: " "), facts.serving.contains("production") ? .ok : .dim),
      TableCell(facts.team ?? "", .dim),
      facts.life.map { TableCell($0.mark.text + " " + LineageWords.age($0.at, now: now), $0.mark.role) }
        ?? TableCell(run ?? "", facts.run?.state == "fail" ? .failed : .dim),
      TableCell(edge.map { LineageWords.basis($0.basis) } ?? "", .dim),
      TableCell(edge.map { TimeWords.stamp($0.since) } ?? "", .dim),
    ])
  }
}
