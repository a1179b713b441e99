import Glibc
import Governance

extension Problem {
  /// The code of a failure that passes when the processes of a killed server have ended.
  static let survivors = "postgres.survivors"

  static func cannotRun(_ command: [String], _ failure: Int32) -> Problem {
    Problem(
      .fault, "postgres.child", happened: "The program \(command.first ?? "") cannot be started.",
      because: sentence(failure))
  }

  static func postgresMissing(found: [String]) -> Problem {
    Problem(
      .unreachable, "postgres.missing",
      happened: "No PostgreSQL server of version \(ServerBinaries.oldestMajor) or newer is installed.",
      because: found.isEmpty
        ? "Looked where pg_config points, in /usr/lib/postgresql and in PATH."
        : "Found only \(found.joined(separator: ", ")).",
      remedy: "Install it: on Debian “apt install postgresql”.")
  }

  static func postgresVersion(data: Int, programs: [String], home: String) -> Problem {
    Problem(
      .unreachable, "postgres.version",
      happened: "The cluster in \(home) was made by PostgreSQL \(data), which is not installed.",
      because: "Installed: \(programs.joined(separator: ", ")).",
      remedy: "Install “postgresql-\(data)”, bring the data over with pg_upgrade, or give it up with --reset.")
  }

  static let homeUnknown = Problem(
    .cannotWrite, "postgres.home", happened: "There is no place for a private Postgres.",
    because: "Neither XDG_DATA_HOME nor HOME names a folder.", remedy: "Set HOME.")

  static let homeNotAbsolute = Problem(
    .usage, "postgres.home", happened: "There is no place for a private Postgres.",
    because: "COUNTERSIGN_HOME does not begin with a /.", remedy: "Set it to the full path of a folder, or unset it.")

  static func homeFails(_ path: String, _ failure: Int32) -> Problem {
    if failure == ENOSPC || failure == EDQUOT { return diskFull(path) }
    return Problem(
      .cannotWrite, "postgres.home", happened: "The private Postgres cannot use \(path).", because: sentence(failure),
      remedy: "Make the folder writable, or choose another with COUNTERSIGN_HOME.")
  }

  static func homeOutOfReach(_ path: String, account: String) -> Problem {
    Problem(
      .cannotWrite, "postgres.home", happened: "The user “\(account)” cannot write into \(path).",
      because: "Postgres refuses to run as root, so it runs as “\(account)”, who needs to pass every folder above.",
      remedy: "Choose a folder that “\(account)” can reach, or run countersign as an ordinary user.")
  }

  static func diskFull(_ path: String) -> Problem {
    Problem(
      .cannotWrite, "postgres.disk-full", happened: "The disk is full, so the private Postgres cannot work.",
      because: "It writes to \(path).", remedy: "Make room there and start again; nothing that was saved is lost.")
  }

  static func wrongOwner(_ path: String, found: uid_t, expected: String) -> Problem {
    Problem(
      .notPermitted, "postgres.wrong-owner",
      happened: "The folder \(path) belongs to user \(found), not to “\(expected)”.",
      because: "Postgres only serves data of the user it runs as.",
      remedy: "Run countersign as that user, or give the folder to “\(expected)” with chown -R.")
  }

  static func userWithoutName(_ user: uid_t) -> Problem {
    Problem(
      .notPermitted, "postgres.user", happened: "User \(user) has no name on this machine.",
      because: "Postgres knows people by the names of their operating-system users.",
      remedy: "Add an entry to /etc/passwd, or run as a user that has one.")
  }

  static let noAccountToDropTo = Problem(
    .notPermitted, "postgres.user", happened: "Postgres refuses to run as root, and there is no user to run it as.",
    because: "Neither “postgres” nor “nobody” exists.", remedy: "Run countersign as an ordinary user.")

  static func cannotDropTo(_ name: String) -> Problem {
    Problem(
      .notPermitted, "postgres.user",
      happened: "Postgres refuses to run as root, and running it as “\(name)” does not work.",
      because: "Tried setpriv and runuser (Debian package util-linux).",
      remedy: "Run countersign as an ordinary user, or allow this container to change users.")
  }

