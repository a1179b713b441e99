internal import Governance

/// A page while it is written: sections so far, and the records cited so far in the order of first citation.
struct CardPageDraft {
  let facts: CardFacts
  private(set) var sections: [CardPage.Section] = []
  private(set) var records: [String] = []
  private let owed: [CardKey: CardGap]

  init(_ facts: CardFacts) {
    self.facts = facts
    owed = Dictionary(facts.gaps.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A heading of level 2 that has something to say itself.
  mutating func chapter(_ title: String, _ fill: (inout CardPageDraft) -> Void) { open(2, title, fill) }

  /// A heading of level 2 that only stands over sections.
  mutating func chapter(over title: String) {
    sections.append(CardPage.Section(level: 2, title: title, blocks: []))
  }

  /// A heading of level 3.
  mutating func section(_ title: String, _ fill: (inout CardPageDraft) -> Void) { open(3, title, fill) }

  /// Where nothing is filled in, the page says that nothing is recorded.
  private mutating func open(_ level: Int, _ title: String, _ fill: (inout CardPageDraft) -> Void) {
    sections.append(CardPage.Section(level: level, title: title, blocks: []))
    fill(&self)
    if sections[sections.count - 1].blocks.isEmpty { add(.missing("", nil)) }
  }

  mutating func add(_ block: CardPage.Block) { sections[sections.count - 1].blocks.append(block) }

  /// The number of a record, from 1.
  mutating func cite(_ record: Record) -> Int {
    if let place = records.firstIndex(of: record.text) { return place + 1 }
    records.append(record.text)
    return records.count
  }

  func gap(for key: CardKey) -> CardGap? { owed[key] }

  /// One line a key. A key that is not recorded has its line only where it is obligatory; a section in which no key
  /// is recorded or owed says so once.
  mutating func lines(_ keys: [CardKey]) {
    var lines: [CardPage.Line] = []
    for key in keys {
      if let (value, record) = lineValue(key) {
        lines.append(CardPage.Line(label: key.label, value: value, source: cite(record), doubt: doubt(about: key)))
      } else if let gap = gap(for: key) {
        lines.append(CardPage.Line(label: key.label, value: .missing(gap), source: nil))
      }
    }
    if !lines.isEmpty { add(.lines(lines)) }
  }

  /// Each key as a paragraph of its own; a list stays a list.
  mutating func prose(_ keys: CardKey...) {
    for key in keys {
      guard let statement = facts.statements[key] else {
        add(.missing(key.label, gap(for: key)))
        continue
      }
      if case .text(let text) = statement.value, statement.standing == .settled {
        add(.prose(text, source: cite(statement.record)))
      } else {
        lines([key])
      }
    }
  }

  private func doubt(about key: CardKey) -> String? {
    switch facts.statements[key]?.standing {
    case .settled?, nil: nil
    case .unconfirmed?: "stated, and not confirmed by another person yet"
    case .stale(let why)?: why
    }
  }

  private func lineValue(_ key: CardKey) -> (CardPage.Line.Value, Record)? {
    switch key {
    case .name: return (.text(facts.name), facts.artifactRecord)
    case .version: return (.text(facts.version), facts.ownRecord)
    case .kind: return (.text(facts.kind.words), facts.artifactRecord)
    case .digest: return (.text("sha256:\(facts.digest)"), facts.ownRecord)
    case .owner: return facts.owner.map { (.text($0), facts.artifactRecord) }
    case .team: return facts.team.isEmpty ? nil : (.text(facts.team), facts.artifactRecord)
    case .diff_stat: return facts.difference.map { (.text("\($0.words) (from \($0.from))"), facts.ownRecord) }
    case .risk_tier: return facts.tier.map { (.text($0.rawValue), facts.artifactRecord) }
    default:
      guard let statement = facts.statements[key] else { return nil }
      switch statement.value {
      case .text(let text): return (.text(text), statement.record)
      case .list(let items): return (.list(items), statement.record)
      case .pairs(let pairs): return (.pairs(pairs), statement.record)
      }
    }
  }
}
