import Foundation
import Terminal
import TestTerminal

/// A row that the walk looks for and does not find.
struct NotListed: Error, CustomStringConvertible {
  var text: String
  var screen: String
  var description: String { "no row with \(text) on\n\(screen)" }
}

/// One walk through the console in one theme.
struct Walk {
  private let terminal: TestTerminal
  private let theme: Theme
  private let name: String
  private let folder: String

  /// Screens that have no digit: what their files are called, their names in the palette, what tells that they are there.
  private static let unlisted = [
    ("shadow", "Shadow-evals", "(cand.)", "Shadow-evals: live prompts replayed on the versions before"),
    ("quarantine", "Quarantine", "Refused on the way in", "Quarantine: what was refused on the way in"),
    ("sources", "Data sources", "Where the data come from", "Data sources, and where they have holes"),
    ("schedule", "Schedule", "Work that comes round", "Work that comes round"),
    ("fleet", "Fleet", "What slides", "The fleet: every artifact by what its figures do"),
    ("policies", "Policies", "[Bundles]", "Policies: the bundles that decide, and where"),
    ("stops", "Stops and roll backs", "[Waiting]", "Stops and roll backs, and what waits for a second person"),
    ("people", "People", "[People]", "People, their rights and who signs for whom"),
    ("names", "Names and data classes", "All that was said", "Names and data classes of places"),
    ("activity", "Activity", "Who did or read what", "Activity: who did or read what, and how far it is sealed"),
  ]

  init(_ studio: Studio, theme name: String, folder: String) throws {
    self.name = name
    self.folder = folder
    theme = try ThemeIndex.theme(named: name)
    terminal = try TestTerminal(
      running: BuiltProgram.path("countersign"), ["demo", "--now", Studio.now, "--theme", name],
      environment: studio.environment, size: Size(rows: 32, columns: 120), in: studio.folder)
  }

  func take() async throws {
    try await terminal.wait(for: "Review queues", seconds: 180)
    try await picture("office", "The office: what needs me, what is on fire")

    await terminal.type("2")
    try await go(to: "      hate har", after: "violence")
    await terminal.press(.enter)
    try await terminal.wait(for: "not claimed")
    // A claim is taken for what has been read.
    try await Task.sleep(for: .milliseconds(450))
    await terminal.type("c")
    try await terminal.wait(for: "yours 15:00")
    await terminal.type(".")
    try await terminal.wait(for: "[Conversation")
    try await picture("review", "Review: an item claimed, its flags in the text")
    await terminal.type("?")
    try await terminal.wait(for: "Keys")
    try await picture("help", "Help, made from the same key table as the footer")
    try await close("Keys")
    await terminal.type("z")
    try await terminal.wait(for: "Enter opens the item")

    await terminal.type("3")
    try await terminal.wait(for: "Gate of kyc-summary v22")
    await terminal.press(.enter)
    try await terminal.wait(for: "asked by priya.n")
    try await picture("promotion", "A promotion: the change, the gate, who signed")

    await terminal.type("4")
    try await go(to: "kyc-summary", after: "Artifacts")
    try await terminal.wait(for: "kyc-summary ─")
    await terminal.press(.enter)
    try await terminal.wait(for: "d difference")
    await terminal.type(".")
    try await terminal.wait(for: "[Versions")
    try await picture("versions", "The registry: versions and where they serve")
    await terminal.type(".")
    try await terminal.wait(for: "[Diff")
    try await picture("difference", "The registry: one version against the one before")

    await terminal.type("L")
    try await terminal.wait(for: "upstream")
    try await picture("lineage", "Lineage: which prompt used what data")
    await terminal.press(.left)
    await terminal.press(.left)
    await terminal.type("+p")
    try await terminal.wait(for: "boxes lie on")
    try await picture("path", "Lineage: the way from a table to a prompt")

    await terminal.type("6/claims-triage")
    await terminal.press(.enter)
    try await terminal.wait(for: "groundedness")
    try await picture("drift", "Drift: every figure of a model, against a reference")
    await terminal.press(.right)
    await terminal.press(.enter)
    try await terminal.wait(for: "What is compared")
    try await picture("figure", "Drift: one figure, day by day")
    await terminal.press(.down)
    await terminal.type("o")
    try await terminal.wait(for: "Calls behind")
    try await picture("calls", "Drift: the calls behind a day of a figure")
    await terminal.press(.escape)
    try await terminal.wait(for: "What is compared")

    await terminal.type("7")
    try await go(to: "kyc-summary", after: "In production")
    try await terminal.wait(for: "Card of kyc-summary")
    try await picture("card", "Audit: the card of what is in production")
    await terminal.press(.backTab)
    try await terminal.wait(for: "Quarter 2026")
    try await picture("quarters", "Audit: how ready each quarter is")

    await terminal.type("8")
    try await terminal.wait(for: "Clocks")
    try await picture("incidents", "Incidents, with the clocks that run")
    await terminal.type("9")
    try await terminal.wait(for: "owe")
    try await picture("facts", "Facts that people owe to cards and forms")
    for (part, screen, sign, title) in Walk.unlisted {
      await terminal.type(":")
      try await terminal.wait(for: "Command, screen")
      await terminal.type(screen)
      try await terminal.wait(for: "\(screen)  screen")
      await terminal.press(.enter)
      try await terminal.wait(for: sign)
      try await picture(part, title)
    }

    await terminal.type(":")
    try await terminal.wait(for: "Command, screen")
    await terminal.type("Onboard team")
    try await terminal.wait(for: "Onboard team  screen")
    await terminal.press(.enter)
    try await terminal.wait(for: "Tab completes")
    await terminal.type("claims")
    await terminal.press(.enter)
    try await terminal.wait(for: "Somebody builds")
    try await picture("onboarding", "Onboard team: what is done and what comes next, ticked by the records")

    await terminal.type(":")
    await terminal.type("kyc")
    try await terminal.wait(for: "kyc-extract")
    try await picture("palette", "The palette: every command, screen and artifact by name")
    try await close("┌ Command")
    await terminal.type("q")
    guard try await terminal.waitForExit(seconds: 30) == 0 else { throw CocoaError(.executableLoad) }
  }

  /// Closes the layer that shows a text.
  private func close(_ text: String) async throws {
    await terminal.press(.escape)
    try await terminal.wait("no \(text)") { !$0.text().contains(text) }
  }

  /// Moves the cursor of the list down to a row with this text, on the row's own mark.
  ///
  /// - Parameter first: what tells that it is this screen's list already.
  private func go(to text: String, after first: String) async throws {
    try await terminal.wait(for: first)
    for _ in 0..<60 {
      let rows = try await terminal.wait("a list") { $0.text().contains("│›") }.split(separator: "\n")
      if rows.contains(where: { $0.hasPrefix("│›") && $0.prefix(45).contains(text) }) { return }
      try await terminal.move(.down)
    }
    throw NotListed(text: text, screen: await terminal.text())
  }

  /// Draws the screen once it stands still: no spinner, no notice that goes away.
  private func picture(_ part: String, _ title: String) async throws {
    var last = ""
    var calm = 0
    for _ in 0..<400 where calm < 8 {
      await terminal.pump(60)
      let now = VectorImage.document(of: await terminal.picture(of: theme), title: title)
      let notice = await terminal.text().split(separator: "\n", omittingEmptySubsequences: false).dropLast().last ?? ""
      calm = now == last && notice.isEmpty ? calm + 1 : 0
      last = now
    }
    try Data(last.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(part)-\(name).svg"))
  }
}