  static func notACluster(_ data: String) -> Problem {
    Problem(
      .badData, "postgres.data", happened: "The folder \(data) holds files that are no PostgreSQL cluster.",
      remedy: "Move them away, or start over with --reset.")
  }

  static func socketFolder(_ folder: String, because: String) -> Problem {
    Problem(
      .notPermitted, "postgres.socket-path", happened: "The folder \(folder) cannot hold the server's socket.",
      because: because, remedy: "Remove that folder, or choose a shorter home with XDG_DATA_HOME.")
  }

  static func usedByOthers(_ home: String) -> Problem {
    Problem(
      .conflict, "postgres.in-use", happened: "Another countersign uses the Postgres in \(home).",
      remedy: "Quit it, or end it with --stop, then try again.")
  }

  static func doesNotAnswer(_ server: Postmaster, home: ServerHome) -> Problem {
    Problem(
      .conflict, "postgres.in-use",
      happened: "A Postgres (process \(server.process)) runs on \(home.data) and does not answer.",
      because: "It may have been started by other means; its log is \(home.log).", remedy: "Stop it, then try again.")
  }

  static func doesNotEnd(_ home: ServerHome) -> Problem {
    Problem(
      .conflict, "postgres.in-use", happened: "The Postgres in \(home.path) does not come to an end.",
      because: "Its log is \(home.log).", remedy: "Wait, or end the process named in \(home.data)/postmaster.pid.")
  }

  static func survivorsStay(_ home: ServerHome) -> Problem {
    Problem(
      .conflict, "postgres.in-use", happened: "Processes of a Postgres that was killed still work in \(home.data).",
      remedy: "End them (“postgres: …” in the list of processes), then try again.")
  }

  static func loginName(_ name: String) -> Problem {
    Problem(
      .usage, "postgres.login-name", happened: "A login cannot have the name “\(name.prefix(63))”.",
      because:
        "It is empty, longer than 63 bytes, begins with / or +, or holds a quote, backslash or control character.")
  }

  static func initdbFailed(_ outcome: Child.Outcome, home: ServerHome) -> Problem {
    if outcome.output.contains("No space left on device") || outcome.output.contains("Disk quota exceeded") {
      return diskFull(home.path)
    }
    let reason = outcome.output.split(separator: "\n").last { $0.contains("error:") || $0.contains("FATAL:") }
    return Problem(
      .fault, "postgres.initdb", happened: "A new PostgreSQL cluster could not be made in \(home.path).",
      because: reason.map(String.init) ?? "initdb ended with status \(outcome.status).")
  }

  /// Words for a server that ended instead of serving, from what it wrote.
  static func serverFailed(_ log: String, home: ServerHome) -> Problem {
    let lines = log.split(separator: "\n")
    let reason = lines.last { $0.contains("FATAL:") || $0.contains("PANIC:") || $0.contains("error:") }.map(String.init)
    if log.contains("No space left on device") || log.contains("Disk quota exceeded") { return diskFull(home.path) }
    if log.contains("pre-existing shared memory block") {
      return Problem(.conflict, survivors, happened: "Processes of an earlier Postgres still work in \(home.data).")
    }
    if log.contains("lock file") && log.contains("already exists") || log.contains("Address already in use") {
      return Problem(
        .conflict, "postgres.in-use", happened: "The place where the private Postgres listens is taken.",
        because: reason ?? "", remedy: "Stop the other server, then try again.")
    }
    if log.contains("wrong ownership") {
      return Problem(
        .notPermitted, "postgres.wrong-owner", happened: "Postgres refuses the data in \(home.data).",
        because: reason ?? "", remedy: "Run countersign as the owner of that folder.")
    }
    return Problem(
      .unreachable, "postgres.start", happened: "The private Postgres does not start.",
      because: reason ?? lines.last.map(String.init) ?? "It said nothing.", remedy: "Its log is \(home.log).")
  }

  private static func sentence(_ failure: Int32) -> String { String(cString: strerror(failure)) + "." }
}
