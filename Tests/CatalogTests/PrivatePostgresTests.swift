import Foundation
import Glibc
import Governance
import Testing

@testable import Catalog

/// A folder for one cluster; `remove` takes it away, server and all.
private final class Place {
  let folder: URL
  private var started: [PrivatePostgres] = []

  /// In `/tmp` rather than the temporary folder: when root runs the tests another user's server must reach it.
  init(_ name: String = "c") {
    folder = URL(fileURLWithPath: "/tmp/cs-\(getpid())-\(UInt32.random(in: 0...UInt32.max))", isDirectory: true)
      .appending(path: name, directoryHint: .isDirectory)
  }

  func postgres(_ use: PrivatePostgres.Use = .test, installations: [String]? = nil) throws(Problem) -> PrivatePostgres {
    let postgres = try PrivatePostgres(use: use, home: folder, installations: installations)
    started.append(postgres)
    return postgres
  }

  func remove() {
    for postgres in started { postgres.stop() }
    try? FileManager.default.removeItem(at: folder.deletingLastPathComponent())
  }
}

private func code(of work: () throws(Problem) -> Void) -> String {
  do {
    try work()
    return "done"
  } catch {
    return error.code
  }
}

private let superuser = PrivatePostgres.superuser

@Suite("A private Postgres")
struct PrivatePostgresTests {
  @Test("goes from nothing to a server and back, and keeps what was written")
  func wholeLife() throws {
    let place = Place()
    defer { place.remove() }
    let postgres = try place.postgres()
    #expect(postgres.status().state == .absent)

    let settings = try postgres.start()
    #expect(postgres.status().state == .running)
    #expect(postgres.status().isUsed)
    #expect(ask("show data_checksums", at: settings.conninfo(user: superuser)) == "on")
    #expect(ask("show server_encoding", at: settings.conninfo(user: superuser)) == "UTF8")
    #expect(ask("show listen_addresses", at: settings.conninfo(user: superuser)) == "")
    #expect(ask("show timezone", at: settings.conninfo(user: superuser)) == "UTC")
    _ = ask("create table kept()", at: settings.conninfo(user: superuser))

    #expect(postgres.leave())
    #expect(postgres.status().state == .stopped)
    // A child that another test is just starting holds our locks until it becomes its program.
    for _ in 1...100 where postgres.status().isUsed { usleep(20_000) }
    #expect(!postgres.status().isUsed)

    let again = try postgres.start()
    #expect(ask("select count(*) from pg_tables where tablename = 'kept'", at: again.conninfo(user: superuser)) == "1")
    try postgres.reset()
    #expect(postgres.status().state == .absent)
  }

  @Test("is entered by nobody but its owner: folders 0700, and a socket")
  func isClosed() throws {
    let place = Place()
    defer { place.remove() }
    let settings = try place.postgres().start()
    for path in [place.folder.path, settings.host, place.folder.path + "/data"] {
      let owner = try #require(FileOwner(path))
      #expect(!owner.isOpenToOthers, "\(path)")
      #expect(try owner.user == ServerAccount.current().user)
    }
    #expect(access(settings.host + "/.s.PGSQL.\(settings.port)", F_OK) == 0)
  }

  @Test("lets the person be the named roles and no other")
  func identityMap() throws {
    let place = Place()
    defer { place.remove() }
    let postgres = try place.postgres(.local)
    let settings = try postgres.start(logins: ["ines", "o'neil and co"])
    for role in ["ines", "o'neil and co", "mallory"] {
      _ = ask("create role \"\(role)\" login", at: settings.conninfo(user: superuser))
    }
    #expect(ask("select session_user", at: settings.conninfo(user: "ines")) == "ines")
    #expect(ask("select session_user", at: settings.conninfo(user: "o'neil and co")) == "o'neil and co")
    #expect(ask("select session_user", at: settings.conninfo(user: "mallory")).contains("authentication failed"))
    #expect(ask("show fsync", at: settings.conninfo(user: superuser)) == "on")

    // A second start adds to a running server, and takes nothing away.
    let more = try place.postgres(.local).start(logins: ["mallory"])
    #expect(ask("select session_user", at: more.conninfo(user: "mallory")) == "mallory")
    #expect(ask("select session_user", at: more.conninfo(user: "ines")) == "ines")
  }

  @Test("refuses a login that its map of identities cannot name", arguments: ["", "a\"b", "a\nb", "/a", "+a"])
  func loginNames(name: String) throws {
    let place = Place()
    defer { place.remove() }
    let postgres = try place.postgres()
    #expect(code { () throws(Problem) in _ = try postgres.start(logins: [name]) } == "postgres.login-name")
  }

