internal import Evidence
package import Governance

/// Reports of flags on their way into the catalog, as the JSON its function takes.
package struct FlagBatch: Sendable {
  private var writer = CanonicalJSON(policy: .generation)
  /// Reports so far.
  package private(set) var count = 0

  package init() {}

  /// Adds the report of a line with the bytes it came in.
  package mutating func add(_ report: FlagReport, line: Int, raw: [UInt8]) {
    writer.append(raw: count == 0 ? "{\"line\":" : ",{\"line\":")
    count += 1
    plain(String(line))
    text(",\"key\":", Hexadecimal.text(of: report.key))
    text(",\"digest\":", Hexadecimal.text(of: report.digest))
    text(",\"producer\":", report.producer)
    switch report.subject {
    case .event(let id): text(",\"event\":", id)
    case .generation(let id): text(",\"generation\":", id)
    }
    writer.append(raw: ",\"flags\":[")
    for (place, flag) in report.flags.enumerated() {
      text(place == 0 ? "{\"source\":" : ",{\"source\":", flag.source)
      text(",\"category\":", flag.category)
      text(",\"side\":", flag.side)
      if let verdict = flag.verdict { text(",\"verdict\":", verdict.rawValue) }
      if let taxonomy = flag.taxonomy { text(",\"taxonomy\":", taxonomy) }
      if let score = flag.score.flatMap({ CanonicalNumber.text(of: $0) }) {
        writer.append(raw: ",\"score\":")
        plain(score)
      }
      writer.append(raw: ",\"spans\":")
      plain(SpanList.json(flag.spans))
      writer.append(raw: "}")
    }
    writer.append(raw: "],\"more\":")
    plain(report.more)
    text(",\"raw\":", String(decoding: raw, as: UTF8.self))
    writer.append(raw: "}")
  }

  /// The document for `countersign.take_flags`.
  var json: String { "[" + String(decoding: writer.output, as: UTF8.self) + "]" }

  private mutating func text(_ key: StaticString, _ value: String) {
    writer.append(raw: key)
    writer.append(string: value)
  }

  private mutating func plain(_ json: String) { writer.output.append(contentsOf: json.utf8) }
}
