import Foundation
import Testing

/// Every `--json` answer: one document of the agreed shape on standard output, no control byte, and status 0.
@Suite("The shape of --json", .atADesk, .timeLimit(.minutes(5)))
struct JSONContractTests {
  private func answer(
    _ catalog: CatalogCopy, _ login: String, _ arguments: String..., input: String? = nil,
    at line: SourceLocation = #_sourceLocation
  ) async throws -> JSONReading {
    let ended = try await catalog.run(login, arguments + ["--json"], input: input)
    #expect(ended.status == 0, "\(arguments): \(ended.messages)", sourceLocation: line)
    #expect(ControlBytes.found(in: ended.output) == [], sourceLocation: line)
    #expect(ended.text.hasSuffix("}\n"), sourceLocation: line)
    return ended.json
  }

  @Test("lists stand under items, with next and about, and go on where they stopped")
  func lists() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    for arguments in [
      ["review", "list"], ["registry", "list"], ["promote", "list", "--all"], ["quarantine", "list"],
    ] {
      let ended = try await catalog.run("ada.lindqvist", arguments + ["--json", "--limit", "5"])
      #expect(ended.status == 0)
      #expect(ended.json.keys == ["about", "items", "next"], "\(arguments)")
      #expect(ended.json["items"].isArray)
    }
    let first = try await answer(catalog, "ada.lindqvist", "review", "list", "--limit", "7")
    let second = try await answer(
      catalog, "ada.lindqvist", "review", "list", "--limit", "7", "--after", first["next"].text)
    let ids = (first["items"].items + second["items"].items).map { $0["id"].number }
    #expect(ids.count == 14)
    #expect(Set(ids).count == 14)
    let dues = (first["items"].items + second["items"].items).map { $0["due"].text }
    #expect(dues == dues.sorted())
    let all = try await answer(catalog, "ada.lindqvist", "review", "list", "--limit", "500")
    #expect(all["next"].isNull)
  }

  @Test("review: list, show, claim and decide")
  func review() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let list = try await answer(catalog, "noor.haddad", "review", "list", "--tier", "high", "--limit", "1")
    let row = list["items"][0]
    #expect(
      Set(["id", "tier", "queue", "due", "generation", "model", "reasons", "claimed_by"]).isSubset(of: row.keys))
    #expect(row["tier"].text == "high")
    #expect(row["due"].text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/) != nil)
    #expect(row["reasons"].isArray)

    let claim = try await answer(catalog, "noor.haddad", "review", "claim", "--tier", "high")
    #expect(claim.keys == ["fence", "item", "slot", "until"])
    let item = "\(claim["item"].number)"
    let shown = try await answer(catalog, "noor.haddad", "review", "show", item)
    #expect(shown["claim"]["fence"].number == claim["fence"].number)
    #expect(shown["content"]["turns"].items.contains { $0["is_response"].flag })
    #expect(shown["content"]["flags"].isArray)

    let recorded = try await answer(
      catalog, "noor.haddad", "review", "decide", item, "block", "--slot", "\(claim["slot"].number)", "--fence",
      "\(claim["fence"].number)", "--reason", "It invents a clause.", "--harm", "quality")
    #expect(recorded.keys == ["activity", "recorded_at"])
    let verdict = try catalog.sql(
      "select decision, reviewer, channel, reason from countersign_private.verdict order by id desc limit 1")
    #expect(verdict == [["block", "noor.haddad", "command", "It invents a clause."]])
    #expect(
      try catalog.value("select max(id) from countersign_private.activity") == "\(recorded["activity"].number)")
  }

  @Test("registry: list, show and register")
  func registry() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let artifact = try await answer(catalog, "ada.lindqvist", "registry", "show", "kyc-summary")
    #expect(artifact.keys == ["artifact", "evaluations", "pointer_moves", "used_by", "versions"])
    #expect(artifact["artifact"]["production"].text == "21")
    let version = try await answer(catalog, "ada.lindqvist", "registry", "show", "kyc-summary@22")
    #expect(version.keys == ["body", "evaluations", "kind", "origins", "pins", "version"])
    #expect(version["version"]["digest"].text.wholeMatch(of: /sha256:[0-9a-f]{64}/) != nil)

    let body =
      #"{"kind":"chat","messages":[{"role":"system","content":"Answer in one sentence."},"#
      + #"{"role":"user","content":"{{question}}"}],"params":{"temperature":0}}"#
    let new = try await answer(
      catalog, "priya.n", "registry", "register", "one-line", "-", "--kind", "prompt", "--team", "onboarding",
      "--owner", "priya.n", "--tier", "low", "--message", "A first try.", input: body)
    #expect(new["version"].text == "one-line@1")
    #expect(new["is_new"].flag)
    #expect(new["activity"].number > 0)
    let again = try await answer(
      catalog, "priya.n", "registry", "register", "one-line", "-", "--kind", "prompt", "--team", "onboarding",
      "--message", "The same again.", input: body)
    #expect(!again["is_new"].flag)
    #expect(again["activity"].isNull)
  }

  @Test("promote: list, request, sign and reject")
  func promote() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let open = try await answer(catalog, "mats.ek", "promote", "list")
    let rows = open["items"].items
    let kyc = try #require(rows.first { $0["version"].text == "kyc-summary@22" })
    #expect(kyc["requested_by"].text == "priya.n")
    #expect(kyc["signed"].number == 1)
    let shown = try await answer(catalog, "ada.lindqvist", "promote", "show", "\(kyc["id"].number)")
    #expect(shown["requirements"].items.allSatisfy { ["met", "unmet", "not_applicable"].contains($0["state"].text) })
    let signed = try await answer(
      catalog, "claire.moreau", "promote", "sign", "\(kyc["id"].number)", "--reason", "Read as a court would.")
    #expect(signed["activity"].number > 0)
    #expect(
      try catalog.value(
        "select label from countersign.serving where artifact = 'kyc-summary' and environment = 'production'") == "22")

    let letters = try #require(rows.first { $0["version"].text == "letters-de@9" })
    let rejected = try await answer(
      catalog, "claire.moreau", "promote", "reject", "\(letters["id"].number)", "--reason", "The hotline is missing.")
    #expect(rejected["activity"].number > 0)
    let request = try await answer(
      catalog, "yannick.durand", "promote", "request", "letters-de@9", "--to", "production", "--reason", "Added it.")
    #expect(request["promotion"].number > letters["id"].number)
  }

  @Test("card, quarantine and the catalog's own")
  func others() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let card = try await answer(catalog, "ruth.adeyemi", "card", "kyc-summary@21")
    #expect(card.description.contains("kyc-summary"))
    for format in ["markdown", "hf", "text", "json"] {
      let ended = try await catalog.run("ruth.adeyemi", "card", "kyc-summary@ENV:production", "--format", format)
      #expect(ended.status == 0, "\(format): \(ended.messages)")
      #expect(ended.text.contains("kyc-summary"))
      #expect(ControlBytes.found(in: ended.output) == [])
    }
    let status = try await answer(catalog, "ada.lindqvist", "catalog", "status")
    #expect(status.keys == ["altered", "found", "known", "pending", "refuses_writes"])
    #expect(status["found"].number == status["known"].number)
    let check = try await answer(catalog, "henrik.sund", "catalog", "check")
    #expect(check.keys == ["checked", "ok", "problems", "rules"])
    #expect(check["ok"].flag)
  }

  @Test("onboard: a team's steps, and all teams")
  func onboard() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let teams = try await answer(catalog, "ada.lindqvist", "onboard")
    #expect(teams.keys == ["about", "items", "next"])
    let first = try #require(teams["items"].items.first)
    #expect(first.keys == ["applicable", "done", "name", "next_key", "next_title", "team"])
    let steps = try await answer(catalog, "ada.lindqvist", "onboard", first["team"].text)
    #expect(steps.keys == ["about", "items", "next", "team"])
    #expect(
      steps["items"][0].keys == [
        "at", "command", "fact", "key", "person", "remedy", "screen", "state", "title",
      ])
    #expect(steps["items"].items.count { $0["state"].text == "done" } == Int(first["done"].number))
    #expect(steps["items"].items.first { $0["state"].text == "missing" }?["key"].text == first["next_key"].text)
    let unknown = try await catalog.run("ada.lindqvist", "onboard", "claim")
    #expect(unknown.status == 66)
    #expect(unknown.messages.contains("Did you mean claims?"))
  }
}
