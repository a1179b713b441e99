import Governance
import Lineage
import Operations
import Terminal

/// What is known of the box under the cursor.
enum LineagePlaceDocument {
  static func lines(of web: LineageWeb, columns: Int, now: Instant) -> Document {
    var document = Document(columns: columns)
    if let fold = web.currentFold {
      let names = fold.members.compactMap { web.place($0) }.map { LineageWords.name(of: $0) }
      document.paragraph("\(fold.members.count) boxes that lead nowhere else: \(names.joined(separator: ", "))")
      return document
    }
    guard let place = web.current else { return document }
    let node = place.node.place
    if place.node.version == nil || node.kind != .dataset || place.facts.kind == nil {
      document.line(Piece(node.namespace, .dim), Piece("  " + node.name))
    }
    var facts = [LineageWords.kind(of: place) + (place.facts.team.map { " of \($0)" } ?? "")]
    if let tier = place.facts.tier { facts.append("\(tier.words) tier") }
    if let data = place.facts.dataClass { facts.append("data class \(data.letter) \(data.rawValue)") }
    if let rows = place.facts.rows { facts.append("\(NumberWords.grouped(rows)) rows") }
    if let columns = place.facts.columns { facts.append(NumberWords.of(columns, "column")) }
    if !place.facts.serving.isEmpty { facts.append("serves \(place.facts.serving.joined(separator: ", "))") }
    document.paragraph(facts.joined(separator: "  ·  "), .dim)
    if let run = place.facts.run {
      let ended = run.ended.map { ", " + TimeWords.ago($0, now: now) } ?? ""
      document.paragraph("written by \(run.job): \(run.state)\(ended)", run.state == "fail" ? .failed : .dim)
    }
    let (into, out) = (web.edges(into: web.cursor), web.edges(from: web.cursor))
    let (sources, users) = (Set(into.map(\.from)).count, Set(out.map(\.to)).count)
    document.line(
      Piece(sources == 0 ? "made from nothing that is known" : "made from \(NumberWords.of(sources, "place"))", .dim),
      Piece(
        "  ·  " + (users == 0 ? "used by nothing that is known" : "used by \(NumberWords.of(users, "place"))"), .dim))
    for edge in (place.step <= 0 ? out : into).prefix(3) {
      document.line(Piece(words(of: edge, in: web, towards: place.step <= 0 ? edge.to : edge.from), .dim))
    }
    return document
  }

  private static func words(of edge: LineageAnswer.Edge, in web: LineageWeb, towards other: Int64) -> String {
    let name = web.place(other).map { LineageWords.name(of: $0) } ?? "?"
    let job = edge.job.map { " in \($0.name)" } ?? ""
    return
      "\(other == edge.to ? "→" : "←") \(name): \(LineageWords.basis(edge.basis))\(job), known since \(TimeWords.stamp(edge.since))"
  }
}
