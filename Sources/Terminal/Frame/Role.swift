/// What a cell means. A theme maps every role to colours and attributes; nothing is told by colour alone.
package enum Role: UInt16, CaseIterable, Sendable {
  case text, dim, title, border, borderFocused
  case selected, selectedUnfocused
  /// The top line of the screen, and the same when it shows a past moment.
  case header, headerPast
  case footer, footerKey
  /// The name of a key anywhere else.
  case key
  case tab, tabActive
  case ok, warning, failed
  case tierHigh, tierMedium, tierLow
  case added, removed, addedWord, removedWord
  /// Stands for something that must not be drawn as it is.
  case mark
  /// What a classifier pointed at.
  case flagged
  /// What a search found.
  case match
  case link
  case notice
  case chart, chartLimit
  /// A state one has to know: disconnected, read-only.
  case banner
  case input, inputInvalid
  /// A row that has just changed.
  case flash
  case dataGreen, dataYellow, dataRed
}
