import ArgumentParser
import Governance

/// Which part of a list.
struct PageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Go on after this cursor, the `next` of the page before.", valueName: "cursor"))
  var after: String?
  @Option(help: "How many rows at the most.") var limit = 50

  var place: PagePlace { PagePlace(after: after) }

  func validate() throws {
    guard (1...1000).contains(limit) else { throw ValidationError("--limit takes 1 to 1000.") }
  }

  /// Says how to go on when the list does.
  func tell<Row>(_ page: Page<Row>, _ output: Output) {
    if let next = page.next { output.say("More: --after \(next)") }
  }
}
