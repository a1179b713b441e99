internal import Evidence
internal import Foundation
internal import Governance

/// A git repository of checkpoints, on its branch `main`: a commit a checkpoint, pushed and never forced, so that whoever
/// keeps the repository sees every one that ever was.
struct GitPlace {
  let address: String
  /// How long git may take before it is ended.
  private static let seconds = 120.0

  func take(_ parcel: CheckpointParcel) throws(Problem) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("countersign-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .untaken("No folder could be made for git.", (error as NSError).localizedDescription)
    }
    let work = folder.appendingPathComponent("work")
    try git(["init", "--quiet", "--initial-branch", "main", work.path], in: folder)
    // A repository that is still empty has no branch to begin with.
    if try git(["ls-remote", "--heads", "--", address, "refs/heads/main"], in: work) != "" {
      try git(["fetch", "--quiet", "--depth", "1", "--", address, "refs/heads/main"], in: work)
      try git(["reset", "--quiet", "--hard", "FETCH_HEAD"], in: work)
    }
    try CheckpointFolder(path: work.path).take(parcel)
    try git(["add", "--all"], in: work)
    guard try git(["status", "--porcelain"], in: work) != "" else { return }
    try git(["commit", "--quiet", "--message", "Checkpoint of \(parcel.checkpoint.size) leaves"], in: work)
    try git(["push", "--quiet", "--", address, "HEAD:refs/heads/main"], in: work)
  }

  /// Runs git by the settings of whoever runs us; answers what it printed.
  @discardableResult
  private func git(_ arguments: [String], in folder: URL) throws(Problem) -> String {
    let program = GitProgram(settings: ["user.name=countersign", "user.email=countersign@localhost"])
    let outcome: GitProgram.Outcome
    do {
      outcome = try program.run(arguments, in: folder, seconds: Self.seconds)
    } catch {
      switch error {
      case .missing: throw .untaken("git could not be run.", "No program called git is in PATH.")
      case .late(let seconds): throw .untaken("git \(arguments[0]) took longer than \(Int(seconds)) seconds.", "")
      case .system(let words): throw .untaken("git could not be run.", words)
      }
    }
    guard outcome.status == 0 else {
      throw .untaken("git \(arguments[0]) ended with status \(outcome.status).", String(outcome.errors.suffix(300)))
    }
    return outcome.text
  }
}
