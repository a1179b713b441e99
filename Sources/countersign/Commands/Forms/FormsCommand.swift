import ArgumentParser
import Cards
import Evidence
import Governance
import Operations

extension FormLetter: ExpressibleByArgument {}

/// `forms`: what the law asks to be registered, filled in from the catalog.
struct FormsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forms", abstract: "Annex VIII of the AI Act as forms, with their gaps.",
    discussion: LawText.disclaimer,
    subcommands: [ShowForm.self, ListForms.self])
}

/// Which text of the law.
struct LawOptions: ParsableArguments {
  @Option(
    help:
      "The text of the law: \(LawText.all.map(\.version).joined(separator: " or ")). Without it what is in force at the moment shown."
  )
  var law: String?

  func text(_ desk: Workbench, asOf moment: Instant?) async throws(Problem) -> LawText {
    var day = moment?.day
    if day == nil { day = try await desk.nowOnServer().day }
    return try LawText.named(law, on: day ?? "")
  }
}

/// `forms show`
struct ShowForm: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A form of a system, as far as it is filled in.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var law: LawOptions
  @Argument(help: "The system's name.") var system: String
  @Option(help: "A, B or C; without it the one that is due.") var section: FormLetter?
  @Option(help: "\(FormFormat.all.map(\.name).joined(separator: ", ")).") var format = "text"
  @Option(help: "The file to write; without it standard output.") var out: String?
  @Flag(help: "Write over a file that is there.") var force = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let text = try await law.text(desk, asOf: try globals.moment)
      let facts = try await desk.system(system)
      guard let letter = section ?? FormDuty(facts, text).letters.first else {
        throw Problem(
          .unmet, "form.not-due", happened: "No form of Annex VIII is due for \(system).",
          because: FormDuty(facts, text).reasons.joined(separator: " "),
          remedy: "Name one with --section to see it all the same.")
      }
      let sheet = try FormSheet(facts, letter, text)
      let bytes = try FormFormat.named(output.json ? "json" : format).write(sheet)
      guard let out else { return output.write(PrintedJSON.escaped(bytes)) }
      try CardFile.write(bytes, to: out, over: force)
      output.say(
        "Wrote \(bytes.count) bytes to \(out). \(sheet.completeness.settled) of \(sheet.completeness.obligatory) obligatory fields are confirmed."
      )
    }
  }
}

/// `forms list`
struct ListForms: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Systems with the forms that are due, and how complete they are.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var law: LawOptions
  @OptionGroup var paging: PageOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let text = try await law.text(desk, asOf: try globals.moment)
      let page = try await desk.forms(text, after: paging.after, limit: paging.limit)
      guard !output.json else {
        return try output.list(page) { row in
          .fields([
            ("system", .string(row.system)), ("version", .string(row.version)),
            ("section", .text(row.letter?.rawValue)),
            ("law", .string(text.version)), ("readiness", .string(row.readiness)), ("settled", .integer(row.settled)),
            ("obligatory", .integer(row.obligatory)), ("reason", .string(row.reason)),
          ])
        }
      }
      output.table(
        ["SYSTEM", "VERSION", "SECTION", "READY", "ON RECORD", "WHY"],
        page.rows.map { row in
          [
            row.system, row.version, row.letter?.rawValue ?? "none", row.readiness,
            row.letter == nil ? "" : "\(row.settled)/\(row.obligatory)", row.reason,
          ]
        })
      output.say("Text of \(text.version). \(LawText.disclaimer)")
      paging.tell(page, output)
    }
  }
}
