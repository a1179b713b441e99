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

  package func draft(_ id: String) -> [String: String]? {
    guard let data = FileManager.default.contents(atPath: path(id)) else { return nil }
    return try? JSONDecoder().decode([String: String].self, from: data)
  }

  package func keep(_ id: String, _ fields: [String: String]) {
    let manager = FileManager.default
    try? manager.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard let data = try? JSONEncoder().encode(fields) else { return }
    let next = path(id) + ".new"
    guard manager.createFile(atPath: next, contents: data, attributes: [.posixPermissions: 0o600]) else { return }
    _ = rename(next, path(id))
  }

  package func discard(_ id: String) { try? FileManager.default.removeItem(atPath: path(id)) }

  private func path(_ id: String) -> String { "\(folder)/\(PlainFileName.of(id)).json" }
}
