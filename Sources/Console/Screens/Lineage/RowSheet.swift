import Governance
import Operations
import Terminal

/// One answer about rows, as lines to walk in: Enter leads from a version to its rows, from a row to the generations that
/// were given it, and from a generation to all it was given.
struct RowSheet: Sendable, Equatable {
  enum Subject: Sendable, Equatable {
    case version(VersionName)
    case row(DataRow)
    case generation(String)
  }

  enum Content: Sendable, Equatable {
    case behind(UsedRows)
    case reached(RowReach, [RowUse], next: String?)
    case sources(GenerationSources)
  }

  var subject: Subject
  private(set) var content: Content
  var place = ListPlace()
  /// More was asked for and has not come yet.
  var isAsking = false

  init(_ subject: Subject, _ content: Content) {
    self.subject = subject
    self.content = content
  }

  static let page = 100
  /// Generations of a version that are looked at together.
  static let generations = 2000

  var count: Int {
    switch content {
    case .behind(let used): used.rows.count
    case .reached(_, let uses, _): uses.count
    case .sources(let sources): sources.rows.count
    }
  }

  /// Leads to what comes after the last line.
  var next: String? {
    switch content {
    case .behind(let used): used.next
    case .reached(_, _, let next): next
    case .sources: nil
    }
  }

  /// What the line under the cursor leads to.
  var here: Subject? {
    switch content {
    case .behind(let used): used.rows.indices.contains(place.cursor) ? .row(used.rows[place.cursor].row) : nil
    case .reached(_, let uses, _):
      uses.indices.contains(place.cursor) ? .generation(uses[place.cursor].parts.generation) : nil
    case .sources(let sources): sources.rows.indices.contains(place.cursor) ? .row(sources.rows[place.cursor].row) : nil
    }
  }

  /// The version that `o` opens.
  var version: NamedVersion? {
    switch content {
    case .behind(let used): used.rows.indices.contains(place.cursor) ? used.rows[place.cursor].dataset : nil
    case .reached(_, let uses, _): uses.indices.contains(place.cursor) ? uses[place.cursor].parts.prompt : nil
    case .sources(let sources):
      sources.rows.indices.contains(place.cursor) ? sources.rows[place.cursor].dataset : nil
    }
  }

  /// Puts what came later under what is there. Rows that were there count on.
  mutating func append(_ later: Content) {
    isAsking = false
    switch (content, later) {
    case (.behind(var used), .behind(let more)):
      let known = Dictionary(used.rows.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
      for row in more.rows {
        if let index = known[row.id] { used.rows[index].uses += row.uses } else { used.rows.append(row) }
      }
      used.generations += more.generations
      used.next = more.next
      content = .behind(used)
    case (.reached(let reach, let uses, _), .reached(_, let more, let next)):
      content = .reached(reach, uses + more, next: next)
    default: content = later
    }
  }

  /// The same question, answered again: the cursor stays.
  mutating func replace(_ content: Content, visible: Int) {
    self.content = content
    isAsking = false
    place.go(to: place.cursor, count: count, visible: visible)
  }
}

extension RowSheet {
  var columns: [TableColumn] {
    switch content {
    case .behind:
      [
        TableColumn("row", width: 20, minimum: 12, grows: true), TableColumn("class", width: 5),
        TableColumn("dataset", width: 28, minimum: 16), TableColumn("by index", width: 22, minimum: 12, priority: 2),
        TableColumn("uses", width: 7, align: .right), TableColumn("last used", width: 12, minimum: 12, priority: 1),
      ]
    case .reached:
      [
        TableColumn("when", width: 12, minimum: 12), TableColumn("generation", width: 36, minimum: 13, priority: 3),
        TableColumn("prompt", width: 28, minimum: 16, grows: true),
        TableColumn("model", width: 22, minimum: 12, priority: 1), TableColumn("rank", width: 5, align: .right),
        TableColumn("score", width: 6, priority: 2, align: .right),
      ]
    case .sources:
      [
        TableColumn("rank", width: 5, align: .right), TableColumn("score", width: 6, priority: 2, align: .right),
        TableColumn("class", width: 5), TableColumn("row", width: 20, minimum: 12, grows: true),
        TableColumn("dataset", width: 28, minimum: 16), TableColumn("by index", width: 22, minimum: 12, priority: 1),
      ]
    }
  }

