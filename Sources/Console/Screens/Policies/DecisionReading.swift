import Governance
import Terminal

/// A stored decision being read.
struct DecisionReading: Sendable {
  private(set) var detail: DecisionDetail
  private(set) var replay: DecisionReplay?
  private(set) var pane = ReadingPane()
  private var width = -1

  init(_ detail: DecisionDetail, keeping earlier: DecisionReading?) {
    if let earlier, earlier.detail == detail {
      self = earlier
      return
    }
    self.detail = detail
  }

  var version: VersionName {
    VersionName(artifact: detail.decision.artifact, selector: .label(detail.decision.label))
  }

  mutating func take(_ replay: DecisionReplay) {
    guard replay.decision == detail.decision.id else { return }
    self.replay = replay
    width = -1
    _ = pane.move(.top)
  }

  mutating func fit(_ area: Area, style: ReadingStyle, now: Instant) {
    guard area.columns > 0 else { return }
    if width != style.layout(in: area) {
      let document = DecisionDocument.document(
        detail, replay: replay, columns: style.columns(in: area), now: now)
      if width < 0, pane.document.lines.isEmpty { pane.open(document) } else { pane.replace(document) }
      width = style.layout(in: area)
    }
    pane.fit(height: area.rows, style: style)
  }

  mutating func move(_ motion: Motion) { _ = pane.move(motion) }
  mutating func read(_ change: (inout ReadingPane) -> Void) { change(&pane) }
}
