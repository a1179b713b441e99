/// Views as a small file an officer, readable by them alone.
package struct FolderViews: ViewStore {
  private let folder: OfficerFolder

  /// The folder is made when the first view is kept.
  package init(folder: String) { self.folder = OfficerFolder(path: folder) }

  /// `views` in the person's state folder; nil when there is none.
  package static func usual(_ environment: [String: String]) -> FolderViews? {
    PersonalFolder.state(environment).map { FolderViews(folder: $0 + "/views") }
  }

  package func views(of officer: String) -> [ListView] { folder.read([ListView].self, of: officer) ?? [] }
  package func keep(_ views: [ListView], of officer: String) -> Bool { folder.write(views, of: officer) }
}
