package import Governance

/// Opens a request from outside.
package struct OpenRequest: Query {
  package static let sql = EmbeddedSQL.OpenRequest
  package var notice: RequestNotice
  package var channel: Channel
  package init(notice: RequestNotice, channel: Channel) {
    self.notice = notice
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(notice.kind.rawValue), .text(notice.askedBy), .text(notice.what), .instant(notice.receivedAt),
      .text(notice.scope), .instant(notice.due), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (request: Int64, due: Instant, activity: Int64)
  {
    (try row.next(), try row.next(), try row.next())
  }
}

/// Requests: the open ones by what is due first, then what was answered, newest first.
package struct PageRequests: PagedQuery {
  package static let sql = EmbeddedSQL.PageRequests
  /// Answered ones too.
  package var all: Bool
  package var window: PageWindow
  package init(all: Bool, limit: Int = 0) {
    self.all = all
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] { [.bool(all)] }
  package var isDescending: Bool { false }
  package var keys: [PageKey] {
    [PageKey("case when r.state = 'open' then r.due_at else 'infinity' end", .instant), PageKey("-r.id", .integer)]
  }
  package func key(of row: RequestRow) -> [KeyValue] {
    [.instant(row.state == "open" ? row.due : nil), .integer(-row.id)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> RequestRow {
    try ReadRequest.decode(&row)
  }
}

/// One request.
package struct ReadRequest: Query {
  package static let sql = EmbeddedSQL.ReadRequest
  package var request: Int64
  package init(request: Int64) { self.request = request }
  package var parameters: [Parameter] { [.integer(request)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> RequestRow {
    RequestRow(
      id: try row.next(), kind: try row.word(), askedBy: try row.next(), what: try row.next(), scope: try row.next(),
      receivedAt: try row.next(), source: try row.next(), due: try row.next(), ends: try row.next(),
      zone: try row.next(), openedBy: try row.next(), recordedAt: try row.next(), state: try row.next(),
      answeredAt: try row.next(), handed: try row.next())
  }
}

/// What was done about a request, oldest first.
package struct ListRequestActs: Query {
  package static let sql = EmbeddedSQL.ListRequestActs
  package var request: Int64
  package init(request: Int64) { self.request = request }
  package var parameters: [Parameter] { [.integer(request)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> RequestAct {
    RequestAct(
      act: try row.next(), due: try row.next(), pack: try row.next(), handed: try row.next(), digest: try row.next(),
      person: try row.next(), reason: try row.next(), effectiveAt: try row.next(), recordedAt: try row.next())
  }
}

/// Puts a request off by further months.
package struct ExtendRequest: Query {
  package static let sql = EmbeddedSQL.ExtendRequest
  package var request: Int64
  package var months: Int
  package var reason: String
  package var channel: Channel
  package init(request: Int64, months: Int, reason: String, channel: Channel) {
    self.request = request
    self.months = months
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.integer(request), .integer(months), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Records what was handed out: a pack, or something by its name and digest.
package struct HandOut: Query {
  package static let sql = EmbeddedSQL.HandOut
  package var request: Int64
  package var pack: Int64?
  package var handed: String?
  package var digest: [UInt8]?
  package var reason: String
  package var channel: Channel
  package init(
    request: Int64, pack: Int64?, handed: String?, digest: [UInt8]?, reason: String, channel: Channel
  ) {
    self.request = request
    self.pack = pack
    self.handed = handed
    self.digest = digest
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .integer(request), .integer(pack), .text(handed), digest.map { .bytes($0) } ?? .text(nil), .text(reason),
      .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Ends a request.
package struct AnswerRequest: Query {
  package static let sql = EmbeddedSQL.AnswerRequest
  package var request: Int64
  package var isRefused: Bool
  package var reason: String
  package var at: Instant?
  package var channel: Channel
  package init(request: Int64, isRefused: Bool, reason: String, at: Instant?, channel: Channel) {
    self.request = request
    self.isRefused = isRefused
    self.reason = reason
    self.at = at
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.integer(request), .bool(isRefused), .text(reason), .instant(at), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Says what became known of an incident since it was opened.
package struct DetailIncident: Query {
  package static let sql = EmbeddedSQL.DetailIncident
  package var incident: Int64
  package var affected: Int?
  package var ticket: String?
  package var reason: String
  package var channel: Channel
  package init(incident: Int64, affected: Int?, ticket: String?, reason: String, channel: Channel) {
    self.incident = incident
    self.affected = affected
    self.ticket = ticket
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.integer(incident), .integer(affected.map { Int64($0) }), .text(ticket), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
