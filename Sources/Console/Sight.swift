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
  /// When a key was pressed last, on the clock of `uptime`.
  var keyAt: Int64?
  /// Nothing moves by itself: no sparkline, clocks by the minute.
  var calm = false
  /// Which keys the officer has for what the tables call by theirs.
  var keymap = Keymap.builtIn
  var reading = ReadingStyle()
  /// Columns the officer has chosen for lists, in order; screens that are not named have the usual ones.
  var columns: [ScreenName: [String]] = [:]

  /// The moment that is shown.
  var moment: Instant { asOf ?? now }

  /// What the officer presses for a key of the tables: for hints in sentences.
  func key(_ name: String) -> String { keymap.shown(name) }

  /// The time from which a changed row is told apart; nil where nothing flashes.
  var flashTime: Int64? { calm ? nil : uptime }

  /// Wide enough for panes side by side.
  var isWide: Bool { size.columns >= 100 }
}

extension Instant {
  /// The same without its seconds.
  var startOfMinute: Instant {
    let rest = microseconds % 60_000_000
    return Instant(microseconds: microseconds - (rest < 0 ? rest + 60_000_000 : rest))
  }
}
