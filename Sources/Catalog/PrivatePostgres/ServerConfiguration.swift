import Foundation
import Glibc
import Governance

/// The three files the server reads, written before every start.
struct ServerConfiguration: Sendable {
  var use: PrivatePostgres.Use
  /// Operating-system users who may connect.
  var systemUsers: [String]
  /// Roles they may connect as, the superuser among them.
  var logins: [String]

  /// `postgresql.conf`. Settings of a person's own belong into ALTER SYSTEM, which outranks this file.
  var settings: String {
    let durability =
      switch use {
      case .local:
        """
        # Everything committed survives a crash of the machine.
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        wal_level = replica
        min_wal_size = 80MB
        max_wal_size = 1GB
        """
      case .demo, .test:
        """
        # Made to be thrown away: a crash of the machine may destroy it. A killed server loses nothing, because
        # each commit is still handed to the operating system, which costs little without fsync.
        fsync = off
        synchronous_commit = on
        full_page_writes = off
        wal_level = minimal
        max_wal_senders = 0
        min_wal_size = 32MB
        max_wal_size = \(use == .test ? "256MB" : "1GB")
        """
      }
    return """
      # Written by countersign at every start. Use ALTER SYSTEM for settings of your own.
      # Where it listens is said on the server's command line: one Unix socket, no network.

      # Tests run side by side, each with sessions of its own.
      max_connections = \(use == .test ? 1000 : 100)
      shared_buffers = 128MB
      dynamic_shared_memory_type = posix
      jit = off

      \(durability)

      # No parameter and no statement text in the log: it may be somebody's.
      log_destination = 'stderr'
      logging_collector = off
      log_line_prefix = '%m [%p] %u@%d '
      log_error_verbosity = terse
      log_min_error_statement = panic
      log_parameter_max_length = 0
      log_parameter_max_length_on_error = 0
      log_timezone = 'UTC'

      timezone = 'UTC'
      datestyle = 'iso, ymd'
      lc_messages = 'C'
      lc_monetary = 'C'
      lc_numeric = 'C'
      lc_time = 'C'
      default_text_search_config = 'pg_catalog.simple'

      """
  }

  /// `pg_hba.conf`: the kernel says who is at the other end of the socket.
  var access: String {
    """
    # Written by countersign at every start.
    local all all \(use == .test ? "trust" : "peer map=countersign")

    """
  }

  /// `pg_ident.conf`: which operating-system user may be which role.
  var identities: String {
    let lines = systemUsers.flatMap { user in logins.map { "countersign \"\(user)\" \"\($0)\"" } }
    return (["# Written by countersign at every start."] + lines).joined(separator: "\n") + "\n"
  }

  /// The roles named in a `pg_ident.conf` of ours.
  static func logins(inIdentities text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
      return line.hasPrefix("countersign ") && parts.count == 5 ? String(parts[3]) : nil
    }
  }

  /// Whether a role's name can stand in `pg_ident.conf` and mean itself.
  static func canName(_ login: String) -> Bool {
    !login.isEmpty && login.utf8.count <= 63
      && login.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f && $0 != "\"" && $0 != "\\" }
      && login.first != "/" && login.first != "+"
  }

  /// Writes what differs from the files in `data`, each in one step. Returns whether anything did.
  func install(into data: String, for account: ServerAccount) throws(Problem) -> Bool {
    var changed = false
    for (name, text) in [("postgresql.conf", settings), ("pg_hba.conf", access), ("pg_ident.conf", identities)] {
      let path = data + "/" + name
      if let present = try? String(contentsOfFile: path, encoding: .utf8), present == text { continue }
      try write(text, to: path, for: account)
      changed = true
    }
    return changed
  }

  private func write(_ text: String, to path: String, for account: ServerAccount) throws(Problem) {
    let fresh = path + ".new"
    unlink(fresh)
    let file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR)
    guard file >= 0 else { throw .homeFails(path, errno) }
    let bytes = Array(text.utf8)
    let written = Glibc.write(file, bytes, bytes.count)
    let failure = errno
    let owned = account.isRunner || fchown(file, account.user, account.group) == 0
    close(file)
    guard written == bytes.count, owned, rename(fresh, path) == 0 else {
      unlink(fresh)
      throw .homeFails(path, written == bytes.count ? errno : failure)
    }
  }
}
