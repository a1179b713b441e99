import Governance
import Operations
import Terminal

/// Open requests as they are read: whose clock ends first stands first.
enum RequestDocument {
  /// So many are read at once; further ones are listed by command.
  static let most = 50

  static func document(
    _ standing: (requests: [RequestStanding], goOn: Bool), columns: Int, now: Instant
  ) -> Document {
    var document = Document(columns: columns)
    if standing.requests.isEmpty {
      document.paragraph("No request is open. Record one: countersign request open.", .dim)
    }
    for request in standing.requests {
      write(request, now: now, into: &document)
      document.blank()
    }
    if standing.goOn {
      document.paragraph("These \(most) are due first; all are in: countersign request list.", .dim)
    }
    return document
  }

  private static func write(_ request: RequestStanding, now: Instant, into document: inout Document) {
    let (row, zone) = (request.row, OfficeZone(request.row.zone))
    let isLate = row.due < now
    document.section(
      Piece("Request \(row.id)", .title),
      right: [Piece((isLate ? "✗ " : "") + TimeWords.left(until: row.due, now: now), isLate ? .failed : .warning)])
    document.field("asked by", "\(row.askedBy) (\(words(row.kind)))")
    if !row.what.isEmpty { document.field("asks", row.what) }
    document.field("about", row.scope.isEmpty ? "the office as a whole" : row.scope)
    document.field("received", "\(zone.both(row.receivedAt)), opened by \(row.openedBy)")
    document.field("due", zone.both(row.due), isLate ? .failed : .text)
    document.field("ends at last", "\(zone.both(row.ends)), \(row.source)", .dim)
    for act in request.acts {
      switch act.act {
      case "hand_out":
        document.field("handed out", "\(act.handed ?? "") \(zone.both(act.effectiveAt)), \(act.person)")
        document.paragraph("sha256:\(act.digest ?? "")", .dim, indent: 16)
      case "extend": document.field("put off", "\(zone.both(act.effectiveAt)), \(act.person): \(act.reason)")
      default: break
      }
    }
    if row.handed == 0 { document.field("handed out", "nothing yet", .dim) }
  }

  private static func words(_ kind: RequestRow.Kind) -> String {
    switch kind {
    case .authority: "authority"
    case .auditor: "auditor"
    case .data_subject: "whose data it is"
    }
  }
}
