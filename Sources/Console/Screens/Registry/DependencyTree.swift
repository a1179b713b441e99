import Governance
import Terminal

/// Who uses an artifact and what it is built on, unfolded as far as somebody has asked.
struct DependencyTree: Sendable {
  enum Side: Sendable, Hashable { case users, parts }

  struct Key: Sendable, Hashable {
    var side: Side
    var artifact: String
    var label: String
  }

  private var users = Tree<Key>([])
  private var parts = Tree<Key>([])
  private var known: [Key: Dependency] = [:]
  /// What the version shown is built on has come.
  private var hasParts = false

  mutating func take(users all: [Dependency]) { users.plant(keys(all, .users)) }

  /// What the version that is shown is built on; nil while it is on its way.
  mutating func take(parts all: [Dependency]?) {
    hasParts = all != nil
    parts.plant(keys(all ?? [], .parts))
  }

  mutating func take(_ all: [Dependency], below key: Key) {
    let below = keys(all, key.side)
    if key.side == .users { users.take(below, below: key) } else { parts.take(below, below: key) }
  }

  mutating func miss(_ key: Key) {
    if key.side == .users { users.miss(key) } else { parts.miss(key) }
  }

  private mutating func keys(_ all: [Dependency], _ side: Side) -> [Key] {
    all.map { one in
      let key = Key(side: side, artifact: one.artifact, label: one.label)
      known[key] = one
      return key
    }
  }

  private var lines: [Tree<Key>.Line] { users.lines + parts.lines }

  /// The version on a line, as `Document.Stop.row` counts them.
  func key(at row: Int) -> Key? { lines.indices.contains(row) ? lines[row].path.last : nil }

  /// Folds or unfolds a line; what has to be asked for then.
  mutating func turn(row: Int) -> Key? {
    guard lines.indices.contains(row), let side = lines[row].path.last?.side else { return nil }
    let path = lines[row].path
    return side == .users ? users.turn(path) : parts.turn(path)
  }

  func document(of artifact: String, columns: Int) -> Document {
    var document = Document(columns: columns)
    var row = 0
    func add(_ title: String, _ lines: [Tree<Key>.Line], empty: String) {
      document.section(Piece(title, .title))
      if lines.isEmpty { document.paragraph(empty, .dim, indent: 2) }
      for line in lines {
        guard let key = line.path.last else { continue }
        let one = known[key]
        let room = max(12, min(44, columns - 34) - Terminal.columns(of: line.guides))
        let name = Cutting.fit("\(key.artifact) \(NameWords.version(key.label))", room)
        document.line(
          Piece("  \(line.guides)", .border), Piece("\(line.sign) ", .dim), Piece(name),
          Piece(one.map { " \($0.kind.words), as \($0.role)" } ?? "", .dim), stop: .row(row))
        row += 1
      }
    }
    add("Used by", users.lines, empty: "No registered version uses it.")
    document.blank()
    add("Built on", parts.lines, empty: hasParts ? "It rests on no other registered version." : "…")
    return document
  }
}
