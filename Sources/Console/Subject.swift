/// What a write asked for now would hit.
enum Subject: Sendable, Hashable {
  /// Nothing that is on the screen: the next item of a queue, say.
  case nothing
  /// It is on its way: what is on the screen is not it.
  case coming
  /// Its name, and all that tells it as it was from as it is: a revision, a state.
  case shown(String)
}
