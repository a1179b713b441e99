import ArgumentParser

/// `ingest`: files into the catalog.
struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Take files into the catalog.",
    subcommands: [
      IngestGenerations.self, IngestOpenLineage.self, IngestFlags.self, IngestEvaluations.self, IngestMetrics.self,
    ])
}
