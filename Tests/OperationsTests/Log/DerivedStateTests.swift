import Evidence
import Governance
import Operations
import TestSupport
import Testing

@Suite("What follows from leaves", .serialized)
struct DerivedStateTests {
  @Test("is the end of a state: ended early, or brought back, it is named with the leaf of its beginning")
  func ends() async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)
    let superuser = logged.office.superuser
    for (place, change) in [
      ("promotion_state", "valid_to = 'infinity' where state = 'open'"),
      ("promotion_state", "valid_to = now() where state = 'promoted'"),
      ("artifact_state", "valid_to = now() where valid_to = 'infinity'"),
    ] {
      try superuser.run("begin")
      try superuser.run("set local session_replication_role = replica")
      try superuser.run("alter table countersign_private.\(place) disable trigger user")
      // Past the index that keeps one present state, too.
      for index in try superuser.run(
        "select indexrelid::regclass from pg_index where indpred is not null and indisunique and indrelid = $1::regclass",
        "countersign_private.\(place)")
      { try superuser.run("drop index \(index[0] ?? "")") }
      try superuser.run("update countersign_private.\(place) set \(change)")
      let found = try superuser.run("select index, kind, words from countersign.ends_altered()")
      #expect(!found.isEmpty && found.allSatisfy { $0[0] != nil && $0[1] == "row" }, "\(place): \(change)")
      #expect(found.allSatisfy { $0[2]?.contains("of \(place) does not end") == true })
      try superuser.run("rollback")
    }
    // What is served is taken away without a move.
    try logged.tamper(
      "pointer", with: "update countersign_private.pointer set valid_to = now() where valid_to = 'infinity'")
    let report = try await logged.sealer.verifyLog(against: outside)
    let pointer =
      try superuser.value("select countersign_private.pointer_subject(p) from countersign_private.pointer p limit 1")
      ?? ""
    let index = try logged.index(of: "pointer", pointer)
    #expect(report.found == 1 && report.firstBad?.index == index && index != nil)
    #expect(report.firstBad?.what == "It does not end where what took its place begins.")
  }

  @Test("is the queue: a generation that is taken out of it is named")
  func queue() async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    let id =
      try logged.office.superuser.value(
        "select generation from countersign_private.review_item order by id desc limit 1") ?? ""
    try logged.tamper(
      "review_item", "review_present", "review_state", "review_slot",
      with: """
        set session_replication_role = replica;
        delete from countersign_private.review_item where generation = '\(id)';
        reset session_replication_role
        """)
    let report = try await logged.sealer.verifyLog(against: outside)
    #expect(report.found == 1 && report.firstBad?.name == "generation:\(id)")
    #expect(report.firstBad?.what == "It is to be reviewed, and its review item is gone.")
    #expect(try report.firstBad?.index == logged.index(of: "generation", id))
  }

  @Test("is read by an auditor or the sealer alone")
  func rights() async throws {
    let logged = try await LoggedOffice.open()
    for right in ["viewer", "builder", "reviewer", "approver", "lead", "auditor", "admin", "ingest", "sealer"] {
      let someone = try logged.office.hire("some-\(right)", right)
      let reads = ["sealer", "auditor"].contains(right) ? "allowed" : "CS403 right.missing"
      for call in ["ends_altered()", "items_missing('2026_03')"] {
        #expect(
          someone.tries("select * from countersign.\(call)") == (right == "ingest" ? "42501" : reads),
          "\(right): \(call)")
      }
    }
  }
}
