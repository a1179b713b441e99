internal import Evidence
package import Governance

/// A neighbourhood as others read it.
package enum LineageFormat: String, Sendable, CaseIterable {
  /// A line an edge.
  case csv
  /// Nodes and edges, in the shape `countersign lineage --json` has.
  case json
  /// Of Graphviz.
  case dot
  case mermaid

  package var fileExtension: String {
    switch self {
    case .csv, .json, .dot: rawValue
    case .mermaid: "mmd"
    }
  }

  package func write(_ around: LineageNeighbourhood) throws(Problem) -> [UInt8] {
    switch self {
    case .csv: Array(LineageFormat.csv(around).utf8)
    case .json: try LineageFormat.json(around)
    case .dot: Array(LineageFormat.dot(around).utf8)
    case .mermaid: Array(LineageFormat.mermaid(around).utf8)
    }
  }

  // MARK: CSV (RFC 4180)

  private static func csv(_ around: LineageNeighbourhood) -> String {
    let byID = Dictionary(around.places.map { ($0.node.id, $0) }, uniquingKeysWith: { first, _ in first })
    var lines = [
      "from_namespace,from_name,from_version,from_steps,to_namespace,to_name,to_version,to_steps,job,said_by,since,run,event"
    ]
    for edge in around.edges {
      guard let from = byID[edge.from], let to = byID[edge.to] else { continue }
      let cells =
        ends(of: from) + ends(of: to) + [
          edge.job?.name ?? "", edge.basis.rawValue, edge.since.rfc3339, edge.run ?? "", edge.event ?? "",
        ]
      lines.append(cells.map(quoted).joined(separator: ","))
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  private static func ends(of place: LineageNeighbourhood.Place) -> [String] {
    [place.node.place.namespace, place.node.place.name, place.node.version?.text ?? "", String(place.step)]
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  // MARK: JSON

  private static func json(_ around: LineageNeighbourhood) throws(Problem) -> [UInt8] {
    func object(_ members: [(String, JSONValue?)]) -> JSONValue {
      .object(members.compactMap { key, value in value.map { JSONValue.Member(key, $0) } })
    }
    let nodes = around.places.map { place in
      object([
        ("id", .string(String(place.node.id))), ("kind", .string(place.node.place.kind.rawValue)),
        ("namespace", .string(place.node.place.namespace)), ("name", .string(place.node.place.name)),
        ("field", place.node.place.field.map { .string($0) }),
        ("version", place.node.version.map { .string($0.text) }), ("steps", .number(String(place.step))),
        ("data_class", place.facts.dataClass.map { .string($0.rawValue) }),
        ("tier", place.facts.tier.map { .string($0.rawValue) }),
        ("state", place.node.life.map { .string($0.state.rawValue) }),
      ])
    }
    let edges = around.edges.map { edge in
      object([
        ("from", .string(String(edge.from))), ("to", .string(String(edge.to))), ("level", .string(edge.level.rawValue)),
        ("source", .string(edge.basis.rawValue)), ("since", .string(edge.since.rfc3339)),
        ("job", edge.job.map { object([("namespace", .string($0.namespace)), ("name", .string($0.name))]) }),
        ("run", edge.run.map { .string($0) }), ("event", edge.event.map { .string("sha256:" + $0) }),
      ])
    }
    let document = object([
      ("root", .string(String(around.root))), ("nodes", .array(nodes)), ("edges", .array(edges)),
      ("partial", .bool(around.morePartsUpstream || around.morePartsDownstream)),
    ])
    do {
      return try CanonicalJSON.bytes(of: document) + [0x0A]
    } catch {
      throw Problem(
        .fault, "lineage.export", happened: "The lineage could not be written as JSON.", because: "\(error)")
    }
  }

  // MARK: Graph languages

  private static func label(_ place: LineageNeighbourhood.Place) -> String {
    place.node.version?.text ?? place.node.place.name
  }

  /// In both languages a name stands in quotes; what could end them, or the line, becomes an entity.
  private static func entities(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isPlain = scalar.value >= 0x20 && scalar.value != 0x7F && !"\"\\&#;<>".unicodeScalars.contains(scalar)
      if isPlain { result.unicodeScalars.append(scalar) } else { result += "&#\(scalar.value);" }
    }
    return result
  }

  private static func dot(_ around: LineageNeighbourhood) -> String {
    var lines = ["digraph lineage {", "  rankdir=LR;", "  node [shape=box];"]
    for place in around.places {
      let heavy = place.step == 0 ? ", penwidth=2" : ""
      lines.append("  n\(place.node.id) [label=\"\(entities(label(place)))\"\(heavy)];")
    }
    lines += around.edges.map { "  n\($0.from) -> n\($0.to);" }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static func mermaid(_ around: LineageNeighbourhood) -> String {
    var lines = ["flowchart LR"]
    for place in around.places {
      lines.append("  n\(place.node.id)[\"\(entities(label(place)).replacing("&#", with: "#"))\"]")
    }
    lines += around.edges.map { "  n\($0.from) --> n\($0.to)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
