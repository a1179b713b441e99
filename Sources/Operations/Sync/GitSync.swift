internal import Evidence
internal import Governance
internal import Ingest

/// One look at a repository of git: its branches and tags, and the commits that they reach.
///
/// What it shows is compared by its branches and tags. Where one of them was moved to what does not come from where it was, or a
/// full look is made, all commits are compared, and those that nothing reaches any more are gone.
struct GitSync: SourceLook {
  let taking: SyncTaking
  let repository: any SourceRepository
  let isFull: Bool
  let deadline: ContinuousClock.Instant?
  let progress: @Sendable (SyncCounts) -> Void
  private(set) var isCutShort = false

  /// Commits in one transaction.
  private static let step = 500
  /// Up to the newest commit that was noted, all it comes from is noted.
  private static let part = "commits"

  init(
    taking: SyncTaking, repository: any SourceRepository, isFull: Bool, deadline: ContinuousClock.Instant?,
    progress: @escaping @Sendable (SyncCounts) -> Void
  ) {
    self.taking = taking
    self.repository = repository
    self.isFull = isFull
    self.deadline = deadline
    self.progress = progress
  }

  mutating func look() async throws(Problem) {
    let shown = try await repository.references()
    await taking.saw(shown.count)
    let branches = try await taking.known("branch")
    let tags = try await taking.known("tag")
    let refused = try await taking.known("refused", shown.filter { $0.kind == .tag }.map { "tag \($0.name)" })
    if !isFull, Self.objects(branches, tags, refused) == Self.objects(shown) { return }
    let history: (any FetchedHistory)? = shown.isEmpty ? nil : try await repository.fetch(shown)
    let references = history?.references ?? []
    let before = (branches.values.map { $0 } + tags.values).filter(\.isThere).compactMap { $0.state["commit"]?.text }
    try await readCommits(history, before: before)
    guard !isCutShort else { return }
    try await note(.branch, heads(references), known: branches)
    try await note(.tag, try await self.tags(references, history), known: tags)
  }

  /// What branches and tags name, by kind and name.
  private static func objects(_ references: [GitReference]) -> [String: String] {
    Dictionary(references.map { ("\($0.kind.rawValue) \($0.name)", $0.object) }) { $1 }
  }

  private static func objects(
    _ branches: [String: SyncTaking.Known], _ tags: [String: SyncTaking.Known], _ refused: [String: SyncTaking.Known]
  ) -> [String: String] {
    var objects: [String: String] = [:]
    for (kind, known) in [("branch", branches), ("tag", tags)] {
      for (name, thing) in known where thing.isThere { objects["\(kind) \(name)"] = thing.state["object"]?.text }
    }
    // A tag that could not be taken is looked at again when it has changed.
    for (key, thing) in refused where objects[key] == nil { objects[key] = thing.state["object"]?.text }
    return objects
  }

  // MARK: commits

  private mutating func readCommits(_ history: (any FetchedHistory)?, before: [String]) async throws(Problem) {
    guard let history else { return try await taking.end("commit", but: []) }
    let all = try await history.commits(without: [])
    let there = Set(all)
    var known = Set(before)
    let isRewritten = !known.isSubset(of: there)
    if let place = try await taking.cursor(Self.part) { known.insert(place) }
    let fresh = isFull || known.isEmpty ? all : try await history.commits(without: known.intersection(there).sorted())
    for start in stride(from: 0, to: fresh.count, by: Self.step) {
      let ids = Array(fresh[start..<min(start + Self.step, fresh.count)])
      let isNew = try await take(ids, from: history)
      if let last = ids.last { try await taking.set(Self.part, to: last) }
      await taking.saw(ids.count)
      progress(await taking.counts)
      // What is known takes no time, and a look that is cut off must come further than the one before.
      if isNew, try timeIsUp, start + Self.step < fresh.count {
        isCutShort = true
        return
      }
    }
    if isFull || isRewritten { try await taking.end("commit", but: all) }
  }

