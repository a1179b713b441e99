import Evidence
import Governance
import Lineage

/// Facets of jobs and datasets. One that cannot be read is set aside with a finding; the raw event keeps it.
extension LineageReading {
  mutating func readFacets(ofJob job: Int, into event: inout LineageEvent) {
    readFacets(of: job, event.subject, into: &event)
    guard let facets = object(member("facets", of: job)) else { return }
    if let type = object(member("jobType", of: facets)) {
      let emission = object(member("emissionPattern", of: type)) ?? type
      let mode = text(member("eventContentMode", of: emission)) ?? text(member("eventCompleteness", of: emission))
      event.isSnapshot = mode == "COMPLETE_SNAPSHOT"
    }
    guard let lineage = living("lineage", of: facets) else { return }
    guard let entries = list(member("entries", of: lineage)) else {
      findings.insert("facet_shape:lineage")
      return
    }
    event.declaresLineage = true
    for entry in entries { readEntry(entry, into: &event) }
  }

  mutating func readFacets(ofDataset dataset: Int, _ node: LineageNode, into event: inout LineageEvent) {
    readFacets(of: dataset, node, into: &event)
    readLifecycle(of: dataset, node, into: &event)
    guard event.shape == .dataset, let facets = object(member("facets", of: dataset)) else { return }
    readColumns(of: dataset, node, into: &event)
    if let lineage = living("lineage", of: facets) {
      event.declaresLineage = true
      readTarget(node, lineage, into: &event)
    }
  }

  /// A renaming says what the dataset was called before; one that names nothing else renames nothing.
  private func readLifecycle(of dataset: Int, _ node: LineageNode, into event: inout LineageEvent) {
    guard let facets = object(member("facets", of: dataset)), let facet = living("lifecycleStateChange", of: facets),
      hasShape("lifecycleStateChange", facet), let change = lifecycleChange(facet)
    else { return }
    var said = LineageEvent.Lifecycle(node: node, change: change)
    if change == .rename, let previous = object(member("previousIdentifier", of: facet)),
      let namespace = text(member("namespace", of: previous)), let name = text(member("name", of: previous)),
      case let place = LineageNode.dataset(namespace, name), place != node
    {
      said.previous = place
    }
    event.lifecycles.append(said)
  }

  private func lifecycleChange(_ facet: Int) -> LineageEvent.Lifecycle.Change? {
    text(member("lifecycleStateChange", of: facet)).flatMap { LineageEvent.Lifecycle.Change(rawValue: $0) }
  }

  /// Keeps every facet as JSON, in the order of the text; `_deleted` says that it is gone.
  private mutating func readFacets(of entity: Int, _ node: LineageNode, into event: inout LineageEvent) {
    guard let facets = member("facets", of: entity) else { return }
    guard document.kind(of: facets) == .object else {
      findings.insert("facet_shape:facets")
      return
    }
    for key in document.keys(of: facets) {
      let name = String(document.text(of: key).prefix(200))
      let value = key + 1
      if document.kind(of: value) == .null { continue }
      guard document.kind(of: value) == .object, hasShape(name, value) else {
        findings.insert("facet_shape:\(name)")
        continue
      }
      if text(member("_producer", of: value)) == nil || text(member("_schemaURL", of: value)) == nil {
        findings.insert("facet_unsigned:\(name)")
      }
      event.facets.append(
        LineageEvent.Facet(node: node, key: name, value: isDeleted(value) ? nil : canonical(value)))
    }
  }

  private func isDeleted(_ facet: Int) -> Bool {
    member("_deleted", of: facet).map { document.kind(of: $0) == .yes } ?? false
  }

  private func living(_ name: String, of facets: Int) -> Int? {
    object(member(name, of: facets)).flatMap { isDeleted($0) ? nil : $0 }
  }

  private func canonical(_ node: Int) -> String? {
    var writer = CanonicalJSON(policy: .generation)
    // The whole event was written so before; no part of it can be refused now.
    guard (try? writer.append(document, node)) != nil else { return nil }
    return String(decoding: writer.output, as: UTF8.self)
  }

  /// Whether a facet that is read further has the shape its own schema asks for.
  private func hasShape(_ name: String, _ facet: Int) -> Bool {
    if isDeleted(facet) { return true }
    switch name {
    case "schema":
      guard let fields = member("fields", of: facet) else { return true }
      return list(fields)?.allSatisfy { field in object(field).map { text(member("name", of: $0)) != nil } ?? false }
        ?? false
    case "columnLineage": return object(member("fields", of: facet)) != nil
    case "lifecycleStateChange":
      guard lifecycleChange(facet) != nil else { return false }
      guard let previous = member("previousIdentifier", of: facet) else { return true }
      return object(previous).map {
        text(member("namespace", of: $0)) != nil && text(member("name", of: $0)) != nil
      } ?? false
    default: return true
    }
  }

  // MARK: columnLineage

  mutating func readColumns(of dataset: Int, _ node: LineageNode, into event: inout LineageEvent) {
    guard let facets = object(member("facets", of: dataset)), let facet = object(member("columnLineage", of: facets))
    else { return }
    event.columnsOf.insert(node)
    guard !isDeleted(facet), let fields = object(member("fields", of: facet)) else { return }
    var lineage = ColumnLineage(fields: [], dataset: inputs(member("dataset", of: facet)))
    for key in document.keys(of: fields) {
      guard let field = object(key + 1), case let name = document.text(of: key), !name.isEmpty else {
        findings.insert("facet_shape:columnLineage")
        continue
      }
      lineage.fields.append(
        ColumnLineage.Output(
          field: name, inputs: inputs(member("inputFields", of: field)),
          oldType: text(member("transformationType", of: field))))
    }
    event.edges += lineage.edges(of: node, job: event.shape == .dataset ? nil : event.subject)
  }

  private mutating func inputs(_ node: Int?) -> [ColumnLineage.Input] {
    guard let node else { return [] }
    guard let entries = list(node) else {
      findings.insert("facet_shape:columnLineage")
      return []
    }
    return entries.compactMap { entry in
      guard object(entry) != nil, let namespace = text(member("namespace", of: entry)),
        let name = text(member("name", of: entry))
      else {
        findings.insert("facet_shape:columnLineage")
        return nil
      }
      return ColumnLineage.Input(
        node: .column(namespace, name, text(member("field", of: entry))), transformations: transformations(entry))
    }
  }

  func transformations(_ entry: Int) -> [LineageTransformation] {
    (list(member("transformations", of: entry)) ?? []).compactMap { transformation in
      guard object(transformation) != nil else { return nil }
      return LineageTransformation(
        type: text(member("type", of: transformation)), subtype: text(member("subtype", of: transformation)),
        masking: member("masking", of: transformation).map { document.kind(of: $0) == .yes } ?? false)
    }
  }
}
