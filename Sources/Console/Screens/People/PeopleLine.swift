import Governance

/// A line of the People screen.
enum PeopleLine: Sendable, Equatable, Identifiable {
  case person(PersonRow)
  case request(RightRequestRow)
  case key(KeyRow)

  var id: String {
    switch self {
    case .person(let row): "person \(row.person)"
    case .request(let row): "request \(row.id)"
    case .key(let row): "key \(row.fingerprint)"
    }
  }

  /// What a write on it would hit, as it stood.
  var standing: String {
    switch self {
    case .person(let row): "\(id) \(row.delegation ?? 0) \(row.roles)"
    case .request(let row): "\(id) \(row.state)"
    case .key(let row): "\(id) \(row.state) \(row.changedAt)"
    }
  }
}
