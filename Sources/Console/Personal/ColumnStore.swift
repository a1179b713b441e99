import Synchronization

/// Keeps which columns an officer has chosen, from sitting to sitting.
package protocol ColumnStore: Sendable {
  /// By a screen's name, the names of its columns in order.
  func columns(of officer: String) -> [String: [String]]
  /// Keeps all of an officer's choices in place of those kept before; false when they cannot be written.
  func keep(_ columns: [String: [String]], of officer: String) -> Bool
}

/// Choices as a small file an officer, readable by them alone.
package struct FolderColumns: ColumnStore {
  private let folder: OfficerFolder

  /// The folder is made when the first choice is kept.
  package init(folder: String) { self.folder = OfficerFolder(path: folder) }

  /// `columns` in the person's state folder; nil when there is none.
  package static func usual(_ environment: [String: String]) -> FolderColumns? {
    PersonalFolder.state(environment).map { FolderColumns(folder: $0 + "/columns") }
  }

  package func columns(of officer: String) -> [String: [String]] {
    folder.read([String: [String]].self, of: officer) ?? [:]
  }
  package func keep(_ columns: [String: [String]], of officer: String) -> Bool { folder.write(columns, of: officer) }
}

/// Choices that end with the program: where there is no folder for them, and in tests.
package final class MemoryColumns: ColumnStore {
  private let kept = Mutex<[String: [String: [String]]]>([:])

  package init() {}

  package func columns(of officer: String) -> [String: [String]] { kept.withLock { $0[officer] ?? [:] } }

  package func keep(_ columns: [String: [String]], of officer: String) -> Bool {
    kept.withLock { $0[officer] = columns }
    return true
  }
}
