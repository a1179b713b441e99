import ArgumentParser
import Console
import Evidence
import Foundation
import Governance
import Terminal

/// `config check`
struct CheckConfig: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say everything that is wrong with your settings; 1 when something is.")
  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("The file, in place of config.yaml.", valueName: "file")) var config: String?

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      let environment = ProcessInfo.processInfo.environment
      let reading = try SettingsFile.read(config, environment: environment)
      var faults = reading?.faults ?? []
      if let reading, let fault = CheckConfig.themeFault(reading.settings, environment) { faults.append(fault) }
      let warnings = reading?.warnings ?? []
      if output.json {
        try output.document(
          .fields([
            ("ok", .bool(faults.isEmpty)), ("file", .text(reading?.file)),
            ("problems", .array(faults.map { CheckConfig.document($0, reading) })),
            ("warnings", .array(warnings.map { CheckConfig.document($0, reading) })),
          ]))
      } else {
        for fault in faults { output.line(CheckConfig.line("refused", fault, reading)) }
        for warning in warnings { output.line(CheckConfig.line("unknown", warning, reading)) }
        if faults.isEmpty, warnings.isEmpty {
          let usual = SettingsFile.usual(environment) ?? "config.yaml"
          output.line(Plain.visible(reading.map { "\($0.file) is good." } ?? "There is no \(usual): nothing to check."))
        }
      }
      // What is wrong has been said.
      guard faults.isEmpty else { throw Problem(.unmet, "config.refused", happened: "The settings are refused.") }
    }
  }

  private static func line(_ word: String, _ fault: SettingsReading.Fault, _ reading: SettingsReading?) -> String {
    let place = SettingsReading.place(reading?.file ?? "", fault.line)
    return Plain.visible("\(word)  \(place): \(fault.what) \(fault.remedy)")
  }

  private static func document(_ fault: SettingsReading.Fault, _ reading: SettingsReading?) -> JSONValue {
    .fields([
      ("path", .text(reading?.file)), ("line", fault.line.map { .integer($0) } ?? .null), ("what", .string(fault.what)),
      ("remedy", .string(fault.remedy)),
    ])
  }

  /// A theme that is named but not there, or not whole, is found here rather than when the console opens.
  private static func themeFault(_ settings: Settings, _ environment: [String: String]) -> SettingsReading.Fault? {
    guard let place = settings.theme.place else { return nil }
    do throws(TerminalProblem) {
      _ = try ThemeShelf(environment).theme(settings.theme.value)
      return nil
    } catch {
      let line = place.split(separator: ":").last.flatMap { Int($0) }
      let words = [error.happened, error.because].filter { !$0.isEmpty }.joined(separator: " ")
      return SettingsReading.Fault(line: line, what: words, remedy: error.remedy)
    }
  }
}
