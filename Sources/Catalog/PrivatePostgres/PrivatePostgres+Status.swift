package import Governance

extension PrivatePostgres {
  /// What there is of the cluster at this moment.
  package struct Status: Sendable, Equatable {
    package enum State: String, Sendable {
      /// No cluster was made yet, or it was reset.
      case absent
      case stopped
      /// Starting, repairing itself after a crash, or ending.
      case busy
      case running
    }

    package var state: State
    /// The cluster's folder.
    package var home: String
    /// The PostgreSQL major version of its data.
    package var major: Int?
    package var process: Int32?
    package var since: Instant?
    /// How to reach it, while it runs.
    package var settings: Settings?
    /// Whether a countersign process, this one included, uses it.
    package var isUsed: Bool
  }

  /// Looks without changing anything.
  package func status() -> Status {
    var status = Status(state: .absent, home: home.path, isUsed: false)
    guard let major = try? home.dataMajor() else { return status }
    status.state = .stopped
    status.major = major
    if FileOwner(home.usersLock) != nil, let users = try? FileLock(path: home.usersLock) {
      status.isUsed = !users.tries(.exclusive)
    }
    guard let server = Postmaster(of: home.data) else { return status }
    status.process = server.process
    status.since = Instant(microseconds: server.started * 1_000_000)
    let settings = Settings(host: server.socketFolder, port: SocketFolder.port, database: PrivatePostgres.database)
    let isReady =
      !server.socketFolder.isEmpty && Answer(at: settings.conninfo(user: PrivatePostgres.superuser)) == .ready
    status.state = isReady ? .running : .busy
    status.settings = isReady ? settings : nil
    return status
  }
}
