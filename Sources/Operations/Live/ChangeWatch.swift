internal import Catalog
package import Governance

/// Hears what others change, on a session of its own.
///
/// Acts are told by the catalog at once. Reviews and what comes in are not, since a commit that tells waits for all
/// others that do: those are asked for twice a second, by one cheap question.
package actor ChangeWatch {
  private let connection: Connection
  private var mark: ReadMoved.Mark?

  package static let lookEvery: Int32 = 500

  init(_ settings: ConnectionSettings) {
    var settings = settings
    settings.applicationName += " (listening)"
    connection = Connection(settings)
  }

  /// Waits until something has changed, at most half a second; nothing when nothing has. The first answer, and the first
  /// after a failure, is `anything`.
  package func next() async throws(Problem) -> Set<ChangeKind> {
    guard let since = mark else {
      try await connection.listen(to: ReadMoved.channel)
      mark = try await connection.one(ReadMoved(since: nil)).mark
      return [.anything]
    }
    do throws(Problem) {
      let told = try await connection.heard(within: ChangeWatch.lookEvery)
      let moved = try await connection.one(ReadMoved(since: since))
      mark = moved.mark
      return Set((told + moved.kinds).map { ChangeKind(rawValue: $0) })
    } catch {
      mark = nil
      throw error
    }
  }
}

extension Workbench {
  /// Hears what others change in the same catalog.
  package func watch() -> ChangeWatch { ChangeWatch(settings) }
}
