import Foundation
import Glibc
import Governance

/// One start: from whatever state the folder is in to a server that takes connections. The caller holds the change
/// lock and has prepared the home.
struct ServerStart {
  var use: PrivatePostgres.Use
  var home: ServerHome
  var account: ServerAccount
  var logins: [String]
  var installations: [String]?

  func settings(_ progress: (String) -> Void) throws(Problem) -> PrivatePostgres.Settings {
    let major = try home.dataMajor()
    let programs = try ServerBinaries.choice(
      of: ServerBinaries.found(in: installations ?? ServerBinaries.usualFolders()), forDataOf: major, in: home.path)
    if major == nil { try makeCluster(with: programs, progress) }
    let changed = try configuration().install(into: home.data, for: account)

    if let server = try settled(progress) {
      let settings = try adopted(server)
      if changed { server.reload() }
      try makeDatabase(with: programs, at: settings)
      return settings
    }
    let settings = try launched(with: programs, progress)
    do {
      try makeDatabase(with: programs, at: settings)
    } catch {
      _ = Postmaster(of: home.data)?.end()
      throw error
    }
    return settings
  }

  // MARK: The cluster

  private func makeCluster(with programs: ServerBinaries, _ progress: (String) -> Void) throws(Problem) {
    progress("Preparing a private Postgres \(programs.major) in \(home.path).")
    rmdir(home.data)
    if FileOwner(home.unfinished) != nil {
      do { try FileManager.default.removeItem(atPath: home.unfinished) } catch {
        throw .homeFails(home.unfinished, errno)
      }
    }
    var command =
      account.prefix + [
        programs.path("initdb"), "--pgdata=" + home.unfinished, "--no-locale", "--encoding=UTF8", "--data-checksums",
        "--username=" + PrivatePostgres.superuser, "--auth-local=peer", "--auth-host=reject", "--no-instructions",
      ]
    if use != .local { command.append("--no-sync") }
    let outcome = try Child.run(command)
    guard outcome.status == 0 else { throw .initdbFailed(outcome, home: home) }
    guard rename(home.unfinished, home.data) == 0 else { throw .homeFails(home.data, errno) }
  }

  /// The logins of earlier starts stay: another process may be using them.
  private func configuration() -> ServerConfiguration {
    let earlier = (try? String(contentsOfFile: home.data + "/pg_ident.conf", encoding: .utf8)) ?? ""
    var roles = [PrivatePostgres.superuser]
    for login in ServerConfiguration.logins(inIdentities: earlier) + logins where !roles.contains(login) {
      roles.append(login)
    }
    let users = account.isRunner ? [account.runner] : [account.runner, account.name]
    return ServerConfiguration(use: use, systemUsers: users, logins: roles)
  }

  /// The catalog's database. `createdb` rather than SQL: an existing one is told by the connection that succeeds.
  private func makeDatabase(with programs: ServerBinaries, at settings: PrivatePostgres.Settings) throws(Problem) {
    let conninfo = settings.conninfo(user: PrivatePostgres.superuser)
    // A server that was told to read new files may still refuse by the old ones.
    for _ in 0..<20 {
      guard let refusal = Answer.refusal(at: conninfo) else { return }
      if refusal.contains("does not exist") { break }
      usleep(50_000)
    }
    let outcome = try Child.run([
      programs.path("createdb"), "--host=" + settings.host, "--port=\(settings.port)", "--no-password",
      "--username=" + PrivatePostgres.superuser, "--maintenance-db=postgres", settings.database,
    ])
    if outcome.status == 0 { return }
    throw .serverFailed(outcome.output, home: home)
  }

  // MARK: A server that runs already

  /// The running server once it is neither starting nor ending, or nothing when none runs.
  private func settled(_ progress: (String) -> Void) throws(Problem) -> Postmaster? {
    var told = false
    for _ in 0..<6000 {
      guard let server = Postmaster(of: home.data) else {
        Postmaster.removeMisleadingFile(in: home.data)
        return nil
      }
      if !server.socketFolder.isEmpty, Answer(at: conninfo(in: server.socketFolder)) == .ready { return server }
      if !told { progress("A Postgres of this folder is starting or ending; waiting for it.") }
      told = true
      usleep(100_000)
      // One that ends answers "busy" until it is gone; one that says nothing for a minute is not ours to judge.
      if server.started + 60 < Int64(Date().timeIntervalSince1970),
        server.socketFolder.isEmpty || Answer(at: conninfo(in: server.socketFolder)) == .none,
        Postmaster(of: home.data) == server
      {
        throw .doesNotAnswer(server, home: home)
      }
    }
    throw .doesNotEnd(home)
  }

