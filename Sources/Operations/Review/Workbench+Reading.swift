internal import Catalog
package import Governance

extension Workbench {
  /// Reveals to this person what is beyond their clearance in an item; it is shown at the next reading, for an hour.
  package func reveal(_ item: Int64, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(RevealReview(item: item, reason: reason, channel: channel))
    return try await recorded(activity, "Item \(item) is revealed to you for an hour.")
  }

  /// Keeps how an item was read, for this person alone; false where the office has not switched it on.
  package func noteAttention(on item: Int64, _ attention: Attention) async throws(Problem) -> Bool {
    try mayWrite()
    return try await connection.one(RecordAttention(item: item, attention: attention))
  }

  /// How this person read items, the newest first.
  package func attention(limit: Int) async throws(Problem) -> [AttentionRow] {
    try await connection.rows(ListAttention(limit: limit))
  }

  /// Switches on or off that it is kept how items are read.
  package func setAttention(_ isOn: Bool, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(SetAttention(isOn: isOn, reason: reason, channel: channel))
    return try await recorded(
      activity, isOn ? "How items are read is kept, for their readers alone." : "How items are read is not kept.")
  }

  /// Says up to which class of data a person reads, or (nil) all who have no clearance of their own.
  package func setClearance(
    of person: String?, _ dataClass: DataClass, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      SetClearance(person: person, dataClass: dataClass, reason: reason, channel: channel))
    return try await recorded(activity, "\(person ?? "Everybody else") reads up to \(dataClass.rawValue).")
  }

  package func clearances() async throws(Problem) -> [Clearance] { try await connection.rows(ListClearances()) }
}
