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
      A file a format, KIND/ARTIFACT/card.EXTENSION, written whole and only where its bytes are others than before; what \
      production does not serve any more is taken away. cards.json lists the cards with their digests, and for each the \
      facts that its format has no slot for. With --commit the folder is a git repository, and what changed becomes a commit. The daemon does it by itself after every promotion: `countersign serve --cards FOLDER`.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The folder.") var folder: String
  @Option(
    help: "\(CardFormat.all.map(\.name).joined(separator: ", ")); may be repeated. Without it markdown, json and html.")
  var format: [String] = []
  @Option(help: "A mustache template in the place of our HTML page; `card template` prints one.")
  var template: String?
  @Flag(help: "Record what changed as a commit of the git repository that the folder is.") var commit = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      var formats: [CardFormat] = []
      for name in format { formats.append(try CardFormat.named(name)) }
      let report = try await desk.publish(
        into: PublishedFolder(
          path: folder, formats: formats.isEmpty ? PublishedFolder.usualFormats : formats, commits: commit,
          template: try template.map(CardFile.template)))
      guard !output.json else {
        return try output.document(
          .fields([
            ("cards", .integer(report.count)), ("commit", .text(report.commit)),
            ("withdrawn", .array(report.withdrawn.map { .string($0) })),
            (
              "changed",
              .array(
                report.changed.map {
                  .fields([
                    ("version", .string($0.version.text)), ("format", .string($0.format)), ("path", .string($0.path)),
                    ("digest", .string(ContentDigest(of: $0.bytes).text)),
                  ])
                })
            ),
          ]))
      }
      for card in report.changed { output.line(Plain.visible("\(card.path)  \(card.version.text)")) }
      for path in report.withdrawn { output.line(Plain.visible("\(path)  withdrawn")) }
      output.say(
        "\(report.changed.count) of \(report.count) cards changed.\(report.commit.map { " Commit \($0)." } ?? "")")
    }
  }
}