  /// Takes those that are not known; answers whether there were any.
  private func take(_ ids: [String], from history: any FetchedHistory) async throws(Problem) -> Bool {
    let known = try await taking.known("commit", ids)
    let refused = try await taking.known("refused", ids.map { "commit \($0)" })
    let missing = ids.filter { known[$0]?.isThere != true && refused["commit \($0)"] == nil }
    guard !missing.isEmpty else { return false }
    let objects = Dictionary(try await history.objects(missing).map { ($0.id, $0) }) { $1 }
    var shown: [SyncTaking.Shown] = []
    for id in missing {
      guard let object = objects[id] else {
        try await refuse("commit", id, Self.unreadable("commit"))
        continue
      }
      do throws(Refusal) {
        shown.append(.init(kind: "commit", key: id, state: try GitCommit(object).state))
      } catch {
        try await refuse("commit", id, error)
      }
    }
    try await taking.note(shown, countsNew: true)
    return true
  }

  private static func unreadable(_ kind: String) -> Refusal {
    Refusal("git.object", "The \(kind) is larger than 1 MiB, or cannot be read.")
  }

  private func refuse(_ kind: String, _ key: String, _ refusal: Refusal, object: String? = nil) async throws(Problem) {
    try await taking.refuse(
      kind, key, refusal.code, refusal.reason, ["key": .string(key)],
      state: object.map { [("object", .string($0))] } ?? [])
  }

  // MARK: branches and tags

  private func heads(_ references: [GitReference]) -> [(name: String, state: JSONValue)] {
    references.filter { $0.kind == .branch }.map {
      ($0.name, ["object": .string($0.object), "commit": .string($0.object)])
    }
  }

  private func tags(
    _ references: [GitReference], _ history: (any FetchedHistory)?
  ) async throws(Problem) -> [(name: String, state: JSONValue)] {
    let named = references.filter { $0.kind == .tag }
    guard let history else { return [] }
    let found = try await history.objects(named.map(\.object))
    let objects = Dictionary(found.map { ($0.id, $0) }) { $1 }
    var states: [(String, JSONValue)] = []
    for tag in named {
      guard let object = objects[tag.object] else {
        try await refuse(
          "tag", tag.name, Refusal("git.tag", "The tag names a file or a folder, or what is larger than 1 MiB."),
          object: tag.object)
        continue
      }
      do throws(Refusal) {
        var state: [(String, JSONValue?)] = [("object", .string(tag.object))]
        var commit = object.kind == .commit ? object.id : nil
        if object.kind == .tag {
          let read = try GitTag(object)
          state += read.members
          commit = read.isOfCommit ? read.target : nil
        }
        state.append(("commit", commit.map { .string($0) }))
        states.append((tag.name, .object(state.compactMap { name, value in value.map { .init(name, $0) } })))
      } catch {
        try await refuse("tag", tag.name, error, object: tag.object)
      }
    }
    return states
  }

  /// Notes what there is of a kind. What is new and names what one that has gone named is the same under another name.
  private func note(
    _ kind: GitReference.Kind, _ there: [(name: String, state: JSONValue)], known: [String: SyncTaking.Known]
  ) async throws(Problem) {
    let names = Set(there.map(\.name))
    var gone = known.filter { $0.value.isThere && !names.contains($0.key) }
    var shown: [SyncTaking.Shown] = []
    for thing in there {
      var was: String?
      if known[thing.name]?.isThere != true {
        let likely = gone.filter { Self.isRenamed($0.value.state, thing.state) }
        if likely.count == 1, let old = likely.first?.key {
          was = old
          gone[old] = nil
        }
      }
      shown.append(.init(kind: kind.rawValue, key: thing.name, state: thing.state, was: was))
    }
    for start in stride(from: 0, to: shown.count, by: Self.step) {
      try await taking.note(Array(shown[start..<min(start + Self.step, shown.count)]), countsNew: true)
    }
    try await taking.end(kind.rawValue, but: Array(names))
  }

  /// The object of a tag holds its name: another name is another object, with the same words about the same commit.
  private static func isRenamed(_ old: JSONValue, _ new: JSONValue) -> Bool {
    guard let commit = old["commit"]?.text, commit == new["commit"]?.text else { return false }
    return old["message"]?.text == new["message"]?.text && old["tagger"]?.text == new["tagger"]?.text
  }
}
