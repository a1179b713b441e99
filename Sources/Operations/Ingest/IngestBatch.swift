internal import Catalog
internal import Evidence
internal import Governance
internal import Ingest

/// Lines that go into the catalog in one transaction: events to be taken, and refused lines to be kept.
struct IngestBatch: Sendable {
  struct Line: Sendable {
    var number: Int
    var raw: [UInt8]
    var outcome: Result<Fact, Refusal>
  }
  enum Fact: Sendable {
    case generation(GenerationEvent)
    case lineage(LineageEvent)
    case flags(FlagReport)
    case figure(OutsideFigure)

    /// What a line holds, or why it is refused; nil for a blank one.
    static func of(_ outcome: LineOutcome) -> Result<Fact, Refusal>? {
      switch outcome {
      case .event(let event): .success(.generation(event))
      case .lineage(let event): .success(.lineage(event))
      case .flags(let report): .success(.flags(report))
      case .figure(let figure): .success(.figure(figure))
      case .refused(let refusal): .failure(refusal)
      case .blank: nil
      }
    }
  }
  private(set) var lines: [Line] = []
  /// Whether what is refused goes to quarantine; it does not where it comes from there.
  private let keepsRefused: Bool
  /// The events of the lines, encoded as they come: while they are, the catalog takes the batch before.
  private var inbox = InboxBatch()
  private var bytes = 0

  init(_ lines: some Sequence<Line> = [], keepsRefused: Bool = true) {
    self.keepsRefused = keepsRefused
    for line in lines { add(line) }
  }

  /// Large enough that the round trips do not count, small enough for the memory and for others' patience.
  var isFull: Bool { lines.count >= 4000 || bytes >= 8 << 20 }

  mutating func add(_ line: Line) {
    bytes += line.raw.count
    if case .success(.generation(let event)) = line.outcome { inbox.add(event, line: line.number) }
    lines.append(line)
  }

  var halves: (IngestBatch, IngestBatch) {
    let middle = lines.count / 2
    return (
      IngestBatch(lines[..<middle], keepsRefused: keepsRefused),
      IngestBatch(lines[middle...], keepsRefused: keepsRefused)
    )
  }
}

/// What the catalog answered about a batch.
struct BatchAnswer: Sendable {
  var taken = 0
  var known = 0
  var queued = 0
  var refused = 0
  var refusedBefore = 0
  /// Reports of flags whose events have not come yet.
  var waiting = 0
  /// What the catalog refused line by line, for whoever is told at once.
  var refusals: [(line: Int, refusal: Refusal)] = []

  static func + (left: BatchAnswer, right: BatchAnswer) -> BatchAnswer {
    BatchAnswer(
      taken: left.taken + right.taken, known: left.known + right.known, queued: left.queued + right.queued,
      refused: left.refused + right.refused, refusedBefore: left.refusedBefore + right.refusedBefore,
      waiting: left.waiting + right.waiting, refusals: left.refusals + right.refusals)
  }
}

extension IngestBatch {
  /// Takes the batch whole. When the catalog refuses it, halves are tried until the line it refuses is found; that one goes
  /// to quarantine and the others go in.
  func take(over connection: Connection, receipt: Int64) async throws(Problem) -> BatchAnswer {
    guard !lines.isEmpty else { return BatchAnswer() }
    var tries = 0
    while true {
      do {
        return try await connection.transaction { connection throws(Problem) in try send(over: connection, receipt) }
      } catch  where error.code == "catalog.busy" && tries < 5 {
        tries += 1
      } catch  where error.kind == .fault || error.kind == .badData {
        guard lines.count > 1 else { return try await refuseOnly(over: connection, receipt, error) }
        let (first, second) = halves
        return try await first.take(over: connection, receipt: receipt)
          + second.take(over: connection, receipt: receipt)
      } catch {
        throw error
      }
    }
  }

  /// Takes the batch in the transaction that is open.
  func send(over connection: isolated Connection, _ receipt: Int64) throws(Problem) -> BatchAnswer {
    var refused: [PutInQuarantine.Record] = []
    var answer = try take(over: connection, receipt, &refused)
    answer.refused = refused.count
    guard keepsRefused else {
      answer.refusedBefore = refused.count
      return answer
    }
    answer.refusedBefore = refused.count - (try keep(refused, over: connection, receipt))
    return answer
  }

