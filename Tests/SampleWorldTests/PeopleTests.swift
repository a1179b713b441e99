import Governance
import Testing

@testable import SampleWorld

@Suite("People of the sample world")
struct PeopleTests {
  @Test("can do the office's work between them")
  func roles() throws {
    func holders(_ role: String) -> Int { meridian.people.filter { $0.roles.contains(role) }.count }
    #expect(holders("approver") >= 4 && holders("reviewer") >= 5 && holders("builder") >= 8)
    #expect(holders("lead") == 1 && holders("auditor") == 1 && holders("admin") == 1)
    #expect(meridian.people.first { $0.login == "ada.lindqvist" }?.roles == ["reviewer", "approver"])
    for person in meridian.people {
      #expect(meridian.teams.contains { $0.key == person.team })
      #expect(!(person.roles.contains("builder") && person.roles.contains("approver")))
    }
    #expect(Set(meridian.people.map(\.login)).count == meridian.people.count)
    #expect(meridian.teams.count == 6 && meridian.catalogName == "meridian/prod")
  }

  @Test("write reasons that fit what was flagged, and differ now and then")
  func judgement() throws {
    func generation(_ id: String, _ category: String, side: String = "output") -> Generation {
      Generation(
        id: id, producer: "p", eventID: id, at: saturday, recordedAt: saturday, model: "m", modelVersion: "1",
        modelRegistered: true, prompt: nil, promptVersion: nil, promptRegistered: false, service: nil,
        conversation: nil, language: nil, tier: .high, tokensIn: nil, tokensOut: nil, marks: [], turns: [],
        flags: [Flag(source: "s", category: category, verdict: .flagged, score: 0.9, side: side)], scores: [],
        retrievals: [], hasContent: true)
    }
    var differences = 0
    for number in 0..<600 {
      let item = generation("mm-\(number)", "hate_harassment")
      let mine = meridian.judgement(of: item, by: "ada.lindqvist")
      let other = meridian.judgement(of: item, by: "ines.carvalho")
      #expect(Remarks.bias.reasons[mine.decision]?.contains(mine.reason) == true)
      if mine.decision != other.decision { differences += 1 }
    }
    #expect((20...90).contains(differences))
    let lastDecided = meridian.vigil.calls.filter { meridian.vigil.contested($0.eventID) != nil }
    #expect(lastDecided.filter { meridian.vigil.contested($0.eventID) == true }.count == 1 && lastDecided.count == 6)
    let distress = meridian.judgement(of: generation("x", "self_harm", side: "input"), by: "tim.okafor")
    #expect(distress.decision == .escalate || distress.decision == .accept)
  }

  @Test("are spoken to by many different sentences")
  func prose() {
    var openings = 0, bodies = 0, asks = 0
    for desk in Desk.all {
      for (tongue, text) in desk.pages.enumerated() where !text.isEmpty {
        let page = Book.Page(text)
        openings += page.openings.count
        bodies += page.scenes.reduce(0) { $0 + $1.bodies.count + $1.nextAnswers.count }
        asks += page.scenes.reduce(0) { $0 + $1.asks.count + $1.nextAsks.count }
        #expect(!page.openings.isEmpty && !page.closings.isEmpty, "\(desk.name) \(tongue)")
        for scene in page.scenes {
          #expect(!scene.asks.isEmpty && scene.bodies.count >= 3 && scene.nextAsks.count == scene.nextAnswers.count)
        }
        for taint in Taint.allCases {
          #expect(
            page.provocations[taint, default: []].count == page.replies[taint, default: []].count,
            "\(desk.name) \(taint)")
        }
        let marks = text.split(separator: "\n").filter { $0.hasPrefix("!") }.count
        let filed = (Array(page.slips.values) + Array(page.provocations.values) + Array(page.replies.values)).reduce(0)
        { $0 + $1.count }
        #expect(marks == filed, "an unknown mark on the page of \(desk.name)")
      }
    }
    #expect(openings >= 60 && bodies >= 150 && asks >= 60)
  }
}
