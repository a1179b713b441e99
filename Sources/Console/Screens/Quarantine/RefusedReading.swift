import Governance
import Operations
import Terminal

/// A refused record being read: why it lies here, and its bytes.
struct RefusedReading: Sendable {
  private(set) var row: QuarantineRow
  private let raw: [UInt8]
  private(set) var pane = ReadingPane()
  private var layout = 0

  init(_ detail: QuarantineDetail) {
    row = detail.row
    raw = detail.raw
  }

  var title: String { "Record \(row.id) of \(row.producer)" }

  /// It stands otherwise now.
  mutating func take(_ row: QuarantineRow) {
    if row != self.row { layout = 0 }
    self.row = row
  }

  mutating func move(_ motion: Motion) { _ = pane.move(motion) }
  mutating func read(_ change: (inout ReadingPane) -> Void) { change(&pane) }

  mutating func fit(_ area: Area, style: ReadingStyle) {
    guard area.columns > 0, area.rows > 0 else { return }
    if layout != style.layout(in: area) {
      var document = Document(columns: style.columns(in: area))
      for (text, role) in RefusedWords.about(row) { document.paragraph(text, role) }
      document.blank()
      for line in lines { document.indented(line) }
      if pane.document.lines.isEmpty { pane.open(document) } else { pane.replace(document) }
      layout = style.layout(in: area)
    }
    pane.fit(height: area.rows, style: style)
  }

  /// JSON written out; anything else as it is, and what is no text in hexadecimal.
  private var lines: [String] {
    guard let text = String(validating: raw.prefix(RefusedReading.most), as: UTF8.self) else {
      return stride(from: 0, to: min(raw.count, RefusedReading.most), by: 16).map { start in
        raw[start..<min(start + 16, raw.count)].map { byte in
          (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined(separator: " ")
      }
    }
    let rest = raw.count - min(raw.count, RefusedReading.most)
    return BodyText.lines(of: text) + (rest > 0 ? ["… and \(NumberWords.bytes(rest)) more"] : [])
  }

  /// More is read by `countersign quarantine show`.
  private static let most = 65_536
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
