import Foundation

/// Drafts as small files readable by their officer alone; they outlive a crash.
package struct FolderDrafts: DraftStore {
  private let folder: String

  /// The folder is made when the first draft is kept.
  package init(folder: String) { self.folder = folder }

  /// `$XDG_STATE_HOME/countersign/drafts`, or below `~/.local/state`; nil when there is no home either.
  package static func usual(_ environment: [String: String]) -> FolderDrafts? {
    PersonalFolder.state(environment).map { FolderDrafts(folder: $0 + "/drafts") }
  }

  package func draft(_ name: DraftName) -> [String: String]? {
    guard let data = FileManager.default.contents(atPath: path(name)) else { return nil }
    return try? JSONDecoder().decode([String: String].self, from: data)
  }

  package func keep(_ name: DraftName, _ fields: [String: String]) {
    let manager = FileManager.default
    try? manager.createDirectory(
      atPath: place(name), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard let data = try? JSONEncoder().encode(fields) else { return }
    let next = path(name) + ".new"
    guard manager.createFile(atPath: next, contents: data, attributes: [.posixPermissions: 0o600]) else { return }
    _ = rename(next, path(name))
  }

  package func discard(_ name: DraftName) { try? FileManager.default.removeItem(atPath: path(name)) }

  private func place(_ name: DraftName) -> String {
    "\(folder)/\(PlainFileName.of(name.catalog))/\(PlainFileName.of(name.login))"
  }

  private func path(_ name: DraftName) -> String { "\(place(name))/\(PlainFileName.of(name.form)).json" }
}
