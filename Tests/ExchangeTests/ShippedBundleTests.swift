import Evidence
import Exchange
import Governance
import Policy
import Testing

@Suite("The shipped policy", .enabled(if: Library.path != nil, Comment(rawValue: Library.absence)))
struct ShippedBundleTests {
  @Test("comes out as each of its golden cases says")
  func golden() async throws {
    let trial = try await PolicyTrial.run(try .shipped(), on: Library.engine())
    #expect(trial.failures == [])
    #expect(trial.cases > 60)
    #expect(trial.engine == "embedded 1.5.2")
  }

  @Test("says what is wrong when a case does not hold")
  func wrongCase() async throws {
    let shipped = try PolicyBundle.shipped()
    func text(_ name: String) -> String { shipped.files.first { $0.name == name }?.source ?? "" }
    let bundle = try PolicyBundle(
      modules: shipped.modules, data: text("data.json"),
      cases: text("cases.json").replacing(
        "{\"name\": \"nobody owns it\", \"set\": {\"subject.owner\": null}",
        with: "{\"name\": \"nobody owns it\", \"set\": {}"))
    let trial = try await PolicyTrial.run(bundle, on: Library.engine())
    #expect(trial.failures.map(\.name) == ["nobody owns it"])
    #expect(trial.failures.map(\.what) == ["expected owner.named unmet, got nothing unmet"])
  }

  @Test("fills in every member of every requirement, met or not")
  func members() async throws {
    let gate = Gate(try .shipped(), engine: Library.engine())
    for one in try PolicyBundle.shipped().goldenCases() {
      for requirement in await gate.decide(one.facts).requirements {
        #expect(
          !requirement.title.isEmpty && !requirement.value.isEmpty && !requirement.principle.isEmpty, "\(one.name)")
        #expect(requirement.state != .unmet || !requirement.remedy.isEmpty, "\(one.name): \(requirement.id)")
      }
    }
  }
}