  private func adopted(_ server: Postmaster) throws(Problem) -> PrivatePostgres.Settings {
    // The folder may be another than today's choice: the runtime folder differs between sessions.
    try SocketFolder.prepare(server.socketFolder, for: account)
    return settings(in: server.socketFolder)
  }

  // MARK: A server of ours

  private func launched(with programs: ServerBinaries, _ progress: (String) -> Void) throws(Problem)
    -> PrivatePostgres.Settings
  {
    let folder = try socketFolder()
    progress("Starting Postgres \(programs.version).")
    // What a killed server leaves behind lives a moment longer and keeps its memory.
    for _ in 0..<40 {
      do {
        try launchOnce(with: programs, in: folder, progress)
        return settings(in: folder)
      } catch {
        guard error.code == Problem.survivors else { throw error }
        usleep(250_000)
      }
    }
    throw .survivorsStay(home)
  }

  private func launchOnce(with programs: ServerBinaries, in folder: String, _ progress: (String) -> Void)
    throws(Problem)
  {
    turnLog()
    let mark = logSize
    let command = [
      programs.path("postgres"), "-D", home.data, "-p", String(SocketFolder.port),
      "-c", "listen_addresses=", "-c", "unix_socket_permissions=0700", "-c",
      "unix_socket_directories=\"\(folder.replacing("\"", with: "\"\""))\"",
    ]
    let child = try Child.launch(account.prefix + command, log: home.log)
    var waited = 0
    while true {
      // Another server may answer at this socket while ours dies because of it: ours is the one in our pid file.
      if Postmaster(of: home.data)?.socketFolder == folder {
        switch Answer(at: conninfo(in: folder)) {
        case .ready: return
        case .busy:
          if waited == 200 { progress("Postgres repairs itself after a crash.") }
        case .none: break
        }
      }
      guard Child.isAlive(child) else { throw failure(from: mark) }
      usleep(10_000)
      waited += 1
      // A repair may take minutes and answers "busy"; silence for a minute is a failure.
      if waited > 6000, Answer(at: conninfo(in: folder)) == .none {
        kill(child, SIGQUIT)
        throw failure(from: mark)
      }
    }
  }

  private func socketFolder() throws(Problem) -> String {
    let runtime = ProcessInfo.processInfo.environment["XDG_RUNTIME_DIR"]
    var last = Problem.socketFolder(home.path + "/socket", because: "Its path is too long for a socket.")
    for folder in SocketFolder.candidates(home: home, account: account, runtime: runtime) {
      do {
        try SocketFolder.prepare(folder, for: account)
        return folder
      } catch { last = error }
    }
    throw last
  }

  private func settings(in folder: String) -> PrivatePostgres.Settings {
    PrivatePostgres.Settings(host: folder, port: SocketFolder.port, database: PrivatePostgres.database)
  }

  private func conninfo(in folder: String) -> String {
    settings(in: folder).conninfo(user: PrivatePostgres.superuser, database: "postgres")
  }

  // MARK: The log

  private var logSize: Int {
    (try? FileManager.default.attributesOfItem(atPath: home.log)[.size] as? Int) ?? 0
  }

  /// Keeps the log from growing for ever: 5 MB, and the one before.
  private func turnLog() {
    if logSize > 5_000_000 { rename(home.log, home.log + ".1") }
  }

  private func failure(from mark: Int) -> Problem {
    // On a full disk the log, too, stays without the reason.
    var disk = statvfs()
    if statvfs(home.path, &disk) == 0, UInt(disk.f_bavail) * UInt(disk.f_frsize) < 65_536 {
      return .diskFull(home.path)
    }
    return .serverFailed(logText(from: mark), home: home)
  }

  private func logText(from mark: Int) -> String {
    let bytes = FileManager.default.contents(atPath: home.log) ?? Data()
    return String(decoding: bytes.dropFirst(min(mark, bytes.count)), as: UTF8.self)
  }
}
