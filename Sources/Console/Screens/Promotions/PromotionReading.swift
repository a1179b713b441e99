import Governance
import Terminal

/// A promotion being read: its panes, and since when it has been on the screen.
struct PromotionReading: Sendable {
  enum Tab: Int, Sendable, CaseIterable { case gate, change, reaches, text }

  private(set) var detail: PromotionDetail
  private(set) var tab = Tab.gate
  private(set) var panes: [Tab: ReadingPane] = [:]
  private(set) var seenSince: Int64?
  private var widths: [Tab: Int] = [:]
  private let difference: [DiffLine]
  /// What is new in the text since it was read before; nil when nothing is.
  private(set) var changes: [DiffLine]?

  init(_ detail: PromotionDetail, keeping earlier: PromotionReading?) {
    if let earlier, earlier.detail.row.id == detail.row.id, earlier.detail.row.revision == detail.row.revision,
      earlier.detail.text?.digest == detail.text?.digest,
      earlier.detail.candidate.body == detail.candidate.body, earlier.detail.current?.body == detail.current?.body
    {
      self = earlier
      self.detail = detail
      widths = [:]
      return
    }
    self.detail = detail
    if let earlier, earlier.detail.row.id == detail.row.id {
      tab = earlier.tab
      if let old = earlier.detail.text, let new = detail.text, old.digest != new.digest, detail.row.state == .open {
        changes = wordDiff(from: old.body, to: new.body).filter { $0.kind != .same }
        tab = .text
      }
    }
    difference = wordDiff(
      from: detail.current.map { BodyText.text(of: $0.body) } ?? "", to: BodyText.text(of: detail.candidate.body))
  }

  func hasBeenSeen(at uptime: Int64) -> Bool {
    seenSince.map { uptime - $0 >= ReviewItem.readingTime } ?? false
  }

  /// When signing begins to be taken, if that is still to come.
  func readyAt(after uptime: Int64) -> Int64? {
    seenSince.map { $0 + ReviewItem.readingTime }.flatMap { $0 > uptime ? $0 : nil }
  }

  mutating func shown(at uptime: Int64?) {
    guard let uptime else {
      seenSince = nil
      return
    }
    if seenSince == nil { seenSince = uptime }
    if tab == .text { panes[.text]?.shown() }
  }

  /// Whether the text that is signed has been on the screen to its end; there may be none.
  var isTextRead: Bool { detail.text == nil || panes[.text]?.percentRead == 100 }

  mutating func turnTab(by step: Int) {
    let count = Tab.allCases.count
    tab = Tab(rawValue: (tab.rawValue + step + count) % count) ?? .gate
  }

  mutating func move(_ motion: Motion) { _ = panes[tab]?.move(motion) }

  mutating func read(_ change: (inout ReadingPane) -> Void) {
    guard var pane = panes[tab] else { return }
    change(&pane)
    panes[tab] = pane
  }

  mutating func fit(_ layout: PromotionLayout, now: Instant, style: ReadingStyle = ReadingStyle()) {
    for (tab, area) in layout.documents where area.columns > 0 {
      if widths[tab] != style.layout(in: area) {
        let document = PromotionDocuments.document(
          tab, detail, difference, changes: changes, columns: style.columns(in: area), now: now,
          sideBySide: style.sideBySide)
        if panes[tab] == nil { panes[tab] = ReadingPane() }
        if widths[tab] == nil, panes[tab]?.document.lines.isEmpty == true {
          panes[tab]?.open(document)
        } else {
          panes[tab]?.replace(document)
        }
        widths[tab] = style.layout(in: area)
      }
      panes[tab]?.fit(height: area.rows, style: style)
    }
  }
}
