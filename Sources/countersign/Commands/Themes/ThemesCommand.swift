import ArgumentParser
import Console
import Evidence
import Foundation
import Governance
import Terminal

/// `themes`
struct ThemesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: "List themes, or check one of your own.",
    discussion: """
      Your own lie in $XDG_CONFIG_HOME/countersign/themes (else ~/.config/countersign/themes), a file NAME.yaml each. \
      Begin with a copy of one that comes along; they are installed in share/countersign/themes.
      """,
    subcommands: [ListThemes.self, CheckTheme.self])
}

/// `themes list`
struct ListThemes: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Themes, and where they come from.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      let shelf = ThemeShelf(ProcessInfo.processInfo.environment)
      let rows = shelf.names.map { name in
        let about = (try? shelf.theme(name))?.about
        return (
          name: name, about: about ?? "cannot be read: countersign themes check \(name)", file: shelf.file(of: name)
        )
      }
      guard !output.json else {
        return try output.document(
          .fields([
            (
              "items",
              .array(
                rows.map {
                  .fields([("name", .string($0.name)), ("about", .string($0.about)), ("file", .text($0.file))])
                })
            ), ("next", .null), ("about", .integer(rows.count)),
          ]))
      }
      output.table(["THEME", "FROM", ""], rows.map { [$0.name, $0.file ?? "comes along", $0.about] })
    }
  }
}

/// `themes check`
struct CheckTheme: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say whether a theme is whole and can be read by everybody; 1 when not.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "A theme's name, or a file that ends with .yaml.") var theme: String

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      let found: Theme
      do throws(TerminalProblem) {
        found = try ThemeShelf(ProcessInfo.processInfo.environment).theme(theme)
      } catch {
        throw Problem(error)
      }
      let faint = found.faintRoles
      if output.json {
        try output.document(
          .fields([
            ("ok", .bool(faint.isEmpty)), ("name", .string(found.name)),
            (
              "problems",
              .array(
                faint.map {
                  .fields([
                    ("path", .string("\($0.role)")), ("what", .string($0.words)),
                  ])
                })
            ),
          ]))
      } else {
        for each in faint { output.line("\(each.role): \(each.words)") }
        if faint.isEmpty { output.line(Plain.visible("\(found.name) is whole, and every text in it can be read.")) }
      }
      guard faint.isEmpty else {
        throw Problem(.unmet, "theme.faint", happened: "Some texts stand out too little from their ground.")
      }
    }
  }
}
