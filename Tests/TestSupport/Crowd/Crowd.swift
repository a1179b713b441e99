package import Catalog
package import Governance

/// As many rows as an office has after years, put into a migrated catalog by its superuser past the functions: for plans
/// and timings, which a handful of rows would not show.
///
/// Times end now: artifacts are up to 400 days old, generations 184. A tenth of the generations is reviewed, and of that
/// a fifth, the oldest, is done. Names are `artifact-00001` …, labels `1` …
package struct Crowd: Sendable {
  package var artifacts: Int
  package var versionsEach: Int
  package var openPromotions: Int
  package var generations: Int
  /// Every generation is a review item, not one in ten.
  package var isAllReviewed: Bool

  package init(
    artifacts: Int, versionsEach: Int = 10, openPromotions: Int = 50, generations: Int, isAllReviewed: Bool = false
  ) {
    self.isAllReviewed = isAllReviewed
    self.artifacts = artifacts
    self.versionsEach = versionsEach
    self.openPromotions = openPromotions
    self.generations = generations
  }

  /// Fills the catalog behind a superuser's connection, once per catalog, and has its tables analysed unless told.
  package func fill(_ superuser: Connection, analysed: Bool = true) async throws(Problem) {
    let path = "set search_path = pg_catalog, countersign_private, public;"
    for part in [Crowd.registry, Crowd.generated, Crowd.review] {
      try await superuser.script(
        path
          + part.replacing(":artifacts", with: String(artifacts))
          .replacing(":versions", with: String(versionsEach)).replacing(":open", with: String(openPromotions))
          .replacing(":generations", with: String(generations))
          .replacing("else 'low' end", with: isAllReviewed ? "else 'medium' end" : "else 'low' end"))
    }
    if analysed { try await superuser.script("vacuum analyze") }
    try await superuser.script("set search_path = countersign")
  }

  /// Makes a login of one of the crowd's persons, `p0` to `p49`, with the rights of reviewers, approvers and leads.
  package static func seat(_ login: String, as person: String, by superuser: Connection) async throws(Problem) {
    try await superuser.script(
      """
      select countersign_private.make_login('\(login)');
      insert into countersign_private.person_login (login, person) values ('\(login)', '\(person)') on conflict do nothing;
      set client_min_messages = error;
      grant countersign_reviewer, countersign_approver, countersign_lead to "\(login)"
      """)
  }

  /// Makes a login through which a producer's events come.
  package static func collector(_ login: String, by superuser: Connection) async throws(Problem) {
    try await superuser.script(
      "select countersign_private.make_login('\(login)'); grant countersign_ingest to \"\(login)\"")
  }
}
