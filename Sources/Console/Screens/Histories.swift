import Governance

// What each screen asks Activity for when the officer wants the history of what is chosen; elsewhere the artifact's with all its
// versions.

extension ReviewScreen {
  var history: String? { (item?.detail.row.id ?? list.current?.id).map { "kind:review subject:\($0)" } }
}

extension PromotionsScreen {
  var history: String? { (reading?.detail.row.id ?? list.current?.id).map { "kind:promotion subject:\($0)" } }
}

extension IncidentsScreen {
  var history: String? { detail.map { "kind:incident subject:\($0.row.id)" } }
}

extension PeopleScreen {
  var history: String? {
    guard case .person(let row)? = list.current else { return nil }
    return "by:\(row.person)"
  }
}
