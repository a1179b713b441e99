import Foundation
import Testing

@Suite("Hostile tables", .atADesk, .timeLimit(.minutes(5)))
struct DriftCommandTests {
  private static let good = (0..<40).map { "\($0),w\($0 % 3)" }.joined(separator: "\n")

  private func compare(_ reference: String, _ current: String, _ more: String...) async throws -> Program.Ended {
    let folder = FileManager.default.temporaryDirectory.appending(path: "drift-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in [("reference.csv", reference), ("current.csv", current)] {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let catalog = try await SampleOffice.shared.catalog()
    return try await catalog.run(
      "ada.lindqvist",
      [
        "drift", "compare", "--reference", folder.appending(path: "reference.csv").path, "--current",
        folder.appending(path: "current.csv").path, "--json",
      ] + more)
  }

  @Test("end with 65 and say why where there is no table", arguments: ["", "x,x\n1,2\n", "x,y\n1\n", "x\n\"open\n"])
  func noTable(_ text: String) async throws {
    let ended = try await compare("x,y\n" + Self.good, text)
    #expect(ended.status == 65, "\(ended.messages)")
    #expect(ended.output.isEmpty && !ended.error["happened"].text.isEmpty)
  }

  @Test(
    "are answered with notes where there is one",
    arguments: [
      "x,y\n", "x,y\n5,a\n", "x,y\n" + String(repeating: "NA,\n", count: 40), "x,z\n" + DriftCommandTests.good,
      "x,y\n" + String(repeating: "apple,a\n", count: 40), "x,y\n" + String(repeating: "inf,a\n", count: 40),
      "x,y\n" + String(repeating: "7,a\n", count: 40),
    ])
  func answers(_ text: String) async throws {
    let ended = try await compare("x,y\n" + Self.good, text)
    #expect(ended.status == 0, "\(ended.messages)")
    #expect(ended.text.contains("\"items\"") && !ended.text.contains("nan") && !ended.text.contains(":inf"))
  }

  @Test("end with 64 for a method and 66 for a file that is not there")
  func unknown() async throws {
    let good = "x,y\n" + Self.good
    #expect(try await compare(good, good, "--method", "guess").status == 64)
    let catalog = try await SampleOffice.shared.catalog()
    #expect(
      try await catalog.run(
        "ada.lindqvist", ["drift", "compare", "--reference", "/nowhere.csv", "--current", "/nowhere.csv", "--json"]
      ).status == 66)
  }
}
