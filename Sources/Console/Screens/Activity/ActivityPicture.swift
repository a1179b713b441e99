import Governance
import Terminal

/// Draws the activity: how the log stands, the lines, and the chosen one whole with its proof.
struct ActivityPicture {
  let screen: ActivityScreen
  let size: Size

  private static let head = 4
  private var foot: Int { size.rows >= 40 ? 12 : 8 }

  var rows: Area {
    Area(
      row: Self.head, column: 0, rows: max(0, size.rows - Self.head - foot), columns: size.columns
    ).readable
  }

  func frame() -> Frame {
    var frame = Frame(size)
    let title = screen.onlyReadings ? " What was read or taken out" : " Who did or read what"
    frame.write(
      [
        Piece(title, .title),
        Piece(screen.narrowing.isPlain ? "" : "  \(screen.narrowing.title)", .input),
      ], right: [Piece(screen.list.countWords + " ", .dim)], row: 0, column: 0, columns: rows.columns)
    frame.write(standing, row: 1, column: 1, columns: size.columns - 2)
    frame.write(places, row: 2, column: 1, columns: size.columns - 2)
    screen.drawList(
      into: &frame, head: Area(row: Self.head - 1, column: 0, rows: 1, columns: rows.columns), area: rows,
      focused: true, empty: ["Nothing has been recorded."])
    drawFoot(into: &frame)
    return frame
  }

  /// `18,204,911 leaves sealed, 3 not yet (oldest 4 s); checkpoint 40 s ago`
  private var standing: [Piece] {
    guard let standing = screen.overview?.standing else { return [Piece("…", .dim)] }
    var pieces = [Piece("\(NumberWords.grouped(standing.size)) leaves sealed", .text)]
    if standing.waiting > 0 {
      let count = standing.waiting > 10_000 ? "more than 10 000" : NumberWords.grouped(standing.waiting)
      pieces.append(
        Piece(
          ", \(count) not yet (oldest \(TimeWords.span(standing.lag)))", standing.isLate ? .failed : .warning))
    } else {
      pieces.append(Piece(", none waits", .ok))
    }
    let checkpoint =
      standing.checkpointAt.map { "; checkpoint \(TimeWords.ago($0, now: standing.at))" } ?? "; no checkpoint yet"
    pieces.append(Piece(checkpoint, standing.checkpointAt == nil ? .warning : .dim))
    return pieces
  }

  private var places: [Piece] {
    guard let overview = screen.overview else { return [] }
    guard !overview.places.isEmpty else {
      return [Piece("No place outside takes checkpoints: countersign log place add.", .warning)]
    }
    var pieces: [Piece] = []
    // Those in trouble first: a narrow screen cuts the end.
    for place in overview.places.sorted(by: { $0.missed > $1.missed }) {
      let last = place.takenAt.map { TimeWords.ago($0, now: overview.standing.at) } ?? "never"
      let missed = place.isAlarming ? ", missed \(place.missed)" : ""
      let (mark, role): (String, Role) =
        place.isAlarming ? ("✗", .failed) : place.takenAt == nil ? ("–", .warning) : ("✓", .ok)
      pieces.append(Piece("\(mark) \(place.name) \(last)\(missed)   ", role))
    }
    return pieces
  }

  private func drawFoot(into frame: inout Frame) {
    guard let row = screen.list.current, size.rows > Self.head + foot else { return }
    let top = size.rows - foot
    frame.rule(row: top, from: 0, to: size.columns)
    var document = Document(columns: max(1, size.columns - 2))
    document.paragraph(
      "\(row.act) of \(row.subjectKind) \(row.subject), by \(row.who) at the login \(row.login), \(row.at.rfc3339), activity \(row.id)"
    )
    if !row.reason.isEmpty { document.paragraph(row.reason) }
    if row.detail != "{}" { document.paragraph(row.detail, .dim) }
    if let (of, proof) = screen.proof, of == row.id {
      document.paragraph(
        "✓ Leaf \(NumberWords.grouped(proof.index)) of \(NumberWords.grouped(proof.size)), \(proof.path.count) steps to the root that the checkpoint of \(proof.origin) signs.",
        .ok)
      document.paragraph("leaf \(proof.hash)", .dim)
      document.paragraph("root \(proof.root)", .dim)
    }
    for (place, line) in document.lines.prefix(foot - 1).enumerated() {
      frame.write(line.left, row: top + 1 + place, column: 1, columns: size.columns - 2)
    }
  }
}
