import Governance
import Terminal
import Testing

@testable import Console

@Suite("Policies")
struct PoliciesTests {
  private let desk = FakeDesk()

  private func screen(rows: Int = 24, columns: Int = 120, _ presses: Key...) async -> Script {
    var script = Script(.policies, rows: rows, columns: columns)
    await script.works(with: desk)
    for key in presses {
      script.presses(key)
      await script.works(with: desk)
    }
    script.waits(milliseconds: 400)
    return script
  }

  @Test("say which version decides where, since when and who signed it, and whether a gatekeeper is awake")
  func bundles() async {
    var script = await screen()
    script.shows("office-gates@8")
    script.presses(.down)
    script.shows("ben.okafor, mei.tan")
    script.shows("decides         production, since")
    script.shows("keeper, a policy engine, seen")
    script.presses(.down)
    script.shows("moved by mei.tan")
  }

  @Test("list what the bundle in force asks with the principle each serves, or what the chosen one asks")
  func requirements() async {
    var script = await screen(.character("."))
    #expect(desk.asked.contains("outline of what decides"))
    script.shows("Requirements of office-gates@8")
    script.shows("owner.named")
    script.shows("accountability")
    script.shows("never waived")
    script.presses(.escape)
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("outline of office-gates@9"))
    script.shows("Requirements of office-gates@9")
  }

  @Test("list decisions, narrow them by a filter that is checked, and turn them round")
  func decisions() async {
    var script = await screen(.character("."), .character("."))
    script.shows("✗ deny")
    script.shows("redteam.fresh")
    script.shows("production serves")
    script.presses(.character("/"))
    script.types("outcome:deny unmet:redteam.fresh")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("decisions outcome:deny unmet:redteam.fresh"))
    script.presses(.character("<"))
    await script.works(with: desk)
    #expect(desk.asked.contains("decisions outcome:deny unmet:redteam.fresh reversed"))
  }

  @Test("show a decision whole, decide it again by one key, and step to the next")
  func replay() async {
    var script = await screen(rows: 60, .character("."), .character("."), .enter)
    script.shows("told            sha256:1d1d")
    script.shows("revision        sha256:7f7f")
    script.shows("embedded 1.5.2")
    script.shows("41 d ago, asked: 30 d")
    script.shows("→ Run the red team again.")
    script.presses(.character("v"))
    await script.works(with: desk)
    #expect(desk.asked.contains("replay 019aa001"))
    script.shows("Decided again by embedded 1.5.2: the same.")
    script.presses(.character("]"))
    await script.works(with: desk)
    script.shows("claims-triage@15")
    script.presses(.character("v"))
    await script.works(with: desk)
    script.says("It is allowed now, and was denied.")
    script.presses(.escape)
    script.shows("Decisions 3")
  }

  @Test("verify nothing but decisions, and say so")
  func whatIsNone() async {
    var script = await screen()
    script.presses(.character("v"))
    script.says("Choose a decision first")
  }

  private func begin(_ script: inout Script, _ source: String) {
    script.presses(.character("B"))
    script.shows("what if another bundle had decided")
    script.presses(.control("u"))
    script.types(source)
    script.presses(.enter)
  }

  @Test("run another bundle over the past beside everything else, and list what flips and what waits a day")
  func whatIf() async {
    var script = await screen()
    begin(&script, "/srv/policy")
    await script.step(with: desk)
    #expect(desk.asked.contains("rehearse /srv/policy since 1970-01-01"))
    #expect(script.form == nil && script.shell.errand != nil)
    // A screen asked for meanwhile is served between two looks.
    await script.step(with: desk)
    script.presses(.character("8"))
    await script.works(with: desk)
    #expect(desk.asked.contains { $0.hasPrefix("incidents") } && script.shell.errand != nil)
    script.presses(.backspace)
    for _ in 0..<8 {
      script.waits(milliseconds: 200)
      await script.works(with: desk)
    }
    script.says("1 000 decisions: 37 would be denied, 21 allowed.")
    #expect(script.shell.errand == nil)
    script.shows("/srv/policy over 1 000 of 1 000 decisions: 37 now denied, 21 now allowed")
    script.shows("newly unmet: redteam.fresh 37, cost.capped 4")
    script.shows("redteam.fresh met → unmet")
    script.shows("16.0 items waited, 23.0 would")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains { $0.hasPrefix("decision 019a0f3c") })
  }

  @Test("stop a rehearsal by Esc, and keep nothing that is not whole")
  func stopped() async {
    var script = await screen()
    begin(&script, "office-gates@9")
    await script.step(with: desk)
    for _ in 0..<2 {
      script.waits(milliseconds: 200)
      await script.works(with: desk)
    }
    script.shows("claims-triage@14")
    script.shows("500 decisions")
    script.presses(.escape)
    await script.works(with: desk)
    script.says("Stopped what if office-gates@9 decided")
    #expect(script.shell.errand == nil)
    script.hides("claims-triage@14")
    script.shows("runs another bundle over all stored decisions")
  }

  @Test("say in the form why a bundle cannot be run")
  func refused() async {
    var script = await screen()
    begin(&script, "/nowhere")
    await script.works(with: desk)
    #expect(script.form != nil && script.shell.errand == nil)
    script.shows("There is no folder /nowhere that can be read.")
  }
}
