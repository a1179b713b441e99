import ArgumentParser
import Evidence
import Exchange
import Foundation
import Governance
import Operations

#if canImport(Glibc)
  import Glibc
#endif

/// What a person signs with.
struct KeyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Sign with this key: a file of `countersign key new`, or the fingerprint (SHA256:…) of one in ssh-agent. Without it \
      COUNTERSIGN_SIGNING_KEY in the environment says so, else ssh-agent is asked.
      """, valueName: "file|fingerprint"))
  var key: String?
  @OptionGroup var passphrase: PassphraseOptions

  var ring: (any KeyRing)? { KeyOptions.ring(key, ProcessInfo.processInfo.environment) }

  /// The keys at hand; nil when nothing names any.
  static func ring(_ given: String?, _ environment: [String: String]) -> (any KeyRing)? {
    let named = given ?? environment["COUNTERSIGN_SIGNING_KEY"].flatMap { $0.isEmpty ? nil : $0 }
    if let named, !named.hasPrefix("SHA256:") { return FileKeyRing(path: named) }
    guard let socket = environment["SSH_AUTH_SOCK"], !socket.isEmpty else { return nil }
    return AgentKeyRing(socket: socket, chosen: named)
  }

  /// The passphrase of the key, where it is in a file and locked.
  func typed() throws(Problem) -> String? {
    guard let file = ring as? FileKeyRing, try FileKeyRing.isLocked(at: file.path) else { return nil }
    return try passphrase.read("Passphrase of \(file.path): ")
  }
}

/// Where a passphrase comes from: a terminal, or a file descriptor; never the command line, which others can see.
struct PassphraseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read the passphrase from this open file descriptor, to its first line end.", valueName: "number"))
  var passphraseFd: Int32?

  func read(_ prompt: String) throws(Problem) -> String {
    let bytes: [UInt8]
    if let passphraseFd { bytes = try Passphrase.line(of: passphraseFd) } else { bytes = try Passphrase.typed(prompt) }
    guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty else { throw .noPassphrase }
    return text
  }

  /// A new one: typed twice, or read once from a file descriptor.
  func readNew(for path: String) throws(Problem) -> String {
    let first = try read("A passphrase for \(path): ")
    guard passphraseFd == nil else { return first }
    guard try read("The same again: ") == first else {
      throw Problem(.usage, "passphrase.differs", happened: "The two were not the same.", remedy: "Try again.")
    }
    return first
  }
}

/// Reads a line that is not shown.
private enum Passphrase {
  static func typed(_ prompt: String) throws(Problem) -> [UInt8] {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { throw .noPassphrase }
    defer { close(terminal) }
    var before = termios()
    guard tcgetattr(terminal, &before) == 0 else { throw .noPassphrase }
    var hidden = before
    hidden.c_lflag &= ~tcflag_t(ECHO)
    hidden.c_lflag |= tcflag_t(ECHONL)
    _ = Array(prompt.utf8).withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
    tcsetattr(terminal, TCSAFLUSH, &hidden)
    defer { tcsetattr(terminal, TCSAFLUSH, &before) }
    return try line(of: terminal)
  }

  static func line(of file: Int32) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < 4096 {
      let count = Glibc.read(file, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .noPassphrase }
      if count == 0 || byte == 10 { return bytes }
      bytes.append(byte)
    }
    return bytes
  }
}

extension Problem {
  fileprivate static var noPassphrase: Problem {
    Problem(
      .usage, "passphrase.none", happened: "There is no passphrase to read.",
      because: "No terminal is here, or nothing was typed.", remedy: "Type it at a terminal, or use --passphrase-fd.")
  }
}
