import Governance
import Terminal

/// Everything that can be done or gone to, found by a few letters.
struct Palette: Sendable {
  enum Act: Sendable, Equatable {
    /// A key pressed on a screen, after going there.
    case press(Key, on: ScreenName)
    case go(Place)
    case command(GlobalCommand)
    case personal(PersonalCommand)
  }

  struct Entry: Sendable, Equatable {
    var title: String
    /// The screen it belongs to, or what kind of thing it is.
    var detail: String
    var keys: String
    var act: Act
    var refused: String?
    /// Added when letters fit two alike: what is on the screen comes first.
    var weight = 0
  }

  /// An entry with what is compared, in lower case.
  private struct Candidate {
    let entry: Entry
    let title: String
    /// The title without its blanks.
    let run: String
    let letters: [Character]
    let words: [Substring]

    init(_ entry: Entry) {
      self.entry = entry
      title = entry.title.lowercased()
      run = title.filter { $0 != " " }
      letters = Array(title)
      words = entry.detail.lowercased().split(separator: " ")
    }
  }

  private(set) var input = LineEditor()
  private let entries: [Candidate]
  private var named: [Candidate] = []
  private(set) var cursor = 0
  /// What the letters name, the best first; looked for when they change, not at every drawing.
  private(set) var matches: [Entry] = []

  private var recall: LineRecall

  /// - earlier: letters typed here before; ↑ from the first line brings them back.
  init(_ entries: [Entry], earlier: [String] = []) {
    self.entries = entries.map(Candidate.init)
    recall = LineRecall(earlier)
    match()
  }

  enum Outcome: Sendable, Equatable { case stays, typed(String), closes, takes(Entry) }

  /// Names of artifacts, of owners and of people that the desk found for the letters.
  mutating func found(_ rows: [ArtifactRow], owners: [String] = [], people: [String] = []) {
    let persons = people.map { person in
      Entry(
        title: person, detail: "rights and signatures", keys: "",
        act: .go(Place(screen: .people, target: .person(person))))
    }
    let owned = owners.map { owner in
      Entry(
        title: owner, detail: "what they own", keys: "",
        act: .go(Place(screen: .registry, target: .owned(by: owner))))
    }
    let artifacts = rows.map { row in
      Entry(
        title: row.name, detail: "\(row.kind.words) of \(row.team)", keys: "",
        act: .go(Place(screen: .registry, target: .artifact(row.name))))
    }
    named = (owned + persons + artifacts).map(Candidate.init)
    match()
    cursor = min(cursor, max(0, matches.count - 1))
  }

  /// A number by itself names an item or a promotion, and a UUID a generation.
  private static func numbered(_ typed: String) -> [Entry] {
    if typed.wholeMatch(of: #/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/#.ignoresCase()) != nil {
      return [
        Entry(
          title: typed, detail: "the review of this generation; that you read it is recorded", keys: "",
          act: .go(Place(screen: .review, target: .generation(typed.lowercased()))))
      ]
    }
    let digits = typed.hasPrefix("#") ? typed.dropFirst() : Substring(typed)
    guard !digits.isEmpty, digits.allSatisfy(\.isASCII), let number = Int64(digits), number > 0 else { return [] }
    return [
      Entry(
        title: "item \(number)", detail: "opened in Review; that you read it is recorded", keys: "",
        act: .go(Place(screen: .review, target: .item(number)))),
      Entry(
        title: "promotion \(number)", detail: "opened in Promotions", keys: "",
        act: .go(Place(screen: .promotions, target: .promotion(number)))),
    ]
  }

