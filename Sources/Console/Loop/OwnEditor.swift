import Foundation
import Governance

/// The officer's own editor, for words longer than a field.
struct OwnEditor: Sendable {
  /// As `$VISUAL` and `$EDITOR` have it: a program with its own arguments, read by the shell.
  let command: String
  /// Where the text lies meanwhile, in a folder that nobody else can enter.
  let folder: String

  /// `$VISUAL`, else `$EDITOR`, else `vi`, as other programs have it.
  static func usual(_ environment: [String: String]) -> OwnEditor {
    let named = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }.first { !$0.isEmpty }
    let folder = environment["XDG_RUNTIME_DIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSTemporaryDirectory()
    return OwnEditor(command: named ?? "vi", folder: folder)
  }

  /// Runs the editor on a text to its end, on this terminal, and returns what it left.
  ///
  /// - Throws: `editor.file` when the text cannot be put in a file or read again, `editor.start` when the editor cannot
  ///   be run, `editor.failed` when it ended with another status than 0; the text in the form is as it was then.
  func edit(_ text: String) throws(Problem) -> String {
    let place = try file(with: text)
    defer { try? FileManager.default.removeItem(atPath: place.folder) }
    let status = try run(on: place.file)
    guard status == 0 else { throw .editorFailed(command, status) }
    // Beyond this no field would take it.
    guard let data = FileManager.default.contents(atPath: place.file), data.count <= 1 << 20 else {
      throw .editorFile("The editor left no file that could be read.")
    }
    return String(decoding: data, as: UTF8.self)
  }

  private func file(with text: String) throws(Problem) -> (folder: String, file: String) {
    var path = Array((folder + "/countersign-XXXXXX").utf8CString)
    guard mkdtemp(&path) != nil else {
      throw .editorFile("No folder could be made in \(folder): \(String(cString: strerror(errno))).")
    }
    let made = path.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    let file = made + "/words.txt"
    let isMade = FileManager.default.createFile(
      atPath: file, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    guard isMade else {
      try? FileManager.default.removeItem(atPath: made)
      throw .editorFile("\(file) could not be written.")
    }
    return (made, file)
  }

  /// The editor's exit status, 128 and more after a signal.
  private func run(on file: String) throws(Problem) -> Int32 {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // It starts with no signal blocked or caught: it stops and ends by keys as it does elsewhere.
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    // Keys that interrupt or stop reach its group and not ours.
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    let words = ["sh", "-c", command + " \"$@\"", command, file]
    var arguments = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    var child = pid_t()
    let failed = posix_spawn(&child, "/bin/sh", nil, &attributes, arguments, environ)
    guard failed == 0 else { throw .editorStart(command, String(cString: strerror(failed))) }
    let before = signal(SIGTTOU, SIG_IGN)
    tcsetpgrp(STDIN_FILENO, child)
    defer {
      tcsetpgrp(STDIN_FILENO, getpgrp())
      _ = signal(SIGTTOU, before)
    }
    return ended(child)
  }

  private func ended(_ child: pid_t) -> Int32 {
    var status: Int32 = 0
    while true {
      guard waitpid(child, &status, WUNTRACED) == child else {
        if errno == EINTR { continue }
        return 255
      }
      // Stopped by Ctrl-Z, or before the terminal was its own: nobody else would continue it.
      if status & 0xFF == 0x7F {
        kill(-child, SIGCONT)
        continue
      }
      return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
  }
}

extension Problem {
  static func editorFile(_ why: String) -> Problem {
    Problem(
      .cannotWrite, "editor.file", happened: "The words could not be handed to the editor.", because: why,
      remedy: "Write them in the field; they are kept.")
  }

  static func editorStart(_ command: String, _ why: String) -> Problem {
    Problem(
      .notFound, "editor.start", happened: "The editor '\(command)' could not be run.", because: why + ".",
      remedy: "Set VISUAL or EDITOR to a program that is there.")
  }

  static func editorFailed(_ command: String, _ status: Int32) -> Problem {
    Problem(
      status == 127 ? .notFound : .cannotWrite, "editor.failed",
      happened: "The editor '\(command)' ended with status \(status).",
      because: "The words in the field are as they were.",
      remedy: status == 127 ? "Set VISUAL or EDITOR to a program that is there." : "")
  }
}
