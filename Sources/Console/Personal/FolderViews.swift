import Foundation

/// Views as a small file an officer, readable by them alone.
package struct FolderViews: ViewStore {
  private let folder: String

  /// The folder is made when the first view is kept.
  package init(folder: String) { self.folder = folder }

  /// `views` in the person's state folder; nil when there is none.
  package static func usual(_ environment: [String: String]) -> FolderViews? {
    PersonalFolder.state(environment).map { FolderViews(folder: $0 + "/views") }
  }

  package func views(of officer: String) -> [ListView] {
    guard let data = FileManager.default.contents(atPath: path(officer)) else { return [] }
    return (try? JSONDecoder().decode([ListView].self, from: data)) ?? []
  }

  package func keep(_ views: [ListView], of officer: String) -> Bool {
    let manager = FileManager.default
    try? manager.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let next = path(officer) + ".new"
    guard let data = try? encoder.encode(views),
      manager.createFile(atPath: next, contents: data, attributes: [.posixPermissions: 0o600])
    else { return false }
    return rename(next, path(officer)) == 0
  }

  private func path(_ officer: String) -> String { "\(folder)/\(PlainFileName.of(officer)).json" }
}
