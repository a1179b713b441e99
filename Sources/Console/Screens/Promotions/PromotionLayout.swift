import Terminal

/// Where the panes of the promotions screen stand.
struct PromotionLayout {
  var strip: Area
  var listBox: Area
  var head: Area
  var rows: Area
  /// Boxes of documents; only the chosen one on a small screen.
  var boxes: [PromotionReading.Tab: Area] = [:]
  var documents: [PromotionReading.Tab: Area] = [:]
  var tabs: Area
  /// The preview beside the list.
  var preview: Area

  init(size: Size, focus: PromotionsScreen.Focus, tab: PromotionReading.Tab) {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let none = ReviewLayout.none
    let (strip, rest) = all.split(top: 1)
    self.strip = strip
    (listBox, head, rows, tabs, preview) = (none, none, none, none, none)
    let isWide = size.columns >= 100
    switch focus {
    case .list where isWide:
      (listBox, preview) = rest.split(left: size.columns * 52 / 100)
      (head, rows) = listBox.inset().split(top: 1)
      boxes[.gate] = preview
      documents[.gate] = preview.inset(rows: 1, columns: 2)
    case .list:
      (head, rows) = rest.split(top: 1)
    case .set:
      boxes = isWide ? [.text: rest] : [:]
      documents[.text] = rest.inset(rows: isWide ? 1 : 0, columns: isWide ? 2 : 1)
    case .detail where tab == .text:
      if isWide {
        boxes = [.text: rest]
        documents[.text] = rest.inset(rows: 1, columns: 2)
      } else {
        let (head, body) = rest.split(top: 1)
        tabs = head
        documents[.text] = body.inset(rows: 0, columns: 1)
      }
    case .detail where isWide && size.rows >= 16:
      let (left, right) = rest.split(left: size.columns * 56 / 100)
      let (change, reaches) = left.split(top: left.rows * 64 / 100)
      boxes = [.change: change, .reaches: reaches, .gate: right]
      for (tab, box) in boxes { documents[tab] = box.inset(rows: 1, columns: 2) }
    case .detail:
      let (head, body) = rest.split(top: 1)
      tabs = head
      documents[tab] = body.inset(rows: 0, columns: 1)
    }
  }
}
