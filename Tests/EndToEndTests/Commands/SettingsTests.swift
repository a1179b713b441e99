import Foundation
import Terminal
import Testing

@Suite("Settings of a person", .atADesk, .timeLimit(.minutes(5)))
struct SettingsTests {
  /// A configuration folder with this `config.yaml`, and the environment that names it.
  private func environment(_ yaml: String) async throws -> (values: [String: String], file: String) {
    let folder = try TestHome.desk()
    let own = folder.appending(path: "countersign")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    let file = own.appending(path: "config.yaml")
    try Data(yaml.utf8).write(to: file)
    var values = try await SampleOffice.shared.opened().home.environment
    values["XDG_CONFIG_HOME"] = folder.path
    return (values, file.path)
  }

  @Test("config show names the line of each value, config check refuses with both places")
  func commands() async throws {
    let good = try await environment("theme: light\nkeys:\n  claim-next: F2\n")
    let shown = try await Program.run(["config", "show", "--json"], environment: good.values)
    #expect(shown.status == 0)
    #expect(shown.json["file"].text == good.file && shown.json["items"][0]["from"].text == "\(good.file):1")
    #expect(try await Program.run(["config", "check"], environment: good.values).status == 0)
    let bad = try await environment("keys:\n  accept: F2\n  block: F2\nmuse: true\n")
    let checked = try await Program.run(["config", "check", "--json"], environment: bad.values)
    #expect(checked.status == 1 && checked.error["code"].text == "config.refused")
    let what = checked.json["problems"][0]["what"].text
    #expect(what.contains("\(bad.file):2") && what.contains("\(bad.file):3"), "\(checked.text)")
    #expect(checked.json["warnings"][0]["remedy"].text == "Did you mean mouse?")
    #expect(try await Program.run(["config", "show"], environment: bad.values).status == 65)
    #expect(try await Program.run(["themes", "check", "light"], environment: good.values).status == 0)
  }

  @Test("the console obeys them: theme, first screen, rebound keys; and --plain asks line by line")
  func console() async throws {
    let own = try await environment("screen: registry\nkeys:\n  quit: F4\n")
    let catalog = try await SampleOffice.shared.catalog()
    let sitting = try await Sitting.at(catalog, environment: ["XDG_CONFIG_HOME": own.values["XDG_CONFIG_HOME"] ?? ""])
    try await sitting.sees("Artifacts")
    await sitting.type("q")
    await sitting.press(.function(1))
    await sitting.type("?")
    try await sitting.sees("Everywhere")
    await sitting.type("G")
    try await sitting.sees("F4 Ctrl-C")
    await sitting.press(.escape, .function(4))
    #expect(try await sitting.whatIsLeft() == "left with 0, settings same")

    let plain = try await Sitting.at(catalog, ["--plain"])
    try await plain.sees("r reviews, s signs")
    await plain.type("s\r")
    try await plain.sees("A number opens a promotion")
    await plain.type("b\rq\r")
    // What was typed ahead was echoed before the question, so the shell's words stand beside it.
    #expect(try await plain.whatIsLeft().hasSuffix("left with 0, settings same"))
  }
}
