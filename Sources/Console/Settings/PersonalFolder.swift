/// Where a person's own files lie, as the XDG base directories say; nil where there is no home either.
package enum PersonalFolder {
  /// What the person writes: `$XDG_CONFIG_HOME/countersign`, or below `~/.config`.
  package static func configuration(_ environment: [String: String]) -> String? {
    folder("XDG_CONFIG_HOME", orBelowHome: "/.config", environment)
  }

  /// What the program keeps for the person: `$XDG_STATE_HOME/countersign`, or below `~/.local/state`.
  package static func state(_ environment: [String: String]) -> String? {
    folder("XDG_STATE_HOME", orBelowHome: "/.local/state", environment)
  }

  private static func folder(
    _ variable: String, orBelowHome usual: String, _ environment: [String: String]
  ) -> String? {
    // A relative path is to be taken as none.
    if let base = environment[variable], base.hasPrefix("/") { return base + "/countersign" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + usual + "/countersign"
  }
}
