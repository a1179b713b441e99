import Terminal

/// Motions that belong together, as footer, help and manual name them: one line for there and back.
struct MotionGroup: Sendable {
  var motions: [Motion]
  var keys: String
  var words: String
  /// Not worth a place in the footer: everybody tries these.
  var isQuiet = false

  static let all: [MotionGroup] = [
    MotionGroup(motions: [.open], keys: "Enter", words: "open"),
    MotionGroup(motions: [.filter], keys: "/", words: "filter"),
    MotionGroup(motions: [.reorder, .turnRound], keys: "> <", words: "order by, turn round", isQuiet: true),
    MotionGroup(motions: [.nextItem, .previousItem], keys: "[ ]", words: "item before, next"),
    MotionGroup(motions: [.nextTab, .previousTab], keys: ", .", words: "tabs"),
    MotionGroup(motions: [.nextSection, .previousSection], keys: "{ }", words: "turn, section"),
    MotionGroup(motions: [.nextMatch, .previousMatch], keys: "n N", words: "flag, match"),
    MotionGroup(motions: [.nextPane, .previousPane], keys: "Tab", words: "pane"),
    MotionGroup(motions: [.left, .right], keys: "← →", words: "sideways"),
    MotionGroup(motions: [.follow], keys: "o", words: "open what it is about"),
    MotionGroup(motions: [.back], keys: "Esc", words: "back"),
    MotionGroup(motions: [.down, .up], keys: "↑ ↓ j k", words: "line by line", isQuiet: true),
    MotionGroup(motions: [.pageDown, .pageUp], keys: "PgUp PgDn Space", words: "page by page", isQuiet: true),
    MotionGroup(motions: [.top, .bottom], keys: "g G Home End", words: "beginning, end", isQuiet: true),
  ]

  /// The groups a screen answers, in the order of `all`.
  static func lines(for motions: [Motion]) -> [HelpLine] {
    all.filter { group in group.motions.contains { motions.contains($0) } }.map {
      HelpLine(keys: $0.keys, words: $0.words, isQuiet: $0.isQuiet)
    }
  }
}
