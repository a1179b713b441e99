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
    if let column = web.column {
      describe(column, of: web, into: &document)
      return document
    }
    let node = place.node.place
    if place.node.version == nil || node.kind != .dataset || place.facts.kind == nil {
      document.line(Piece(node.namespace, .dim), Piece("  " + node.name))
    }
    var facts = [LineageWords.kind(of: place) + (place.facts.team.map { " of \($0)" } ?? "")]
    if let tier = place.facts.tier { facts.append("\(tier.words) tier") }
    if let data = place.facts.dataClass {
      let from = web.columns.held(by: ColumnSpot(place.node.id))?.from
      facts.append(
        "data class \(data.letter) \(data.rawValue)" + (from.map { ", inherited from \(name(of: $0, in: web))" } ?? ""))
    }
    if let rows = place.facts.rows { facts.append("\(NumberWords.grouped(rows)) rows") }
    if let columns = place.facts.columns { facts.append(NumberWords.of(columns, "column")) }
    if !place.facts.serving.isEmpty { facts.append("serves \(place.facts.serving.joined(separator: ", "))") }
    document.paragraph(facts.joined(separator: "  ·  "), .dim)
    if let life = place.facts.life {
      let name = life.successor.map { " to \($0.name)" } ?? ""
      document.line(life.mark, Piece("\(name) \(TimeWords.ago(life.at, now: now)), as its producer says", .dim))
    }
    if !place.node.names.isEmpty {
      let names = place.node.names.map { Cutting.middle($0.name, 60) }
      document.paragraph("also called \(names.joined(separator: ", "))", .dim)
    }
    if let run = place.facts.run {
      let ended = run.ended.map { ", " + TimeWords.ago($0, now: now) } ?? ""
      document.paragraph(
        "written by \(Cutting.line(run.job)): \(run.state)\(ended)", run.state == "fail" ? .failed : .dim)
    }
    if let state = place.facts.index {
      let differs = state.found.isClean ? "nothing differs" : LineageWords.differences(state.found)
      let lag = state.found.lag.map { $0 > 0 ? ", the oldest change waits \(Int($0 / 3600)) h" : "" } ?? ""
      document.paragraph(
        "compared with \(state.sourceTable) \(TimeWords.ago(state.at, now: now)): \(differs)\(lag)",
        state.found.isClean ? .dim : .warning)
    }
    if web.showsColumns, web.cursor == web.around.root { document.paragraph(reaching(web)) }
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

  /// `6 columns reach it: 1 Y (1 masked), 5 G; 1 only decides`.
  private static func reaching(_ web: LineageWeb) -> String {
    let columns = web.columns.reaching(web.around.places).filter { $0.field != nil }
    let arriving = columns.filter { !$0.isInfluence }
    guard !arriving.isEmpty else { return "no column is known to reach it" }
    let classes = DataClass.allCases.reversed().compactMap { dataClass -> String? in
      let these = arriving.filter { $0.arrivesAs == dataClass }
      guard !these.isEmpty else { return nil }
      let masked = these.count { $0.maskings > 0 }
      return "\(these.count) as \(dataClass.letter)" + (masked > 0 ? " (\(masked) masked)" : "")
    }
    let unsaid = arriving.count { $0.arrivesAs == nil }
    let deciding = columns.count - arriving.count
    return "\(NumberWords.of(arriving.count, "column")) \(arriving.count == 1 ? "reaches" : "reach") it: "
      + (classes + (unsaid > 0 ? ["\(unsaid) of no known class"] : [])).joined(separator: ", ")
      + (deciding > 0 ? "; \(deciding) more only \(deciding == 1 ? "decides" : "decide")" : "")
  }

  /// A column that is followed: its class and why, what it was made of and what was made of it.
  private static func describe(_ spot: ColumnSpot, of web: LineageWeb, into document: inout Document) {
    let held = web.columns.held(by: spot)
    let why =
      held?.from.map { "inherited from \(name(of: $0, in: web))" }
      ?? (web.columns.said(of: spot) ?? web.columns.said(of: ColumnSpot(spot.place))).map { said in
        switch said.basis {
        case .judged: "judged by \(said.saidBy ?? "somebody"): \(said.reason ?? "")"
        case .said: "said by \(said.saidBy ?? "somebody")"
        case .version: "by its registered version"
        case .tag: "by a tag of its producer"
        }
      }
    document.line(
      Piece(spot.field ?? "", .title),
      Piece(
        "  " + (held.map { "data class \($0.dataClass.letter) \($0.dataClass.rawValue)" } ?? "no data class known"),
        .dim),
      Piece(why.map { ", " + $0 } ?? "", .dim))
    let steps = web.columns.steps(at: spot)
    for step in steps.into.prefix(3) {
      document.line(
        Piece("← \(name(of: step.from, in: web)): \(step.words)", step.transformation.masking ? .warning : .dim))
    }
    for step in steps.out.prefix(4) {
      document.line(
        Piece("→ \(name(of: step.to, in: web)): \(step.words)", step.transformation.masking ? .warning : .dim))
    }
    if steps.out.isEmpty { document.line(Piece("→ nothing that is known uses it", .dim)) }
  }

  private static func name(of spot: ColumnSpot, in web: LineageWeb) -> String {
    let place = web.place(spot.place).map { LineageWords.name(of: $0) } ?? "a place farther away"
    return spot.field.map { "\(place) . \($0)" } ?? place
  }

  private static func words(of edge: LineageAnswer.Edge, in web: LineageWeb, towards other: Int64) -> String {
    let name = web.place(other).map { LineageWords.name(of: $0) } ?? "?"
    let job = edge.job.map { " in \($0.name)" } ?? ""
    return
      "\(other == edge.to ? "→" : "←") \(name): \(LineageWords.basis(edge.basis))\(job), known since \(edge.since.day)"
  }
}
