/// Something the terminal, the person at it, or the system said.
package enum TerminalEvent: Sendable, Equatable {
  case key(Key)
  /// Pasted text as one piece: never a command. Line ends are `\n`.
  case paste(String)
  case mouse(Mouse)
  case resized(Size)
  /// The window got or lost the focus.
  case focus(Bool)
  /// Back from Ctrl-Z or a stop: everything is repainted.
  case resumed
  /// The terminal is gone; nothing can be shown any more.
  case hangup
  /// Asked to end by a signal.
  case terminate
  /// What the terminal answered to a question of ours, as it came, without the leading ESC.
  case reply(String)
}

/// What the mouse did, 0-based from the upper left corner.
package struct Mouse: Sendable, Equatable {
  package enum Action: Sendable, Equatable { case press, release, drag, wheelUp, wheelDown }

  package var action: Action
  /// 1 left, 2 middle, 3 right; 0 for the wheel.
  package var button: Int
  package var position: Position

  package init(_ action: Action, button: Int = 1, at position: Position) {
    self.action = action
    self.button = button
    self.position = position
  }
}
