import Governance
import Terminal

extension PlaceWordsScreen {
  static let columns: [ListColumn<PlaceWord>] = [
    ListColumn("of", 26...60, grows: true, value: \.about),
    ListColumn("is", 14...22, value: \.claim) { word, _ in [word.mark] },
    ListColumn("which", 20...60, grows: true, as: .dim, value: \.otherWords),
    ListColumn("by", 12...16, as: .dim) { $0.saidBy ?? "a producer" },
    ListColumn("since", 12...12, value: \.since.rfc3339) { word, sight in
      [Piece(TimeWords.stamp(word.since, now: sight.now), .dim)]
    },
    ListColumn("until", 12...12, value: { $0.ended?.rfc3339 ?? "" }) { word, sight in
      [Piece(word.ended.map { TimeWords.stamp($0, now: sight.now) } ?? "", .dim)]
    },
    ListColumn("reason", 16...60, grows: true, as: .dim, value: \.reason),
    ListColumn("namespace", 16...50, isUsual: false, as: .dim) { $0.namespace ?? "" },
  ]
}

extension PlaceWord {
  fileprivate var about: String {
    switch kind {
    case .namespace: namespace ?? ""
    case .dataClass: "class \(name ?? "")"
    case .link, .names, .said, .judged: place.map { LineageWords.name(of: nil, $0) } ?? ""
    }
  }

  /// `judged green`, `held`, `stands for`.
  fileprivate var claim: String {
    switch kind {
    case .link, .names, .namespace: says
    case .said, .judged: "\(kind.rawValue) \(says)"
    case .dataClass: "is called"
    }
  }

  fileprivate var otherWords: String {
    switch kind {
    case .link, .names: otherName ?? ""
    case .namespace: otherNamespace ?? ""
    case .dataClass: says
    case .said, .judged: ""
    }
  }

  fileprivate var mark: Piece {
    guard ended == nil else { return Piece("– \(claim)", .dim) }
    switch kind {
    case .link: return says == "held" ? Piece("✍ held", .warning) : Piece(claim)
    case .said, .judged:
      guard let data = DataClass(rawValue: says) else { return Piece(claim) }
      return Piece("\(data.letter) \(claim)", data.role)
    case .names, .namespace, .dataClass: return Piece(claim)
    }
  }
}

/// Draws the list, and below it the whole of what the line under the cursor says.
struct PlaceWordsPicture {
  let screen: PlaceWordsScreen
  let size: Size

  func frame() -> Frame {
    var frame = Frame(size)
    let layout = StopsLayout(size: size)
    screen.strip.draw(into: &frame, row: layout.strip.row, column: 1, columns: size.columns - 1)
    let about = screen.about.map { " about \(Cutting.middle($0.name, 40))" } ?? ""
    frame.box(layout.box, title: "\(screen.choice.title)\(about) \(screen.list.countWords)", focused: true)
    screen.drawList(into: &frame, head: layout.head, area: layout.rows, focused: true, empty: empty)
    guard layout.detail.rows > 2, let word = screen.list.current else { return frame }
    frame.box(layout.detail, title: Cutting.middle(word.about, size.columns - 8))
    let inner = layout.detail.inset(rows: 1, columns: 2)
    var document = Document(columns: inner.columns)
    for (label, text) in detail(word) where !text.isEmpty { document.field(label, text) }
    for (place, line) in document.lines.prefix(inner.rows).enumerated() {
      frame.write(line.left, right: line.right, row: inner.row + place, column: inner.column, columns: inner.columns)
    }
    return frame
  }

  private var empty: [String] {
    switch screen.choice {
    case .waiting: ["No two names wait for a word of yours."]
    case .names: ["No place goes by two names. K on a box of Lineage says that its namespace is another's."]
    case .classes: ["Nobody has said a class. J on a box of Lineage does."]
    case .history: ["Nothing was ever said."]
    }
  }

  private func detail(_ word: PlaceWord) -> [(String, String)] {
    let ended = word.ended.map { " until \(TimeWords.dated($0))" } ?? ""
    let other = [word.otherNamespace, word.otherName].compactMap(\.self).joined(separator: "  ")
    return [
      (word.claim, word.kind == .dataClass ? word.says : other), ("reason", word.reason),
      ("said", "\(word.saidBy ?? "a producer"), \(TimeWords.dated(word.since))\(ended)"),
      ("at home in", word.kind == .namespace ? "" : word.namespace ?? ""),
      (
        "you",
        word.kind == .link && word.says == "held"
          ? "Both have a schema and owners of their own. An approver or a lead accepts that they are one place, or rejects it."
          : ""
      ),
    ]
  }
}
