package import Governance

/// Adds a team.
package struct AddTeam: Query {
  package static let sql = EmbeddedSQL.AddTeam
  package var key: String
  package var name: String
  package var isOffice: Bool
  package var channel: Channel
  package init(key: String, name: String, isOffice: Bool, channel: Channel) {
    self.key = key
    self.name = name
    self.isOffice = isOffice
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(key), .text(name), .bool(isOffice), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Gives a login a right, or asks for it where it takes two; answers the request that waits, and the activity.
package struct GrantRight: Query {
  package static let sql = EmbeddedSQL.GrantRight
  package var login: String
  package var role: String
  package var person: String?
  package var personName: String?
  package var team: String?
  package var languages: [String]
  package var reason: String
  package var channel: Channel
  package init(
    login: String, role: String, person: String? = nil, personName: String? = nil, team: String? = nil,
    languages: [String] = [], reason: String = "", channel: Channel
  ) {
    self.login = login
    self.role = role
    self.person = person
    self.personName = personName
    self.team = team
    self.languages = languages
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(login), .text(role), .text(person), .text(personName), .text(team), .texts(languages), .text(reason),
      .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (request: Int64?, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Gives or refuses a right that another asked for, or takes back what one has asked oneself; answers the activity.
package struct AnswerRight: Query {
  package static let sql = EmbeddedSQL.AnswerRight
  package var request: Int64
  package var outcome: RightRequestRow.State
  package var reason: String
  package var channel: Channel
  package init(request: Int64, outcome: RightRequestRow.State, reason: String, channel: Channel) {
    self.request = request
    self.outcome = outcome
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.integer(request), .text(outcome.rawValue), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Rights that were asked for, newest first.
package struct PageRightRequests: Query {
  package static let sql = EmbeddedSQL.PageRightRequests
  package var all: Bool
  package var before: Int64?
  package var limit: Int
  package init(all: Bool, before: Int64?, limit: Int) {
    self.all = all
    self.before = before
    self.limit = limit
  }
  package var parameters: [Parameter] { [.bool(all), .integer(before), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> RightRequestRow {
    RightRequestRow(
      id: try row.next(), login: try row.next(), role: try row.next(), person: try row.next(), name: try row.next(),
      team: try row.next(), isNewPerson: try row.next(), words: try row.next(), askedBy: try row.next(),
      reason: try row.next(), due: try row.next(), state: try row.word(), changedBy: try row.next(),
      answer: try row.next(), at: try row.next(), refusal: try row.next())
  }
}

/// What the catalog finds wrong with itself: every check with how often it was violated.
package struct CheckRules: Query {
  package static let sql = EmbeddedSQL.CheckRules
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> (what: String, found: Int64) {
    (try row.next(), try row.next())
  }
}
