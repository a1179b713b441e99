import Terminal

/// Keys that move and mean the same on every screen; a screen says which of them it answers.
enum Motion: Sendable, CaseIterable {
  case down, up, pageDown, pageUp, top, bottom, left, right
  case open, back, nextPane, previousPane, nextTab, previousTab
  case nextSection, previousSection, nextMatch, previousMatch, nextItem, previousItem
  case follow, filter, reorder, turnRound

  /// What moves any list or text.
  static let scrolling: [Motion] = [.down, .up, .pageDown, .pageUp, .top, .bottom]

  /// The one table of keys that move.
  var keys: [Key] {
    switch self {
    case .down: [.down, .character("j")]
    case .up: [.up, .character("k")]
    case .pageDown: [.pageDown, .control("f"), .space]
    case .pageUp: [.pageUp, .control("b")]
    case .top: [.character("g"), .home]
    case .bottom: [.character("G"), .end]
    case .left: [.left]
    case .right: [.right]
    case .open: [.enter]
    case .back: [.escape]
    case .nextPane: [.tab]
    case .previousPane: [.backTab]
    case .nextTab: [.character(".")]
    case .previousTab: [.character(",")]
    case .nextSection: [.character("}")]
    case .previousSection: [.character("{")]
    case .nextMatch: [.character("n")]
    case .previousMatch: [.character("N")]
    case .nextItem: [.character("]")]
    case .previousItem: [.character("[")]
    case .follow: [.character("o")]
    case .filter: [.character("/")]
    case .reorder: [.character(">")]
    case .turnRound: [.character("<")]
    }
  }

  /// How far a list's cursor goes, nil for what does not move it; a page is `page` rows.
  func step(page: Int) -> Int? {
    switch self {
    case .down: 1
    case .up: -1
    case .pageDown: max(1, page)
    case .pageUp: -max(1, page)
    default: nil
    }
  }

  static let byKey: [Key: Motion] = {
    var table: [Key: Motion] = [:]
    for motion in allCases { for key in motion.keys { table[key] = motion } }
    return table
  }()
}
