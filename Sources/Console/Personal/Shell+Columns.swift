import Governance
import Terminal

/// Which columns lists show: chosen by an officer for each screen, kept for the next sittings.
extension Shell {
  mutating func askColumns() {
    guard let seat = frontSeat, seat.columnHeads.count > 1 else {
      say(Notice(.refusal, "This screen has no list whose columns could be chosen."))
      return
    }
    layers.append(
      .columns(
        ColumnChooser(seat.columnHeads, chosen: sight.columns[seat.name], of: seat.name, title: seat.title)))
  }

  /// Takes up what the officer chose in earlier sittings.
  mutating func recallColumns() {
    guard let owner else { return }
    let kept = personal.columns.columns(of: owner)
    sight.columns = Dictionary(kept.map { (ScreenName(rawValue: $0.key), $0.value) }) { first, _ in first }
  }

  mutating func take(_ chooser: ColumnChooser) {
    sight.columns[chooser.screen] = chooser.choice
    look()
    guard let owner else { return }
    let all = Dictionary(sight.columns.map { ($0.key.rawValue, $0.value) }) { first, _ in first }
    if personal.columns.keep(all, of: owner) {
      say(Notice(.word, "These columns are kept for you; \(sight.key(";")) chooses again."))
    } else {
      say(
        Notice(
          Problem(
            .cannotWrite, "columns.write", happened: "The columns are as you chose, but only until you leave.",
            because: "Your choice could not be written.",
            remedy: "Check your state folder: $XDG_STATE_HOME/countersign.")))
    }
  }
}
