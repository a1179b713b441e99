internal import Evidence
package import Cards
import Foundation
package import Governance

/// A folder, or a git repository, that others read cards from.
package struct PublishedFolder: Sendable {
  package var path: String
  package var formats: [CardFormat]
  /// What changed becomes a commit of the git repository that the folder is.
  package var commits: Bool

  package init(path: String, formats: [CardFormat] = PublishedFolder.usualFormats, commits: Bool) {
    self.path = path
    self.formats = formats
    self.commits = commits
  }

  package static let usualFormats: [CardFormat] = [.huggingFace, .json, .html]

  /// Writes a card whole, where its bytes are others than before; false when the same bytes lie there already.
  func take(_ card: PublishedCard) throws(Problem) -> Bool {
    let place = URL(fileURLWithPath: path).appendingPathComponent(card.path)
    if let lies = try? Data(contentsOf: place), lies.elementsEqual(card.bytes) { return false }
    do {
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(card.bytes).write(to: place, options: .atomic)
    } catch {
      throw Problem(
        .cannotWrite, "file.unwritable", happened: "\(path) cannot be written to.",
        because: (error as NSError).localizedDescription, remedy: "Name a place you may write to.")
    }
    return true
  }

  /// Records what changed, and returns the commit's short name.
  func commit(_ changed: [PublishedCard]) throws(Problem) -> String {
    let names = Array(Set(changed.map(\.version.text))).sorted()
    let message =
      names.count == 1 ? "Card of \(names[0])" : "Cards of \(names.count) versions\n\n\(names.joined(separator: "\n"))"
    let paths = Array(Set(changed.map(\.path))).sorted()
    try git(["add", "--"] + paths)
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
  /// The commit that records what changed.
  package var commit: String?
}

extension Workbench {
  /// Writes the cards of what production serves into a folder, where they changed.
  package func publish(into folder: PublishedFolder) async throws(Problem) -> PublishReport {
    var report = PublishReport()
    try await publish(folder.formats) { card throws(Problem) in
      report.count += 1
      if try folder.take(card) { report.changed.append(card) }
    }
    if folder.commits, !report.changed.isEmpty { report.commit = try folder.commit(report.changed) }
    return report
  }
}
