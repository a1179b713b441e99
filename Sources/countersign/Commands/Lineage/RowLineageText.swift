import Evidence
import Governance
import Operations

/// Answers about rows, in the shape of every lineage answer: nodes, edges, and whether there is more.
struct RowLineageDocument {
  private var nodes: [JSONValue] = []
  private var edges: [JSONValue] = []
  private var seen: Set<String> = []
  private var joined: Set<[String]> = []
  private let root: String

  /// What a generation came from.
  init(_ sources: GenerationSources) {
    root = "generation:\(sources.parts.generation)"
    add(sources.parts)
    for row in sources.rows { add(row, to: sources.parts) }
  }

  /// Rows behind a version.
  init(_ used: UsedRows) {
    root = used.version.text
    add(used.version, kind: "version")
    for row in used.rows {
      let id = add(row.row, dataClass: row.dataClass)
      add(row.dataset, kind: "dataset", of: id, since: row.latestAt)
      let index = row.index.artifact.isEmpty ? root : add(row.index, kind: "index")
      edge(from: id, to: index, since: row.latestAt, [("uses", .integer(row.uses))])
      if index != root { edge(from: index, to: root, since: row.latestAt) }
    }
  }

  /// What a row reached.
  init(_ row: DataRow, _ reach: RowReach, _ uses: [RowUse]) {
    root = RowLineageDocument.id(of: row)
    add(row, dataClass: uses.first?.retrieved.dataClass)
    for touch in reach.touches { add(touch.version, kind: touch.part.rawValue) }
    for use in uses {
      add(use.parts)
      add(use.retrieved, to: use.parts)
    }
    for pack in reach.packs {
      let id = "pack:\(pack.digest)"
      add(
        id, "pack",
        [
          ("name", .string(pack.quarter)), ("scope", .string(pack.scope)), ("digest", .string("sha256:\(pack.digest)")),
        ])
      edge(from: root, to: id, since: pack.at)
    }
  }

  func document(partial: Bool, next: String?) -> JSONValue {
    .fields([
      ("root", .string(root)), ("nodes", .array(nodes)), ("edges", .array(edges)), ("partial", .bool(partial)),
      ("next", .text(next)),
    ])
  }

  // MARK: Parts

  /// Names hold anything, so that the strokes between them are told from those inside.
  static func id(of row: DataRow) -> String {
    "row:"
      + [row.namespace, row.dataset, row.key].map { $0.replacing("%", with: "%25").replacing("/", with: "%2F") }
      .joined(separator: "/")
  }

  private mutating func add(_ id: String, _ kind: String, _ members: [(String, JSONValue)]) {
    guard seen.insert(id).inserted else { return }
    nodes.append(.fields([("id", .string(id)), ("kind", .string(kind))] + members))
  }

  private mutating func edge(from: String, to: String, since: Instant, _ members: [(String, JSONValue)] = []) {
    guard joined.insert([from, to]).inserted else { return }
    edges.append(
      .fields(
        [
          ("from", .string(from)), ("to", .string(to)), ("level", "row"), ("source", "generation"),
          ("since", .instant(since)),
        ] + members))
  }

  private mutating func add(_ parts: GenerationParts) {
    let id = "generation:\(parts.generation)"
    add(
      id, "generation",
      [
        ("name", .string(parts.generation)), ("at", .instant(parts.at)), ("service", .text(parts.service)),
        ("environment", .text(parts.environment)),
      ])
    edge(from: add(parts.model, kind: "model"), to: id, since: parts.recordedAt)
    if let prompt = parts.prompt { edge(from: add(prompt, kind: "prompt"), to: id, since: parts.recordedAt) }
  }

  private mutating func add(_ retrieved: RetrievedRow, to parts: GenerationParts) {
    let id = add(retrieved.row, dataClass: retrieved.dataClass)
    add(retrieved.dataset, kind: "dataset", of: id, since: parts.recordedAt)
    if !retrieved.index.artifact.isEmpty {
      edge(from: id, to: add(retrieved.index, kind: "index"), since: parts.recordedAt)
    }
    edge(
      from: id, to: "generation:\(parts.generation)", since: parts.recordedAt,
      [("rank", .integer(retrieved.rank)), ("score", retrieved.score.map { .number("\($0)") } ?? .null)])
  }

  @discardableResult
  private mutating func add(_ row: DataRow, dataClass: DataClass?) -> String {
    let id = RowLineageDocument.id(of: row)
    add(
      id, "row",
      [
        ("namespace", .string(row.namespace)), ("name", .string(row.dataset)), ("row", .string(row.key)),
        ("data_class", .text(dataClass?.rawValue)),
      ])
    return id
  }

  @discardableResult
  private mutating func add(_ version: NamedVersion, kind: String) -> String {
    // What is not registered may be called like something of another kind.
    let id = version.isRegistered ? version.text : "\(kind):\(version.text)"
    add(
      id, kind,
      [
        ("name", .string(version.artifact)), ("version", .text(version.label.map { _ in version.text })),
        ("registered", .bool(version.isRegistered)),
      ])
    return id
  }

  /// The dataset version a row belongs to, where the event named one.
  private mutating func add(_ dataset: NamedVersion, kind: String, of row: String, since: Instant) {
    guard !dataset.artifact.isEmpty else { return }
    edge(from: add(dataset, kind: kind), to: row, since: since)
  }
}

extension Output {
  func show(_ sources: GenerationSources) {
    line(Plain.visible("generation \(sources.parts.generation) · \(sources.parts.at.rfc3339)"))
    line("  " + Plain.visible("model   \(named(sources.parts.model))"))
    if let prompt = sources.parts.prompt { line("  " + Plain.visible("prompt  \(named(prompt))")) }
    guard !sources.rows.isEmpty else { return line("  It was given no rows.") }
    table(
      ["RANK", "SCORE", "CLASS", "ROW", "DATASET", "INDEX"],
      sources.rows.map {
        [
          String($0.rank), score($0.score), $0.dataClass?.rawValue ?? "", $0.row.key, named($0.dataset),
          named($0.index),
        ]
      })
  }

  func show(_ used: UsedRows) {
    table(
      ["USES", "CLASS", "ROW", "DATASET", "INDEX", "LAST USED"],
      used.rows.map {
        [
          String($0.uses), $0.dataClass?.rawValue ?? "", $0.row.key, named($0.dataset), named($0.index),
          $0.latestAt.rfc3339,
        ]
      })
  }

  func show(_ reach: RowReach, _ uses: Page<RowUse>) {
    for touch in reach.touches {
      line(Plain.visible("\(touch.part.rawValue)  \(named(touch.version))  \(touch.uses)"))
    }
    for pack in reach.packs { line(Plain.visible("pack  \(pack.quarter) \(pack.scope)  sha256:\(pack.digest)")) }
    table(
      ["AT", "GENERATION", "PROMPT", "MODEL", "RANK", "SCORE"],
      uses.rows.map {
        [
          $0.parts.at.rfc3339, $0.parts.generation, $0.parts.prompt.map(named) ?? "", named($0.parts.model),
          String($0.retrieved.rank), score($0.retrieved.score),
        ]
      })
  }

  private func named(_ version: NamedVersion) -> String {
    version.text.isEmpty ? "" : version.text + (version.isRegistered ? "" : " (unregistered)")
  }

  private func score(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
}
