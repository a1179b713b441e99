import Governance
import Terminal

/// A set of promotions being read to be signed as one: its text, and since when it has been on the screen.
struct BatchReading: Sendable {
  private(set) var batch: PromotionBatch
  private(set) var pane = ReadingPane()
  private var seenSince: Int64?
  private var width: Int?

  init(_ batch: PromotionBatch, keeping earlier: BatchReading?) {
    self.batch = batch
    guard let earlier, earlier.batch.digest == batch.digest else { return }
    self = earlier
    self.batch = batch
  }

  /// Why the set cannot be signed at this moment.
  func whyNotSign(at uptime: Int64) -> String? {
    if let refusal = batch.refusal { return refusal }
    if pane.percentRead < 100 { return "Read the text that you sign to its end first: Space or G." }
    return seenSince.map { uptime - $0 >= ReviewItem.readingTime } == true
      ? nil : "It has only just come up. Read it, then decide."
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
    pane.shown()
  }

  mutating func move(_ motion: Motion) { _ = pane.move(motion) }

  mutating func read(_ change: (inout ReadingPane) -> Void) { change(&pane) }

  mutating func fit(_ area: Area, style: ReadingStyle) {
    guard area.columns > 0 else { return }
    if width != style.layout(in: area) {
      let document = document(columns: style.columns(in: area))
      if width == nil { pane.open(document) } else { pane.replace(document) }
      width = style.layout(in: area)
    }
    pane.fit(height: area.rows, style: style)
  }

  private func document(columns: Int) -> Document {
    var document = Document(columns: columns)
    for member in batch.members {
      guard let refusal = member.refusal else { continue }
      document.paragraph("\(member.row.artifact) \(NameWords.version(member.row.label)): \(refusal)", .warning)
    }
    document.paragraph("sha256:\(batch.digest)", .dim)
    PromotionDocuments.write(text: batch.body, into: &document)
    return document
  }
}
