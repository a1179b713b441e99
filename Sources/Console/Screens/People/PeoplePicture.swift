import Governance
import Terminal

/// Where the lists of people, rights and keys stand.
struct PeopleLayout {
  var strip: Area
  var box: Area
  var rows: Area
  /// Below the list; empty where there is nothing to tell.
  var detail: Area

  init(size: Size, choice: PeopleScreen.Choice) {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let (strip, rest) = all.split(top: 1)
    self.strip = strip
    let (top, bottom) = rest.split(top: choice == .people ? rest.rows : max(3, rest.rows - 9))
    box = top
    rows = top.inset()
    detail = bottom
  }
}

/// Draws them.
struct PeoplePicture {
  let screen: PeopleScreen
  let size: Size

  private var now: Instant { screen.sight.now }

  func frame() -> Frame {
    var frame = Frame(size)
    let layout = PeopleLayout(size: size, choice: screen.choice)
    TabStrip(titles: PeopleScreen.Choice.allCases.map(\.title), chosen: screen.choice.rawValue).draw(
      into: &frame, row: layout.strip.row, column: 1, columns: size.columns - 1)
    frame.box(layout.box, title: "\(screen.choice.title) \(screen.list.countWords)", focused: true)
    screen.list.draw(into: &frame, area: layout.rows, focused: true, empty: empty) { line, frame, area in
      let words = words(of: line, area.columns)
      frame.write(words.left, right: words.right, row: area.row, column: area.column, columns: area.columns)
    }
    guard layout.detail.rows > 2, let line = screen.list.current else { return frame }
    let (title, fields) = detail(line)
    guard !fields.isEmpty else { return frame }
    frame.box(layout.detail, title: title)
    let inner = layout.detail.inset(rows: 1, columns: 2)
    var document = Document(columns: inner.columns)
    for (name, words) in fields where !words.isEmpty { document.field(name, words) }
    for (place, line) in document.lines.prefix(inner.rows).enumerated() {
      frame.write(line.left, right: line.right, row: inner.row + place, column: inner.column, columns: inner.columns)
    }
    return frame
  }

  private var empty: [String] {
    switch screen.choice {
    case .people: ["There is nobody yet: countersign catalog grant."]
    case .requests: ["No right waits for a second person. + on a person asks for one."]
    case .keys: ["Nobody has a key yet: countersign key new."]
    }
  }

  private func words(of line: PeopleLine, _ columns: Int) -> (left: [Piece], right: [Piece]) {
    switch line {
    case .person(let row):
      let isWide = columns >= 100
      var left = [
        Piece(Cutting.fit(row.name, isWide ? 24 : 18) + " "), Piece(Cutting.fit(row.team ?? "–", 14) + " ", .dim),
      ]
      if isWide { left.append(Piece(Cutting.fit(row.logins.joined(separator: ", "), 24) + " ", .dim)) }
      left.append(Piece(row.roles.filter { $0 != "viewer" || row.roles.count == 1 }.joined(separator: ", ")))
      return (left, delegation(row))
    case .request(let row): return ([state(row), Piece(row.subject)], [due(row)])
    case .key(let row):
      return (
        [
          state(row), Piece(Cutting.fit(row.person, columns >= 100 ? 24 : 16) + " "),
          Piece(row.fingerprint.prefix(19) + "… "), mark(row),
          Piece(row.name, .dim),
        ], [until(row)]
      )
    }
  }

  private func delegation(_ row: PersonRow) -> [Piece] {
    let until = row.until.map { ", \(TimeWords.left(until: $0, now: now)) left" } ?? ""
    if let other = row.signsFor { return [Piece("✍ for \(other)\(until) ", .warning)] }
    if let other = row.deputy { return [Piece("\(other) signs for them\(until) ", .warning)] }
    return row.claims > 0 ? [Piece("\(NumberWords.of(row.claims, "claim")) ", .dim)] : []
  }

  private func state(_ row: RightRequestRow) -> Piece {
    switch row.state {
    case .asked where row.due < now: Piece("– too late  ", .dim)
    case .asked: Piece("✍ asked     ", .warning)
    case .granted: Piece("✓ given     ", .ok)
    case .refused: Piece("✗ rejected  ", .failed)
    case .withdrawn: Piece("– withdrawn ", .dim)
    }
  }

  private func due(_ row: RightRequestRow) -> Piece {
    guard row.state == .asked else { return Piece("by \(row.changedBy) ", .dim) }
    return Piece(row.due < now ? "" : "\(TimeWords.left(until: row.due, now: now)) left ", .dim)
  }

  private func state(_ row: KeyRow) -> Piece {
    switch row.state {
    case .waiting: Piece("✍ waiting   ", .warning)
    case .trusted where isOver(row): Piece("– ran out   ", .dim)
    case .trusted: Piece("✓ trusted   ", .ok)
    case .revoked: Piece("✗ revoked   ", .failed)
    }
  }

  /// Where it stands out: no proof that its owner holds it, or a false one.
  private func mark(_ row: KeyRow) -> Piece {
    switch row.proof {
    case .shown: Piece("")
    case .none: Piece("⚠ not shown to be held ", .warning)
    case .broken: Piece("✗ false proof ", .failed)
    }
  }

  private func isOver(_ row: KeyRow) -> Bool { row.trustedUntil.map { $0 < now } ?? false }

  private func until(_ row: KeyRow) -> Piece {
    guard row.state == .trusted, let end = row.trustedUntil, !isOver(row) else { return Piece("") }
    return Piece("\(TimeWords.left(until: end, now: now)) left ", .dim)
  }

  private func detail(_ line: PeopleLine) -> (title: String, [(String, String)]) {
    switch line {
    case .person: ("", [])
    case .request(let row):
      (
        "Request \(row.id)",
        [
          ("for", "\(row.name)\(row.isNewPerson ? ", a new person" : ""), team \(row.team ?? "none")"),
          ("takes two", row.words), ("reason", row.reason),
          ("asked by", "\(row.askedBy), \(TimeWords.dated(row.at))"),
          ("answer", row.state == .asked ? "" : "\(row.changedBy): \(row.answer)"),
          ("you", row.state == .asked ? row.refusal ?? "You can give it." : ""),
        ]
      )
    case .key(let row):
      (
        "Key \(row.name)",
        [
          ("fingerprint", row.fingerprint),
          ("since", "\(TimeWords.dated(row.changedAt)), \(row.state.rawValue) by \(row.changedBy): \(row.reason)"),
          ("held", row.proof.words), ("until", row.trustedUntil.map(TimeWords.dated) ?? ""),
        ]
      )
    }
  }
}

extension KeyRow.Proof {
  fileprivate var words: String {
    switch self {
    case .shown: "its owner signed with it that they hold it; checked here"
    case .none: "nobody has shown it: countersign key prove"
    case .broken: "what should show it is not this key's signature"
    }
  }
}
