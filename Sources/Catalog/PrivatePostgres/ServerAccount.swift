import Glibc
import Governance

/// Whom the server runs as, and who runs us.
///
/// PostgreSQL refuses to run as root. When we are root its programs run as `postgres`, which Debian's package creates,
/// or where there is none, as `nobody`; a cluster keeps the account it was made with.
struct ServerAccount: Sendable, Equatable {
  var name: String
  var user: uid_t
  var group: gid_t
  /// The operating-system user of this process.
  var runner: String
  /// What stands before a command so that it runs as this account; empty when that is us.
  var prefix: [String] = []

  var isRunner: Bool { prefix.isEmpty }

  /// Throws `postgres.user` when the user has no name or root has no account to drop to.
  static func current() throws(Problem) -> ServerAccount {
    let me = geteuid()
    guard let runner = entry({ getpwuid_r(me, $0, $1, $2, $3) }) else { throw .userWithoutName(me) }
    guard me == 0 else { return ServerAccount(name: runner.name, user: me, group: getegid(), runner: runner.name) }
    for name in ["postgres", "nobody"] {
      guard let found = entry({ getpwnam_r(name, $0, $1, $2, $3) }), found.user != 0 else { continue }
      var account = ServerAccount(name: name, user: found.user, group: found.group, runner: runner.name)
      account.prefix = try account.wayDown()
      return account
    }
    throw .noAccountToDropTo
  }

  /// The first way to change the user that works here: containers have neither sudo nor, always, the right to do it.
  private func wayDown() throws(Problem) -> [String] {
    let ways = [
      ["setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--"],
      ["runuser", "-u", name, "--"],
    ]
    for way in ways {
      for folder in ["/usr/bin", "/bin", "/usr/sbin", "/sbin"] {
        let command = [folder + "/" + way[0]] + way.dropFirst()
        guard access(command[0], X_OK) == 0 else { continue }
        if let answer = try? Child.run(command + ["/bin/true"]), answer.status == 0 { return command }
        break
      }
    }
    throw .cannotDropTo(name)
  }

  private typealias Lookup = (
    UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int, UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
  ) -> Int32

  private static func entry(_ lookup: Lookup) -> (name: String, user: uid_t, group: gid_t)? {
    var record = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard lookup(&record, &buffer, buffer.count, &found) == 0, found != nil, let name = record.pw_name else {
      return nil
    }
    return (String(cString: name), record.pw_uid, record.pw_gid)
  }
}
