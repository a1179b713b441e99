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

/// Gives a login a right; answers the number of the activity.
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
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// What the catalog finds wrong with itself: every check with how often it was violated.
package struct CheckRules: Query {
  package static let sql = EmbeddedSQL.CheckRules
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> (what: String, found: Int64) {
    (try row.next(), try row.next())
  }
}