  /// Takes what can be taken; the rest is handed back.
  private func take(
    over connection: isolated Connection, _ receipt: Int64, _ refused: inout [PutInQuarantine.Record]
  ) throws(Problem) -> BatchAnswer {
    var lineage = LineageBatch()
    var flags = FlagBatch()
    var figures: [JSONValue] = []
    var answer = BatchAnswer()
    for (place, line) in lines.enumerated() {
      switch line.outcome {
      case .success(.generation): break  // encoded when the line was added
      case .success(.lineage(let event)): lineage.add(event, raw: line.raw)
      case .success(.flags(let report)): flags.add(report, line: line.number, raw: line.raw)
      case .success(.figure(let figure)): figures.append(figure.document(place: place))
      case .failure(let refusal): refused.append(PutInQuarantine.Record(line, refusal))
      }
    }
    if lineage.count > 0 {
      let reply = try JSONReading(Array(try connection.one(TakeLineage(receipt: receipt, batch: lineage)).utf8))
      answer.taken = Int(reply["taken"]?.integer ?? 0)
      answer.known = Int(reply["known"]?.integer ?? 0)
    }
    if flags.count > 0 { try send(flags, over: connection, receipt, &refused, &answer) }
    if !figures.isEmpty { try send(figures, over: connection, receipt, &refused, &answer) }
    guard inbox.count > 0 else { return answer }
    _ = try connection.rows(OpenInbox())
    try inbox.send(over: connection)
    let reply = try JSONReading(Array(try connection.one(TakeInbox(receipt: receipt)).utf8))
    answer.taken = Int(reply["taken"]?.integer ?? 0)
    answer.known = Int(reply["known"]?.integer ?? 0)
    answer.queued = Int(reply["queued"]?.integer ?? 0)
    for conflict in reply["conflicts"]?.elements ?? [] {
      guard let number = conflict["line"]?.integer, let line = lines.first(where: { $0.number == Int(number) }) else {
        continue
      }
      let refusal = Refusal(
        "conflict",
        "Event \(conflict["id"]?.text ?? "?") is already there with other content: generation \(conflict["other"]?.text ?? "?") came first."
      )
      refuse(line, refusal, &refused, &answer)
    }
    return answer
  }

  private func send(
    _ flags: FlagBatch, over connection: isolated Connection, _ receipt: Int64,
    _ refused: inout [PutInQuarantine.Record], _ answer: inout BatchAnswer
  ) throws(Problem) {
    let reply = try JSONReading(Array(try connection.one(TakeFlags(receipt: receipt, batch: flags)).utf8))
    answer.taken += Int(reply["taken"]?.integer ?? 0)
    answer.known += Int(reply["known"]?.integer ?? 0)
    answer.waiting += Int(reply["waiting"]?.integer ?? 0)
    answer.queued += Int(reply["queued"]?.integer ?? 0)
    for (name, refusal) in [
      (
        "conflicts",
        Refusal("conflict", "Another report of flags with this flag_id is already there with other content.")
      ),
      ("full", Refusal("flag.many", "A generation has at most 1,000 flags.")),
    ] {
      for number in reply[name]?.elements ?? [] {
        guard let number = number.integer, let line = lines.first(where: { $0.number == Int(number) }) else { continue }
        refuse(line, refusal, &refused, &answer)
      }
    }
  }

  /// A figure the catalog cannot take does not hold up the others.
  private func send(
    _ figures: [JSONValue], over connection: isolated Connection, _ receipt: Int64,
    _ refused: inout [PutInQuarantine.Record], _ answer: inout BatchAnswer
  ) throws(Problem) {
    let text: String
    do throws(JSONRefusal) {
      text = String(decoding: try CanonicalJSON.bytes(of: .array(figures), policy: .generation), as: UTF8.self)
    } catch {
      throw error.problem(with: "A figure")
    }
    let reply = try JSONReading(
      Array(try connection.one(TakeOutsideFigures(receipt: receipt, figures: text)).utf8))
    answer.taken += Int(reply["taken"]?.integer ?? 0)
    answer.known += Int(reply["known"]?.integer ?? 0)
    for refusal in reply["refusals"]?.elements ?? [] {
      // Several figures of a report have its line: each is told by its place in the batch.
      guard let place = refusal["line"]?.integer, lines.indices.contains(Int(place)) else { continue }
      let told = Refusal(refusal["code"]?.text ?? "catalog.refused", refusal["reason"]?.text ?? "")
      refuse(lines[Int(place)], told, &refused, &answer)
    }
  }

  /// The catalog does not take it.
  private func refuse(
    _ line: Line, _ refusal: Refusal, _ refused: inout [PutInQuarantine.Record], _ answer: inout BatchAnswer
  ) {
    answer.refusals.append((line.number, refusal))
    refused.append(PutInQuarantine.Record(line, refusal))
  }

  /// Answers how many are new.
  private func keep(
    _ refused: [PutInQuarantine.Record], over connection: isolated Connection, _ receipt: Int64
  ) throws(Problem) -> Int {
    var new = 0
    var rest = refused[...]
    while !rest.isEmpty {
      var bytes = 0
      let some = rest.prefix { record in
        defer { bytes += record.raw.count }
        return bytes < 4 << 20
      }.prefix(1000)
      new += Int(try connection.one(PutInQuarantine(receipt: receipt, records: some)))
      rest = rest.dropFirst(some.count)
    }
    return new
  }

  private func refuseOnly(over connection: Connection, _ receipt: Int64, _ problem: Problem) async throws(Problem)
    -> BatchAnswer
  {
    guard var line = lines.first, case .success = line.outcome else { throw problem }
    let refusal = Refusal("catalog.refused", problem.summary)
    line.outcome = .failure(refusal)
    var answer = try await IngestBatch([line], keepsRefused: keepsRefused).take(over: connection, receipt: receipt)
    answer.refusals.append((line.number, refusal))
    return answer
  }
}

extension PutInQuarantine.Record {
  fileprivate init(_ line: IngestBatch.Line, _ refusal: Refusal) {
    self.init(line: line.number, code: refusal.code, reason: refusal.reason, raw: line.raw)
  }
}
