import Governance
import Operations
import Terminal

/// A refused record being read: why it lies here, and its bytes.
struct RefusedReading: Sendable {
  private(set) var row: QuarantineRow
  private let raw: [UInt8]
  private(set) var pane = ReadingPane()
  private var layout = 0
  /// It is no longer where it was found: it went in, or was erased.
  private(set) var isGone = false

  init(_ detail: QuarantineDetail) {
    row = detail.row
    raw = detail.raw
  }

  var title: String { "Record \(row.id) of \(row.producer)" }

  /// How it stands now; nil when it is not among the kept any more.
  mutating func take(_ row: QuarantineRow?) {
    if row != self.row || isGone != (row == nil) { layout = 0 }
    isGone = row == nil
    if let row { self.row = row }
  }

  mutating func move(_ motion: Motion) { _ = pane.move(motion) }
  mutating func read(_ change: (inout ReadingPane) -> Void) { change(&pane) }

  mutating func fit(_ area: Area, style: ReadingStyle) {
    guard area.columns > 0, area.rows > 0 else { return }
    if layout != style.layout(in: area) {
      var document = Document(columns: style.columns(in: area))
      if isGone { document.paragraph("It is not kept any more: Esc shows what is.", .warning) }
      for (text, role) in RefusedWords.about(row) { document.paragraph(text, role) }
      document.blank()
      for line in lines { document.indented(line) }
      if pane.document.lines.isEmpty { pane.open(document) } else { pane.replace(document) }
      layout = style.layout(in: area)
    }
    pane.fit(height: area.rows, style: style)
  }

  /// JSON written out where that hides nothing that refused it; other text as it is; what is no text by its bytes.
  private var lines: [String] {
    guard let text else { return bytes }
    let rest = raw.count - text.utf8.count
    let isWhole = rest == 0 && !["line.", "body."].contains { row.code.hasPrefix($0) }
    return
      (isWhole
      ? BodyText.lines(of: text) : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
      + (rest > 0 ? ["… and \(NumberWords.bytes(rest)) more"] : [])
  }

  /// Its beginning, whole characters of it.
  private var text: String? {
    for cut in 0..<4 {
      let part = raw.prefix(RefusedReading.most).dropLast(raw.count > RefusedReading.most ? cut : 0)
      if let text = String(validating: part, as: UTF8.self) { return text }
    }
    return nil
  }

  /// 16 bytes a row, and beside them what of them is ASCII.
  private var bytes: [String] {
    let shown = raw.prefix(RefusedReading.mostBytes)
    let rows = stride(from: 0, to: shown.count, by: 16).map { start in
      let row = shown[start..<min(start + 16, shown.count)]
      let hexadecimal = row.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
      let ascii = String(row.map { (0x20...0x7E).contains($0) ? Character(Unicode.Scalar($0)) : "." })
      return hexadecimal + String(repeating: " ", count: max(0, 49 - hexadecimal.count)) + ascii
    }
    let rest = raw.count - shown.count
    return rows + (rest > 0 ? ["… and \(NumberWords.bytes(rest)) more"] : [])
  }

  /// More is read by `countersign quarantine show`.
  private static let most = 65_536
  private static let mostBytes = 4_096
}

/// How a refused record stands, in sentences.
enum RefusedWords {
  static func about(_ row: QuarantineRow) -> [(String, Role)] {
    var lines: [(String, Role)] = [(row.reason, .text)]
    if let at = row.triedAt, row.state == "kept" {
      let why = row.tried == row.reason ? ", for the same reason." : ": \(row.tried)"
      lines.append(("Refused again \(TimeWords.date(at))\(why)", .warning))
    }
    if row.isAsked, let at = row.askedAt {
      lines.append(("\(row.askedBy ?? "Somebody") asked \(TimeWords.date(at)) that it be tried again.", .dim))
    }
    let place = row.line.map { ", line \($0)" } ?? ""
    lines.append(
      (
        "\(row.origin)\(place); \(row.format), \(NumberWords.bytes(row.bytes)), number \(row.id), \(row.standing).",
        .dim
      ))
    return lines
  }
}
