internal import Catalog
package import Governance

/// Requests of authorities, auditors and persons, with their clocks.
extension Workbench {
  /// The open ones by what is due first; `all` adds what was answered, newest first.
  package func requests(all: Bool, at place: PagePlace, limit: Int) async throws(Problem) -> Page<RequestRow> {
    try await page(PageRequests(all: all), at: place, limit: limit)
  }

  package func request(_ id: Int64) async throws(Problem) -> (row: RequestRow, acts: [RequestAct]) {
    guard let row = try await connection.first(ReadRequest(request: id)) else {
      throw Problem(
        .notFound, "request.unknown", happened: "There is no request \(id).",
        remedy: "Look at `countersign request list`.")
    }
    return (row, try await connection.rows(ListRequestActs(request: id)))
  }

  package func openRequest(_ notice: RequestNotice, channel: Channel) async throws(Problem) -> (
    request: Int64, due: Instant, recorded: Recorded
  ) {
    try mayWrite()
    let answer = try await connection.one(OpenRequest(notice: notice, channel: channel))
    return (
      answer.request, answer.due,
      try await recorded(answer.activity, "Request \(answer.request) was opened; it is due \(answer.due.rfc3339).")
    )
  }

  package func extendRequest(_ id: Int64, months: Int, reason: String, channel: Channel) async throws(Problem)
    -> Recorded
  {
    try mayWrite()
    let line = try await connection.one(ExtendRequest(request: id, months: months, reason: reason, channel: channel))
    return try await recorded(line, "Request \(id) was put off by \(months) months.")
  }

  /// Records what was handed out: a pack of ours, else something by its name and SHA-256.
  package func handOut(
    for id: Int64, pack: Int64?, named name: String?, digest: [UInt8]?, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let line = try await connection.one(
      HandOut(request: id, pack: pack, handed: name, digest: digest, reason: reason, channel: channel))
    return try await recorded(line, "What was handed out for request \(id) is on record.")
  }

  package func answerRequest(_ id: Int64, refused: Bool, at: Instant?, reason: String, channel: Channel)
    async throws(Problem) -> Recorded
  {
    try mayWrite()
    let line = try await connection.one(
      AnswerRequest(request: id, isRefused: refused, reason: reason, at: at, channel: channel))
    return try await recorded(line, "Request \(id) was \(refused ? "refused" : "answered").")
  }

  /// How many are affected, or where else an incident is worked on, as it is known now.
  package func detailIncident(_ id: Int64, affected: Int?, ticket: String?, reason: String, channel: Channel)
    async throws(Problem) -> Recorded
  {
    try mayWrite()
    let line = try await connection.one(
      DetailIncident(incident: id, affected: affected, ticket: ticket, reason: reason, channel: channel))
    return try await recorded(line, "More is known of incident \(id).")
  }
}
