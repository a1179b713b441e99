import Evidence
import Exchange
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite("Places outside", .serialized)
struct PlaceTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "places-\(UUID().uuidString)")

  private func made(_ name: String) throws -> String {
    let path = folder.appending(path: name)
    try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
    return path.path
  }

  private func add(_ logged: LoggedOffice, _ name: String, _ kind: String, _ address: String) throws {
    try logged.office.chief.run(
      "select countersign.add_log_place($1, $2, $3, '1 hour', 'kept by audit')", name, kind, address)
  }

  private func publish(_ logged: LoggedOffice) async throws -> String {
    try await logged.sealer.publishCheckpoints(signedBy: logged.key, every: 0, through: Courier())
  }

  /// The place's hour is over.
  private func age(_ logged: LoggedOffice, hours: Int = 1) throws {
    try logged.tamper(
      "log_delivery", "log_checkpoint",
      with: """
        update countersign_private.log_delivery set recorded_at = recorded_at - interval '\(hours) hours';
        update countersign_private.log_checkpoint set recorded_at = recorded_at - interval '\(hours) hours';
        """)
  }

  @Test("take checkpoints with the hashes of all leaves, by which the very leaf is named whatever was rewritten")
  func folderPlace() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let logged = try await LoggedOffice.open()
    let path = try made("vault")
    try add(logged, "vault", "folder", path)
    #expect(try await publish(logged).contains("taken by vault"))
    #expect(try await publish(logged).isEmpty, "its hour is not over")
    for number in 1...300 { try logged.office.chief.run("select countersign.add_team('t\(number)', 'Team')") }
    try age(logged)
    #expect(try await publish(logged).contains("taken by vault"))
    #expect(FileManager.default.fileExists(atPath: path + "/tile/0/000"))
    #expect(!FileManager.default.fileExists(atPath: path + "/tile/0/000.p"), "full now")
    #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/checkpoints").count == 2)

    let outside = try KeyFile.record(at: path, signedBy: logged.key.verifier)
    #expect(outside.leaves.count > 300)
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)

    // A row, its hash and every root after it.
    let index = try #require(try logged.index(of: "generation", logged.generation))
    try logged.tamper(
      "generation", with: "update countersign_private.generation set tier = 'low' where id = '\(logged.generation)'")
    let metadata = try logged.office.superuser.value("select metadata from countersign.read_leaves(\(index), 1)") ?? ""
    var leaves = outside.leaves
    leaves[index] = TreeHash.leaf(Array(metadata.utf8))
    try logged.tamper(
      "log_leaf", "log_seal",
      with: "update countersign_private.log_leaf set hash = '\\x\(leaves[index].hex)' where index = \(index)")
    let sizes = try logged.office.superuser.run("select size from countersign_private.log_seal")
    for size in sizes.compactMap({ $0[0].flatMap { Int($0) } }) where size > index {
      let root = TreeFrontier(leaves: leaves.prefix(size)).root.hex
      try logged.tamper(
        "log_seal", with: "update countersign_private.log_seal set root = '\\x\(root)' where size = \(size)")
    }
    let report = try await logged.sealer.verifyLog(against: outside)
    #expect(report.firstBad?.index == index && report.firstBad?.name == "generation:\(logged.generation)")
  }

  @Test("that lost what they had are filled again from the first leaf, and that they had is on record")
  func wiped() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let logged = try await LoggedOffice.open()
    let path = try made("vault")
    let bare = try made("log.git")
    try run(["git", "init", "--quiet", "--bare", bare])
    try add(logged, "vault", "folder", path)
    try add(logged, "repository", "git", "file://" + bare)
    for number in 1...600 { try logged.office.chief.run("select countersign.add_team('t\(number)', 'Team')") }
    #expect(try await publish(logged).contains("taken by vault"))
    for lost in ["tile", "tile/0/001", "all", "a byte"] {
      switch lost {
      case "all":
        for part in try FileManager.default.contentsOfDirectory(atPath: path) {
          try FileManager.default.removeItem(atPath: path + "/" + part)
        }
        try FileManager.default.removeItem(atPath: bare)
        try run(["git", "init", "--quiet", "--bare", bare])
      case "a byte":
        let file = URL(fileURLWithPath: path + "/tile/0/000")
        try Data(contentsOf: file).dropLast().write(to: file)
      default: try FileManager.default.removeItem(atPath: path + "/" + lost)
      }
      try age(logged)
      // Ageing touched guards, which a new checkpoint knows of.
      try logged.office.chief.run("select countersign.add_team('more' || $1, 'Team')", String(lost.utf8.count))
      #expect(try await publish(logged).contains("taken by vault"), "\(lost)")
      let outside = try KeyFile.record(at: path, signedBy: logged.key.verifier)
      #expect(outside.leaves.count > 600)
      #expect(try await logged.sealer.verifyLog(against: outside).isGood)
    }
    let record = """
      select string_agg(distinct place, ' ' order by place) from countersign_private.log_delivery
      where trouble ~ '^Hashes from leaf [0-9]+ on are not in .* any more'
      """
    #expect(try logged.office.superuser.value(record) == "repository vault")
    let clone = folder.appending(path: "clone").path
    try run(["git", "clone", "--quiet", "--branch", "main", bare, clone])
    #expect(try KeyFile.record(at: clone, signedBy: logged.key.verifier).leaves.count > 600)
  }

  @Test("are not told of a log that is shorter than what they took: that is a trouble, and an alarm in time")
  func shorter() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let logged = try await LoggedOffice.open()
    try add(logged, "vault", "folder", try made("vault"))
    #expect(try await publish(logged).contains("taken by vault"))
    let size = try await logged.sealer.logStanding().size
    // As if it had taken 1,000 more before somebody removed them and all that tells of them.
    try logged.office.superuser.run(
      """
      insert into countersign_private.log_checkpoint (size, root, note, login)
        select size + 1000, root, note, login from countersign_private.log_checkpoint order by id desc limit 1
      """)
    try logged.office.superuser.run(
      """
      insert into countersign_private.log_delivery (place, checkpoint, login)
        select 'vault', max(id), 'daemon' from countersign_private.log_checkpoint
      """)
    try age(logged)
    try logged.office.chief.run("select countersign.add_team('late', 'Late')")
    let said = try await publish(logged)
    #expect(said.contains("not taken by vault: It took a log of \(size + 1000) leaves, and this one has"))
  }

  @Test("in a repository are commits, one a checkpoint, and a clone of it is as good as a folder")
  func gitPlace() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let logged = try await LoggedOffice.open()
    let bare = try made("log.git")
    try run(["git", "init", "--quiet", "--bare", bare])
    try add(logged, "repository", "git", "file://" + bare)
    #expect(try await publish(logged).contains("taken by repository"))
    try logged.office.chief.run("select countersign.add_team('late', 'Late')")
    try age(logged)
    #expect(try await publish(logged).contains("taken by repository"))
    let clone = folder.appending(path: "clone").path
    try run(["git", "clone", "--quiet", "--branch", "main", bare, clone])
    #expect(try run(["git", "-C", clone, "rev-list", "--count", "HEAD"]) == "2\n")
    let outside = try KeyFile.record(at: clone, signedBy: logged.key.verifier)
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)
  }

  @Test("by a webhook get every signed checkpoint; one that refuses two is an alarm, until it takes the next")
  func webhook() async throws {
    let logged = try await LoggedOffice.open()
    let keeper = try Keeper()
    try add(logged, "hook", "webhook", keeper.url)
    #expect(try await publish(logged).contains("taken by hook"))
    let first = try #require(keeper.kept().first)
    #expect(first.type == "text/plain; charset=utf-8")
    let note = try SignedNote(reading: first.text)
    #expect(note.isSigned(by: logged.key.verifier))
    #expect(
      try await logged.sealer.verifyLog(against: OutsideRecord(checkpoints: [Checkpoint(text: note.text)])).isGood)

    try keeper.answer(503)
    for _ in 1...2 {
      try logged.office.chief.run(
        "select countersign.add_log_place('p' || gen_random_uuid(), 'folder', '/x', '31 days', 'x')")
      try age(logged)
      #expect(
        try await publish(logged).contains(
          "not taken by hook: \(keeper.url) did not take it. It answered with status 503."))
    }
    var place = try #require(try await logged.sealer.logPlaces().first { $0.name == "hook" })
    #expect(place.isAlarming && place.missed == 2 && keeper.kept().count == 1)
    // Redirects are not followed: who is there is not who was named.
    try keeper.answer(302)
    try age(logged)
    #expect(try await publish(logged).contains("status 302"))

    try keeper.answer(nil)
    try age(logged)
    #expect(try await publish(logged).contains("taken by hook"))
    place = try #require(try await logged.sealer.logPlaces().first { $0.name == "hook" })
    let sealed = try await logged.sealer.logStanding().size
    #expect(!place.isAlarming && place.trouble.isEmpty && place.takenSize == sealed)
    let last = try #require(keeper.kept().last)
    #expect(keeper.kept().count == 2 && last.text != first.text)
  }

  @Test("that take nothing say why, and two missed checkpoints are an alarm")
  func missed() async throws {
    let logged = try await LoggedOffice.open()
    try add(logged, "nowhere", "folder", "/nonexistent/vault")
    #expect(try await publish(logged).contains("not taken by nowhere: There is no folder"))
    var place = try #require(try await logged.sealer.logPlaces().first)
    #expect(!place.isAlarming && place.trouble.contains("There is no folder") && place.takenAt == nil)
    try logged.tamper(
      "log_place",
      with: "update countersign_private.log_place set recorded_at = clock_timestamp() - interval '125 minutes'")
    place = try #require(try await logged.sealer.logPlaces().first)
    #expect(place.isAlarming && place.missed == 2)
  }

  @Test("are added and removed with a reason, by an admin or a lead")
  func rights() async throws {
    let logged = try await LoggedOffice.open()
    let office = logged.office
    let viewer = try office.hire("vera", "viewer")
    let add = "select countersign.add_log_place('x', 'folder', '/x', '1 hour', 'why')"
    #expect(viewer.tries(add) == "CS403 right.missing")
    #expect(
      office.chief.tries("select countersign.add_log_place('x', 'folder', '/x', '1 hour')") == "CS422 reason.missing")
    #expect(
      office.chief.tries("select countersign.add_log_place('x', 'folder', 'x', '1 hour', 'why')")
        == "CS422 place.address")
    #expect(
      office.chief.tries("select countersign.add_log_place('x', 'webhook', 'https://a:b@c', '1 hour', 'why')")
        == "CS422 place.address")
    #expect(
      office.chief.tries("select countersign.add_log_place('x', 'folder', '/x', '1 s', 'why')") == "CS422 place.every")
    #expect(office.chief.tries(add) == "allowed")
    #expect(office.chief.tries(add) == "CS409 place.exists")
    #expect(viewer.tries("select countersign.remove_log_place('x', 'why')") == "CS403 right.missing")
    #expect(office.chief.tries("select countersign.remove_log_place('x', 'why')") == "allowed")
    #expect(office.chief.tries("select countersign.remove_log_place('x', 'why')") == "CS404 place.unknown")
    #expect(try await logged.sealer.logPlaces().isEmpty)
    #expect(viewer.tries("select countersign.record_delivery('x', 1, '')") == "42501")
  }

  @discardableResult
  private func run(_ words: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(words)")
    return String(decoding: bytes, as: UTF8.self)
  }
}
