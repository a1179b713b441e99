import Foundation
import Testing

@Suite("How subcommands end", .atADesk, .timeLimit(.minutes(5)))
struct ExitStatusTests {
  /// The status, with the error as JSON on standard error and nothing on standard output.
  private func refused(
    _ catalog: CatalogCopy, _ login: String, _ arguments: String..., input: String? = nil,
    at line: SourceLocation = #_sourceLocation
  ) async throws -> (status: Int32, code: String) {
    let ended = try await catalog.run(login, arguments + ["--json"], input: input)
    #expect(ended.error.keys == ["because", "code", "happened", "remedy"], "\(ended.messages)", sourceLocation: line)
    #expect(!ended.error["happened"].text.isEmpty, sourceLocation: line)
    #expect(ended.output.isEmpty || ended.text.hasPrefix("{"), sourceLocation: line)
    let words = try await catalog.run(login, arguments, input: input)
    #expect(words.status == ended.status, sourceLocation: line)
    #expect(words.messages.hasPrefix("countersign: ") || words.messages.contains("Error"), sourceLocation: line)
    #expect(ControlBytes.found(in: Data(words.messages.utf8)) == [], sourceLocation: line)
    return (ended.status, ended.error["code"].text)
  }

  @Test("1: answered no")
  func no() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    _ = try catalog.sql("update countersign_private.review_slot set state = 'done'")
    #expect(try await refused(catalog, "tim.okafor", "review", "claim").status == 1)
  }

  @Test(
    "64: usage",
    arguments: [["registry", "list", "--kind", "spoon"], ["review", "decide", "1", "block"], ["nonsense"]])
  func usage(_ arguments: [String]) async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let ended = try await catalog.run("ada.lindqvist", arguments)
    #expect(ended.status == 64)
    #expect(ended.messages.contains("Usage:"))
    #expect(ended.output.isEmpty)
    let asJSON = try await catalog.run("ada.lindqvist", arguments + ["--json"])
    #expect(asJSON.status == 64 && asJSON.output.isEmpty)
    #expect(asJSON.error["code"].text == "usage" && !asJSON.error["happened"].text.isEmpty, "\(asJSON.messages)")
  }

  @Test("64: a write into the past, and a moment that has not come")
  func past() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let write = try await refused(catalog, "ada.lindqvist", "review", "claim", "--as-of", "2026-10-01")
    #expect(write.status == 64)
    let future = try await refused(catalog, "ada.lindqvist", "registry", "list", "--as-of", "2031-01-01")
    #expect(future.status == 64)
  }

  @Test("65: some lines were refused, and the others are in")
  func badData() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let good =
      #"{"id":"e2e-1","ts":"2026-11-20T10:00:00Z","model":"m","model_version":"1","prompt":"p","response":"r"}"#
    let ended = try await catalog.run(
      "meridian.collector", "ingest", "generations", "-", "--json", input: "\(good)\n{not json\n")
    #expect(ended.status == 65)
    #expect(ended.json["items"][0]["taken"].number == 1)
    #expect(ended.json["items"][0]["refused"].number == 1)
    #expect(ended.error["code"].text == "ingest.refused")
    let kept = try await catalog.run("henrik.sund", "quarantine", "list", "--json")
    #expect(kept.status == 0)
    #expect(kept.json["items"][0]["line"].number == 2)
    let number = "\(kept.json["items"][0]["id"].number)"
    let shown = try await catalog.run("henrik.sund", "quarantine", "show", number, "--json")
    #expect(shown.json["raw_hex"].text == "7b6e6f74206a736f6e")
    let replay = try await catalog.run("meridian.collector", "quarantine", "replay", number)
    #expect(replay.status == 65)
    #expect(replay.text.contains("\(number): refused again: "))
    #expect(try await catalog.run("ruth.adeyemi", "quarantine", "replay", number, "--reason", "x").status == 77)
    #expect(try await catalog.run("henrik.sund", "quarantine", "replay", number).status == 64)
    let asked = try await catalog.run(
      "henrik.sund", "quarantine", "replay", "999999", number, "--reason", "The sender was mended.", "--json")
    #expect(asked.status == 66, "the one that is not there is told, and the other asked for")
    #expect(asked.json["items"][1]["outcome"].text == "asked")
  }

  @Test("66: no such thing, with the nearest name")
  func missing() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    #expect(try await refused(catalog, "ada.lindqvist", "registry", "show", "kyc-sumary").status == 66)
    #expect(try await refused(catalog, "ada.lindqvist", "review", "show", "99999999").status == 66)
    #expect(try await refused(catalog, "ada.lindqvist", "card", "kyc-summary@99").status == 66)
    #expect(
      try await refused(catalog, "meridian.collector", "ingest", "generations", "/nowhere/x.jsonl").status == 66)
    let near = try await catalog.run("ada.lindqvist", "registry", "show", "kyc-sumary")
    #expect(near.messages.contains("Did you mean kyc-summary?"))
  }

  @Test("69: a database that holds no catalog of ours")
  func noSchema() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    _ = try catalog.sql("drop function countersign.claim_next cascade")
    #expect(try await refused(catalog, "ada.lindqvist", "review", "claim").status == 69)
  }

  @Test("69: the catalog cannot be reached", arguments: [["review", "list"], ["ingest", "generations", "-"]])
  func unreachable(_ arguments: [String]) async throws {
    let home = try await SampleOffice.shared.opened().home
    let ended = try await Program.run(
      arguments + ["--json", "--catalog", "host=/nowhere dbname=x user=y"], environment: home.environment, input: "{}\n"
    )
    #expect(ended.status == 69)
    #expect(ended.error["code"].text.hasPrefix("catalog."))
  }

  @Test("70: our own fault, such as data that the catalog refuses without our having said why")
  func fault() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    _ = try catalog.sql(
      "alter table countersign_private.review_slot add constraint spoiled check (holder <> 'tim.okafor') not valid")
    let fault = try await refused(catalog, "tim.okafor", "review", "claim")
    #expect(fault.status == 70)
    #expect(fault.code == "catalog.refused")
  }

  @Test("73: the output cannot be written, and a file that is there is kept")
  func cannotWrite() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    #expect(
      try await refused(catalog, "ada.lindqvist", "card", "kyc-summary@22", "--out", "/nowhere/card.md").status == 73)
    let file = FileManager.default.temporaryDirectory.appending(path: "countersign-card-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let first = try await catalog.run("ada.lindqvist", "card", "kyc-summary@22", "--out", file.path)
    #expect(first.status == 0)
    let size = try Data(contentsOf: file).count
    #expect(first.messages.contains("\(size) bytes"))
    #expect(try await refused(catalog, "ada.lindqvist", "card", "kyc-summary@22", "--out", file.path).status == 73)
  }

  @Test("75: the claim was lost, or somebody was quicker")
  func conflict() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let claim = try await catalog.run("noor.haddad", "review", "claim", "--tier", "medium", "--json").json
    let item = "\(claim["item"].number)"
    let lost = try await refused(
      catalog, "noor.haddad", "review", "decide", item, "accept", "--fence", "9999", "--reason", "x")
    #expect(lost.status == 75)
    #expect(try await refused(catalog, "tim.okafor", "review", "claim", item).status == 75)
    let kyc = try catalog.value("select max(id) from countersign.promotion where artifact = 'kyc-summary'")
    let stale = try await refused(
      catalog, "claire.moreau", "promote", "sign", kyc, "--revision", "999", "--reason", "x")
    #expect(stale.status == 75)
  }

  @Test("77: not permitted, each with its reason")
  func notPermitted() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    #expect(try await refused(catalog, "olu.benson", "review", "claim").status == 77)
    #expect(try await refused(catalog, "ada.lindqvist", "catalog", "grant", "olu.benson", "lead").status == 77)
    #expect(
      try await refused(catalog, "ada.lindqvist", "ingest", "generations", "-", input: "{}\n").status == 77)
    let own = try catalog.value("select max(id) from countersign.promotion where requested_by = 'ada.lindqvist'")
    let refusal = try await refused(catalog, "ada.lindqvist", "promote", "sign", own, "--reason", "Mine is fine.")
    #expect(refusal.status == 77)
    let readOnly = try await catalog.run("noor.haddad", "review", "claim", "--read-only")
    #expect(readOnly.status == 77)
  }
}
