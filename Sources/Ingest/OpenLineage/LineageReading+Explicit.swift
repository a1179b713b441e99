import Evidence
import Governance

/// The explicit `lineage` facet (1-0-0): targets, and the sources that feed each.
extension LineageReading {
  mutating func readEntry(_ entry: Int, into event: inout LineageEvent) {
    guard object(entry) != nil, let target = entity(entry, own: event.subject) else {
      findings.insert("facet_shape:lineage")
      return
    }
    readTarget(target, entry, into: &event)
  }

  /// `inputs` feed the target as a whole, `fields` its columns. No inputs at all is known to have none.
  mutating func readTarget(_ target: LineageNode, _ entry: Int, into event: inout LineageEvent) {
    readSources(member("inputs", of: entry), of: target, into: &event)
    guard let fields = member("fields", of: entry) else { return }
    guard object(fields) != nil, target.kind == .dataset else {
      findings.insert("facet_shape:lineage")
      return
    }
    for key in document.keys(of: fields) {
      guard let field = object(key + 1), case let name = document.text(of: key), !name.isEmpty else {
        findings.insert("facet_shape:lineage")
        continue
      }
      readSources(member("inputs", of: field), of: .column(target.namespace, target.name, name), into: &event)
    }
  }

  /// A source with a field is an edge between columns; any source is one between datasets or jobs.
  private mutating func readSources(_ node: Int?, of target: LineageNode, into event: inout LineageEvent) {
    guard let node else { return }
    guard let sources = list(node) else {
      findings.insert("facet_shape:lineage")
      return
    }
    let job = event.subject.kind == .job ? event.subject : nil
    for source in sources {
      guard object(source) != nil, let whole = entity(source, own: event.subject) else {
        findings.insert("facet_shape:lineage")
        continue
      }
      event.edges.append(
        LineageEdge(source: whole, target: target.whole, job: job, level: .dataset, basis: .explicit))
      let field = whole.kind == .dataset ? text(member("field", of: source)) : nil
      guard field != nil || target.kind == .column else { continue }
      let column = field.map { LineageNode.column(whole.namespace, whole.name, $0) } ?? whole
      let said = transformations(source)
      for transformation in said.isEmpty ? [LineageTransformation()] : said {
        event.edges.append(
          LineageEdge(
            source: column, target: target, job: job, level: .column, basis: .explicit, transformation: transformation))
      }
    }
  }

  /// A job without a name is the event's own.
  private func entity(_ node: Int, own: LineageNode) -> LineageNode? {
    let name = text(member("name", of: node))
    let namespace = text(member("namespace", of: node))
    switch text(member("type", of: node)) {
    case "DATASET":
      guard let namespace, let name else { return nil }
      return .dataset(namespace, name)
    case "JOB":
      guard let namespace, let name else { return own.kind == .job ? own : nil }
      return .job(namespace, name)
    default: return nil
    }
  }
}
