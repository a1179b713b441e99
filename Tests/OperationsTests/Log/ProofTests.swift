import Catalog
import Evidence
import Governance
import Operations
import TestSupport
import Testing

@Suite("A proof", .serialized)
struct ProofTests {
  @Test(
    "convinces who has nothing but it and the signer's key",
    arguments: ["generation", "verdict:1", "approval:1", "version:1"])
  func inclusion(name: String) async throws {
    let logged = try await LoggedOffice.open()
    _ = try await logged.checkpoint()
    let proof = try await logged.sealer.proof(of: name == "generation" ? logged.generation.uppercased() : name)
    let note = try SignedNote(reading: proof.note.written)
    #expect(note.isSigned(by: logged.key.verifier))
    let checkpoint = try Checkpoint(text: note.text)
    let leaf = TreeHash.leaf(Array(proof.metadata.utf8))
    #expect(
      TreeVerification.includes(
        leaf, at: proof.leaf.index, size: checkpoint.size, path: proof.path, root: checkpoint.root))
    #expect(!proof.metadata.contains("read to the end") && !proof.metadata.contains("read and fine"))
  }

  @Test("is given to an auditor, and is there once a checkpoint covers the leaf")
  func availability() async throws {
    let logged = try await LoggedOffice.open()
    try logged.office.hire("ada", "auditor")
    let auditor = Workbench(logged.office.settings("ada"))
    func code(_ name: String) async -> String? {
      do throws(Problem) {
        _ = try await auditor.proof(of: name)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(await code("verdict:1") == "log.no-leaf")
    _ = try await logged.sealer.sealLog()
    #expect(await code("verdict:1") == "log.no-checkpoint")
    _ = try await logged.checkpoint()
    #expect(await code("verdict:1") == nil)
    #expect(await code("verdict:99") == "log.no-leaf")
    #expect(await code("no such thing") == "log.no-leaf")
    try logged.tamper("verdict", with: "update countersign_private.verdict set decision = 'accept'")
    #expect(await code("verdict:1") == "log.proof-fails")
  }

  @Test("of consistency holds between two checkpoints of one log, and not once a leaf is rewritten")
  func consistency() async throws {
    let logged = try await LoggedOffice.open()
    let earlier = try #require(try await logged.checkpoint().checkpoints.first)
    try logged.office.chief.run("select countersign.add_team('second', 'Second')")
    let later = try #require(try await logged.checkpoint().checkpoints.first)
    let answer = try await logged.sealer.consistency(later, earlier)
    #expect(answer.holds && !answer.path.isEmpty)
    var forged = earlier
    forged.root = TreeHash.leaf([1])
    #expect(try await logged.sealer.consistency(forged, later).holds == false)
    var longer = later
    longer.size += 1
    let unknown = longer
    let problem = await #expect(throws: Problem.self) { try await logged.sealer.consistency(earlier, unknown) }
    #expect(problem?.code == "log.shorter")
  }
}
