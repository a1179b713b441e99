import ArgumentParser
import Evidence
import Governance
import Operations

/// `resolve`
struct ResolveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "What a serving system is to use of an artifact.",
    discussion: """
      Prints the version that an environment serves. With --key the same key gets the same version as long as the weights \
      stand; without one every call draws by weight.

      Exit status 0 with a version; 1 with the reason when nothing is approved, what is chosen is stopped, or the weights \
      do not add up to 100. The last that was known is never answered. While one of two colours is stopped, the keys of its \
      share get status 1: they are not given to the other.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The artifact's name.") var artifact: String
  @Option(name: .customLong("env"), help: "The environment: development, staging or production.")
  var environment: String
  @Option(help: "What the choice sticks to, such as a customer or a conversation.") var key: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let answer = try await desk.resolve(artifact, in: environment, key: key)
      if output.json {
        try output.document(answer.document(of: artifact, in: environment))
      } else if let label = answer.label {
        output.line(Plain.visible("\(artifact)@\(label)"))
        output.say("sha256:\(answer.digest ?? "")  \(answer.colour ?? "") \(answer.weight ?? 0) %")
      }
      guard answer.state == .served else {
        throw Problem(
          .unmet, "resolve.\(answer.state.rawValue)",
          happened: answer.because.hasSuffix(".") ? answer.because : answer.because + ".",
          remedy: answer.alternative)
      }
    }
  }
}
