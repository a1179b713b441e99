import Evidence
import Governance

/// `flags` of either shape.
struct FlagReading {
  private enum Name: UInt8, MemberName {
    case source, category, score, verdict, on, side, taxonomy, spans
    static let names = allNames()
  }
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

  /// One flag of an object that may have other members, too.
  init(one node: Int, of document: JSONDocument) throws(Refusal) {
    try read(node, of: document, path: { String($0.dropFirst()) })
  }

  private mutating func read(_ node: Int, of document: JSONDocument, path: (String) -> String) throws(Refusal) {
    try document.require(.object, node, path(""))
    let members = Members<Name>(of: node, in: document)
    guard let source = members[.source] else { throw .missing(path(".source")) }
    guard let category = members[.category] else { throw .missing(path(".category")) }
    var flag = Flag(
      source: try document.name(source, path(".source")), category: try document.name(category, path(".category")),
      verdict: nil, score: nil, side: "output")
    if let value = members[.score] { flag.score = try document.double(value, path(".score")) }
    if let value = members[.verdict] { flag.verdict = try document.word(value, path(".verdict")) }
    flag.side = try Self.side(members[.side], members[.on], of: document, path: path)
    flag.taxonomy = try document.optionalName(members[.taxonomy], path(".taxonomy"))
    if let value = members[.spans] { flag.spans = try spans(value, of: document, path: path(".spans")) }
    if !members.unknown.isEmpty { saysMore = true }
    if let score = flag.score, !(0...1).contains(score) { isOutOfRange = true }
    flags.append(flag)
  }

  /// Which side was checked; the output unless told.
  static func side(
    _ side: Int?, _ on: Int?, of document: JSONDocument, path: (String) -> String = { String($0.dropFirst()) }
  ) throws(Refusal) -> String {
    if let side {
      let word: Side = try document.word(side, path(".side"))
      return word.rawValue
    }
    guard let on else { return "output" }
    let word: On = try document.word(on, path(".on"))
    return word == .response ? "output" : "input"
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
