package import Governance

/// A fictional insurer, Meridian Mutual, as its AI office sees it: people, what they did in two quarters, and what its
/// assistants answered.
///
/// Everything is counted back from `now` and follows from `seed`: the same two give the same world to the byte.
package struct World: Sendable {
  package let seed: UInt64
  package let now: Instant
  package let catalogName = "meridian/prod"
  /// Five domain teams and `ai-office`.
  package let teams: [Team]
  package let people: [Person]
  /// What people did, each later than the one before, from about 200 days before `now` until minutes before it.
  package let acts: [Act]

  let library: Library
  let vigil: Vigil
  let pointers: Pointers

  package init(seed: UInt64, now: Instant) {
    self.seed = seed
    self.now = now
    teams = Team.all
    people = Person.all
    var library = Library()
    vigil = Vigil(seed: seed, now: now, library: library)
    acts = Story.tell(seed: seed, now: now, vigil: vigil)
    pointers = Pointers(acts: acts)
    library.follow(pointers)
    self.library = library
  }

  /// When the first generation may happen: 184 days before `now`.
  package var begins: Instant { now.advanced(bySeconds: Int64(-OrdinaryCalls.days) * 86_400) }

  /// Generation events between two moments (the second not included), never later than `now`.
  ///
  /// - Takes: `scale` 1 for about 4,000 events over two quarters, N for N times as many. Tiers keep their shares but
  ///   in the last 48 hours, where flagged calls stay as many as `Vigil` lists, whatever the scale;
  ///   `surge` more flagged calls of medium tier come in the last 24.
  package func generations(from: Instant, until: Instant, scale: Int, surge: Int = 0) -> GenerationStream {
    GenerationStream(world: self, from: from, until: until, scale: scale, surge: surge)
  }
}
