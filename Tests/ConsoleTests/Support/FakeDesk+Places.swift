import Governance

@testable import Console

extension FakeDesk {
  func placeWords(_ words: PlaceWords, about place: LineageNode?, at page: PagePlace, limit: Int) async throws(Problem)
    -> Page<PlaceWord>
  {
    try note("words \(words.rawValue) about \(place?.name ?? "all")")
    return Page(
      rows: PlaceWord.said.filter { word in
        words.kinds.contains(word.kind) && (words == .history || word.ended == nil)
          && (words != .waiting || word.says == "held") && (place == nil || word.place?.whole == place)
      })
  }

  func judgeNames(_ one: Int64, _ two: Int64, same: Bool, reason: String) async throws(Problem) -> Recorded {
    try note("judge names \(one) \(two) \(same): \(reason)")
    return Recorded(activity: 31, at: .pinned, what: "Both names are judged.")
  }

  func classPlace(_ place: LineageNode, _ dataClass: DataClass?, isJudgement: Bool, reason: String)
    async throws(Problem)
    -> Recorded
  {
    try note(
      "class \(place.name) \(place.field ?? "-") \(dataClass?.rawValue ?? "none") \(isJudgement ? "judged" : "said"): \(reason)"
    )
    return Recorded(activity: 31, at: .pinned, what: "\(place.name) is \(dataClass?.rawValue ?? "unsaid").")
  }

  func mapNamespace(_ namespace: String, to standsFor: String?, reason: String) async throws(Problem) -> Recorded {
    try note("map \(namespace) to \(standsFor ?? "itself"): \(reason)")
    return Recorded(activity: 31, at: .pinned, what: "\(namespace) is mapped.")
  }
}

extension PlaceWord {
  static let said: [PlaceWord] = [
    PlaceWord(
      id: "link 41 77 symlink", kind: .link, one: 41, two: 77, namespace: "postgres://core.meridian:5432",
      name: "crm.public.accounts", otherNamespace: "s3://meridian-lake", otherName: "crm/accounts", says: "held",
      reason: "A producer names both.", since: .minutes(-300)),
    PlaceWord(
      id: "link 42 78 rename", kind: .link, one: 42, two: 78, namespace: "postgres://core.meridian:5432",
      name: "crm.public.contacts", otherNamespace: "postgres://core.meridian:5432", otherName: "crm.public.people",
      says: "one place", reason: "A producer says that it was renamed.", since: .minutes(-900)),
    PlaceWord(
      id: "names 43 79", kind: .names, one: 43, two: 79, namespace: "s3://meridian-landing",
      name: "branch-exports/kundenstamm.csv", otherNamespace: "s3://meridian-lake", otherName: "kundenstamm",
      says: "two places", saidBy: "ada.lindqvist", reason: "A copy of one branch alone.", since: .minutes(-1200)),
    PlaceWord(
      id: "namespace snowflake://ab12345.eu-west-1.aws", kind: .namespace,
      namespace: "snowflake://ab12345.eu-west-1.aws",
      otherNamespace: "snowflake://meridian-prod", says: "stands for", saidBy: "tomas.r",
      reason: "The account was renamed in May.", since: .minutes(-4000)),
    PlaceWord(
      id: "class 41", kind: .judged, one: 41, namespace: "postgres://core.meridian:5432", name: "crm.public.accounts",
      field: "iban_hash", says: "green", saidBy: "ada.lindqvist",
      reason: "Salted, and the salt is thrown away every night.", since: .minutes(-5000)),
    PlaceWord(
      id: "class 44", kind: .said, one: 44, namespace: "postgres://core.meridian:5432", name: "crm.public.notes",
      says: "red", saidBy: "priya.n", reason: "Free text of adjusters.", since: .minutes(-6000)),
    PlaceWord(
      id: "called red", kind: .dataClass, name: "red", says: "Restricted", saidBy: "tomas.r",
      reason: "By the handling policy.", since: .minutes(-7000)),
    PlaceWord(
      id: "class 44 before", kind: .said, one: 44, namespace: "postgres://core.meridian:5432", name: "crm.public.notes",
      says: "yellow", saidBy: "priya.n", reason: "Thought to be summaries.", since: .minutes(-8000),
      ended: .minutes(-6000)),
  ]
}
