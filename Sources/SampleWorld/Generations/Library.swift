import Governance

/// Everything the pen writes from: the pages of all desks, names, and the labels production served.
struct Library: Sendable {
  /// Labels over time, as phrases to write; `systems` beside them where they are prompts.
  struct Track: Sendable {
    var since: [Int64] = []
    var labels: [Lexicon.Phrase] = []
    var systems: [Lexicon.Phrase] = []

    /// The place of what held at a moment; the first one before anything held.
    func place(at microseconds: Int64) -> Int {
      var place = since.count - 1
      while place > 0, since[place] > microseconds { place -= 1 }
      return place
    }
  }

  struct Tracks: Sendable {
    var prompt = Track(), model = Track(), index = Track()
    /// By the desk's rows.
    var datasets: [Track] = []
    var promptName = Lexicon.Phrase.empty, modelName = Lexicon.Phrase.empty, indexName = Lexicon.Phrase.empty
    var datasetNames: [Lexicon.Phrase] = []
  }

  private(set) var lexicon = Lexicon()
  /// By desk × 4 + tongue.
  private(set) var books: [Book] = []
  private(set) var first: [Lexicon.Choice] = [], last: [Lexicon.Choice] = []
  private(set) var streets: [Lexicon.Choice] = [], cities: [Lexicon.Choice] = [], months: [Lexicon.Choice] = []
  private(set) var adjusters: [Lexicon.Choice] = []
  private(set) var firms = Lexicon.Choice.none
  private(set) var tracks: [Tracks] = []
  private(set) var stormSystem = Lexicon.Phrase.empty

  init() {
    for desk in Desk.all {
      for page in desk.pages { books.append(Book(page, into: &lexicon)) }
    }
    for tongue in Tongue.allCases {
      first.append(lexicon.add(Names.first[tongue.rawValue]))
      last.append(lexicon.add(Names.last[tongue.rawValue]))
      streets.append(lexicon.add(Names.streets[tongue.rawValue]))
      cities.append(lexicon.add(Names.cities[tongue.rawValue]))
      adjusters.append(lexicon.add(Names.adjusters[tongue.rawValue]))
      months.append(lexicon.add(Names.months[tongue.rawValue]))
    }
    firms = lexicon.add(Names.firms)
    stormSystem = lexicon.add(
      "You answer questions about storm Ottilie for customers of Meridian Mutual. Be quick, be kind, give the emergency number."
    )
  }

  /// Takes over from the history which labels each desk was served with.
  mutating func follow(_ pointers: Pointers) {
    var systems: [String: String] = [:]
    for blueprint in Blueprint.all {
      for release in blueprint.releases { systems[blueprint.name + "@" + release.label] = release.system }
    }
    for desk in Desk.all {
      var found = Tracks()
      found.prompt = track(desk.prompt, pointers.production[desk.prompt], systems)
      found.model = track(desk.model, pointers.production[desk.model], [:])
      found.index = track(desk.index, pointers.production[desk.index], [:])
      found.promptName = lexicon.add(desk.prompt)
      found.modelName = lexicon.add(desk.model)
      found.indexName = lexicon.add(desk.index)
      for rows in desk.rows {
        found.datasets.append(track(rows.dataset, pointers.registered[rows.dataset], [:]))
        found.datasetNames.append(lexicon.add(rows.dataset))
      }
      tracks.append(found)
    }
  }

  private mutating func track(
    _ name: String, _ labels: [(since: Instant, label: String)]?, _ systems: [String: String]
  ) -> Track {
    var track = Track()
    for (since, label) in labels ?? [] {
      track.since.append(since.microseconds)
      track.labels.append(lexicon.add(label))
      track.systems.append(lexicon.add(plain: systems[name + "@" + label] ?? ""))
    }
    return track
  }

  func book(_ desk: Int, _ tongue: Int) -> Book { books[desk * Tongue.allCases.count + tongue] }

  /// What a conversation is about; the same for all its turns.
  func scene(of call: Call) -> Int {
    call.showsPhotograph ? 0 : Int(truncatingIfNeeded: call.key >> 33) % book(call.desk, call.tongue).scenes.count
  }

  /// Whether a trouble's words fit the conversation: they are written for the first two scenes of a page.
  func suits(_ call: Call) -> Bool { scene(of: call) < 2 }

  /// Whether a desk's page in a language can show this trouble.
  func shows(_ trouble: Trouble, _ desk: Int, _ tongue: Int) -> Bool {
    guard Desk.all[desk].tongues[tongue] > 0 else { return false }
    if trouble == .redRow { return Desk.all[desk].rows.contains { $0.dataClass == .red } }
    guard let taint = trouble.taint else { return true }
    return book(desk, tongue).has(taint)
  }
}
