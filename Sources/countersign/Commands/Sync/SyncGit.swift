import ArgumentParser
import Exchange
import Foundation
import Governance
import Operations

/// `sync git`
struct SyncGit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "git",
    abstract: "Look at a repository of git, and take its commits and tags that are new.",
    discussion: """
      A commit is kept with its author, times, the first line of its message and the kind of its signature, which nobody \
      verifies; a tag with what it names, its tagger and its message. What was moved, renamed or deleted there is recorded; \
      nothing is deleted here. A version whose source names a commit (7 digits of its id or more) or a tag (tag NAME, \
      refs/tags/NAME, ADDRESS@NAME, or the name alone where the repository is of the same team) is traced to it: registry \
      show and sync facts tell so.

      The first look begins to follow the repository, and needs --reason and the right of builder or lead; every look needs \
      that right and the one of ingest. `sync set` lets a daemon look by itself. Nothing of the repository is checked out and \
      nothing in it is run. Settings of git on this machine are not read; ssh finds its keys as always, without asking. Over \
      https COUNTERSIGN_KEY_<HOST> is a token and COUNTERSIGN_LOGIN_<HOST> is user:password, from the environment, with \
      <HOST> in capitals and _ for every other character.
      """)
  @OptionGroup var globals: GlobalOptions
  @Option(
    help: ArgumentHelp(
      "Where it is: https://host/path, ssh://user@host/path, user@host:path or the path of a folder.",
      valueName: "path|url"))
  var repository: String
  @Option(
    help: ArgumentHelp(
      """
      Only these branches and tags, such as main, 'v1.*' or refs/heads/main; may be repeated. What is left out from then on \
      counts as gone.
      """, valueName: "pattern"))
  var ref: [String] = []
  @Option(help: "What to call it here; else the last part of its address.") var name: String?
  @Option(help: "Whose it is; else your own team's.") var team: String?
  @Flag(help: "Compare everything, and not only what is new; done once a day anyway.") var full = false
  @Option(help: "Why it is followed, or these branches and tags are, in words.") var reason: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let address = try GitAddress.checked(repository, in: FileManager.default.currentDirectoryPath)
      try await desk.mayBringIn()
      let source = try await followed(desk, address, output)
      let roads = EnvironmentRoads(environment: ProcessInfo.processInfo.environment)
      let road = try roads.repository(at: source.address, references: source.references)
      let report = try await desk.sync(source, from: road, isFull: full) { counts in output.progress(counts) }
      try output.report(report)
    }
  }

  private func followed(_ desk: Workbench, _ address: String, _ output: Output) async throws(Problem) -> SyncSource {
    let old = try await desk.syncSources().first { $0.kind == .git && $0.address == address }
    if let old, ref.isEmpty || ref == old.references { return old }
    guard let reason, !reason.isEmpty else {
      throw Problem(
        .usage, "sync.reason",
        happened: old == nil ? "\(address) is not followed yet." : "Other branches and tags of it are followed.",
        remedy: "Say why it is to be: --reason TEXT.")
    }
    let last = address.split(whereSeparator: { "/:".contains($0) }).last.map(String.init) ?? address
    let plain = SyncName.plain(last.hasSuffix(".git") ? String(last.dropLast(4)) : last)
    let source: SyncSource
    if let old {
      source = old
    } else {
      source = try await desk.follow(
        name ?? plain, .git, at: address, team: team, owner: nil, reason: reason, output)
    }
    guard !ref.isEmpty else { return source }
    let recorded = try await desk.chooseReferences(ref, of: source.name, reason: reason, channel: .command)
    if let recorded { output.say(recorded.what) }
    var chosen = source
    chosen.references = ref
    return chosen
  }
}
