import ArgumentParser
import Console
import Evidence
import Foundation
import Governance
import Terminal

/// `config show`
struct ShowConfig: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Say what holds, and which line says so.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var look: LookOptions
  @Flag(help: "The keys too: every action by its name.") var keys = false

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      let (settings, warnings) = try look.settings(ProcessInfo.processInfo.environment)
      for warning in warnings { output.say(warning) }
      guard !output.json else { return try output.document(ShowConfig.document(settings)) }
      output.table(["SETTING", "VALUE", "FROM"], ShowConfig.rows(settings).map { [$0.name, $0.value, $0.from] })
      if keys {
        output.line("")
        output.table(
          ["ACTION", "KEYS", "WHAT IT DOES", "WHERE", "FROM"],
          ShowConfig.actions(settings).map { [$0.action.name, $0.keys, $0.action.words, $0.action.place, $0.from] })
      } else {
        for one in settings.rebound {
          output.line("\(one.action.name)  \(one.keys.joined(separator: " "))  \(Plain.visible(one.place))")
        }
      }
    }
  }

  private static func rows(_ settings: Settings) -> [(name: String, value: String, from: String)] {
    func row<Value>(_ name: String, _ choice: Settings.Choice<Value>) -> (name: String, value: String, from: String) {
      (name, "\(choice.value)", choice.place ?? "built in")
    }
    let calm = Settings.Choice(
      ["on": "true", "off": "false"][settings.calm.value.rawValue] ?? "offer", at: settings.calm.place)
    return [
      row("theme", settings.theme), row("mouse", settings.mouse), row("calm", calm), row("copy", settings.copy),
      row("ascii", settings.ascii), row("screen", settings.screen),
    ]
  }

  private static func actions(_ settings: Settings) -> [(action: KeyAction, keys: String, from: String)] {
    KeyAction.all.map { action in
      if let own = settings.rebound.first(where: { $0.action == action }) {
        return (action, own.keys.joined(separator: " "), own.place)
      }
      return (action, action.keys.map(\.name).joined(separator: " "), action.isFixed ? "fixed" : "built in")
    }
  }

  private static func document(_ settings: Settings) -> JSONValue {
    .fields([
      ("file", .text(settings.file)),
      (
        "items",
        .array(
          rows(settings).map {
            .fields([("name", .string($0.name)), ("value", .string($0.value)), ("from", .string($0.from))])
          })
      ),
      (
        "keys",
        .array(
          actions(settings).map { each in
            .fields([
              ("action", .string(each.action.name)), ("keys", .texts(each.keys.split(separator: " ").map(String.init))),
              ("words", .string(each.action.words)), ("where", .string(each.action.place)),
              ("from", .string(each.from)),
            ])
          })
      ),
    ])
  }
}
