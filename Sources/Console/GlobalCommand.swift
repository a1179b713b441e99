import Terminal

/// What can be done on every screen, whatever it shows.
enum GlobalCommand: String, Sendable, CaseIterable {
  case help, palette, lineage, history, stop, export, asOf, comeBack, sideBySide, numbers, columns, lastProblem,
    saveScreen,
    copy, repaint,
    suspend, quit

  /// The one table of keys that belong to the console itself; digits go to screens.
  var keys: [Key] {
    switch self {
    case .help: [.character("?")]
    case .palette: [.character(":")]
    case .lineage: [.character("L")]
    case .history: [.character("H")]
    case .stop: [.character("!")]
    case .export: [.character("E")]
    case .asOf: [.character("@")]
    case .comeBack: [.backspace]
    case .sideBySide: [.character("|")]
    case .numbers: [.character("#")]
    case .columns: [.character(";")]
    case .lastProblem: [.control("o")]
    case .saveScreen: [.character("S")]
    case .copy: [.character("y")]
    case .repaint: [.control("l")]
    case .suspend: [.control("z")]
    case .quit: [.character("q"), .control("c")]
    }
  }

  var words: String {
    switch self {
    case .help: "keys and what they do"
    case .palette: "command, screen or artifact by name"
    case .lineage: "lineage of what is chosen"
    case .history: "who did what to what is chosen"
    case .stop: "stop what is chosen from being served"
    case .export: "write the whole list to a file"
    case .asOf: "show a past moment, or the present"
    case .comeBack: "where you came from"
    case .sideBySide: "differences side by side, or in one"
    case .numbers: "line numbers, or none"
    case .columns: "columns of the list"
    case .lastProblem: "the last refusal in full"
    case .saveScreen: "save the screen as SVG and text"
    case .copy: "copy what is chosen"
    case .repaint: "redraw; read again what was stopped"
    case .suspend: "suspend"
    case .quit: "leave"
    }
  }

  static let byKey: [Key: GlobalCommand] = {
    var table: [Key: GlobalCommand] = [:]
    for command in allCases { for key in command.keys { table[key] = command } }
    return table
  }()
}