  @Test("is stopped by the last who leaves, not the first; reset waits for neither")
  func severalUsers() throws {
    let place = Place()
    defer { place.remove() }
    let (first, second) = (try place.postgres(), try place.postgres())
    _ = try first.start()
    let process = try #require(first.status().process)
    _ = try second.start()
    #expect(second.status().process == process)

    #expect(code { () throws(Problem) in try first.reset() } == "postgres.in-use")
    _ = try first.start()
    #expect(!first.leave())
    #expect(second.status().state == .running)
    #expect(second.leave())
    #expect(first.status().state == .stopped)
  }

  @Test("comes back after its server was killed, and after a whole crash")
  func crashes() throws {
    let place = Place()
    defer { place.remove() }
    let postgres = try place.postgres()
    let settings = try postgres.start()
    _ = ask("create table kept()", at: settings.conninfo(user: superuser))
    for killsAll in [false, true] {
      let process = try #require(postgres.status().process)
      let children = try String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
      #expect(!children.isEmpty)
      for victim in [process] + (killsAll ? children.split(separator: " ").compactMap { pid_t($0) } : []) {
        kill(victim, SIGKILL)
      }
      let again = try postgres.start()
      #expect(postgres.status().process != process)
      #expect(
        ask("select count(*) from pg_tables where tablename = 'kept'", at: again.conninfo(user: superuser)) == "1")
    }
  }

  @Test("starts over a pid file left by another boot, whose number is now somebody else's")
  func stalePidFile() throws {
    let place = Place()
    defer { place.remove() }
    let postgres = try place.postgres()
    _ = try postgres.start()
    #expect(postgres.stop())
    let sleeper = try Child.launch(try ServerAccount.current().prefix + ["/bin/sleep", "60"], log: "/dev/null")
    defer { kill(sleeper, SIGKILL) }
    let left =
      "\(sleeper)\n\(place.folder.path)/data\n1700000000\n5432\n\(place.folder.path)/socket\n\n  1 2147483000\nready\n"
    try left.write(toFile: place.folder.path + "/data/postmaster.pid", atomically: true, encoding: .utf8)
    chown(
      place.folder.path + "/data/postmaster.pid", try ServerAccount.current().user, try ServerAccount.current().group)
    #expect(postgres.status().state == .stopped)
    _ = try postgres.start()
    #expect(postgres.status().state == .running)
    #expect(Child.isAlive(sleeper))
  }

  @Test("begins again when making the cluster was interrupted")
  func interruptedCreation() throws {
    let place = Place()
    defer { place.remove() }
    try FileManager.default.createDirectory(at: place.folder, withIntermediateDirectories: true)
    let account = try ServerAccount.current()
    chown(place.folder.path, account.user, account.group)
    let half = place.folder.appending(path: "data.new/base")
    try FileManager.default.createDirectory(at: half, withIntermediateDirectories: true)
    let postgres = try place.postgres()
    _ = try postgres.start()
    #expect(postgres.status().state == .running)
    #expect(!FileManager.default.fileExists(atPath: half.path))
  }

  @Test("finds a short place for its socket when the home's path is too long or holds a comma")
  func socketPlace() throws {
    for name in [String(repeating: "long", count: 30), "a,b"] {
      let place = Place(name)
      defer { place.remove() }
      let settings = try place.postgres().start()
      defer { try? FileManager.default.removeItem(atPath: settings.host) }
      #expect(!settings.host.hasPrefix(place.folder.path))
      #expect(ask("select 1", at: settings.conninfo(user: superuser)) == "1")
    }
  }

  @Test("works in a home with spaces and quotes in its path")
  func oddPath() throws {
    let place = Place("it's a \"home\" é")
    defer { place.remove() }
    let settings = try place.postgres().start()
    #expect(ask("select 1", at: settings.conninfo(user: superuser)) == "1")
  }

  @Test("refuses a socket folder that others may enter")
  func openSocketFolder() throws {
    let place = Place()
    defer { place.remove() }
    let account = try ServerAccount.current()
    let folder = place.folder.path + "/socket"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for path in [place.folder.path, folder] { chown(path, account.user, account.group) }
    chmod(folder, 0o755)
    #expect(
      code { () throws(Problem) in try SocketFolder.prepare(folder, for: account) } == "postgres.socket-path")
    chmod(folder, 0o700)
    #expect(code { () throws(Problem) in try SocketFolder.prepare(folder, for: account) } == "done")
  }

  @Test("says when the place where it listens is taken")
  func socketTaken() throws {
    let place = Place()
    defer { place.remove() }
    let postgres = try place.postgres()
    let settings = try postgres.start()
    #expect(postgres.stop())
    // What another server of the same folder would leave: a lock that names a living process.
    let lock = settings.host + "/.s.PGSQL.\(settings.port).lock"
    let account = try ServerAccount.current()
    let other = try Child.launch(account.prefix + ["/bin/sleep", "60"], log: "/dev/null")
    defer { kill(other, SIGKILL) }
    try "\(other)\n/elsewhere\n1700000000\n".write(toFile: lock, atomically: true, encoding: .utf8)
    chown(lock, account.user, account.group)
    #expect(code { () throws(Problem) in _ = try postgres.start() } == "postgres.in-use")
  }

  @Test("says which package is missing, and which versions are too old")
  func binariesMissing() throws {
    let place = Place()
    defer { place.remove() }
    let postgres = try place.postgres(installations: ["/nowhere"])
    do throws(Problem) {
      _ = try postgres.start()
      Issue.record("started without programs")
    } catch {
      #expect(error.code == "postgres.missing")
      #expect(error.remedy.contains("apt install postgresql"))
    }
    let old = ServerBinaries(folder: "/old", version: "13.4", major: 13)
    do throws(Problem) {
      _ = try ServerBinaries.choice(of: [old], forDataOf: nil, in: "/home")
    } catch {
      #expect(error.because == "Found only 13.4.")
    }
  }

  @Test("takes the newest programs for a new cluster and the same major version for data that exists")
  func versions() throws {
    let found = [17, 16, 13].map { ServerBinaries(folder: "/\($0)", version: "\($0).2", major: $0) }
    #expect(try ServerBinaries.choice(of: found, forDataOf: nil, in: "/home").major == 17)
    #expect(try ServerBinaries.choice(of: found, forDataOf: 16, in: "/home").major == 16)
    for unusable in [15, 18] {
      let refused = code { () throws(Problem) in
        _ = try ServerBinaries.choice(of: found, forDataOf: unusable, in: "/home")
      }
      #expect(refused == "postgres.version")
    }
    #expect(ServerBinaries.version(in: "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n")?.text == "15.20")
    #expect(ServerBinaries.version(in: "postgres (PostgreSQL) 18beta2\n")?.major == 18)
    #expect(ServerBinaries.version(in: "something else") == nil)
  }

  @Test("leaves data of another major version alone")
  func otherVersion() throws {
    let place = Place()
    defer { place.remove() }
    let postgres = try place.postgres()
    _ = try postgres.start()
    #expect(postgres.stop())
    try "9\n".write(toFile: place.folder.path + "/data/PG_VERSION", atomically: false, encoding: .utf8)
    #expect(code { () throws(Problem) in _ = try postgres.start() } == "postgres.version")
  }

  @Test("does not touch a data folder that is no cluster")
  func foreignFiles() throws {
    let place = Place()
    defer { place.remove() }
    let account = try ServerAccount.current()
    let data = place.folder.appending(path: "data")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    for path in [place.folder.path, data.path] { chown(path, account.user, account.group) }
    try "mine".write(to: data.appending(path: "letter.txt"), atomically: true, encoding: .utf8)
    let postgres = try place.postgres()
    #expect(code { () throws(Problem) in _ = try postgres.start() } == "postgres.data")
    #expect(try String(contentsOf: data.appending(path: "letter.txt"), encoding: .utf8) == "mine")
  }

  @Test("says when the home cannot be used")
  func unusableHome() throws {
    let place = Place()
    defer { place.remove() }
    let above = place.folder.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: above, withIntermediateDirectories: true)
    try "a file".write(to: place.folder, atomically: true, encoding: .utf8)
    let postgres = try place.postgres()
    #expect(code { () throws(Problem) in _ = try postgres.start() } == "postgres.home")
  }

  @Test(
    "says when root's server cannot reach the home", .enabled(if: geteuid() == 0, "only root drops to another user"))
  func homeOutOfReach() throws {
    let place = Place()
    defer { place.remove() }
    let above = place.folder.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: above, withIntermediateDirectories: true)
    chmod(above.path, 0o700)
    #expect(code { () throws(Problem) in _ = try place.postgres().start() } == "postgres.home")
  }

  @Test("says when the data belongs to somebody else", .enabled(if: geteuid() == 0, "only root can give files away"))
  func wrongOwner() throws {
    let place = Place()
    defer { place.remove() }
    let postgres = try place.postgres()
    _ = try postgres.start()
    #expect(postgres.stop())
    chown(place.folder.path + "/data", 12_345, 12_345)
    #expect(code { () throws(Problem) in _ = try postgres.start() } == "postgres.wrong-owner")
  }

  @Test("says when a home without content may not be written", .enabled(if: geteuid() != 0, "root may write anywhere"))
  func readOnlyHome() throws {
    let place = Place()
    defer { place.remove() }
    try FileManager.default.createDirectory(at: place.folder, withIntermediateDirectories: true)
    chmod(place.folder.path, 0o500)
    #expect(code { () throws(Problem) in _ = try place.postgres().start() } == "postgres.home")
  }

  @Test(
    "tells a full disk from other failures",
    arguments: [
      ("initdb: error: could not create directory \"x/base/1\": No space left on device", "postgres.disk-full"),
      ("initdb: error: program \"postgres\" was not found", "postgres.initdb"),
    ])
  func initdbFailures(output: String, expected: String) {
    let outcome = Child.Outcome(status: 1, output: output + "\ninitdb: removing contents of data directory\n")
    #expect(Problem.initdbFailed(outcome, home: ServerHome(path: "/home")).code == expected)
  }

  @Test(
    "reads in the log why the server ended",
    arguments: [
      ("PANIC:  could not write to file \"pg_wal/xlogtemp.1\": No space left on device", "postgres.disk-full"),
      ("FATAL:  data directory \"/d\" has wrong ownership", "postgres.wrong-owner"),
      ("FATAL:  lock file \"postmaster.pid\" already exists", "postgres.in-use"),
      ("FATAL:  could not load private library \"x\"", "postgres.start"),
    ])
  func serverFailures(line: String, expected: String) {
    let log =
      "2026-11-21 19:00:00.000 UTC [1] @ \(line)\n2026-11-21 19:00:00.000 UTC [1] @ LOG:  database system is shut down\n"
    let problem = Problem.serverFailed(log, home: ServerHome(path: "/home"))
    #expect(problem.code == expected)
    if expected == "postgres.start" { #expect(problem.because.contains("could not load private library")) }
  }

  @Test("says when the disk is full", .enabled(if: SmallDisk.isPossible, "mounting needs root"))
  func fullDisk() throws {
    let disk = try SmallDisk(megabytes: 20)
    defer { disk.remove() }
    let postgres = try PrivatePostgres(use: .test, home: disk.folder.appending(path: "c"))
    #expect(code { () throws(Problem) in _ = try postgres.start() } == "postgres.disk-full")
    #expect(postgres.status().state == .absent)
  }

  @Test("says so too when the disk filled up since", .enabled(if: SmallDisk.isPossible, "mounting needs root"))
  func filledDisk() throws {
    let disk = try SmallDisk(megabytes: 96)
    defer { disk.remove() }
    let postgres = try PrivatePostgres(use: .test, home: disk.folder.appending(path: "c"))
    let settings = try postgres.start()
    _ = ask("create table kept()", at: settings.conninfo(user: superuser))
    #expect(postgres.stop())
    let filler = disk.folder.path + "/filler"
    #expect(try Child.run(["/bin/dd", "if=/dev/zero", "of=" + filler, "bs=4096"]).status != 0)
    #expect(code { () throws(Problem) in _ = try postgres.start() } == "postgres.disk-full")

    unlink(filler)
    _ = try postgres.start()
    defer { postgres.stop() }
    #expect(
      ask("select count(*) from pg_tables where tablename = 'kept'", at: settings.conninfo(user: superuser)) == "1")
  }

  @Test("is not ended by keys of the terminal: it has a session of its own")
  func ownSession() throws {
    let place = Place()
    defer { place.remove() }
    let postgres = try place.postgres()
    _ = try postgres.start()
    let process = try #require(postgres.status().process)
    #expect(getsid(process) == process)
    #expect(getsid(process) != getsid(0))
  }
}

/// A disk in memory, so that one can be full.
private struct SmallDisk {
  let folder: URL

  static let isPossible: Bool = {
    guard geteuid() == 0, let disk = try? SmallDisk(megabytes: 1) else { return false }
    disk.remove()
    return true
  }()

  init(megabytes: Int) throws {
    folder = URL(fileURLWithPath: "/tmp/cs-disk-\(getpid())-\(UInt32.random(in: 0...UInt32.max))", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let mounted = try Child.run(["/bin/mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder.path])
    guard mounted.status == 0 else {
      try? FileManager.default.removeItem(at: folder)
      throw Problem(.fault, "test.mount", happened: mounted.output)
    }
  }

  func remove() {
    _ = try? Child.run(["/bin/umount", folder.path])
    try? FileManager.default.removeItem(at: folder)
  }
}
