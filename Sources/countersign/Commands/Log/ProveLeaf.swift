import ArgumentParser
import Catalog
import Evidence
import Governance
import Operations

/// `log proof`
struct ProveLeaf: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof", abstract: "The inclusion proof of one row, as JSON.",
    discussion: """
      The leaf's hash is SHA-256 of a zero byte and `leaf`; the path leads from it to the root in `checkpoint` as RFC 9162, \
      section 2.1.3.2 computes it.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "KIND:ID, as in verdict:12; a generation's id may stand alone.") var id: String

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let proof = try await desk.proof(of: id)
      try output.document(
        .fields([
          ("id", .string(proof.leaf.name)), ("leaf", .string(proof.metadata)), ("hash", .string(proof.leaf.hash.hex)),
          ("index", .integer(proof.leaf.index)), ("size", .integer(proof.checkpoint.size)),
          ("root", .string(proof.checkpoint.root.hex)), ("path", .texts(proof.path.map(\.hex))),
          ("checkpoint", .string(proof.note.written)),
        ]))
    }
  }
}
