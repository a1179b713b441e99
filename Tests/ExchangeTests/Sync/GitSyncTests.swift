import Evidence
import Exchange
import Foundation
import Governance
import Ingest
import Operations
import TestSupport
import Testing

@Suite("A repository of git that is followed")
struct GitSyncTests {
  let office: Office
  let desk: Workbench
  let code: GitStub

  init() async throws {
    office = try await Office.open()
    try office.hire("syn", "builder", "ingest", "viewer", team: "claims")
    desk = Workbench(office.settings("syn"))
    code = try GitStub()
  }

  @discardableResult
  private func look(full: Bool = false, references: [String] = []) async throws -> SyncReport {
    if try await desk.syncSources().isEmpty {
      _ = try await desk.addSyncSource(
        "code", .git, at: code.path, team: "claims", reason: "the team's code", channel: .command)
    }
    let source = try #require(try await desk.syncSources().first)
    return try await desk.sync(source, from: try GitRepository(code.path, references: references), isFull: full)
  }

  private func facts(_ what: String) throws -> [String] {
    try office.superuser.run(
      "select kind || ' ' || key from countersign_private.sync_fact where what = $1 order by id", what
    ).compactMap { $0[0] }
  }

  private func state(_ kind: String, _ key: String, _ member: String) throws -> String? {
    try office.superuser.value(
      "select state ->> $3 from countersign_private.sync_object where kind = $1 and key = $2", kind, key, member)
  }

