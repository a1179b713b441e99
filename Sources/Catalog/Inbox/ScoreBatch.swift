internal import Evidence
package import Governance

/// Judgements on their way into the catalog, as the JSON its function takes. Each is known by its place.
package struct ScoreBatch: Sendable {
  private var writer = CanonicalJSON(policy: .generation)
  /// Reports so far.
  package private(set) var count = 0

  package init() {}

  package mutating func add(_ report: ScoreReport) {
    writer.append(raw: count == 0 ? "{\"line\":" : ",{\"line\":")
    plain(String(count))
    count += 1
    text(",\"producer\":", report.producer)
    text(",\"event\":", report.event)
    list(",\"scores\":[", report.scores)
    list(",\"withdrawn\":[", report.withdrawn)
    if let alike = report.alike {
      writer.append(raw: ",\"alike\":[")
      for (place, one) in alike.enumerated() {
        text(place == 0 ? "[" : ",[", Hexadecimal.text(of: one.metadata))
        text(",", Hexadecimal.text(of: one.content))
        writer.append(raw: "]")
      }
      writer.append(raw: "]")
    }
    writer.append(raw: report.isWhole ? ",\"whole\":true}" : "}")
  }

  /// The document for `countersign.take_scores`.
  var json: String { "[" + String(decoding: writer.output, as: UTF8.self) + "]" }

  private mutating func list(_ key: StaticString, _ scores: [Score]) {
    writer.append(raw: key)
    for (place, score) in scores.enumerated() {
      text(place == 0 ? "{\"name\":" : ",{\"name\":", score.name)
      if let judge = score.judge { text(",\"judge\":", judge) }
      number(",\"value\":", score.value)
      number(",\"lowest\":", score.lowest)
      number(",\"highest\":", score.highest)
      if let at = score.at { text(",\"at\":", at.rfc3339) }
      writer.append(raw: "}")
    }
    writer.append(raw: "]")
  }

  private mutating func number(_ key: StaticString, _ value: Double?) {
    guard let value = value.flatMap({ CanonicalNumber.text(of: $0) }) else { return }
    writer.append(raw: key)
    plain(value)
  }

  private mutating func text(_ key: StaticString, _ value: String) {
    writer.append(raw: key)
    writer.append(string: value)
  }

  private mutating func plain(_ json: String) { writer.output.append(contentsOf: json.utf8) }
}
