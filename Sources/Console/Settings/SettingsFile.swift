import Foundation
package import Governance

/// The `config.yaml` of a person.
package enum SettingsFile {
  /// Where it lies when nobody says otherwise; nil where the person has no folder.
  package static func usual(_ environment: [String: String]) -> String? {
    PersonalFolder.configuration(environment).map { $0 + "/config.yaml" }
  }

  /// Reads what a file says, faults and all; nil when there is none at the usual place.
  ///
  /// - Parameter given: a file that was asked for, which must be there.
  /// - Throws: `config.unreadable`.
  package static func read(
    _ given: String?, environment: [String: String]
  ) throws(Problem) -> SettingsReading? {
    guard let path = given ?? usual(environment) else { return nil }
    guard given != nil || FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Problem(
        .notFound, "config.unreadable", happened: "\(path) cannot be read.",
        remedy: "Check the name and who may read it.")
    }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw Problem(.badData, "config.unreadable", happened: "\(path) is not UTF-8.", remedy: "Save it as UTF-8.")
    }
    return SettingsReading(yaml: text, from: path)
  }

  /// What a file says, or what the program does by itself.
  /// - Throws: `config.unreadable`; `config.refused` with the first thing that is wrong.
  package static func settings(
    _ given: String?, environment: [String: String]
  ) throws(Problem) -> (settings: Settings, warnings: [String]) {
    guard let reading = try read(given, environment: environment) else { return (Settings(), []) }
    if let first = reading.faults.first {
      let more = reading.faults.count - 1
      throw Problem(
        .badData, "config.refused",
        happened: "\(SettingsReading.place(reading.file, first.line)): \(first.what)",
        because: more == 0 ? "" : "\(NumberWords.of(more, "more thing")) \(more == 1 ? "is" : "are") wrong there.",
        remedy: first.remedy.isEmpty ? "`countersign config check` says it all." : first.remedy)
    }
    // In a notice of one line the name is enough; `config check` says where the file is.
    let name = String(reading.file.split(separator: "/").last ?? Substring(reading.file))
    return (
      reading.settings,
      reading.warnings.map { "\(SettingsReading.place(name, $0.line)): \($0.what) \($0.remedy)" }
    )
  }
}
