import Catalog
import Foundation
import Testing

@Suite("The log and erasure by subcommands", .atADesk, .timeLimit(.minutes(5)))
struct LogCommandTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "log-commands-\(UUID().uuidString)")
  private let sealer = "meridian.collector"

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  @Test("seal, sign, prove and verify; and what two persons erase is gone, with every proof as it was")
  func journey() async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let catalog = try await SampleOffice.shared.catalog()
    func run(_ login: String, _ arguments: String..., status: Int32 = 0) async throws -> JSONReading {
      let ended = try await catalog.run(login, arguments + ["--json"])
      #expect(ended.status == status, "\(arguments): \(ended.messages)")
      return ended.json
    }
    _ = try await run(sealer, "log", "key", "new", "--name", "tests.example/log", "--out", path("key"))
    let sealed = try await run(sealer, "log", "checkpoint", "--key", path("key"), "--out", path("checkpoint"))
    #expect(sealed["size"].number > 1000)
    let standing = try await run("ada.lindqvist", "log", "status")
    #expect(standing["size"].number == sealed["size"].number && standing["places"].isArray)
    let proof = try await run(sealer, "log", "proof", "activity:1")
    #expect(proof["checkpoint"].text.contains("\nrules sha256:"))
    let verified = try await run(sealer, "log", "verify", "--from", path("checkpoint"), "--key", path("key.pub"))
    #expect(verified["ok"].flag && verified["rules"].items.isEmpty)

    let lead = "ruth.adeyemi"
    let subject = try catalog.value(
      "select s from countersign_private.generation_content c, countersign_private.subjects_in(c.body) s order by c.id limit 1"
    )
    let before = try await run(lead, "erase", "--subject", subject, "--dry-run")
    let there = before["places"].items.first { $0["place"].text == "content of generations" }?["found"].number ?? 0
    #expect(there > 0 && !before["unreached"].items.isEmpty)
    let asked = try await run(lead, "erase", "--subject", subject, "--reason", "they asked")
    let number = "\(asked["erasure"].number)"
    _ = try await run(lead, "erase", "--confirm", number, "--reason", "mine", status: 77)
    let report = try await run("henrik.sund", "erase", "--confirm", number, "--reason", "identity checked")
    #expect(report["places"].items.contains { $0["removed"].number == there })
    let again = try await run(lead, "erase", "--subject", subject, "--reason", "once more")
    #expect(again["erasure"].isNull)
    let after = try await run(sealer, "log", "verify", "--from", path("checkpoint"), "--key", path("key.pub"))
    #expect(after["ok"].flag)
    let rewritten = try await run(PrivatePostgres.superuser, "erase", "--rewrite")
    #expect(rewritten["rewritten"].items.contains { $0.text.contains("generation_content_") })
    #expect(try await run(PrivatePostgres.superuser, "erase", "--rewrite")["rewritten"].items.isEmpty)
    try Data("nobody-1\nnobody-2\n".utf8).write(to: folder.appending(path: "subjects"))
    let nobody = try await run(lead, "erase", "--subjects", path("subjects"), "--reason", "a list")
    #expect(nobody["erasure"].isNull)
    let other = try catalog.value(
      "select s from countersign_private.generation_content c, countersign_private.subjects_in(c.body) s order by c.id desc limit 1"
    )
    let refused = try await run(lead, "erase", "--subject", other, "--reason", "they asked")
    _ = try await run("henrik.sund", "erase", "--refuse", "\(refused["erasure"].number)", "--reason", "not theirs")
    let list = try await run(lead, "erase", "--list")
    #expect(list["items"].items.map { $0["state"].text } == ["refused", "done"])
    _ = try await run(lead, "hold", "add", "subject", "u-8", "--reason", "a court asks")
    let holds = try await run(lead, "hold", "list")
    let hold = "\(holds["items"][0]["id"].number)"
    _ = try await run(lead, "hold", "release", hold, "--reason", "it is over")
    _ = try await run(lead, "hold", "release", hold, "--reason", "and done", status: 77)
    _ = try await run("henrik.sund", "hold", "release", hold, "--reason", "it is")
    #expect(try await run(lead, "hold", "list")["items"].items.isEmpty)
    let rule = try await run("henrik.sund", "retention", "ask", "green", "--days", "60", "--reason", "policy 7")
    let reach = try await run(lead, "retention", "preview", "--rule", "\(rule["rule"].number)")
    #expect(reach["items"].items.contains { $0["goes"].number > 0 })
    #expect(try await run(lead, "retention", "list")["items"][0]["holds"].flag == false)
    _ = try await run(lead, "activity", "list", "--limit", "3")
    _ = try await run(
      "henrik.sund", "log", "place", "add", "vault", "--kind", "folder", "--address", "/nowhere", "--reason", "tried")
    #expect(try await run("henrik.sund", "log", "place", "list")["items"][0]["name"].text == "vault")
    _ = try await run("henrik.sund", "log", "place", "remove", "vault", "--reason", "tried")
    _ = try await run(sealer, "log", "checkpoint", "--key", path("key"), "--out", path("later"))
    let way = try await run(sealer, "log", "consistency", path("checkpoint"), path("later"), "--key", path("key.pub"))
    #expect(way["ok"].flag && !way["path"].items.isEmpty)
  }

  @Test("name the rows and the rule that a superuser touched, by what was kept outside")
  func tampered() async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let catalog = try await SampleOffice.shared.catalog()
    let key = try await catalog.run(sealer, "log", "key", "new", "--name", "tests.example/log", "--out", path("key"))
    #expect(key.status == 0)
    let sealed = try await catalog.run(
      sealer, "log", "checkpoint", "--key", path("key"), "--out", path("checkpoint"), "--leaves", path("leaves"))
    #expect(sealed.status == 0, "\(sealed.messages)")

    /// Does it past every guard, and answers what verification then finds.
    func tamper(_ table: String, _ statement: String) async throws -> JSONReading {
      _ = try catalog.sql(
        "set search_path = pg_catalog, countersign_private; alter table \(table) disable trigger user; \(statement)")
      let ended = try await catalog.run(
        "ruth.adeyemi", "log", "verify", "--from", path("checkpoint"), "--leaves", path("leaves"), "--key",
        path("key.pub"), "--json")
      #expect(ended.status == 1 && ended.error["code"].text == "log.altered", "\(statement)")
      return ended.json
    }
    let last = try catalog.value("select max(id) - 9 from countersign_private.activity")
    let dropped = try await tamper("activity", "delete from activity where id >= \(last)")
    #expect(dropped["found"].number == 10)
    #expect(dropped["findings"].items.contains { $0["id"].text == "activity:\(last)" })
    let swapped = try await tamper(
      "verdict",
      """
      update verdict v set reviewer = w.reviewer, login = w.login, recorded_at = w.recorded_at from verdict w
      where (v.id, w.id) in ((1, 2), (2, 1))
      """)
    #expect(swapped["first_bad"]["id"].text == "verdict:1" && swapped["found"].number == 12)
    let earlier = try await tamper(
      "approval", "update approval set recorded_at = recorded_at - interval '1 day' where id = 1")
    #expect(earlier["first_bad"]["id"].text == "approval:1" && earlier["found"].number == 13)
    let forged = try await tamper(
      "log_leaf",
      """
      alter table version disable trigger user; update version set message = 'forged' where id = 1;
      update log_leaf l set hash = sha256('\\x00'::bytea || convert_to(r.metadata, 'UTF8'))
        from countersign.find_leaf('version', '1') r where l.kind = 'version' and l.subject = '1'
      """)
    #expect(
      forged["findings"].items.contains { $0["id"].text == "version:1" && $0["what"].text.contains("both rewritten") })
    let rule = try await tamper(
      "stop",
      """
      do $$
      declare as_was constant text := pg_get_functiondef('countersign_private.require_role(text[])'::regprocedure);
      begin
        execute replace(as_was, 'begin', 'begin return session_user;');
        execute as_was;
      end $$
      """)
    let flagless = try await tamper(
      "flag",
      "delete from flag where (generation, ordinal) in (select generation, ordinal from flag order by 1, 2 limit 1)")
    #expect(flagless["findings"].items.contains { $0["what"].text.contains("is missing") && $0["index"].number > 0 })
    let served = try await tamper(
      "quorum", "update quorum set needed = 1 where (environment, tier) = ('production', 'high')")
    #expect(
      served["first_bad"]["what"].text == #"The row ["production", "high"] of quorum is not what was recorded."#)
    // One line alone cannot say which leaf was rewritten with its hash, and says what could.
    let bare = try await catalog.run(
      "ruth.adeyemi", "log", "verify", "--from", path("checkpoint"), "--key", path("key.pub"), "--json")
    #expect(bare.json["findings"].items.contains { $0["what"].text.contains("name a place's folder, or --leaves") })
    #expect(
      rule["rules"].items.contains {
        $0["name"].text.contains("countersign_private.require_role") && $0["what"].text == "rewritten"
      }, "\(rule["rules"])")
  }
}
