internal import Evidence
package import Cards
import Foundation
internal import Glibc
package import Governance

/// A folder, or a git repository, that others read cards from.
package struct PublishedFolder: Sendable {
  package var path: String
  package var formats: [CardFormat]
  /// What changed becomes a commit of the git repository that the folder is.
  package var commits: Bool
  /// Makes the HTML pages, in the place of our own.
  package var template: CardTemplate?

  package init(
    path: String, formats: [CardFormat] = PublishedFolder.usualFormats, commits: Bool, template: CardTemplate? = nil
  ) {
    self.path = path
    self.formats = formats
    self.commits = commits
    self.template = template
  }

  package static let usualFormats: [CardFormat] = [.huggingFace, .json, .html]

  /// What lay here after the time before; nothing where no list of ours lies.
  func manifest() -> PublishedManifest {
    let place = URL(fileURLWithPath: path).appendingPathComponent(PublishedManifest.fileName)
    return (try? Data(contentsOf: place)).map { PublishedManifest(Array($0)) } ?? PublishedManifest()
  }

  /// Takes away a card that is no longer published.
  func withdraw(_ card: String) {
    let place = URL(fileURLWithPath: path).appendingPathComponent(card)
    try? FileManager.default.removeItem(at: place)
    // Its folder goes with the last of its cards; one with anything else in it stays.
    rmdir(place.deletingLastPathComponent().path)
  }

  /// Writes a file whole, where its bytes are others than before; false when the same bytes lie there already.
  func take(_ bytes: [UInt8], at name: String) throws(Problem) -> Bool {
    let place = URL(fileURLWithPath: path).appendingPathComponent(name)
    if let lies = try? Data(contentsOf: place), lies.elementsEqual(bytes) { return false }
    do {
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: place, options: .atomic)
    } catch {
      throw Problem(
        .cannotWrite, "file.unwritable", happened: "\(path) cannot be written to.",
        because: (error as NSError).localizedDescription, remedy: "Name a place you may write to.")
    }
    return true
  }

  /// Records what changed, and returns the commit's short name.
  func commit(_ report: PublishReport) throws(Problem) -> String {
    let names = Array(Set(report.changed.map(\.version.text))).sorted()
    let gone = report.withdrawn.map { "withdrawn: \($0)" }
    let title = names.count == 1 && gone.isEmpty ? "Card of \(names[0])" : "Cards of \(names.count) versions"
    let message = names.count == 1 && gone.isEmpty ? title : "\(title)\n\n\((names + gone).joined(separator: "\n"))"
    let paths = Array(Set(report.changed.map(\.path) + report.withdrawn + [PublishedManifest.fileName])).sorted()
    try git(["add", "--all", "--"] + paths)
    try git(["commit", "--quiet", "--message", message, "--"] + paths)
    return try git(["rev-parse", "--short=12", "HEAD"])
  }

  @discardableResult
  private func git(_ arguments: [String]) throws(Problem) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", path] + arguments
    let words = Pipe()
    process.standardOutput = words
    process.standardError = words
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw Problem(
        .cannotWrite, "git", happened: "git cannot be started.", remedy: "Install git, or publish without commits.")
    }
    let said = String(decoding: words.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Problem(
        .cannotWrite, "git", happened: "git did not record the cards; the files are written.",
        because: String(said.suffix(300)),
        remedy: "Make the folder a repository with `git init`, or publish without commits.")
    }
    return said.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// What came of publishing.
package struct PublishReport: Sendable {
  /// Cards there are, a format each.
  package var count = 0
  package var changed: [PublishedCard] = []
  /// Paths of cards that lay there and are no longer published: production serves another artifact now, or nothing.
  package var withdrawn: [String] = []
  /// The commit that records what changed.
  package var commit: String?
}

extension Workbench {
  /// Writes the cards of what production serves into a folder, where they changed.
  package func publish(into folder: PublishedFolder) async throws(Problem) -> PublishReport {
    var report = PublishReport()
    var manifest = PublishedManifest()
    let before = folder.manifest()
    try await publish(folder.formats, folder.template) { card throws(Problem) in
      report.count += 1
      manifest.take(card)
      if try folder.take(card.bytes, at: card.path) { report.changed.append(card) }
    }
    report.withdrawn = before.paths.subtracting(manifest.paths).sorted()
    for path in report.withdrawn { folder.withdraw(path) }
    let isEmpty = manifest.paths.isEmpty && before.paths.isEmpty
    let isListed = isEmpty ? false : try folder.take(manifest.bytes, at: PublishedManifest.fileName)
    if folder.commits, isListed || !report.changed.isEmpty { report.commit = try folder.commit(report) }
    return report
  }
}
