import ArgumentParser

/// `config`: what holds for this person, and whether their file is good.
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show or check your settings.",
    discussion: """
      They lie in $XDG_CONFIG_HOME/countersign/config.yaml (else ~/.config/countersign/config.yaml); options on the \
      command line go before them. For instance:

        theme: light          # `countersign themes list` names them
        mouse: false          # leave selecting text to the terminal
        calm: true            # for slow lines; or false, or offer
        copy: true            # y copies to the terminal's clipboard
        ascii: false
        screen: review        # the first screen
        keys:
          claim-next: F2
          down: [Down, Ctrl-N]

      Names of actions are what `countersign config show --keys` lists. The letters C L I E H ! and the digits mean the same \
      for everybody and stay.
      """,
    subcommands: [ShowConfig.self, CheckConfig.self])
}
