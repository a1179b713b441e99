import Governance
import Lineage
import Operations
import Terminal

/// How places are named and described in few words.
enum LineageWords {
  /// `kyc-summary v22` for a registered version, the name at home for anything else.
  static func name(of version: VersionName?, _ node: LineageNode) -> String {
    if let version {
      guard case .label(let label) = version.selector else { return version.text }
      return "\(version.artifact) \(NameWords.version(label))"
    }
    return node.field.map { "\(node.name) . \($0)" } ?? node.name
  }

  static func name(of place: LineageNeighbourhood.Place) -> String {
    name(of: place.node.version, place.node.place)
  }

  /// What kind of thing it is: `prompt`, `dataset`, `job`.
  static func kind(of place: LineageNeighbourhood.Place) -> String {
    place.facts.kind?.words ?? place.node.place.kind.rawValue
  }

  /// What matters about it, the weightiest first, each with a mark or a letter beside its colour; as much as has room.
  static func facts(of place: LineageNeighbourhood.Place, now: Instant, columns room: Int) -> [Piece] {
    let facts = place.facts
    var parts: [[Piece]] = []
    if let life = facts.life { parts.append([life.mark, Piece(" " + age(life.at, now: now), .dim)]) }
    if let data = facts.dataClass { parts.append([Piece(data.letter, data.role)]) }
    if facts.kind != nil, facts.kind != .dataset { parts.append([Piece(kind(of: place), .dim)]) }
    if let tier = facts.tier, facts.dataClass == nil || facts.kind != .dataset {
      parts.append([Piece(tier.mark, tier.role)])
    }
    if facts.serving.contains("production") {
      parts.append([Piece("✓ live", .ok)])
    } else if let stage = facts.serving.first {
      parts.append([Piece(stage, .dim)])
    }
    if let found = facts.index?.found, !found.isClean { parts.append([Piece("! " + differences(found), .warning)]) }
    if let rows = facts.rows { parts.append([Piece("\(short(rows)) rows", .dim)]) }
    if let run = facts.run { parts.append(words(of: run, now: now)) }
    if let columns = facts.columns, facts.kind == nil { parts.append([Piece("\(columns) columns", .dim)]) }
    if parts.isEmpty { parts.append([Piece(kind(of: place), .dim)]) }
    var pieces = parts.removeFirst()
    for part in parts where pieces.columns + 3 + part.columns <= room { pieces += [Piece(" · ", .dim)] + part }
    return pieces
  }

  /// `31 orphans`, `2 missing, 4 stale`: how an index differs from its source.
  static func differences(_ found: Reconciliation) -> String {
    [(found.orphans, "orphan"), (found.missing, "missing"), (found.stale, "stale")].filter { $0.0 > 0 }.map {
      count, word in
      word == "orphan" ? NumberWords.of(count, word) : "\(NumberWords.grouped(count)) \(word)"
    }.joined(separator: ", ")
  }

  /// How many of a place's columns reach the root or are reached by it, when columns are shown.
  static func columns(of place: LineageNeighbourhood.Place, in web: LineageWeb) -> [Piece] {
    let count = web.shown.lines[place.node.id]?.count ?? 0
    let words: String
    if count == 0 {
      words = web.columns.isWhole(place.node.id) ? "table to table" : "no columns known"
    } else if let all = place.facts.columns, all >= count {
      words = "\(count) of \(NumberWords.of(all, "column"))"
    } else {
      words = NumberWords.of(count, "column")
    }
    let letter = place.facts.dataClass.map { [Piece($0.letter, $0.role), Piece(" · ", .dim)] } ?? []
    return letter + [Piece(words, .dim)]
  }

  /// `✓ 4 h`: how the last run that wrote it ended, and when.
  private static func words(of run: PlaceFacts.LastRun, now: Instant) -> [Piece] {
    let age = run.ended.map { " " + self.age($0, now: now) } ?? ""
    switch run.state {
    case "complete": return [Piece("✓ ran", .ok), Piece(age, .dim)]
    case "fail": return [Piece("✗ failed", .failed), Piece(age, .dim)]
    case "abort": return [Piece("✗ aborted", .warning), Piece(age, .dim)]
    case "running": return [Piece("running", .warning)]
    default: return [Piece("named", .dim)]
    }
  }

  /// `12 min`, `4 h`, `78 d`.
  static func age(_ moment: Instant, now: Instant) -> String {
    let seconds = max(0, now.seconds(since: moment))
    return seconds < 3600
      ? "\(seconds / 60) min" : seconds < 2 * 86_400 ? "\(seconds / 3600) h" : "\(seconds / 86_400) d"
  }

  /// `1.4 M`, `96 k`, `311`.
  static func short(_ number: Int) -> String {
    switch number.magnitude {
    case ..<10_000: NumberWords.grouped(number)
    case ..<1_000_000: "\((number + 500) / 1000) k"
    default: NumberWords.decimal(Double(number) / 1_000_000, places: number < 10_000_000 ? 2 : 1) + " M"
    }
  }

  /// What says that an edge exists.
  static func basis(_ basis: LineageBasis) -> String {
    switch basis {
    case .explicit: "said outright"
    case .column: "by its columns"
    case .run: "one run read and wrote"
    case .registry: "pinned in the registry"
    }
  }
}

extension PlaceLife {
  /// `✗ dropped`, `→ renamed`, `! emptied`.
  var mark: Piece {
    switch state {
    case .dropped: Piece("✗ dropped", .failed)
    case .renamed: Piece("→ renamed", .warning)
    case .emptied: Piece("! emptied", .warning)
    }
  }
}

extension Cutting {
  /// Cut in the middle, since names differ at their ends.
  static func middle(_ text: String, _ room: Int) -> String {
    let text = line(text)
    guard room > 0, columns(of: text) > room else { return room > 0 ? text : "" }
    guard room > 6 else { return truncated(text, to: room) }
    let tail = (room - 1) / 2
    var end = text.endIndex
    var kept = ""
    while end > text.startIndex {
      let before = text.index(before: end)
      guard columns(of: String(text[before...])) <= tail else { break }
      (end, kept) = (before, String(text[before...]))
    }
    var head = ""
    for character in text[..<end] {
      guard columns(of: head + String(character)) <= room - 1 - columns(of: kept) else { break }
      head.append(character)
    }
    return head + "…" + kept
  }
}
