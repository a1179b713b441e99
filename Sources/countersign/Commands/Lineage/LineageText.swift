import Evidence
import Governance
import Operations

/// An answer about lineage, for people and for scripts.
enum LineageText {
  /// Two spaces a step. A place whose own lineage stands elsewhere in the tree ends with an arrow.
  static func line(_ line: LineageAnswer.TreeLine) -> String {
    let place = line.node.place
    var text = line.node.version?.text ?? "\(place.namespace)  \(place.name)"
    if let field = place.field { text += "  \(field)" }
    if place.kind == .job { text += "  (job)" }
    if let other = line.node.names.first { text += "  = \(other.namespace)  \(other.name)" }
    if let life = line.node.life { text += "  (\(words(life)))" }
    return String(repeating: "  ", count: line.depth) + Plain.visible(text) + (line.again ? "  ↑" : "")
  }

  /// `dropped 2026-11-21T17:24:00Z`, and of a renamed one what it is called now.
  private static func words(_ life: PlaceLife) -> String {
    let now = life.successor.map { " to \($0.namespace)  \($0.name)" } ?? ""
    return "\(life.state.rawValue)\(now) \(life.at.rfc3339)"
  }

  static func document(_ answer: LineageAnswer) -> JSONValue {
    .fields([
      ("root", .string(String(answer.root))), ("nodes", .array(answer.nodes.map(node))),
      ("edges", .array(answer.edges.map(edge))), ("partial", .bool(answer.partial)),
    ])
  }

  static func row(_ row: DatasetRow) -> JSONValue {
    .fields([
      ("row", .string(row.row.key)), ("uses", .integer(row.uses)), ("data_class", .text(row.dataClass?.rawValue)),
      ("latest", .instant(row.latestAt)),
    ])
  }

  /// A place as people name it.
  static func name(_ node: LineageAnswer.Node) -> String {
    node.version?.text
      ?? [node.place.namespace, node.place.name, node.place.field].compactMap(\.self).joined(separator: "  ")
  }

  static func node(_ node: LineageAnswer.Node) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .string(String(node.id))), ("kind", .string(node.place.kind.rawValue)),
      ("namespace", .string(node.place.namespace)), ("name", .string(node.place.name)),
      ("distance", .integer(node.distance)),
    ]
    if let field = node.place.field { members.append(("field", .string(field))) }
    if let version = node.version { members.append(("version", .string(version.text))) }
    if let life = node.life {
      members.append(("state", .string(life.state.rawValue)))
      members.append(("state_since", .instant(life.at)))
      if let successor = life.successor {
        members.append(
          ("successor", .fields([("namespace", .string(successor.namespace)), ("name", .string(successor.name))])))
      }
    }
    if !node.names.isEmpty {
      members.append(
        (
          "names",
          .array(node.names.map { .fields([("namespace", .string($0.namespace)), ("name", .string($0.name))]) })
        ))
    }
    return .fields(members)
  }

  static func edge(_ edge: LineageAnswer.Edge) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("from", .string(String(edge.from))), ("to", .string(String(edge.to))), ("level", .string(edge.level.rawValue)),
      ("source", .string(edge.basis.rawValue)), ("since", .instant(edge.since)),
    ]
    if let job = edge.job {
      members.append(("job", .fields([("namespace", .string(job.namespace)), ("name", .string(job.name))])))
    }
    if let run = edge.run { members.append(("run", .string(run))) }
    if let event = edge.event { members.append(("event", .string("sha256:" + event))) }
    if edge.level == .column {
      members.append(("type", .text(edge.transformation.type)))
      members.append(("subtype", .text(edge.transformation.subtype)))
      members.append(("masking", .bool(edge.transformation.masking)))
    }
    return .fields(members)
  }
}
