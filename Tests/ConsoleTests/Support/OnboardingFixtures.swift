import Governance

extension OnboardingStep {
  fileprivate static func step(
    _ key: String, _ title: String, _ state: State, _ fact: String, minutesAgo: Int64? = nil, by person: String? = nil,
    remedy: String = "", command: String = "", on screen: String
  ) -> OnboardingStep {
    OnboardingStep(
      key: key, title: title, state: state, fact: fact,
      at: minutesAgo.map { Instant.pinned.advanced(bySeconds: -60 * $0) }, person: person, remedy: remedy,
      command: command, screen: screen)
  }

  /// A team that reports calls and nothing else yet.
  static let halfway: [OnboardingStep] = [
    step("team", "Team registered", .done, "Claims", minutesAgo: 44_640, by: "henrik.sund", on: "people"),
    step("builder", "Somebody builds", .done, "priya.n", minutesAgo: 43_200, by: "henrik.sund", on: "people"),
    step("lead", "Somebody leads", .done, "jonas.weber", minutesAgo: 90_000, by: "henrik.sund", on: "people"),
    step("reviewer", "Somebody reviews", .done, "ada.lindqvist, noor.haddad", on: "people"),
    step("approver", "Others approve", .done, "2 who build nothing for the team, production needs 2", on: "people"),
    step(
      "producer", "A program reports for it", .done, "token of claims-svc for otlp", minutesAgo: 43_100,
      by: "henrik.sund", on: "data-sources"),
    step("calls", "Calls arrive", .done, "last: otlp by claims-svc", minutesAgo: 4, on: "data-sources"),
    step(
      "lineage", "Lineage arrives", .missing, "No run of a pipeline has been told.",
      remedy: "Point the pipeline's OpenLineage transport at the daemon.",
      command: "OPENLINEAGE__TRANSPORT__TYPE=http OPENLINEAGE__TRANSPORT__URL=http://DAEMON:4318 PIPELINE",
      on: "lineage"),
    step("versions", "Versions registered", .done, "17 of models, prompts, chains and systems", on: "registry"),
    step(
      "matched", "Calls match versions", .missing, "1 not registered that 12 of the newest calls name",
      remedy: "Register them, or mend the name the service reports.",
      command: "countersign registry register NAME FILE --kind prompt --team claims --message TEXT", on: "registry"),
    step("tier", "Risk tiers settled", .done, "all 4 have one", minutesAgo: 600, by: "priya.n", on: "registry"),
    step("review", "Review in force", .done, "tiers@3 decides tiers; queues high, medium", on: "policies"),
    step(
      "complete", "Completeness watched", .missing, "No service of the team counts its own calls.", on: "data-sources"),
    step("monitor", "A figure is monitored", .done, "2, last triage-latency", on: "drift"),
    step("facts", "Facts of its forms", .notApplicable, "Nothing was asked or stated.", on: "facts"),
    step("quarantine", "Nothing in quarantine", .missing, "3 kept back, the newest: no time", on: "quarantine"),
  ]
}
