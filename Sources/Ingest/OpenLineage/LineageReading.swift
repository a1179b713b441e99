import Evidence
import Governance

/// Reads one OpenLineage event. The envelope must hold; what is odd elsewhere becomes a finding.
///
/// Source: OpenLineage core specification 2-0-2.
struct LineageReading {
  let document: JSONDocument
  var findings: Set<String>

  init(_ document: JSONDocument, findings: [String]) {
    self.document = document
    self.findings = Set(findings)
  }

  /// Longest namespace or name, in bytes of UTF-8.
  private static let longest = 16_000
  /// Inputs times outputs of one event: as many edges follow from it.
  private static let widest = 1_000_000

  mutating func event(digest: [UInt8]) throws(Refusal) -> LineageEvent {
    let root = JSONDocument.root
    let run = member("run", of: root)
    let job = member("job", of: root)
    let dataset = member("dataset", of: root)
    let time = try eventTime()
    guard !(dataset != nil && (job != nil || run != nil)) else {
      throw Refusal("event.shape", "The event has a dataset and also a job or a run: it is neither of the three kinds.")
    }
    if dataset == nil, job == nil { throw run == nil ? Refusal.noKind : Refusal.missing("job") }
    if dataset == nil, run == nil, member("eventType", of: root) != nil {
      // A job's event has no type; without that address it is a run's that lost its run.
      guard text(member("schemaURL", of: root))?.hasSuffix("/JobEvent") ?? false else { throw .missing("run") }
      findings.insert("event_type_ignored")
    }

    var event = LineageEvent(
      digest: digest, shape: dataset != nil ? .dataset : run != nil ? .run : .job, kind: nil, at: time.instant,
      nanoseconds: time.nanoseconds, timeText: time.text, subject: .job("", ""))
    event.producer = text(member("producer", of: root))
    event.schemaURL = text(member("schemaURL", of: root))
    if event.producer == nil { findings.insert("missing_producer") }
    if event.schemaURL == nil { findings.insert("missing_schema_url") }
    if let run { try read(run: run, into: &event) }
    if let dataset {
      event.subject = try node(dataset, "dataset", LineageNode.dataset)
      readFacets(ofDataset: dataset, event.subject, into: &event)
    } else if let job {
      event.subject = try node(job, "job", LineageNode.job)
      readFacets(ofJob: job, into: &event)
      for input in try entities("inputs") { event.inputs.append(try read(dataset: input, "inputs", into: &event)) }
      for output in try entities("outputs") {
        let target = try read(dataset: output, "outputs", into: &event)
        event.outputs.append(target)
        readColumns(of: output, target, into: &event)
      }
      event.inputs = event.inputs.once()
      event.outputs = event.outputs.once()
      guard event.inputs.count * event.outputs.count <= LineageReading.widest else {
        throw Refusal(
          "event.too_wide", "Inputs and outputs of the event make more than \(LineageReading.widest) edges.")
      }
    }
    event.edges = event.edges.once()
    event.findings = findings.sorted()
    return event
  }

  private mutating func read(run: Int, into event: inout LineageEvent) throws(Refusal) {
    try document.require(.object, run, "run")
    guard let id = member("runId", of: run) else { throw .missing("run.runId") }
    guard let identifier = uuid(id) else { throw Refusal("field.uuid", "The field run.runId is no UUID.") }
    event.run = identifier
    if let kind = member("eventType", of: JSONDocument.root) {
      event.kind = try document.word(kind, "eventType")
    }
    guard let facets = object(member("facets", of: run)) else { return }
    readOwnFacets(of: facets, into: &event)
    guard let parent = object(member("parent", of: facets)) else { return }
    event.parentRun = object(member("run", of: parent)).flatMap { member("runId", of: $0) }.flatMap(uuid)
    if event.parentRun == nil { findings.insert("facet_shape:parent") }
  }

  private mutating func read(dataset: Int, _ field: String, into event: inout LineageEvent) throws(Refusal)
    -> LineageNode
  {
    let node = try node(dataset, field, LineageNode.dataset)
    readFacets(ofDataset: dataset, node, into: &event)
    return node
  }

  private func entities(_ field: String) throws(Refusal) -> [Int] {
    guard let list = member(field, of: JSONDocument.root) else { return [] }
    try document.require(.array, list, field)
    return document.elements(of: list)
  }

  private func node(_ entity: Int, _ field: String, _ make: (String, String) -> LineageNode) throws(Refusal)
    -> LineageNode
  {
    try document.require(.object, entity, field)
    var parts: [String] = []
    for part in ["namespace", "name"] {
      guard let value = member(part, of: entity) else { throw .missing("\(field).\(part)") }
      try document.require(.string, value, "\(field).\(part)")
      guard let text = text(value) else {
        throw Refusal("field.long", "The field \(field).\(part) is empty or too long.")
      }
      parts.append(text)
    }
    return make(parts[0], parts[1])
  }

  // MARK: values

  /// The member's node; nil when it is missing or null.
  func member(_ name: String, of object: Int) -> Int? {
    guard let node = document.member(name, of: object), document.kind(of: node) != .null else { return nil }
    return node
  }

  func object(_ node: Int?) -> Int? { node.flatMap { document.kind(of: $0) == .object ? $0 : nil } }
  func list(_ node: Int?) -> [Int]? {
    node.flatMap { document.kind(of: $0) == .array ? document.elements(of: $0) : nil }
  }

  /// A text that says something and is not beyond all measure.
  func text(_ node: Int?) -> String? {
    guard let node, document.kind(of: node) == .string, case let text = document.text(of: node), !text.isEmpty,
      text.utf8.count <= LineageReading.longest
    else { return nil }
    return text
  }

  private func uuid(_ node: Int) -> String? {
    guard let text = text(node), text.utf8.count == 36 else { return nil }
    for (index, byte) in text.utf8.enumerated() {
      if [8, 13, 18, 23].contains(index) {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard Character(Unicode.Scalar(byte)).isHexDigit else { return nil }
      }
    }
    return text.lowercased()
  }

  private mutating func eventTime() throws(Refusal) -> (instant: Instant, nanoseconds: Int, text: String) {
    guard let node = member("eventTime", of: JSONDocument.root) else { throw .missing("eventTime") }
    try document.require(.string, node, "eventTime")
    let text = document.text(of: node)
    // A number in quotes is a time elsewhere, but not here.
    guard text.contains("-") else {
      throw Refusal("field.time", "The field eventTime is no time like 2026-11-21T17:24:00Z.")
    }
    let time = try EventTime(node, of: document, "eventTime")
    findings.formUnion(time.marks)
    let fraction =
      text.split(separator: ".", maxSplits: 1).dropFirst().first?.prefix { $0.isASCII && $0.isNumber } ?? ""
    let beyond = String(fraction.dropFirst(6).prefix(3))
    let nanoseconds = Int(beyond + String(repeating: "0", count: 3 - beyond.count)) ?? 0
    return (time.instant, nanoseconds, text)
  }
}

extension Refusal {
  fileprivate static let noKind = Refusal("event.shape", "The event has neither run and job, nor job, nor dataset.")
}

extension Array where Element: Hashable {
  /// Each element once, where it stood first.
  func once() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
