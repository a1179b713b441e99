internal import Evidence
package import Governance
internal import Lineage

/// Lineage events on their way into the catalog, as the JSON its function takes. Places are named once and then by number.
package struct LineageBatch: Sendable {
  private var numbers: [LineageNode: Int] = [:]
  private var nodes = CanonicalJSON(policy: .generation)
  private var events = CanonicalJSON(policy: .generation)
  /// Events so far.
  package private(set) var count = 0

  package init() {}

  /// Adds an event with the bytes it came in.
  package mutating func add(_ event: LineageEvent, raw: [UInt8]) {
    events.append(raw: count == 0 ? "{" : ",{")
    count += 1
    text("\"digest\":", Hexadecimal.text(of: event.digest))
    text(",\"shape\":", event.shape.rawValue)
    text(",\"kind\":", event.kind?.rawValue)
    text(",\"run\":", event.run)
    number(",\"subject\":", numbered(event.subject))
    text(",\"at\":", event.at.rfc3339)
    number(",\"nanoseconds\":", event.nanoseconds)
    number(",\"rank\":", event.rank)
    text(",\"at_text\":", event.timeText)
    text(",\"producer\":", event.producer)
    text(",\"schema_url\":", event.schemaURL)
    text(",\"parent_run\":", event.parentRun)
    bool(",\"is_snapshot\":", event.isSnapshot)
    bool(",\"declares\":", event.declaresLineage)
    list(",\"findings\":", event.findings) { $0.events.append(string: $1) }
    text(",\"raw\":", String(decoding: raw, as: UTF8.self))
    let datasets =
      event.inputs.map { ("in", $0) } + event.outputs.map { ("out", $0) }
      + event.columnsOf.map { ("columns", $0) }
    list(",\"datasets\":", datasets) { batch, entry in
      batch.text("[", entry.0)
      batch.number(",", batch.numbered(entry.1))
      batch.events.append(raw: "]")
    }
    list(",\"edges\":", event.edges) { $0.append($1) }
    list(",\"facets\":", event.facets) { batch, facet in
      batch.number("[", batch.numbered(facet.node))
      batch.text(",", facet.key)
      batch.text(",", facet.value)
      batch.events.append(raw: "]")
    }
    list(",\"lifecycle\":", event.lifecycles) { batch, said in
      batch.number("[", batch.numbered(said.node))
      batch.text(",", said.change.rawValue)
      batch.number(",", said.previous.map { batch.numbered($0) })
      batch.events.append(raw: "]")
    }
    events.append(raw: "}")
  }

  /// The document for `countersign.take_lineage`.
  var json: String {
    "{\"nodes\":[" + String(decoding: nodes.output, as: UTF8.self) + "],\"events\":["
      + String(decoding: events.output, as: UTF8.self) + "]}"
  }

  private mutating func append(_ edge: LineageEdge) {
    number("[", numbered(edge.source))
    number(",", numbered(edge.target))
    number(",", edge.job.map { numbered($0) })
    text(",", edge.level.rawValue)
    text(",", edge.basis.rawValue)
    text(",", edge.transformation.type)
    text(",", edge.transformation.subtype)
    bool(",", edge.transformation.masking)
    events.append(raw: "]")
  }

  /// From 1, as Postgres counts the elements of an array. A column's dataset is named before it.
  private mutating func numbered(_ node: LineageNode) -> Int {
    if let number = numbers[node] { return number }
    if node.kind == .column { _ = numbered(node.whole) }
    nodes.append(raw: numbers.isEmpty ? "[" : ",[")
    for (index, part) in [node.kind.rawValue, node.namespace, node.name].enumerated() {
      if index > 0 { nodes.append(raw: ",") }
      nodes.append(string: part)
    }
    if let field = node.field {
      nodes.append(raw: ",")
      nodes.append(string: field)
    }
    nodes.append(raw: "]")
    numbers[node] = numbers.count + 1
    return numbers.count
  }

  private mutating func text(_ key: StaticString, _ value: String?) {
    events.append(raw: key)
    if let value { events.append(string: value) } else { events.append(raw: "null") }
  }

  private mutating func number(_ key: StaticString, _ value: Int?) {
    events.append(raw: key)
    if let value { events.output.append(contentsOf: String(value).utf8) } else { events.append(raw: "null") }
  }

  private mutating func bool(_ key: StaticString, _ value: Bool) {
    events.append(raw: key)
    value ? events.append(raw: "true") : events.append(raw: "false")
  }

  private mutating func list<Element>(
    _ key: StaticString, _ elements: [Element], _ append: (inout LineageBatch, Element) -> Void
  ) {
    events.append(raw: key)
    events.append(raw: "[")
    for (index, element) in elements.enumerated() {
      if index > 0 { events.append(raw: ",") }
      append(&self, element)
    }
    events.append(raw: "]")
  }
}
