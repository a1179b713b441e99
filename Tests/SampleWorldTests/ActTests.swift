import Foundation
import Governance
import Testing

@testable import SampleWorld

/// Moments at which the demo may be opened: on a storm Saturday, on a Monday before work, at New Year, on a leap day.
let openings = [
  saturday, Instant(year: 2026, month: 11, day: 23, hour: 5, minute: 1), Instant(year: 2027, month: 1, day: 1),
  Instant(year: 2028, month: 2, day: 29, hour: 23, minute: 59, second: 59),
]

@Suite("What people did in the sample world")
struct ActTests {
  @Test("is told in order, over 200 days and until just before now", arguments: openings)
  func order(now: Instant) throws {
    let acts = World(seed: 3, now: now).acts
    for (earlier, later) in zip(acts, acts.dropFirst()) { #expect(earlier.at < later.at) }
    let first = try #require(acts.first).at, last = try #require(acts.last).at
    #expect((198...206).contains(now.seconds(since: first) / 86_400))
    #expect((1...300).contains(now.seconds(since: last)))
  }

  @Test("is the same for the same seed and moment")
  func deterministic() {
    func told(_ seed: UInt64) -> [String] {
      World(seed: seed, now: saturday).acts.map { "\($0.at.microseconds) \($0.by) \($0.what)" }
    }
    #expect(told(7) == told(7))
    #expect(told(7) != told(8))
  }

  @Test("refers only to what is there, and is signed only by those who may", arguments: openings)
  func references(now: Instant) throws {
    let world = World(seed: 3, now: now)
    let people = Dictionary(uniqueKeysWithValues: world.people.map { ($0.login, $0) })
    let teams = Set(world.teams.map(\.key))
    var authors: [String: String] = [:]
    var measured: [String: [Evaluation]] = [:]
    var open: [String: (version: String, environment: String, by: String, signed: [String])] = [:]
    var tiers: [String: Tier] = [:]
    var serving: [String: String] = [:]
    var opened: [String: String] = [:]
    var frozenBy: Set<String> = []
    for act in world.acts {
      let person = try #require(people[act.by], "\(act.by)")
      switch act.what {
      case .register(let registration):
        #expect(person.roles.contains("builder") && teams.contains(registration.team))
        #expect(people[registration.owner ?? ""]?.team == registration.team, "\(registration.artifact)")
        let label = try #require(registration.label)
        let version = registration.artifact + "@" + label
        #expect(authors[version] == nil && !registration.message.isEmpty && !registration.purpose.isEmpty)
        if let parent = registration.parent { #expect(authors[registration.artifact + "@" + parent] != nil) }
        for use in registration.dependsOn {
          #expect(authors[use.name.text] != nil, "\(version) needs \(use.name.text)")
        }
        #expect(try JSONSerialization.jsonObject(with: Data(registration.body.utf8)) is [String: Any])
        authors[version] = act.by
        tiers[registration.artifact] = registration.tier
      case .serve(let artifact, _, let reason):
        #expect(person.roles.contains("lead") && tiers[artifact] != nil && !reason.isEmpty)
      case .replay(let candidate, let versions, _, let reason):
        #expect(person.roles.contains("builder") && authors[candidate.text] != nil && versions > 0 && !reason.isEmpty)
      case .evaluate(let artifact, let evaluation):
        let version = artifact + "@" + evaluation.label
        #expect(authors[version] != nil && evaluation.at == act.at)
        measured[version, default: []].append(evaluation)
      case .request(let key, let name, let environment, let reason):
        #expect(authors[name.text] != nil && open[key] == nil && !reason.isEmpty)
        #expect(person.roles.contains("builder") || act.by == "ada.lindqvist")
        open[key] = (name.text, environment, act.by, [])
      case .sign(let key, let reason):
        var request = try #require(open[key], "\(key) is not open")
        #expect(person.roles.contains("approver") && !reason.isEmpty)
        #expect(act.by != request.by && act.by != authors[request.version] && !request.signed.contains(act.by))
        request.signed.append(act.by)
        open[key] = request
        let name = try VersionName(request.version)
        if request.signed.count == Story.quorum(try #require(tiers[name.artifact]), request.environment) {
          open[key] = nil
          #expect(!measured[request.version, default: []].isEmpty, "\(request.version) was never measured")
          for evaluation in measured[request.version, default: []] {
            #expect(evaluation.met == true, "\(request.version)")
          }
          if request.environment == "production" { serving[name.artifact] = request.version }
        }
      case .reject(let key, let reason):
        #expect(open[key] != nil && person.roles.contains("approver") && reason.count > 40)
        open[key] = nil
      case .retire(let artifact, _): #expect(tiers[artifact] != nil)
      case .workQueue, .claim: #expect(person.roles.contains("reviewer"))
      case .adjudicate: #expect(person.roles.contains("lead"))
      case .fact(let fact): #expect(tiers[fact.artifact] != nil, "\(fact.artifact)")
      case .incident(let deed):
        switch deed.what {
        case .open(let notice):
          opened[deed.incident] = act.by
          #expect(notice.awareAt < act.at && !notice.description.isEmpty)
          for version in notice.versions { #expect(serving[version.artifact] != nil, "\(version.text)") }
        case .report, .note: #expect(opened[deed.incident] != nil)
        case .close: #expect(opened[deed.incident] != nil && opened[deed.incident] != act.by)
        }
      case .quarter(let deed):
        #expect(person.roles.contains("auditor") || person.roles.contains("approver"))
        #expect(try Quarter(deed.quarter).name == deed.quarter)
        if deed.what == .freeze { frozenBy.insert(act.by) }
      }
    }
    #expect(opened.count == 2 && frozenBy == ["ruth.adeyemi", "claire.moreau"])
    #expect(serving["kyc-summary"] == "kyc-summary@21")
    #expect(serving["claims-triage"] == "claims-triage@v14")
    #expect(serving["claims-triage/decide"] == "claims-triage/decide@9")
    #expect(serving["policies-idx"] == "policies-idx@v31")
    #expect(
      Set(open.keys) == [
        "kyc-summary@22>production", "claims-triage@v15>production", "fraud-notes@8>staging", "policy-qa@12>production",
        "letters-de@9>production",
      ])
    let waiting = try #require(open["kyc-summary@22>production"])
    #expect(waiting.by == "priya.n" && waiting.signed == ["mats.ek"] && authors["kyc-summary@22"] != "ada.lindqvist")
    #expect(open["claims-triage@v15>production"]?.by == "ada.lindqvist")
    #expect((40...50).contains(tiers.count) && authors.count > 100)
  }

  @Test("has every version in production before the first generation", arguments: openings)
  func takenOver(now: Instant) throws {
    let world = World(seed: 3, now: now)
    for desk in Desk.all {
      for artifact in [desk.prompt, desk.model, desk.index] where !artifact.isEmpty {
        let first = try #require(world.pointers.production[artifact]?.first, "\(artifact)")
        #expect(first.since < world.begins, "\(artifact)")
      }
    }
  }

  @Test("binds each prompt to the model version it depends on")
  func boundModels() throws {
    var prompts = 0
    for act in meridian.acts {
      guard case .register(let registration) = act.what, registration.kind == .prompt else { continue }
      let body = try #require(try JSONSerialization.jsonObject(with: Data(registration.body.utf8)) as? [String: Any])
      let parameters = try #require(body["params"] as? [String: Any])
      let model = try #require(parameters["model"] as? String).replacing("/", with: "@")
      #expect(
        registration.dependsOn.contains { $0.role == "model" && $0.name.text == model },
        "\(registration.artifact) \(model)")
      prompts += 1
    }
    #expect(prompts > 40)
  }

  @Test("gives every version of an artifact content of its own: the same content would be the same version")
  func distinctBodies() {
    var seen: [String: String] = [:]
    for act in meridian.acts {
      guard case .register(let registration) = act.what else { continue }
      let key = registration.artifact + "\n" + registration.body
      if let before = seen[key] {
        Issue.record("\(registration.artifact) \(registration.label ?? "") has the body of \(before)")
      }
      seen[key] = registration.label
    }
  }

  @Test("includes failed measurements and a rejection")
  func setbacks() {
    var unmet: Set<String> = []
    var rejections = 0
    for act in meridian.acts {
      if case .evaluate(let artifact, let evaluation) = act.what, evaluation.met == false {
        unmet.insert(artifact + "@" + evaluation.label)
      }
      if case .reject = act.what { rejections += 1 }
    }
    #expect(unmet == ["claims-triage/decide@8", "complaints-reply@13", "policy-qa@12"])
    #expect(rejections == 1)
  }

  @Test(
    "leaves the queues as they should be at now", arguments: [saturday, Instant(year: 2027, month: 3, day: 1, hour: 4)])
  func queues(now: Instant) throws {
    let world = World(seed: 7, now: now)
    var arrivals = try world.generations(from: world.begins, until: now, scale: 1).map {
      try Event(at: $0.at, line: $0.line)
    }
    arrivals.reverse()
    var high: [(at: Instant, by: Set<String>)] = []
    var medium: [Instant] = []
    var claimed = 0
    for act in world.acts {
      while let event = arrivals.last, event.at <= act.at {
        arrivals.removeLast()
        if event.tier == .high { high.append((event.at, [])) }
        if event.tier == .medium { medium.append(event.at) }
      }
      switch act.what {
      case .workQueue(.high, let count):
        #expect(count == nil)
        for place in high.indices { high[place].by.insert(act.by) }
        high.removeAll { $0.by.count == 2 }
      case .workQueue(.medium, let count): medium.removeFirst(min(count ?? medium.count, medium.count))
      case .claim(_, let count): claimed += count
      default: break
      }
    }
    for event in arrivals {
      if event.tier == .high { high.append((event.at, [])) }
      if event.tier == .medium { medium.append(event.at) }
    }
    #expect(high.count == Vigil.highWaiting && high.allSatisfy { $0.by.isEmpty })
    #expect(high.filter { now.seconds(since: $0.at) > 4 * 3600 }.count == 2)
    #expect(high.filter { now.seconds(since: $0.at) > 3 * 3600 }.count > 6)
    #expect(medium.count == Vigil.mediumWaiting)
    #expect(medium.filter { now.seconds(since: $0) > 24 * 3600 }.isEmpty)
    #expect(claimed == 4)
  }
}
