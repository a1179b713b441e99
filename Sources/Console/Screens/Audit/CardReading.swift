import Governance
import Terminal

/// A card or a form being read, with the papers it can be handed out as.
struct CardReading: Sendable {
  let name: VersionName
  /// `card`, or the form's title such as `Annex VIII A`.
  let what: String
  let papers: [CardPaper]
  private(set) var pane = ReadingPane()
  private var width = 0

  init(_ name: VersionName, _ papers: [CardPaper], what: String = card, keeping earlier: CardReading?) {
    self.name = name
    self.what = what
    self.papers = papers
    if let earlier, earlier.name == name, earlier.what == what { pane = earlier.pane }
  }

  static let card = "card"

  /// `Card of kyc-summary@22`, `Annex VIII A of health-quotes@1`.
  var title: String { "\(what == CardReading.card ? "Card" : what) of \(name.text)" }

  /// What the screen shows: the plain text where there is one.
  private var readable: CardPaper? {
    papers.first { $0.format == "text" } ?? papers.first { $0.format == "markdown" } ?? papers.first
  }

  mutating func move(_ motion: Motion) { _ = pane.move(motion) }

  mutating func read(_ change: (inout ReadingPane) -> Void) { change(&pane) }

  mutating func fit(_ area: Area, style: ReadingStyle = ReadingStyle()) {
    guard area.columns > 0, area.rows > 0 else { return }
    if width != style.layout(in: area) {
      var document = Document(columns: style.columns(in: area))
      for line in String(decoding: readable?.bytes ?? [], as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      {
        let isHeading = line.hasPrefix("#")
        let first = document.lines.count
        let isRule = line.count > 8 && Set(line).count == 1
        if isHeading {
          document.paragraph(String(line), .title)
        } else {
          document.indented(String(isRule ? line.prefix(document.columns) : line))
        }
        if isHeading { document.lines[first].isSection = true }
      }
      if pane.document.lines.isEmpty { pane.open(document) } else { pane.replace(document) }
      width = style.layout(in: area)
    }
    pane.fit(height: area.rows, style: style)
  }

  var exportForm: FormSpec {
    FormSpec(
      id: "\(what)-\(name.text)", title: "export · \(what) of \(name.text)",
      sentence:
        "Writes the \(what) of \(name.text) as it stands now. A file that is there already is not replaced without asking.",
      fields: [
        FormSpec.Field(
          name: "format", label: "format",
          kind: .choice(papers.map { FormSpec.Choice(code: $0.format, words: "\($0.format) (.\($0.fileExtension))") })),
        FormSpec.Field(name: "file", label: "file", kind: .line(fileName)),
      ], verb: "write the file", isRecorded: false)
  }

  private var fileName: String {
    let name = name.text.replacing("@", with: "-")
    return CardReading.fileName(for: what == CardReading.card ? name : "\(name)-\(what.lowercased())")
  }

  /// Letters, digits, `-`, `_` and `.` of the name; anything else could mean a folder somewhere.
  static func fileName(for name: String) -> String {
    String(
      name.unicodeScalars.prefix(120).map { scalar in
        let isPlain =
          scalar.isASCII
          && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-_.".unicodeScalars.contains(scalar))
        return isPlain ? Character(scalar) : "-"
      })
  }
}
