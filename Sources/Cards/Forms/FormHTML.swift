internal import Governance

extension FormFormat {
  /// A document to hand out: one HTML page in the manner of our cards.
  static let html = FormFormat("html", fileExtension: "html") { FormHTML(sheet: $0).document }
}

/// A form as an HTML page.
struct FormHTML {
  let sheet: FormSheet

  var document: String {
    HTMLDocument(
      title: "\(sheet.heading) · \(sheet.system.name)",
      foot:
        "Annex VIII \(sheet.section.letter.rawValue) · text of \(sheet.law.version) · sha256:\(sheet.system.digest.prefix(16))",
      body: [
        header, caution, "<h2>Filing</h2>", filing, "<h2>Fields</h2>", fields, sources, footer,
      ].filter { !$0.isEmpty }.joined(separator: "\n")
    ).text
  }

  private var header: String {
    let (settled, obligatory) = sheet.completeness
    let share = obligatory == 0 ? 1 : Double(settled) / Double(obligatory)
    let state = sheet.readiness == "ready" ? "good" : "due"
    return """
      <header>
      <div class="eyebrow"><span>Annex VIII, section \(sheet.section.letter.rawValue)</span><span>text of \(sheet.law.version)</span></div>
      <h1\(sheet.system.name.count > 90 ? " class=\"long\"" : "")>\(htmlIsolated(sheet.system.title ?? sheet.system.name)) <span class="version">\(htmlIsolated(sheet.system.version))</span></h1>
      <p>\(htmlText(sheet.section.title)).</p>
      <div class="chips"><span class="chip \(state)">\(sheet.readiness.capitalizedFirst)</span>\(chips)</div>
      <p class="digest">\(htmlIsolated(sheet.system.name))@\(htmlIsolated(sheet.system.version)) · sha256:\(sheet.system.digest)</p>
      <div class="meter">\(Meter(share: share).svg)<span>\(settled) of \(obligatory) obligatory fields are on record and confirmed</span></div>
      </header>
      """
  }

  private var chips: String {
    var words = sheet.system.points.map(sheet.law.words(for:))
    if sheet.duty.isSecure { words.append("not public") }
    if sheet.duty.isNational { words.append("national register") }
    return words.map { "<span class=\"chip\">\(htmlText($0, oneLine: true))</span>" }.joined()
  }

  private var caution: String {
    let lines = ["Read from \(sheet.law.readFrom)."] + sheet.law.cautions
    return """
      <aside class="callout plain"><h2>\(htmlText(sheet.law.title))</h2>
      <p>\(htmlText(LawText.disclaimer))</p><ul>\(lines.map { "<li>\(htmlText($0))</li>" }.joined())</ul></aside>
      """
  }

  private var filing: String {
    let rows = sheet.filing.map { "<dt>\($0.label)</dt><dd>\(htmlText($0.text))</dd>" }
    return "<dl class=\"lines\">\n\(rows.joined(separator: "\n"))\n</dl>"
  }

  /// Records in order of first citation, from 1.
  private var records: [String] {
    var records: [String] = []
    for record in sheet.lines.compactMap({ $0.record?.text }) where !records.contains(record) { records.append(record) }
    return records
  }

  private var fields: String {
    let records = records
    let shown = sheet.lines.filter { $0.state != .open }
    let rows = shown.map { line in
      let mark = line.isSettled ? "good" : "missing"
      let number = line.record.flatMap { records.firstIndex(of: $0.text) }
      let value = line.value.map { "<bdi>\(htmlText($0))</bdi>" } ?? "<span class=\"missing\">–</span>"
      return row(
        line.field, value + (number.map { HTMLBlocks.note($0 + 1) } ?? ""),
        "<span class=\"\(mark)\">\(htmlText(line.standing))</span>")
    }
    let withheld = sheet.withheld.map {
      row($0, "<span class=\"quiet\">\(htmlText(sheet.withheldWords))</span>", "<span class=\"quiet\">left out</span>")
    }
    let open = sheet.lines.filter { $0.state == .open }.map { "\($0.field.point) \($0.field.label)" }
    let rest =
      open.isEmpty
      ? ""
      : "\n<p class=\"quiet\">Not stated, and not obligatory or only where there is one: \(htmlText(open.joined(separator: ", "))).</p>"
    return """
      <table class="form"><thead><tr><th>Point</th><th>Field</th><th>Stated</th><th>How it stands</th></tr></thead><tbody>
      \((rows + withheld).joined(separator: "\n"))
      </tbody></table>\(rest)
      """
  }

  private func row(_ field: LawField, _ value: String, _ standing: String) -> String {
    "<tr><td>\(field.point)</td><td>\(htmlText(field.label))</td><td class=\"pre\">\(value)</td><td>\(standing)</td></tr>"
  }

  private var sources: String {
    let lines = records.enumerated().map { "<li id=\"r\($0 + 1)\">\(htmlIsolated($1))</li>" }
    return lines.isEmpty ? "" : "<h2>Records</h2>\n<ol class=\"records\">\n\(lines.joined(separator: "\n"))\n</ol>"
  }

  private var footer: String {
    """
    <footer>Made by Countersign from the records named beside each value, under the text of \(sheet.law.version). \
    \(htmlText(LawText.disclaimer)) The same records give the same page, byte for byte.</footer>
    """
  }
}
