import Foundation
import TestSupport
import Testing

@Suite("The queries")
struct QueryFilesTests {
  @Test("are all prepared by a fresh catalog, as its viewer or as ingest")
  func prepared() async throws {
    let office = try await Office.open()
    let session = try office.hire("someone", "viewer", "ingest")
    try session.run("set search_path = countersign")
    let folder = Repository.folder.appending(path: "Sources/Catalog/SQL/queries")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files.count > 40)
    for file in files {
      let sql = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      #expect(session.prepares(sql) == "allowed", "\(file)")
    }
  }

  @Test("are one statement each, under a line that says what it does, and are all used")
  func shape() throws {
    let folder = Repository.folder.appending(path: "Sources/Catalog")
    let sources = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    let swift = try sources.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined()
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "SQL/queries").path) {
      let sql = try String(contentsOf: folder.appending(path: "SQL/queries/" + file), encoding: .utf8)
      #expect(sql.hasPrefix("-- ") && sql.hasSuffix(";\n"), "\(file)")
      #expect(swift.contains("EmbeddedSQL." + file.replacing(".sql", with: "") + "\n"), "no query is \(file)")
    }
  }
}