  func row(_ index: Int) -> TableRow {
    switch content {
    case .behind(let used):
      let row = used.rows[index]
      return TableRow([
        TableCell(Cutting.line(row.row.key)), dataClass(row.dataClass), cell(row.dataset), cell(row.index),
        TableCell(NumberWords.grouped(row.uses)), TableCell(TimeWords.stamp(row.latestAt), .dim),
      ])
    case .reached(_, let uses, _):
      let use = uses[index]
      return TableRow([
        TableCell(TimeWords.stamp(use.parts.at)), TableCell(use.parts.generation, .dim),
        use.parts.prompt.map(cell) ?? TableCell("no prompt named", .dim), cell(use.parts.model),
        TableCell("\(use.retrieved.rank)"), TableCell(score(use.retrieved.score), .dim),
      ])
    case .sources(let sources):
      let row = sources.rows[index]
      return TableRow([
        TableCell("\(row.rank)"), TableCell(score(row.score), .dim), dataClass(row.dataClass),
        TableCell(Cutting.line(row.row.key)), cell(row.dataset), cell(row.index),
      ])
    }
  }

  private func dataClass(_ dataClass: DataClass?) -> TableCell {
    TableCell(dataClass?.letter ?? "", dataClass?.role ?? .dim)
  }

  private func cell(_ version: NamedVersion) -> TableCell {
    TableCell(Cutting.line(version.text), version.isRegistered || version.text.isEmpty ? .text : .warning)
  }

  private func score(_ value: Double?) -> String { value.map { NumberWords.decimal($0, places: 3) } ?? "" }
}

extension RowSheet {
  /// What the strip says: of what these are the rows, and how many.
  var title: (kind: String, name: String, about: String) {
    switch content {
    case .behind(let used):
      let of = NumberWords.of(used.generations, "generation")
      return (
        "rows behind", used.version.text,
        used.next == nil
          ? "\(NumberWords.grouped(count)) rows in \(of)" : "\(NumberWords.grouped(count)) rows in the newest \(of)"
      )
    case .reached(let reach, _, _):
      guard case .row(let row) = subject else { return ("row", "", "") }
      let uses =
        reach.uses >= RowReach.most
        ? "\(NumberWords.grouped(reach.uses)) uses or more" : NumberWords.of(reach.uses, "use")
      return ("row", "\(row.key) of \(row.dataset)", uses)
    case .sources(let sources):
      return ("generation", sources.parts.generation, NumberWords.of(count, "row"))
    }
  }

  private var boxTitle: String {
    switch content {
    case .behind: "What these are"
    case .reached: "What it touched"
    case .sources: "What made it"
    }
  }

  /// What stands under the lines.
  func document(columns: Int) -> Document {
    var document = Document(columns: columns)
    switch content {
    case .behind:
      document.paragraph(
        "Enter on a row shows every generation that was given it. Rows count each time an answer was made with them.",
        .dim)
    case .reached(let reach, _, _):
      for part in [RowTouch.Part.prompt, .model, .index, .dataset] {
        let touched = reach.touches.filter { $0.part == part }
        guard !touched.isEmpty else { continue }
        let words = touched.map {
          "\(Cutting.middle($0.version.text, 60))\($0.version.isRegistered ? "" : " (unregistered)") ×\($0.uses)"
        }
        document.paragraph("\(part.rawValue)  " + words.joined(separator: "  "), .dim)
      }
      if !reach.packs.isEmpty {
        document.paragraph(
          "packs  " + reach.packs.map { "\($0.quarter) \($0.scope) \($0.digest.prefix(8))" }.joined(separator: "  "),
          .warning)
      }
    case .sources(let sources):
      let parts = sources.parts
      document.paragraph(
        "made by \(Cutting.middle(parts.model.text, 60))"
          + (parts.prompt.map { " with \(Cutting.middle($0.text, 60))" } ?? "")
          + " at \(TimeWords.dated(parts.at))"
          + (parts.service.map { " for \($0)" } ?? "") + (parts.environment.map { " in \($0)" } ?? ""), .dim)
      if count == 0 { document.paragraph("It was given no rows.", .dim) }
    }
    return document
  }

  func draw(into frame: inout Frame, _ layout: LineageScreenLayout) {
    let words = title
    frame.write(
      [
        Piece(" \(words.kind) ", .dim),
        Piece(
          Cutting.middle(words.name, max(8, layout.strip.columns - Terminal.columns(of: words.kind + words.about) - 6)),
          .title),
      ],
      right: [Piece(words.about + " ", .dim)],
      row: layout.strip.row, column: 0, columns: layout.strip.columns)
    if count == 0 {
      frame.write(
        [Piece(" No rows are known: nothing was retrieved, or its producers do not tell.", .dim)],
        row: layout.lines.row,
        column: 0, columns: layout.lines.columns)
    } else {
      let shown = place.shown(count: count, visible: layout.lines.rows - 1)
      frame.table(columns, rows: shown.map(row), place: place, in: layout.lines)
    }
    guard layout.box.rows > 2 else { return }
    frame.box(layout.box, title: boxTitle)
    let inner = layout.box.inset(rows: 1, columns: 2)
    for (line, text) in document(columns: inner.columns).lines.prefix(inner.rows).enumerated() {
      frame.write(text.left, right: text.right, row: inner.row + line, column: inner.column, columns: inner.columns)
    }
  }
}
