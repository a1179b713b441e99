/// Keeps what was typed into a form until it is recorded.
package protocol DraftStore: Sendable {
  /// Field names and their text, nil when there is no draft.
  func draft(_ id: String) -> [String: String]?
  func keep(_ id: String, _ fields: [String: String])
  func discard(_ id: String)
}
