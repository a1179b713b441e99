import ArgumentParser
import Governance

/// The program. Without a subcommand it opens the console.
@main
struct Countersign: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "countersign",
    abstract: "The console of a company's AI office, over a shared Postgres catalog.",
    discussion: """
      Without a subcommand it opens the console on the catalog that --catalog, DATABASE_URL or libpq's own settings \
      (PGSERVICE, PGHOST …) name, in this order. `countersign demo` shows a sample world and needs nothing.

      A version is named ARTIFACT@VERSION (kyc-summary@22), ARTIFACT@ENV:production or ARTIFACT@sha256:1f3a9c02.

      Exit status: 0 done or yes, 1 answered no, 64 usage, 65 bad data (some refused), 66 no such thing, 69 catalog \
      unreachable, 70 our fault, 73 cannot write the output, 75 try again (conflict, lease lost), 77 not permitted.
      """,
    version: "0.1.0",
    subcommands: [
      DemoCommand.self, LocalCommand.self, ServeCommand.self, CatalogCommand.self, OnboardCommand.self,
      ProducerCommand.self,
      WebhookCommand.self, ScheduleCommand.self, SyncCommand.self, IngestCommand.self, QuarantineCommand.self,
      ReviewCommand.self, RegistryCommand.self, PromoteCommand.self, KeyCommand.self, ResolveCommand.self,
      RollbackCommand.self,
      StopCommand.self, ResumeCommand.self, ConfirmationCommand.self, WaiverCommand.self, DelegationCommand.self,
      PersonCommand.self, RightCommand.self, GateCommand.self, PolicyCommand.self, LintCommand.self,
      LineageCommand.self, CardCommand.self, FactCommand.self, FormsCommand.self, DriftCommand.self, LogCommand.self,
      MonitorCommand.self,
      ShadowCommand.self, AlarmCommand.self, SnapshotCommand.self, PackCommand.self, IncidentCommand.self,
      RequestCommand.self,
      ActivityCommand.self, EraseCommand.self, HoldCommand.self, RetentionCommand.self,
      ConfigCommand.self, ThemesCommand.self, PolicyWorkerCommand.self,
    ])

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var look: LookOptions

  /// Words that cannot be understood are refused as everything else is: with `--json`, as JSON.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      // What a subcommand refused it has said itself.
      guard !(error is ExitCode), exitCode(for: error) == .validationFailure, CommandLine.arguments.contains("--json")
      else { exit(withError: error) }
      Output(json: true, quiet: false).fail(
        Problem(
          .usage, "usage", happened: message(for: error),
          remedy: "Look at `countersign help` and the help of the subcommand."))
      exit(withError: ExitCode.validationFailure)
    }
  }

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      let desk = Workstation(settings: try globals.settings(), asOf: try globals.moment)
      try await desk.open(look)
    }
  }
}
