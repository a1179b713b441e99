import Governance
import Terminal

extension PeopleScreen {
  static let columns: [ListColumn<PersonRow>] = [
    ListColumn("name", 16...24, value: \.name),
    ListColumn("team", 12...14) { $0.team ?? "–" },
    ListColumn("rights", 20...40, grows: true) { row in
      row.roles.filter { $0 != "viewer" || row.roles.count == 1 }.joined(separator: ", ")
    },
    ListColumn(
      "signs", 18...34,
      value: { row in row.signsFor.map { "for \($0)" } ?? row.deputy.map { "through \($0)" } ?? "" }
    ) { row, sight in
      let until = row.until.map { ", \(TimeWords.left(until: $0, now: sight.now)) left" } ?? ""
      if let other = row.signsFor { return [Piece("✍ for \(other)\(until)", .warning)] }
      if let other = row.deputy { return [Piece("\(other) signs for them\(until)", .warning)] }
      return []
    },
    ListColumn("claims", 6...6, align: .right, value: { "\($0.claims)" }) { row, _ in
      [Piece(row.claims > 0 ? NumberWords.grouped(row.claims) : "", .dim)]
    },
    ListColumn("logins", 12...24, as: .dim) { $0.logins.joined(separator: ", ") },
    ListColumn("key", 8...16, isUsual: false, as: .dim, value: \.person),
  ]
}
