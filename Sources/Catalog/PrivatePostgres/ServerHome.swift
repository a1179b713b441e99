import Foundation
import Glibc
import Governance

/// The folder of one private cluster and what lies in it.
struct ServerHome: Sendable, Equatable {
  /// Absolute, without `.` and `..`.
  var path: String

  var data: String { path + "/data" }
  /// Where a new cluster is made before it becomes `data` in one step.
  var unfinished: String { path + "/data.new" }
  var log: String { path + "/server.log" }
  /// Held alone while the server is started, stopped or removed.
  var changeLock: String { path + "/change.lock" }
  /// Held shared by every process that uses the server.
  var usersLock: String { path + "/users.lock" }

  /// The major version of the cluster in it, or nothing when there is none yet.
  /// Throws `postgres.data` when the folder holds something else.
  func dataMajor() throws(Problem) -> Int? {
    let manager = FileManager.default
    if let text = try? String(contentsOfFile: data + "/PG_VERSION", encoding: .utf8) {
      guard let major = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw .notACluster(data) }
      return major
    }
    guard let owner = FileOwner(data) else { return nil }
    guard owner.isFolder, let inside = try? manager.contentsOfDirectory(atPath: data), inside.isEmpty else {
      throw .notACluster(data)
    }
    return nil
  }

  /// Makes the folder if needed, so that it belongs to the account and both can write into it.
  /// Throws `postgres.home`, `postgres.disk-full` or `postgres.wrong-owner`.
  func prepare(for account: ServerAccount) throws(Problem) {
    try makeFolders(up: account)
    guard let owner = FileOwner(path), owner.isFolder else { throw .homeFails(path, ENOTDIR) }
    if owner.user != account.user {
      // A fresh volume of a container belongs to root; anything with content keeps its owner.
      let inside = try? FileManager.default.contentsOfDirectory(atPath: path)
      guard !account.isRunner, owner.user == 0, inside?.isEmpty == true else {
        throw .wrongOwner(path, found: owner.user, expected: account.name)
      }
      guard lchown(path, account.user, account.group) == 0 else { throw .homeFails(path, errno) }
    }
    if account.isRunner {
      guard access(path, W_OK | X_OK) == 0 else { throw .homeFails(path, errno) }
    } else {
      let reached = try Child.run(account.prefix + ["/usr/bin/test", "-w", path])
      guard reached.status == 0 else { throw .homeOutOfReach(path, account: account.name) }
    }
    if let owner = FileOwner(data), owner.user != account.user {
      throw .wrongOwner(data, found: owner.user, expected: account.name)
    }
  }

  private func makeFolders(up account: ServerAccount) throws(Problem) {
    var reached = ""
    for name in path.split(separator: "/") {
      reached += "/" + name
      let last = reached == path
      // Folders above root's clusters must let the server's account pass.
      if mkdir(reached, last || account.isRunner ? 0o700 : 0o755) == 0 {
        if last, !account.isRunner, lchown(reached, account.user, account.group) != 0 {
          throw .homeFails(path, errno)
        }
      } else if errno != EEXIST, access(reached, F_OK) != 0 {
        throw .homeFails(path, errno)
      }
    }
  }
}

/// Whose a file is, links not followed.
struct FileOwner {
  var user: uid_t
  var isFolder: Bool
  /// Whether anybody but the owner may do anything with it.
  var isOpenToOthers: Bool

  /// Nothing when there is no such file.
  init?(_ path: String) {
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return nil }
    user = facts.st_uid
    isFolder = facts.st_mode & S_IFMT == S_IFDIR
    isOpenToOthers = facts.st_mode & 0o077 != 0
  }
}
