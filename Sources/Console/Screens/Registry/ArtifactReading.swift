import Governance
import Terminal

/// An artifact being read: its tabs, and the two versions being compared.
struct ArtifactReading: Sendable {
  enum Tab: Int, Sendable, CaseIterable { case overview, versions, difference, scores, usedBy, card }

  private(set) var detail: ArtifactDetail
  private(set) var tab = Tab.overview
  private(set) var pane = ReadingPane()
  /// The newer of the two compared, by its place in `versions`, newest first.
  private(set) var newer = 0
  private var bodies: [String: VersionDetail] = [:]
  /// The card of what production serves, else of the newest, as plain text.
  private var card: (name: VersionName, text: String)?
  private var width = 0
  private var tree = DependencyTree()

  init(_ detail: ArtifactDetail, keeping earlier: ArtifactReading?) {
    if let earlier, earlier.detail.row.name == detail.row.name {
      self = earlier
      self.detail = detail
      newer = min(newer, max(0, detail.versions.count - 1))
    } else {
      self.detail = detail
    }
    tree.take(users: detail.usedBy)
    width = 0
  }

  private func label(at place: Int) -> String? {
    detail.versions.indices.contains(place) ? detail.versions[place].label : nil
  }

  /// The version compared against: the parent when it is known, else the one before.
  private var older: Int {
    guard detail.versions.indices.contains(newer) else { return newer + 1 }
    let parent = detail.versions[newer].parent
    return detail.versions.indices.first { $0 > newer && detail.versions[$0].label == parent } ?? newer + 1
  }

  /// Bodies the tab needs and has not got.
  var missingBodies: [VersionName] {
    let wanted: [String?] =
      switch tab {
      case .overview, .usedBy: [detail.row.production ?? detail.row.latest]
      case .difference: [label(at: newer), label(at: older)]
      default: []
      }
    return wanted.compactMap { $0 }.filter { bodies[$0] == nil }.map {
      VersionName(artifact: detail.row.name, selector: .label($0))
    }
  }

  mutating func take(_ version: VersionDetail) {
    guard version.row.artifact == detail.row.name else { return }
    bodies[version.row.label] = version
    if version.row.label == detail.row.production ?? detail.row.latest { tree.take(parts: version.dependsOn) }
    width = 0
  }

  /// Folds or unfolds the line under the cursor; whose neighbours have to be asked for then.
  mutating func turnBranch() -> DependencyTree.Key? {
    guard tab == .usedBy, case .row(let row)? = pane.currentStop else { return nil }
    width = 0
    return tree.turn(row: row)
  }

  mutating func take(_ neighbours: [Dependency], below key: DependencyTree.Key) {
    tree.take(neighbours, below: key)
    width = 0
  }

  mutating func miss(_ key: DependencyTree.Key) {
    tree.miss(key)
    width = 0
  }

  /// The version under the cursor, in a list of versions or in the tree.
  var chosenVersion: (artifact: String, label: String)? {
    switch pane.currentStop {
    case .version(let artifact, let label)?: (artifact, label)
    case .row(let row)? where tab == .usedBy: tree.key(at: row).map { ($0.artifact, $0.label) }
    default: nil
    }
  }

  /// The version whose card the tab shows.
  var cardName: VersionName? {
    (detail.row.production ?? detail.row.latest).map { VersionName(artifact: detail.row.name, selector: .label($0)) }
  }

  /// The card the tab needs and has not got.
  var missingCard: VersionName? { tab == .card && card?.name != cardName ? cardName : nil }

  mutating func take(card papers: [CardPaper], of name: VersionName) {
    guard name == cardName else { return }
    card = (name, String(decoding: papers.first { $0.format == "text" }?.bytes ?? [], as: UTF8.self))
    width = 0
  }

  mutating func turnTab(by step: Int) {
    let count = Tab.allCases.count
    show(Tab(rawValue: ((tab.rawValue + step) % count + count) % count) ?? .overview)
  }

  private mutating func show(_ next: Tab) {
    guard next != tab else { return }
    tab = next
    pane = ReadingPane()
    width = 0
  }

  /// Compares the version under the cursor with the one before it.
  mutating func compareChosen() {
    if tab == .versions, case .version(_, let label)? = pane.currentStop,
      let place = detail.versions.firstIndex(where: { $0.label == label })
    {
      newer = place
    }
    show(.difference)
  }

  /// The pair after or before, newest first.
  mutating func step(by count: Int) {
    let last = max(0, detail.versions.count - 2)
    newer = min(max(0, newer + count), last)
    pane = ReadingPane()
    width = 0
  }

  mutating func move(_ motion: Motion) { _ = pane.move(motion) }

  mutating func read(_ change: (inout ReadingPane) -> Void) { change(&pane) }

  mutating func fit(_ area: Area, now: Instant, style: ReadingStyle = ReadingStyle()) {
    guard area.columns > 0, area.rows > 0 else { return }
    if width != style.layout(in: area) {
      let document = document(columns: style.columns(in: area), now: now, sideBySide: style.sideBySide)
      let isList = tab == .versions || tab == .usedBy
      if pane.document.lines.isEmpty { pane.open(document, isList: isList) } else { pane.replace(document) }
      width = style.layout(in: area)
    }
    pane.fit(height: area.rows, style: style)
  }

  private func document(columns: Int, now: Instant, sideBySide: Bool) -> Document {
    switch tab {
    case .overview:
      let label = detail.row.production ?? detail.row.latest
      return ArtifactDocuments.overview(detail, body: label.flatMap { bodies[$0] }, columns: columns, now: now)
    case .versions: return ArtifactDocuments.versions(detail, columns: columns, now: now)
    case .difference:
      return ArtifactDocuments.difference(
        from: label(at: older).flatMap { bodies[$0] }, to: label(at: newer).flatMap { bodies[$0] },
        labels: (label(at: older), label(at: newer)), columns: columns, sideBySide: sideBySide)
    case .scores: return ArtifactDocuments.scores(detail, columns: columns, now: now)
    case .usedBy: return tree.document(of: detail.row.name, columns: columns)
    case .card: return ArtifactDocuments.card(card?.text, isThere: cardName != nil, columns: columns)
    }
  }

  var tabStrip: TabStrip {
    TabStrip(
      titles: [
        "Overview", "Versions \(detail.versions.count)", "Diff",
        detail.evaluations.isEmpty ? "Scores" : "Scores \(detail.evaluations.count)",
        detail.usedBy.isEmpty ? "Where used" : "Where used \(detail.usedBy.count)", "Card",
      ], chosen: tab.rawValue)
  }
}
