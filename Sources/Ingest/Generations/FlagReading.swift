import Evidence
import Governance

/// `flags` of either shape.
struct FlagReading {
  private enum Side: String, CaseIterable { case input, output, retrieved, tool }
  private enum On: String, CaseIterable { case response, prompt }

  var flags: [Flag] = []
  /// A score stood outside 0 to 1; it was kept.
  var isOutOfRange = false
  /// Some flag says more than the noun holds: the list belongs into the content as well.
  var saysMore = false

  init(_ list: Int?, of document: JSONDocument) throws(Refusal) {
    guard let list else { return }
    try document.require(.array, list, "flags")
    for (index, node) in document.elements(of: list).enumerated() {
      try read(node, of: document, path: { "flags[\(index)]" + $0 })
    }
  }

  private mutating func read(_ node: Int, of document: JSONDocument, path: (String) -> String) throws(Refusal) {
    try document.require(.object, node, path(""))
    var source: String?
    var category: String?
    var flag = Flag(source: "", category: "", verdict: nil, score: nil, side: "output")
    try document.forEachMember(of: node) { (key, value) throws(Refusal) in
      guard document.kind(of: value) != .null else { return }
      switch document.text(of: key) {
      case "source": source = try document.name(value, path(".source"))
      case "category": category = try document.name(value, path(".category"))
      case "score": flag.score = try document.double(value, path(".score"))
      case "verdict": flag.verdict = try document.word(value, path(".verdict"))
      case "on":
        let on: On = try document.word(value, path(".on"))
        flag.side = on == .response ? "output" : "input"
      case "side":
        let side: Side = try document.word(value, path(".side"))
        flag.side = side.rawValue
      case "taxonomy": flag.taxonomy = try document.name(value, path(".taxonomy"))
      case "spans": flag.spans = try spans(value, of: document, path: path(".spans"))
      default: saysMore = true
      }
    }
    guard let source else { throw .missing(path(".source")) }
    guard let category else { throw .missing(path(".category")) }
    flag.source = source
    flag.category = category
    if let score = flag.score, !(0...1).contains(score) { isOutOfRange = true }
    flags.append(flag)
  }

  private func spans(_ list: Int, of document: JSONDocument, path: String) throws(Refusal) -> [Flag.Span] {
    try document.require(.array, list, path)
    var spans: [Flag.Span] = []
    for (index, node) in document.elements(of: list).enumerated() {
      let place = "\(path)[\(index)]"
      try document.require(.object, node, place)
      guard let first = document.member("start", of: node), let last = document.member("end", of: node) else {
        throw .missing("\(place).start or \(place).end")
      }
      let start = try document.integer(first, place + ".start")
      let end = try document.integer(last, place + ".end")
      guard start >= 0, end >= start else {
        throw Refusal("field.span", "The field \(place) ends before it starts.")
      }
      let label = try document.optionalName(document.presentMember("entity", of: node), place + ".entity") ?? ""
      spans.append(Flag.Span(start: Int(start), end: Int(end), label: label))
    }
    return spans
  }
}
