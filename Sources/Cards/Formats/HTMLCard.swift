internal import Governance

extension CardFormat {
  /// A document to hand out: one HTML page that holds its style and its charts, with no script and no reference to
  /// anything outside itself.
  package static let html = CardFormat(
    "html", label: "HTML page", fileExtension: "html", mediaType: "text/html; charset=utf-8", fate: { _ in .prose },
    document: { HTMLCard(facts: $0, page: CardPage($0)).document })
}

/// A card as an HTML page.
struct HTMLCard {
  let facts: CardFacts
  let page: CardPage

  var document: String {
    HTMLDocument(
      title: page.title, foot: "\(facts.kind.noun) card · sha256:\(facts.digest.prefix(16))",
      body: ([header, gaps] + sections + [records, footer]).filter { !$0.isEmpty }.joined(separator: "\n")
    ).text
  }

  private var header: String {
    let name = htmlIsolated(facts.name)
    let isLong = facts.name.count + facts.version.count > 90
    return """
      <header>
      <div class="eyebrow"><span>\(facts.kind.noun) card</span><span>\(recordedUntil)</span></div>
      <h1\(isLong ? " class=\"long\"" : "")>\(name) <span class="version">\(htmlIsolated(facts.version))</span></h1>
      <div class="chips">\(chips)</div>
      <dl class="grid">\(grid)</dl>
      <p class="digest">sha256:\(htmlText(facts.digest))</p>
      \(meter)
      </header>
      """
  }

  private var recordedUntil: String {
    facts.latest.map { "from records up to \($0.day) \($0.clock) UTC" } ?? ""
  }

  private var chips: String {
    var chips: [(String, String)] = []
    if case .text(let stage)? = facts.statements[.lifecycle]?.value {
      chips.append((stage.capitalizedFirst, stage == "approved" ? "good" : ""))
    }
    if !facts.stopsNow().isEmpty || facts.serving.contains(where: \.isStopped) { chips.append(("Stopped", "bad")) }
    chips += facts.serving.filter { facts.stopsNow(in: $0.environment).isEmpty && !$0.isStopped }.map {
      ("Serves \($0.environment)", $0.environment == "production" ? "good" : "")
    }
    chips.append(facts.tier.map { ("\($0.rawValue.capitalizedFirst) risk tier", "") } ?? ("No risk tier", "due"))
    let unmet = facts.evaluations.count { $0.value.isFinite && $0.met == false }
    if unmet > 0 {
      chips.append(("\(unmet) \(unmet == 1 ? "figure misses its limit" : "figures miss their limits")", "bad"))
    }
    if !facts.masked.isEmpty {
      chips.append(("\(facts.masked.count) \(facts.masked.count == 1 ? "secret" : "secrets") masked", "bad"))
    }
    let waived = facts.waivers.count { $0.state == .granted }
    if waived > 0 { chips.append(("\(waived) \(waived == 1 ? "requirement" : "requirements") waived", "due")) }
    if !facts.gaps.isEmpty {
      chips.append(("\(facts.gaps.count) \(facts.gaps.count == 1 ? "gap" : "gaps")", "due"))
    }
    return chips.map { "<span class=\"chip\($1.isEmpty ? "" : " \($1)")\">\(htmlText($0, oneLine: true))</span>" }
      .joined()
  }

  private var grid: String {
    let cells = [
      ("Owner", facts.owner ?? "nobody named"), ("Team", facts.team), ("Author of this version", text(.created_by)),
      ("Registered", day(.created_at)), ("Approved", day(.approved_at)), ("Follows version", text(.parent_version)),
      ("Incidents", facts.incidents.isEmpty ? "none recorded" : String(facts.incidents.count)),
      ("Figures", String(facts.evaluations.count)),
    ]
    return cells.map { "<div><dt>\($0)</dt><dd>\(htmlIsolated($1))</dd></div>" }.joined()
  }

  private func text(_ key: CardKey) -> String {
    if case .text(let text)? = facts.statements[key]?.value { return text }
    return "–"
  }

  private func day(_ key: CardKey) -> String { String(text(key).prefix(10)) }

  private var meter: String {
    let (settled, obligatory) = facts.completeness
    return """
      <div class="meter">\(Meter(share: obligatory == 0 ? 1 : Double(settled) / Double(obligatory)).svg)<span>\(settled) of \(obligatory) obligatory facts are on record</span></div>
      """
  }

  private var gaps: String {
    if facts.gaps.isEmpty { return "" }
    let rows = facts.gaps.map { gap in
      "<tr><td>\(gap.key.label)</td><td>\(htmlIsolated(gap.owedBy))</td><td>\(gap.due?.day ?? "not asked yet")</td><td>\(htmlText(gap.words))</td></tr>"
    }
    return """
      <aside class="callout"><h2>What is missing, and who owes it</h2>
      <table><thead><tr><th>Fact</th><th>Owed by</th><th>Due</th><th>How it stands</th></tr></thead><tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table></aside>
      """
  }

  /// Sections that say nothing are named together at the end, so that a reader is not led through empty headings.
  private var sections: [String] {
    var out: [String] = []
    var empty: [String] = []
    for (place, section) in page.sections.enumerated() where section.title != CardPage.gapsTitle {
      let isEmpty = section.blocks == [.missing("", nil)]
      let children = page.sections[(place + 1)...].prefix { $0.level > section.level }
      if isEmpty { empty.append(section.title) }
      if isEmpty || section.blocks.isEmpty,
        section.level > 2 || children.allSatisfy({ $0.blocks == [.missing("", nil)] })
      {
        continue
      }
      let heading = "h\(section.level)"
      out.append("<\(heading)>\(htmlText(section.title, oneLine: true))</\(heading)>")
      if !isEmpty { out += section.blocks.map(HTMLBlocks.html) }
    }
    if !empty.isEmpty {
      out.append(
        "<p class=\"quiet\">Nothing is recorded, and nothing is owed, under: \(htmlText(empty.joined(separator: ", ")))."
          + "</p>")
    }
    return out
  }

  private var records: String {
    let lines = page.records.enumerated().map { "<li id=\"r\($0 + 1)\">\(htmlIsolated($1))</li>" }
    return "<h2>Records</h2>\n<ol class=\"records\">\n\(lines.joined(separator: "\n"))\n</ol>"
  }

  private var footer: String {
    """
    <footer>Written by Countersign from the records above; a small number behind a statement names its record. \
    What is not recorded is said to be missing. The same records give the same page, byte for byte.</footer>
    """
  }
}

extension String {
  /// With a capital first letter.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
