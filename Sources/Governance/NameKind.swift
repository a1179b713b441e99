/// What a name that somebody types is the name of.
package enum NameKind: String, Sendable, CaseIterable {
  case artifact, person, team, environment
}