  @Test("is taken whole, commits before what comes from them, and a second look writes nothing")
  func whole() async throws {
    let first = try code.commit("first\n\nwith more")
    let second = try code.commit("second")
    try code.git("tag", "light")
    try code.git("tag", "--annotate", "v1.0", "--message", "The first release\n\nfor claims")
    let report = try await look()
    #expect(report.problem == nil && report.counts.added == 5 && report.counts.refused == 0)
    #expect(
      try facts("seen") == ["commit \(first)", "commit \(second)", "branch main", "tag light", "tag v1.0"])
    #expect(try state("commit", first, "subject") == "first")
    #expect(try state("commit", first, "author") == "Ann <ann@claims.example>")
    #expect(try state("commit", first, "authored_at") == "2026-03-01T09:00:00Z")
    #expect(try state("commit", second, "parents") == "[\"\(first)\"]")
    #expect(try state("commit", second, "signed") == nil)
    #expect(try state("tag", "v1.0", "commit") == second)
    #expect(try state("tag", "v1.0", "message")?.hasPrefix("The first release\n\nfor claims") == true)
    #expect(try state("tag", "v1.0", "tagger") == "Ann <ann@claims.example>")
    #expect(try state("tag", "light", "commit") == second)
    let again = try await look()
    #expect(again.problem == nil && again.counts == SyncCounts(seen: 3))
    #expect(try office.superuser.value("select count(*) from countersign_private.sync_fact") == "5")
    let third = try code.commit("third")
    let more = try await look()
    #expect(more.counts.added == 1 && more.counts.changed == 1 && more.counts.seen == 4)
    #expect(try facts("seen").last == "commit \(third)" && facts("altered") == ["branch main"])
  }

  @Test("a history that was rewritten, a tag that was moved, renamed or deleted, and what comes back are followed")
  func rewritten() async throws {
    try code.commit("first")
    let second = try code.commit("second")
    for tag in ["moves", "goes", "old"] {
      try code.git("tag", "--annotate", tag, "--message", "as it was: \(tag)")
      try code.commit("after \(tag)")
    }
    try await look()
    try code.git("tag", "--annotate", "new", "old^{}", "--message", "as it was: old")
    try code.git("tag", "--delete", "old", "goes")
    try code.git("tag", "--force", "moves", "HEAD")
    let report = try await look()
    #expect(report.problem == nil)
    #expect(
      try facts("renamed") == ["tag new"] && facts("deleted") == ["tag goes"] && facts("altered") == ["tag moves"])
    try code.git("tag", "--delete", "moves", "new")
    try code.git("reset", "--quiet", "--hard", second)
    let other = try code.commit("another way")
    #expect(try await look().counts.gone == 5)
    #expect(
      try office.superuser.value(
        "select count(*) from countersign_private.sync_object where kind = 'commit' and is_there") == "3")
    #expect(try facts("seen").last == "commit \(other)")
    try code.git("reset", "--quiet", "--hard", "ORIG_HEAD")
    #expect(try await look().counts.changed == 4)
    #expect(try facts("returned").count == 3)
    try code.git("branch", "--move", "main", "trunk")
    try await look()
    #expect(try facts("renamed") == ["tag new", "branch trunk"])
  }

  @Test("a look that is cut off goes on where it was")
  func resumes() async throws {
    try code.git("fast-import", "--quiet", input: Array(Self.many(1200).utf8))
    _ = try await desk.addSyncSource(
      "code", .git, at: code.path, team: "claims", reason: "the team's code", channel: .command)
    let source = try #require(try await desk.syncSources().first)
    let repository = try GitRepository(code.path)
    let cut = try await desk.sync(source, from: repository, deadline: .now)
    #expect(cut.counts.added == 500 && cut.words.contains("the rest at the next look"))
    let more = try await desk.sync(source, from: repository, deadline: .now)
    #expect(more.counts.added == 500 && more.words.contains("the rest"))
    let rest = try await desk.sync(source, from: repository)
    #expect(rest.counts.added == 201)
    #expect(
      try office.superuser.value("select count(*) from countersign_private.sync_object where kind = 'commit'") == "1200"
    )
  }

  private static func many(_ count: Int) -> String {
    (1...count).map { number in
      """
      commit refs/heads/main
      committer Ann <ann@claims.example> \(1_772_000_000 + number) +0000
      data <<END
      change \(number)
      END

      """
    }.joined()
  }

  @Test("only the branches and tags that were chosen are followed; an empty repository shows nothing")
  func chosen() async throws {
    #expect(try await look().counts == SyncCounts())
    let first = try code.commit("first")
    try code.git("branch", "side")
    try code.commit("second")
    try code.git("tag", "v1")
    try await look(references: ["side"])
    #expect(try facts("seen") == ["commit \(first)", "branch side"])
    try await look()
    #expect(try facts("seen").suffix(2) == ["branch main", "tag v1"])
    try await look(references: ["side"])
    #expect(try facts("deleted").sorted().map { $0.prefix(6) } == ["branch", "commit", "tag v1"])
  }

  @Test("a version is traced to the commit or tag that it names, and to no other")
  func traced() async throws {
    let first = try code.commit("first")
    let second = try code.commit("second")
    try code.git("tag", "v1.0")
    let bea = try office.hire("bea", "builder", team: "claims")
    func register(
      _ label: String, _ source: String?, _ body: String = #"{"n":1}"#, by: PlainSession? = nil,
      of name: String = "triage"
    ) throws {
      try (by ?? bea).run(
        """
        select countersign.register_version($1, 'dataset', $2, null, 'low', '', $3, convert_to($4, 'UTF8'), 'a change', source => $5)
        """, name, by == nil ? "claims" : "service", label, body, source)
    }
    try register("1", "commit \(first.prefix(10).uppercased()) of main", #"{"n":1}"#)
    try register("2", "v1.0", #"{"n":2}"#)
    try register("3", "run 7", #"{"n":3}"#)
    try register("4", nil, "{\"n\":4,\"source_commit\":\"\(second)\"}")
    try await look()
    try register("5", "\(code.path)#v1.0", #"{"n":5}"#)
    // The same name of a tag is another one's where the team is another.
    try office.chief.run("select countersign.add_team('service', 'Service')")
    let dan = try office.hire("dan", "builder", team: "service")
    try register("1", "v1.0", #"{"n":6}"#, by: dan, of: "other")
    try register("2", "\(code.path)@v1.0", #"{"n":7}"#, by: dan, of: "other")
    let told = try await desk.syncFacts(of: "code", limit: 10).reversed().map { "\($0.kind) \($0.subject ?? "-")" }
    #expect(told == ["commit triage@1", "commit triage@4", "branch -", "tag other@2, triage@2, triage@5"])
    let detail = try await desk.version(try VersionName("triage@1"))
    #expect(
      detail.origins == [
        VersionOrigin(
          source: "code", kind: "commit", key: first, subject: "first", author: "Ann <ann@claims.example>", signed: nil,
          isThere: true)
      ])
    #expect(try await desk.version(try VersionName("triage@3")).origins == [])
    try code.git("tag", "--delete", "v1.0")
    try await look()
    #expect(try await desk.version(try VersionName("triage@2")).origins.map(\.isThere) == [false])
  }

  @Test("a signature is told by its kind, and a message that commands a terminal stays text")
  func hostile() async throws {
    let tree = try code.git("hash-object", "-t", "tree", "-w", "--stdin")
    func raw(_ kind: String, _ text: [UInt8]) throws -> String {
      try code.git("hash-object", "-t", kind, "-w", "--literally", "--stdin", input: text)
    }
    let person = "Eve\u{1B}[2J <e@x> 99999999999999999 +0000"
    let signed = try raw(
      "commit",
      Array(
        "tree \(tree)\nauthor \(person)\ncommitter \(person)\ngpgsig -----BEGIN SSH SIGNATURE-----\n U1NI\n -----END SSH SIGNATURE-----\n\n\u{1B}]0;own\u{7}\u{202E}x\r\nmore"
          .utf8) + [0, 0xFF])
    let huge = try raw(
      "commit",
      Array("tree \(tree)\nparent \(signed)\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\n".utf8)
        + [UInt8](repeating: 0x78, count: 2 << 20))
    try code.git("update-ref", "refs/heads/main", huge)
    // A tag of a folder, and a hook that would leave a mark.
    try code.git("update-ref", "refs/tags/folder", tree)
    for hook in ["post-checkout", "reference-transaction", "pre-auto-gc", "post-update"] {
      let file = code.folder.appending(path: ".git/hooks/\(hook)")
      try "#!/bin/sh\ntouch \(code.path)/ran\n".write(to: file, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
    try code.git("config", "uploadpack.packObjectsHook", "touch \(code.path)/ran;")
    try code.git("config", "core.fsmonitor", "touch \(code.path)/ran")
    let report = try await look()
    #expect(report.problem == nil && report.counts.refused == 2 && report.counts.added == 2)
    #expect(!FileManager.default.fileExists(atPath: code.path + "/ran"))
    #expect(try state("commit", signed, "signed") == "ssh")
    #expect(try state("commit", signed, "subject") == "\u{1B}]0;own\u{7}\u{202E}x")
    #expect(try state("commit", signed, "authored_at") == nil)
    #expect(
      try office.superuser.run("select code from countersign_private.quarantine order by code").compactMap { $0[0] }
        == ["git.object", "git.tag"])
    #expect(try await look().counts == SyncCounts(seen: 2), "it is tried again when everything is compared")
  }

  @Test(
    "an address that is none is refused before git sees it",
    arguments: [
      "ext::sh -c touch% /tmp/x", "--upload-pack=touch /tmp/x", "ssh://-oProxyCommand=touch/x", "-x@host:p", "fd::17",
      "http://plain.example/x", "https://me:secret@git.example/x", "https://token@git.example/x", "git://git.example/x",
      "file:x\u{7}", "", "host:path", "ssh://me:secret@host/x",
    ])
  func address(text: String) {
    #expect(performing { () throws(Problem) in try GitAddress.checked(text) }?.code == "sync.address")
    #expect(performing { () throws(Problem) in try GitRepository(text) }?.code == "sync.address")
  }

  private func performing(_ act: () throws(Problem) -> some Any) -> Problem? {
    do throws(Problem) {
      _ = try act()
      return nil
    } catch {
      return error
    }
  }

  @Test("addresses of repositories are these")
  func addresses() throws {
    for text in ["https://git.example/team/code.git", "ssh://git@git.example:22/x", "git@git.example:team/code"] {
      #expect(try GitAddress.checked(text) == text)
    }
    #expect(try GitAddress.checked(".", in: code.path) == code.path)
  }

  @Test("what is no repository, or is larger than may be, ends the look with the reason")
  func broken() async throws {
    try code.commit("first")
    _ = try await look()
    try FileManager.default.moveItem(atPath: code.path + "/.git", toPath: code.path + "/was")
    let report = try await look()
    #expect(report.problem?.code == "git.failed" && report.problem?.kind == .unreachable)
    try FileManager.default.moveItem(atPath: code.path + "/was", toPath: code.path + "/.git")
    try code.git("fast-import", "--quiet", "--force", input: Array(Self.many(2000).utf8))
    let source = try #require(try await desk.syncSources().first)
    let small = try await desk.sync(source, from: try GitRepository(code.path, mostBytes: 20 << 10))
    #expect(small.problem?.code == "git.failed", "\(small)")
    #expect(try await look().problem == nil)
  }

  @Test("is looked at by a daemon when it is due")
  func scheduled() async throws {
    try code.commit("first")
    try await look()
    try code.commit("second")
    let ada = try office.hire("ada", "admin")
    try ada.run("select countersign.set_sync_rule('code', '1 minute', null, null, 'every minute')")
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = interval '1 hour'")
    try office.superuser.run(
      "update countersign_private.schedule_job set due = '-infinity' where name = 'sync-sources'")
    struct Roads: SourceRoads {
      func trackingServer(at address: String) -> any TrackingServer { TrackingClient(address, access: []) }
      func repository(at address: String, references: [String]) throws(Problem) -> any SourceRepository {
        try GitRepository(address, references: references)
      }
    }
    var done: [String] = []
    while let report = try await desk.runDueJob(holder: "here", roads: Roads()) {
      if report.job == "sync-sources" { done.append("\(report.outcome) \(report.detail)") }
    }
    #expect(done == ["done code: 1 new, 1 changed"])
  }
}
