import Governance
import Terminal

/// What every screen knows besides its own data: the hour, the officer, the room it has.
struct Sight: Sendable, Equatable {
  /// The catalog's clock, or the pinned moment.
  var now: Instant
  /// Milliseconds on a clock that only goes forward; counts how long something has been on the screen.
  var uptime: Int64 = 0
  /// Cells the screen itself has, without the frame around it.
  var size = Size(rows: 20, columns: 80)
  var officer: Officer?
  /// The past moment every screen shows; nil is the present.
  var asOf: Instant?
  /// Nothing moves by itself: no sparkline, clocks by the minute.
  var calm = false

  /// The moment that is shown.
  var moment: Instant { asOf ?? now }

  /// Wide enough for panes side by side.
  var isWide: Bool { size.columns >= 100 }
}
