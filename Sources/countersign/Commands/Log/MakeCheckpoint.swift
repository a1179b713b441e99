import ArgumentParser
import Evidence
import Governance
import Operations

/// `log checkpoint`
struct MakeCheckpoint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint", abstract: "Seal what there is, and sign the new head.",
    discussion: "Without --key it only seals. Keep what --out wrote where the catalog's administrators cannot reach it."
  )
  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("The key that `log key new` made.", valueName: "file")) var key: String?
  @Option(help: ArgumentHelp("Write the checkpoint to a file.", valueName: "file")) var out: String?
  @Option(
    help: ArgumentHelp(
      "Write the hashes of all leaves, 32 bytes each: with them `verify` names a leaf whatever was rewritten.",
      valueName: "file"))
  var leaves: String?
  @Flag(help: "Write over files that are there.") var force = false

  /// Seconds for which a daemon that is sealing may go on first.
  private static let patience = 10.0

  func validate() throws {
    if key == nil, out != nil || leaves != nil { throw ValidationError("--out and --leaves need --key.") }
  }

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      guard let key else {
        let head = try await desk.sealLog(patience: Self.patience)
        guard !output.json else { return try output.document(.fields(fields(of: head))) }
        return output.line("\(head.added) leaves sealed, \(head.size) in all, root \(head.root.hex)")
      }
      let signing = try KeyFile.signingKey(at: key)
      let (head, note) = try await desk.makeCheckpoint(signedBy: signing, patience: Self.patience)
      if let leaves {
        let hashes = try await desk.leafHashes(first: head.size)
        try CardFile.write(hashes.flatMap(\.bytes), to: leaves, over: force)
      }
      if let out { try CardFile.write(Array(note.written.utf8), to: out, over: force) }
      if output.json {
        try output.document(.fields(fields(of: head) + [("checkpoint", .string(note.written))]))
      } else if out == nil {
        output.write(Array(note.written.utf8))
      } else {
        output.line("\(head.added) leaves sealed, \(head.size) in all, root \(head.root.hex)")
      }
    }
  }

  private func fields(of head: LogHead) -> [(String, JSONValue)] {
    [("added", .integer(head.added)), ("size", .integer(head.size)), ("root", .string(head.root.hex))]
  }
}
