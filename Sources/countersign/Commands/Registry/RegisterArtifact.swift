import ArgumentParser
import Evidence
import Foundation
import Governance
import Operations

/// `registry register`
struct RegisterArtifact: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register", abstract: "Register a version. The same content is the same version.",
    discussion: """
      FILE holds a version's body as JSON, or a prompt as other tools write it: LangChain's prompt files (JSON, YAML) and \
      what its dumps() writes, Semantic Kernel's (YAML, JSON, or skprompt.txt beside config.json), or words alone (.txt, \
      .md). What it is shows in the file; --format says it.

      A body must say what its kind asks for: a prompt its messages or template, a chain its steps or pins, an embedding \
      index its embedder and dimensions, an endpoint its address, a vendor dpa_until. What pins or snippets name is pinned.

      A body with a key, a token or a password in it is refused: a version cannot be changed, and a secret belongs in no \
      prompt. --keep-secrets registers it all the same; its cards mask what they find.

      With --history, FILE has a version a line (JSON lines), the oldest first: each comes from the one before, and all of them \
      are registered or none. Versions of many artifacts come by `registry import`. A line's label is \
      "version_label", "version" or "name"; --only takes the lines of one "name". A file that is in another order, such as \
      by alphabet, is put in order by the numbers in its labels with --sort version: Dan_6_2 before Dan_10_0, and labels \
      without a number first.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The artifact's name.") var artifact: String
  @Argument(help: ArgumentHelp("A file with the body, - for standard input.", valueName: "file")) var file: String
  @Option(help: "What the file is: \(PromptImport.formats.joined(separator: ", ")).") var format: String?
  @Option(help: ArgumentHelp("The config.json of a skprompt.txt, when it does not lie beside it.", valueName: "file"))
  var config: String?
  @Flag(help: "The file has a version a line, the oldest first.") var history = false
  @Option(help: ArgumentHelp("With --history: only lines of this name.", valueName: "name")) var only: String?
  @Option(
    help: ArgumentHelp(
      "With --history: which line is the oldest, by the file or by the numbers in labels.", valueName: "file|version"))
  var sort = HistoryOrder.file
  @Option(help: "\(ArtifactKind.allCases.map(\.rawValue).joined(separator: ", ")).") var kind: ArtifactKind
  @Option(help: "The team it belongs to.") var team: String
  @Option(help: "Who answers for it.") var owner: String?
  @Option(help: "Its risk tier: low, medium or high.") var tier: Tier?
  @Option(help: "What it is for, in one sentence.") var purpose = ""
  @Option(help: "The version's label; without it the next number.") var label: String?
  @Option(help: "What changed, and why.") var message: String
  @Option(help: "The version it comes from; without it the newest.") var parent: String?
  @Option(help: "Where it was made: a commit, a run.") var source: String?
  @Option(help: ArgumentHelp("What it pins, ROLE=ARTIFACT@VERSION; may be repeated.", valueName: "pin"))
  var pin: [String] = []
  @Flag(help: "Register a body although something in it looks like a key or a password; cards mask it.")
  var keepSecrets = false

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      var registration = Registration(
        artifact: artifact, kind: kind, team: team, owner: owner, tier: tier, purpose: purpose, label: label,
        body: "", message: message, parent: parent, source: source, dependsOn: try pins())
      registration.keepsSecrets = keepSecrets
      if history { return try await register(registration, desk, output) }
      let found = try PromptImport.read(
        try bytesHandedIn(file), named: file, kind: kind, format: format, config: try configuration())
      registration.body = found.body
      if purpose.isEmpty, let about = found.about { registration.purpose = about }
      let answer = try await desk.register(registration, channel: .command)
      if answer.isNew || output.json {
        return try output.recorded(
          answer.recorded, [("version", .string(answer.version.text)), ("is_new", .bool(answer.isNew))])
      }
      output.line(Plain.visible("\(answer.version.text) has the same content; nothing was recorded."))
    }
  }

  private func register(_ registration: Registration, _ desk: Workbench, _ output: Output) async throws(Problem) {
    try output.registered(
      try await desk.registerHistory(
        try bytesHandedIn(file), as: registration, only: only, order: sort, channel: .command))
  }

  /// What lies beside a `skprompt.txt`, unless another is named.
  private func configuration() throws(Problem) -> [UInt8]? {
    if let config { return try bytesHandedIn(config) }
    let url = URL(fileURLWithPath: file)
    guard url.lastPathComponent == "skprompt.txt" else { return nil }
    return FileManager.default.contents(atPath: url.deletingLastPathComponent().appending(path: "config.json").path)
      .map { Array($0) }
  }

  private func pins() throws(Problem) -> [(name: VersionName, role: String)] {
    var pins: [(name: VersionName, role: String)] = []
    for text in pin {
      guard let split = text.firstIndex(of: "="), split > text.startIndex else {
        throw Problem(
          .usage, "pin", happened: "A pin is named ROLE=ARTIFACT@VERSION.",
          remedy: "Write it like --pin prompt=kyc-summary@22.")
      }
      pins.append((try VersionName(String(text[text.index(after: split)...])), String(text[..<split])))
    }
    return pins
  }
}

/// `registry retire`
struct RetireArtifactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Retire an artifact that production does not serve.",
    discussion: "What others still use is retired only by naming what takes over.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The artifact's name.") var artifact: String
  @Option(help: "The artifact that takes over from it.") var takesOver: String?
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.retire(artifact, successor: takesOver, reason: reason, channel: .command))
    }
  }
}

extension HistoryOrder: ExpressibleByArgument {}
