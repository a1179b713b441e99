import ArgumentParser
import Cards
import Evidence
import Foundation
import Governance
import Operations

/// `card publish`: the cards of what production serves, as files of a folder that others read.
struct PublishCards: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Write the cards of what production serves into a folder, where they changed.",
    discussion: """
      A file a format, KIND/ARTIFACT/card.EXTENSION, written whole and only where its bytes are others than before. With \
      --commit the folder is a git repository, and what changed becomes a commit. Run it after promotions, or by a timer.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The folder.") var folder: String
  @Option(
    help: "\(CardFormat.all.map(\.name).joined(separator: ", ")); may be repeated. Without it markdown, json and html.")
  var format: [String] = []
  @Flag(help: "Record what changed as a commit of the git repository that the folder is.") var commit = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      var formats: [CardFormat] = []
      for name in format.isEmpty ? ["markdown", "json", "html"] : format { formats.append(try CardFormat.named(name)) }
      var changed: [PublishedCard] = []
      var count = 0
      try await desk.publish(formats) { card throws(Problem) in
        count += 1
        if try write(card) { changed.append(card) }
      }
      let made = commit && !changed.isEmpty ? try record(changed) : nil
      guard !output.json else {
        return try output.document(
          .fields([
            ("cards", .integer(count)), ("commit", .text(made)),
            (
              "changed",
              .array(
                changed.map {
                  .fields([
                    ("version", .string($0.version.text)), ("format", .string($0.format)), ("path", .string($0.path)),
                    ("digest", .string(ContentDigest(of: $0.bytes).text)),
                  ])
                })
            ),
          ]))
      }
      for card in changed { output.line(Plain.visible("\(card.path)  \(card.version.text)")) }
      output.say("\(changed.count) of \(count) cards changed.\(made.map { " Commit \($0)." } ?? "")")
    }
  }

  /// False when the same bytes lie there already.
  private func write(_ card: PublishedCard) throws(Problem) -> Bool {
    let place = URL(fileURLWithPath: folder).appendingPathComponent(card.path)
    if let lies = try? Data(contentsOf: place), lies.elementsEqual(card.bytes) { return false }
    do {
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw Problem(
        .cannotWrite, "file.unwritable", happened: "\(folder) cannot be written to.",
        because: (error as NSError).localizedDescription, remedy: "Name a place you may write to.")
    }
    try CardFile.write(card.bytes, to: place.path, over: true)
    return true
  }

  private func record(_ changed: [PublishedCard]) throws(Problem) -> String {
    let names = Array(Set(changed.map(\.version.text))).sorted()
    let message =
      names.count == 1 ? "Card of \(names[0])" : "Cards of \(names.count) versions\n\n\(names.joined(separator: "\n"))"
    try git(["add", "--"] + Array(Set(changed.map(\.path))).sorted())
    try git(["commit", "--quiet", "--message", message])
    return try git(["rev-parse", "--short=12", "HEAD"])
  }

  @discardableResult
  private func git(_ arguments: [String]) throws(Problem) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let words = Pipe()
    process.standardOutput = words
    process.standardError = words
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw Problem(
        .cannotWrite, "git", happened: "git cannot be started.", remedy: "Install git, or leave out --commit.")
    }
    let said = String(decoding: words.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Problem(
        .cannotWrite, "git", happened: "git did not record the cards; the files are written.",
        because: String(said.suffix(300)),
        remedy: "Make the folder a repository with `git init`, or leave out --commit.")
    }
    return said.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
