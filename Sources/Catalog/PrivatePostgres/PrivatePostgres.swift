package import Foundation
import Glibc
package import Governance
import Synchronization

/// A PostgreSQL server of our own: one cluster in one folder, reachable through one Unix socket by the person who
/// started it and by nobody else.
///
/// It runs apart from us: neither Ctrl-C nor our death ends it. Who uses it says so by a lock that the kernel gives
/// back at the end of the process, and the last one to `leave` stops it. A server that outlived its users is taken
/// over by the next `start`. Every call blocks; call from a thread that may wait, not from a signal handler.
package struct PrivatePostgres: Sendable {
  /// What the cluster is for; also the name of its folder.
  package enum Use: String, Sendable, CaseIterable {
    /// The sample world. Fast rather than durable.
    case demo
    /// A person's own catalog, kept. Durable.
    case local
    /// Automated tests. Fast, and any login is believed, because only one person can reach the socket.
    case test
  }

  /// The superuser, which is no person: migrations run as it.
  package static let superuser = "countersign_super"

  /// The database made for the catalog, empty at first.
  package static let database = "countersign"

  package let use: Use
  let home: ServerHome
  let installations: [String]?
  private let membership = Membership()

  /// - home: the folder of the cluster. Without it `$COUNTERSIGN_HOME/<use>`, else `$XDG_DATA_HOME/countersign/<use>`,
  ///   else `~/.local/share/countersign/<use>`; for root `$COUNTERSIGN_HOME/<use>`, else `/var/lib/countersign/<use>`.
  ///
  /// Throws `postgres.home` when no home can be named. Touches nothing yet.
  package init(use: Use, home: URL? = nil) throws(Problem) {
    try self.init(use: use, home: home, installations: nil)
  }

  /// - installations: folders to look for programs in, instead of the usual ones.
  init(use: Use, home: URL?, installations: [String]?) throws(Problem) {
    self.use = use
    self.installations = installations
    let folder: URL
    if let home { folder = home } else { folder = try PrivatePostgres.usualHome(of: use) }
    self.home = ServerHome(path: folder.standardizedFileURL.path)
  }

  /// The cluster's folder.
  package var folder: URL { URL(fileURLWithPath: home.path, isDirectory: true) }

  /// Where the server writes what happened to it.
  package var log: URL { URL(fileURLWithPath: home.log) }

  private static func usualHome(of use: Use) throws(Problem) -> URL {
    let environment = ProcessInfo.processInfo.environment
    if let chosen = environment["COUNTERSIGN_HOME"], !chosen.isEmpty {
      guard chosen.hasPrefix("/") else { throw .homeNotAbsolute }
      return URL(fileURLWithPath: "\(chosen)/\(use.rawValue)", isDirectory: true)
    }
    if geteuid() == 0 { return URL(fileURLWithPath: "/var/lib/countersign/" + use.rawValue, isDirectory: true) }
    if let base = environment["XDG_DATA_HOME"], base.hasPrefix("/") {
      return URL(fileURLWithPath: "\(base)/countersign/\(use.rawValue)", isDirectory: true)
    }
    guard let person = environment["HOME"], person.hasPrefix("/") else { throw .homeUnknown }
    return URL(fileURLWithPath: "\(person)/.local/share/countersign/\(use.rawValue)", isDirectory: true)
  }
}

extension PrivatePostgres {
  /// Makes the cluster if there is none, starts its server if it does not run, and waits until it takes connections.
  /// From then on this value counts as a user of it.
  ///
  /// - logins: roles this person may connect as, added to those of earlier starts. They need not exist yet.
  /// - progress: told what is being done when it takes longer than a moment.
  ///
  /// Throws `postgres.` and `missing`, `version`, `home`, `disk-full`, `wrong-owner`, `user`, `data`, `socket-path`,
  /// `in-use`, `start`, `login-name`, `initdb`, `child`.
  package func start(logins: [String] = [], progress: (String) -> Void = { _ in }) throws(Problem) -> Settings {
    if let wrong = logins.first(where: { !ServerConfiguration.canName($0) }) { throw .loginName(wrong) }
    let account = try ServerAccount.current()
    try home.prepare(for: account)
    let change = try changing(progress)
    defer { change.release() }
    let running = try ServerStart(
      use: use, home: home, account: account, logins: logins, installations: installations
    ).settings(progress)
    try membership.join(home)
    return running
  }

  /// Ends this value's use of the server and stops it when nobody else uses it. Returns whether it stands still now.
  @discardableResult
  package func leave() -> Bool {
    guard let change = try? changing({ _ in }) else { return false }
    defer { change.release() }
    membership.leave()
    guard let users = try? FileLock(path: home.usersLock), users.triesPatiently(.exclusive) else { return false }
    return end()
  }

  /// Stops the server whoever uses it, and waits for its end. Returns whether it stands still now.
  @discardableResult
  package func stop() -> Bool {
    guard FileOwner(home.path) != nil, let change = try? changing({ _ in }) else { return FileOwner(home.path) == nil }
    defer { change.release() }
    membership.leave()
    return end()
  }

  /// Stops the server and removes the cluster with all that is in it.
  /// Throws `postgres.in-use` when another process uses it, `postgres.home` when it cannot be removed.
  package func reset() throws(Problem) {
    guard FileOwner(home.path) != nil else { return }
    let change = try changing { _ in }
    defer { change.release() }
    membership.leave()
    guard try FileLock(path: home.usersLock).triesPatiently(.exclusive) else { throw .usedByOthers(home.path) }
    guard end() else { throw .doesNotEnd(home) }
    let removed = home.path + "/data.removed"
    if rename(home.data, removed) != 0, errno != ENOENT { throw .homeFails(home.data, errno) }
    for path in [removed, home.unfinished, home.log, home.log + ".1"] where FileOwner(path) != nil {
      do { try FileManager.default.removeItem(atPath: path) } catch { throw .homeFails(path, errno) }
    }
  }

  private func end() -> Bool { Postmaster(of: home.data)?.end() ?? true }

  /// Waits for its turn to change the cluster.
  private func changing(_ progress: (String) -> Void) throws(Problem) -> FileLock {
    let lock = try FileLock(path: home.changeLock)
    if !lock.tries(.exclusive) {
      progress("Another countersign starts or stops this Postgres; waiting for it.")
      lock.waits(for: .exclusive)
    }
    return lock
  }
}

/// Keeps the lock that says "I use this server" from `start` to `leave`, or to the end of the process.
private final class Membership: Sendable {
  private let lock = Mutex<FileLock?>(nil)

  func join(_ home: ServerHome) throws(Problem) {
    let fresh = try FileLock(path: home.usersLock)
    fresh.waits(for: .shared)
    lock.withLock { $0 = fresh }
  }

  func leave() { lock.withLock { $0 = nil } }
}
