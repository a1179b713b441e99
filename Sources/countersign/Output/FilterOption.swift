import ArgumentParser
import Governance

/// `--filter` of the lists: the language of the screens.
enum FilterOption {
  static func help(_ grammar: FilterGrammar) -> ArgumentHelp {
    ArgumentHelp(
      "Only what all of these hold for; - before one turns it round.", discussion: grammar.help, valueName: "terms")
  }

  static func read(_ text: String?, _ grammar: FilterGrammar) throws(Problem) -> Filter {
    guard let text else { return .none }
    do throws(FilterFault) {
      return try Filter(reading: text, grammar)
    } catch {
      throw Problem(
        .usage, "filter", happened: "The filter cannot be read, at column \(error.column + 1): \(error.words).",
        because: "It says: \(text.prefix(200))", remedy: "Terms are \(grammar.help).")
    }
  }
}
