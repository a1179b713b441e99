package import Governance

/// Makes the session's inbox, unless it is there.
package struct OpenInbox: Query {
  package static let sql = EmbeddedSQL.OpenInbox
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// Begins a file or request; answers its number.
package struct OpenReceipt: Query {
  package static let sql = EmbeddedSQL.OpenReceipt
  package var producer: String
  package var format: String
  package var origin: String
  package init(producer: String, format: String, origin: String) {
    self.producer = producer
    self.format = format
    self.origin = origin
  }
  package var parameters: [Parameter] { [.text(producer), .text(format), .text(origin)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Takes what was copied into the inbox; answers JSON with `taken`, `known`, `queued` and `conflicts`.
package struct TakeInbox: Query {
  package static let sql = EmbeddedSQL.TakeInbox
  package var receipt: Int64
  package init(receipt: Int64) { self.receipt = receipt }
  package var parameters: [Parameter] { [.integer(receipt)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// Keeps what was refused of a batch; answers how many are new.
package struct PutInQuarantine: Query {
  package struct Record: Sendable {
    package var line: Int
    package var code: String
    package var reason: String
    package var raw: [UInt8]
    package init(line: Int, code: String, reason: String, raw: [UInt8]) {
      self.line = line
      self.code = code
      self.reason = reason
      self.raw = raw
    }
  }
  package static let sql = EmbeddedSQL.PutInQuarantine
  package var receipt: Int64
  package var records: ArraySlice<Record>
  package init(receipt: Int64, records: ArraySlice<Record>) {
    self.receipt = receipt
    self.records = records
  }
  package init(receipt: Int64, _ record: Record) { self.init(receipt: receipt, records: [record]) }
  package var parameters: [Parameter] {
    [
      .integer(receipt), .texts(records.map { String($0.line) }), .texts(records.map(\.code)),
      .texts(records.map(\.reason)), .bytes(each: records.map(\.raw)),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Ends a file or request.
package struct CloseReceipt: Query {
  package static let sql = EmbeddedSQL.CloseReceipt
  package var receipt: Int64
  package init(receipt: Int64) { self.receipt = receipt }
  package var parameters: [Parameter] { [.integer(receipt)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// What was refused, newest first.
package struct PageQuarantine: PagedQuery {
  package static let sql = EmbeddedSQL.PageQuarantine
  static let columns: [String: FilterColumn] = [
    "code": .name("q.code"), "format": .name("q.format"), "origin": .name("q.origin"), "state": .choice("q.state"),
    "age": .past("q.recorded_at"), "bytes": .number("q.bytes"), "text": .text("q.origin || ' ' || q.reason"),
    "producer": .name("q.producer"),
  ]
  package var replayedToo: Bool
  package var filter: FilterConditions
  package var isDescending: Bool
  package var window: PageWindow
  package init(replayedToo: Bool = false, filter: Filter = .none, isReversed: Bool = false, limit: Int = 0) {
    self.replayedToo = replayedToo
    self.filter = FilterConditions(filter, Self.columns)
    isDescending = !isReversed
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] { [.bool(replayedToo)] }
  package var keys: [PageKey] { [PageKey("q.id", .integer)] }
  package func key(of row: QuarantineRow) -> [KeyValue] { [.integer(row.id)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> QuarantineRow {
    QuarantineRow(
      id: try row.next(), format: try row.next(), origin: try row.next(), line: try row.next(), code: try row.next(),
      reason: try row.next(), recordedAt: try row.next(), state: try row.next(), bytes: try row.next(),
      producer: try row.next(), askedBy: try row.next(), askedAt: try row.next(), triedAt: try row.next(),
      tried: try row.next())
  }
}

/// How many refused lines a page's filter has.
package struct CountQuarantine: Query {
  package static let sql = EmbeddedSQL.CountQuarantine
  package var replayedToo: Bool
  package init(replayedToo: Bool) { self.replayedToo = replayedToo }
  package var parameters: [Parameter] { [.bool(replayedToo)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Count {
    Count(exactUpTo10000: try row.next())
  }
}

/// One refused line with its bytes; the reading is recorded.
package struct OpenQuarantine: Query {
  package static let sql = EmbeddedSQL.OpenQuarantine
  package var id: Int64
  package var channel: Channel
  package init(id: Int64, channel: Channel) {
    self.id = id
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(id), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (
    row: QuarantineRow, raw: [UInt8]
  ) {
    let line = try PageQuarantine.decode(&row)
    let raw: [UInt8]? = try row.next()
    return (line, raw ?? [])
  }
}

/// Asks that refused records be tried again.
package struct AskReplay: Query {
  package static let sql = EmbeddedSQL.AskReplay
  package var id: Int64
  package var alike: Bool
  package var reason: String
  package var channel: Channel
  package init(id: Int64, alike: Bool, reason: String, channel: Channel) {
    self.id = id
    self.alike = alike
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(id), .bool(alike), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (
    asked: Int64, others: Int64, isPaused: Bool, activity: Int64
  ) {
    (try row.next(), try row.next(), try row.next(), try row.next())
  }
}

/// Numbers of records that are to be tried again.
package struct ReadAskedReplays: Query {
  package static let sql = EmbeddedSQL.ReadAskedReplays
  package var most: Int
  package init(most: Int) { self.most = most }
  package var parameters: [Parameter] { [.integer(most)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Says how a try ended.
package struct EndReplay: Query {
  package static let sql = EmbeddedSQL.EndReplay
  package var id: Int64
  /// Under which it went in; nil when it was refused.
  package var receipt: Int64?
  /// Empty when it went in.
  package var refused: String
  package var channel: Channel
  package init(id: Int64, receipt: Int64? = nil, refused: String = "", channel: Channel) {
    self.id = id
    self.receipt = receipt
    self.refused = refused
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(id), .integer(receipt), .text(refused), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}
