/// A drawing on a card. What it shows stands in words beside it too, for those who do not see it.
enum CardChart: Sendable, Equatable {
  case figures([FigureBar])
  case history([HistoryEvent])

  /// HTML: the drawing with its caption.
  var figure: String {
    let (svg, caption) =
      switch self {
      case .figures(let bars):
        (FigureBar.svg(bars), "Measured values against their limits; each line has a scale of its own.")
      case .history(let events):
        (HistoryEvent.svg(events), "The life of this version; the numbers are those of the list below.")
      }
    return "<figure>\(svg)<figcaption>\(caption)</figcaption></figure>"
  }
}
