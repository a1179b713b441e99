/// Keeps what was typed into a form until it is recorded.
package protocol DraftStore: Sendable {
  /// Field names and their text, nil when there is no draft.
  func draft(_ name: DraftName) -> [String: String]?
  func keep(_ name: DraftName, _ fields: [String: String])
  func discard(_ name: DraftName)
}

/// Whose draft it is, and of which form: what one officer typed comes up for nobody else, and in no other catalog.
package struct DraftName: Sendable, Hashable {
  package var catalog: String
  package var login: String
  package var form: String

  package init(catalog: String, login: String, form: String) {
    self.catalog = catalog
    self.login = login
    self.form = form
  }
}
