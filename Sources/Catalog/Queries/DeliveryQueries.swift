package import Governance

/// Begins a request of a producer; answers the number of its receipt.
package struct OpenDelivery: Query {
  package static let sql = EmbeddedSQL.OpenDelivery
  /// SHA-256 of its token; nil for one that needs none.
  package var token: [UInt8]?
  package var scope: String
  /// Where there is no token.
  package var producer: String?
  package var format: String
  package var origin: String
  package init(token: [UInt8]?, scope: String, producer: String?, format: String, origin: String) {
    self.token = token
    self.scope = scope
    self.producer = producer
    self.format = format
    self.origin = origin
  }
  package var parameters: [Parameter] {
    [token.map { .bytes($0) } ?? .text(nil), .text(scope), .text(producer), .text(format), .text(origin)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Ends a request.
package struct CloseDelivery: Query {
  package static let sql = EmbeddedSQL.CloseDelivery
  package var receipt: Int64
  package var first: Instant?
  package var last: Instant?
  package init(receipt: Int64, first: Instant?, last: Instant?) {
    self.receipt = receipt
    self.first = first
    self.last = last
  }
  package var parameters: [Parameter] { [.integer(receipt), .instant(first), .instant(last)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// Makes the session's inbox for parts of traces, unless it is there.
package struct OpenPartInbox: Query {
  package static let sql = EmbeddedSQL.OpenPartInbox
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// Takes parts of traces from the session's inbox; answers JSON with `taken`, `known` and `conflicts`.
package struct TakeParts: Query {
  package static let sql = EmbeddedSQL.TakeParts
  package var receipt: Int64
  package init(receipt: Int64) { self.receipt = receipt }
  package var parameters: [Parameter] { [.integer(receipt)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// Parts of traces of one producer to which nothing has come for a while.
package struct TakeQuietTraces: Query {
  package struct Row: Sendable {
    package var producer: String
    package var trace: [UInt8]
    package var body: [UInt8]
  }
  package static let sql = EmbeddedSQL.TakeQuietTraces
  /// Seconds.
  package var quiet: Double
  package var limit: Int
  package init(quiet: Double, limit: Int) {
    self.quiet = quiet
    self.limit = limit
  }
  package var parameters: [Parameter] { [.double(quiet), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(producer: try row.next(), trace: try row.next() ?? [], body: try row.next() ?? [])
  }
}

/// Says that traces have been put together.
package struct EndTraces: Query {
  package static let sql = EmbeddedSQL.EndTraces
  package var producer: String
  /// In hexadecimal.
  package var traces: [String]
  package init(producer: String, traces: [String]) {
    self.producer = producer
    self.traces = traces
  }
  package var parameters: [Parameter] { [.text(producer), .texts(traces)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// Which event stands for each answer of a provider.
package struct ClaimResponses: Query {
  package static let sql = EmbeddedSQL.ClaimResponses
  package var producer: String
  package var responses: [String]
  /// In the order of `responses`.
  package var events: [String]
  package init(producer: String, responses: [String], events: [String]) {
    self.producer = producer
    self.responses = responses
    self.events = events
  }
  package var parameters: [Parameter] { [.text(producer), .texts(responses), .texts(events)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (response: String, event: String) {
    (try row.next(), try row.next())
  }
}

/// Keeps what services counted of their calls; answers how many series.
package struct CountCallsOfServices: Query {
  package static let sql = EmbeddedSQL.CountCallsOfServices
  package var receipt: Int64
  /// A list of `service`, `at`, `series`, `count`.
  package var json: String
  package init(receipt: Int64, json: String) {
    self.receipt = receipt
    self.json = json
  }
  package var parameters: [Parameter] { [.integer(receipt), .text(json)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
