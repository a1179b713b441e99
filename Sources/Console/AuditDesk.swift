internal import Evidence
internal import Foundation
package import Governance
internal import Operations

/// What is asked of a pack that goes out.
package struct PackWish: Sendable, Equatable {
  package var quarter: String
  package var file: String
  /// Where the office's key lies.
  package var keyFile: String
  /// An artifact; nil for all.
  package var system: String?
  package var clearance: DataClass
  package var recipient: String?
}

/// A pack being made, a piece at a time.
package protocol PackWork: Sendable {
  /// Facts told so far, of how many; in words where it went once it is over.
  func step() async throws(Problem) -> (done: Int, total: Int, ending: String?)
  /// Takes back what was begun.
  func abandon()
}

/// A request with what was done about it.
package struct RequestStanding: Sendable, Equatable {
  package var row: RequestRow
  /// Oldest first.
  package var acts: [RequestAct]
}

/// What the console asks about quarters, packs and requests.
package protocol AuditDesk: Sendable {
  func quarters() async throws(Problem) -> [QuarterRow]
  func standing(of quarter: String) async throws(Problem) -> QuarterStanding
  /// Signs what a quarter holds, and opens its snapshot before that where there is none.
  func freeze(_ quarter: QuarterRow, reason: String) async throws(Problem) -> Recorded
  /// The fact that a gap is about, with its answer and who gave it.
  func source(of artifact: String, key: String) async throws(Problem) -> FactRow?
  /// Asks whoever owes these facts; answers how many were asked for.
  func ask(_ gaps: [QuarterGap], question: String, due: Instant) async throws(Problem) -> Int
  func difference(from earlier: String, to later: String) async throws(Problem) -> [QuarterChange]
  func beginPack(_ wish: PackWish) async throws(Problem) -> any PackWork
  /// Open requests by what is due first, so many at the most, and whether there are more.
  func openRequests(limit: Int) async throws(Problem) -> (requests: [RequestStanding], goOn: Bool)
}

extension WorkbenchDesk {
  func source(of artifact: String, key: String) async throws(Problem) -> FactRow? {
    try await workbench.fact(of: artifact, key: key)
  }

  func ask(_ gaps: [QuarterGap], question: String, due: Instant) async throws(Problem) -> Int {
    var count = 0
    for gap in gaps {
      guard let key = gap.key else { continue }
      _ = try await workbench.ask(
        gap.scope, key: key, question: question, due: due, owner: gap.owner, channel: .screen)
      count += 1
    }
    return count
  }

  func difference(from earlier: String, to later: String) async throws(Problem) -> [QuarterChange] {
    try await workbench.difference(from: earlier, to: later)
  }

  func openRequests(limit: Int) async throws(Problem) -> (requests: [RequestStanding], goOn: Bool) {
    let page = try await workbench.requests(all: false, at: .first, limit: limit)
    var requests: [RequestStanding] = []
    for row in page.rows {
      let request = try await workbench.request(row.id)
      requests.append(RequestStanding(row: request.row, acts: request.acts))
    }
    return (requests, page.next != nil)
  }

  func beginPack(_ wish: PackWish) async throws(Problem) -> any PackWork {
    let path = (wish.file as NSString).expandingTildeInPath
    let key = try KeyFile.signingKey(at: (wish.keyFile as NSString).expandingTildeInPath)
    return ExportedPack(
      export: try await workbench.beginPack(
        PackOrder(
          quarter: wish.quarter, file: URL(fileURLWithPath: path), system: wish.system, clearance: wish.clearance,
          recipient: wish.recipient, key: key, replacing: false), channel: .screen))
  }
}

/// The export behind the desk's door.
private struct ExportedPack: PackWork {
  let export: PackExport

  func step() async throws(Problem) -> (done: Int, total: Int, ending: String?) {
    let step = try await export.step()
    let ending = step.issued.map { pack in
      "Pack \(pack.number) went to \(pack.file). Check it: python3 verify.py --trust \(pack.fingerprint)"
    }
    return (step.done, step.total, ending)
  }

  func abandon() { Task { await export.abandon() } }
}