  private mutating func match() {
    let typed = input.text
    let numbered = Palette.numbered(typed)
    guard numbered.isEmpty else {
      matches = numbered
      return
    }
    let whole = (text: typed.lowercased().trimmingPrefix { $0 == " " }, letters: Fuzzy(typed))
    let words = typed.lowercased().split(separator: " ").map { (text: $0, letters: Fuzzy($0)) }
    var scored: [(entry: Entry, score: Int)] = []
    for candidate in entries + named {
      guard let score = Palette.score(whole, words, candidate) else { continue }
      scored.append((candidate.entry, score + candidate.entry.weight))
    }
    matches = scored.enumerated().sorted { left, right in
      left.element.score != right.element.score
        ? left.element.score > right.element.score : left.offset < right.offset
    }.map(\.element.entry)
  }

  /// The letters fit the title, or each word fits it or begins a word of the detail. A title that begins with what was typed, or
  /// holds it from a word on, stands before all in which the letters are scattered.
  private static func score(
    _ whole: (text: Substring, letters: Fuzzy), _ words: [(text: Substring, letters: Fuzzy)], _ candidate: Candidate
  ) -> Int? {
    if let points = whole.letters.score(in: candidate.letters) {
      let begins = candidate.run.hasPrefix(whole.text.filter { $0 != " " })
      let literal = begins ? 200 : candidate.title.contains(" " + whole.text) ? 100 : 4
      return points + (whole.text.isEmpty ? 4 : literal)
    }
    var total = 0
    for word in words {
      if let points = word.letters.score(in: candidate.letters) {
        total += points
      } else if candidate.words.contains(where: { $0.hasPrefix(word.text) }) {
        total += word.text.count
      } else {
        return nil
      }
    }
    return total
  }

  mutating func press(_ key: Key) -> Outcome {
    let typed = input.text
    let found = matches
    defer { if input.text != typed { match() } }
    switch key {
    case .escape, .control("c"): return .closes
    case .down, .tab, .control("n"): cursor = min(cursor + 1, max(0, found.count - 1))
    case .up where cursor == 0:
      guard let line = recall.back(from: input.text) else { return .stays }
      input = LineEditor(line)
      return .typed(line)
    case .up, .backTab, .control("p"): cursor = max(0, cursor - 1)
    case .pageDown: cursor = min(cursor + 10, max(0, found.count - 1))
    case .pageUp: cursor = max(0, cursor - 10)
    case .enter: return found.indices.contains(cursor) ? .takes(found[cursor]) : .stays
    default:
      let before = input.text
      guard input.take(key), input.text != before else { return .stays }
      cursor = 0
      return .typed(input.text)
    }
    return .stays
  }

  mutating func paste(_ text: String) -> Outcome {
    input.insert(text)
    match()
    cursor = 0
    return .typed(input.text)
  }

  func draw(into frame: inout Frame, over body: Area) {
    let found = matches
    let area = body.centered(rows: min(body.rows, 22), columns: body.columns < 100 ? body.columns : 76)
    let box = Area(row: body.row, column: area.column, rows: area.rows, columns: area.columns)
    frame.fill(box, as: .text)
    frame.box(box, title: "Command, screen, artifact, person or number", focused: true)
    let inner = box.inset(rows: 1, columns: 2)
    guard inner.rows > 1, inner.columns > 4 else { return }
    frame.write(":", row: inner.row, column: inner.column, as: .key)
    frame.field(
      input, row: inner.row, column: inner.column + 2, columns: inner.columns - 2, isValid: true, focused: true)
    let room = inner.rows - 1
    let first = max(0, cursor - room + 1)
    if found.isEmpty {
      frame.write(
        [Piece("Nothing is called that.", .dim)], row: inner.row + 1, column: inner.column, columns: inner.columns)
    }
    for (place, entry) in found.dropFirst(first).prefix(room).enumerated() {
      let row = inner.row + 1 + place
      let isRefused = entry.refused != nil
      frame.write(
        [Piece(entry.title, isRefused ? .dim : .text), Piece("  " + (entry.refused ?? entry.detail), .dim)],
        right: [Piece(entry.keys, .key)], row: row, column: inner.column, columns: inner.columns)
      if first + place == cursor {
        frame.tint(Area(row: row, column: inner.column, rows: 1, columns: inner.columns), as: .selected)
      }
    }
  }
}
