import ArgumentParser
import Evidence
import Governance
import Operations

/// `snapshot status`
struct ShowSnapshotStatus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "All quarters; or of one what it holds, what is missing, what stops the freeze.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("A quarter, like 2026Q4.", valueName: "quarter")) var quarter: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      guard let quarter else { return try list(try await desk.quarters(), output) }
      let standing = try await desk.standing(of: quarter)
      guard !output.json else { return try output.document(.standing(standing)) }
      for line in QuarterText.lines(standing) { output.line(Plain.visible(line)) }
    }
  }

  private func list(_ rows: [QuarterRow], _ output: Output) throws(Problem) {
    guard !output.json else { return try output.list(Page(rows, next: nil, isFirst: true)) { .quarter($0) } }
    output.table(
      ["QUARTER", "STATE", "FACTS", "SIGNED BY", "FROZEN AT", "PACKS"],
      rows.map { row in
        [
          row.quarter, QuarterText.state(row), row.facts.map { String($0) } ?? "",
          [row.askedBy, row.frozenBy].compactMap { $0 }.joined(separator: ", "), row.frozenAt?.rfc3339 ?? "",
          String(row.packs),
        ]
      })
  }
}

/// A quarter as plain lines.
enum QuarterText {
  static func state(_ row: QuarterRow) -> String {
    switch row.state {
    case .none: row.isOver ? "not opened" : "running"
    case .open: "open"
    case .asked: "signed by one"
    case .frozen: "frozen"
    }
  }

  static func lines(_ standing: QuarterStanding) -> [String] {
    let row = standing.row
    let zone = OfficeZone(row.zone)
    var lines = [
      "\(row.quarter)  \(state(row))  from \(zone.rfc3339(row.starts)) until \(zone.rfc3339(row.ends))"
        + (zone.isUTC ? "" : "  \(row.zone); in UTC \(row.starts.rfc3339) until \(row.ends.rfc3339)")
    ]
    if let digest = row.digest, let at = row.frozenAt {
      lines.append(
        "snapshot \(row.snapshot.map { String($0) } ?? "")  sha256:\(digest)  frozen \(at.rfc3339) by \(row.askedBy ?? ""), \(row.frozenBy ?? "")"
      )
    }
    lines += standing.kinds.map { kind in
      let late = kind.late > 0 ? ", \(kind.late) recorded after the quarter's end" : ""
      let carried = kind.carried > 0 ? ", \(kind.carried) from before it" : ""
      return "\(kind.name): \(kind.facts)\(late)\(carried)"
    }
    lines += standing.gaps.map { gap in
      let about = gap.scope.isEmpty ? "" : gap.scope + ": "
      let times = [("asked", gap.askedAt), ("due", gap.due), ("answered", gap.answeredAt)].compactMap { word, moment in
        moment.map { "  \(word) \($0.rfc3339)" }
      }
      return
        "\(gap.stops ? "STOPS" : "gap")  \(gap.owner ?? "the office")  \(about)\(gap.what)\(times.joined())  \(gap.remedy)"
    }
    return lines
  }
}

extension JSONValue {
  static func quarter(_ row: QuarterRow) -> JSONValue { .fields(fields(of: row)) }

  private static func fields(of row: QuarterRow) -> [(String, JSONValue)] {
    [
      ("quarter", .string(row.quarter)), ("starts", .instant(row.starts)), ("ends", .instant(row.ends)),
      ("zone", .string(row.zone)), ("is_over", .bool(row.isOver)), ("state", .string(row.state.rawValue)),
      ("snapshot", .integer(row.snapshot)),
      ("corrects", .integer(row.corrects)), ("asked_by", .text(row.askedBy)), ("frozen_by", .text(row.frozenBy)),
      ("frozen_at", .instant(row.frozenAt)), ("facts", .integer(row.facts.map { Int64($0) })),
      ("digest", .text(row.digest.map { "sha256:" + $0 })), ("packs", .integer(row.packs)),
    ]
  }

  fileprivate static func standing(_ standing: QuarterStanding) -> JSONValue {
    .fields(
      fields(of: standing.row) + [
        (
          "kinds",
          .array(
            standing.kinds.map {
              .fields([
                ("kind", .string($0.name)), ("facts", .integer($0.facts)), ("recorded_late", .integer($0.late)),
                ("carried", .integer($0.carried)),
              ])
            })
        ),
        (
          "gaps",
          .array(
            standing.gaps.map {
              .fields([
                ("stops", .bool($0.stops)), ("owner", .text($0.owner)), ("scope", .string($0.scope)),
                ("what", .string($0.what)), ("remedy", .string($0.remedy)),
                ("key", .text($0.key)), ("asked_at", .instant($0.askedAt)), ("due", .instant($0.due)),
                ("answered_at", .instant($0.answeredAt)),
              ])
            })
        ),
      ])
  }
}
