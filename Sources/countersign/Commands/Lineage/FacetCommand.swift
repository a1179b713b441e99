import ArgumentParser
import Ingest
import Operations

/// `lineage facet`
struct FacetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facet", abstract: "The JSON Schema of a facet that producers may put on their runs.",
    discussion: """
      countersign_prompt and countersign_model name the registered version that a run used or made; it then stands among the \
      run's inputs or outputs. countersign_decision keeps what a gate decided beside the run it let through.
      """)
  @Argument(help: "prompt, model or decision.") var facet: OwnFacet
  @Flag(help: ArgumentHelp("The schema is JSON already.", visibility: .hidden)) var json = false

  func run() async throws { Output(json: true, quiet: true).write(Array(facet.schema.utf8)) }
}

extension OwnFacet: ExpressibleByArgument {}
