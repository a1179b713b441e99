import Governance
import Operations

@testable import Console

extension FakeDesk {
  func dataSources() async throws(Problem) -> SourceSummary { .three }
  func schedule() async throws(Problem) -> [ScheduledJob] { ScheduledJob.three }
  func onboarding(of team: String) async throws(Problem) -> [OnboardingStep] {
    try note("onboarding of \(team)")
    guard team == "claims" else {
      throw Problem(
        .notFound, "team.unknown", happened: "There is no team called \(team).", remedy: "Did you mean claims?")
    }
    return OnboardingStep.halfway
  }
  func quarantine(_ filter: QuarantineFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<
    QuarantineRow
  > {
    try note("quarantine \(filter.words.text)")
    return Page(rows: QuarantineRow.refused)
  }
  func refusedRecord(_ id: Int64) async throws(Problem) -> QuarantineDetail {
    try note("record \(id)")
    return QuarantineDetail(
      row: QuarantineRow.refused[0], raw: Array(#"{"id":"e1","model":"triage","output":"no"}"#.utf8))
  }
  func askReplay(_ id: Int64, alike: Bool, reason: String) async throws(Problem) -> Recorded {
    try note("replay \(id)\(alike ? " and alike" : ""): \(reason)")
    return Recorded(activity: 900, at: .minutes(0), what: "A daemon tries record \(id) again.")
  }
  func pauseJob(_ name: String, paused: Bool, reason: String) async throws(Problem) -> Recorded {
    try note("\(paused ? "pause" : "resume") \(name): \(reason)")
    return Recorded(activity: 901, at: .minutes(0), what: "\(name) is paused.")
  }
  func hastenJob(_ name: String, reason: String) async throws(Problem) -> Recorded {
    try note("run \(name): \(reason)")
    return Recorded(activity: 902, at: .minutes(0), what: "\(name) is due now.")
  }
}
