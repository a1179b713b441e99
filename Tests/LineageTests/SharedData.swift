import Evidence
import Foundation
import Governance
import Ingest

/// Real input that lies beside the repository, or where `COUNTERSIGN_SHARED_DATA` says.
enum SharedData {
  static let folder: URL? = {
    let fileManager = FileManager.default
    if let path = ProcessInfo.processInfo.environment["COUNTERSIGN_SHARED_DATA"] {
      return fileManager.fileExists(atPath: path) ? URL(fileURLWithPath: path) : nil
    }
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("../shared/data").standardizedFileURL
      if fileManager.fileExists(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  static var isThere: Bool { folder != nil }
  static let absence = "the shared data is absent: set COUNTERSIGN_SHARED_DATA to its folder"

  static func contents(of path: String) throws -> [UInt8] {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return Array(try Data(contentsOf: folder.appendingPathComponent(path)))
  }

  static func lines(of path: String) throws -> [[UInt8]] {
    try contents(of: path).split(separator: UInt8(ascii: "\n")).map { Array($0) }
  }

  /// Paths of the files real producers wrote, one event a line.
  static func produced() throws -> [String] {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    let base = folder.appendingPathComponent("openlineage/produced")
    return try FileManager.default.contentsOfDirectory(atPath: base.path).sorted().map {
      base.appendingPathComponent($0).path
    }
  }

  static func producedEvents() throws -> [LineageEvent] {
    try produced().flatMap { path in
      try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: UInt8(ascii: "\n")).map { try event(Array($0)) }
    }
  }

  /// What every dataset of the produced events came from, worked out by another program.
  static func oracle() throws -> [(dataset: LineageNode, direct: Set<LineageNode>, transitive: Set<LineageNode>)] {
    struct Row: Decodable {
      var dataset: String
      var direct: [String]
      var transitive: [String]
    }
    func node(_ text: String) -> LineageNode {
      let parts = text.split(separator: "|", maxSplits: 1).map(String.init)
      return .dataset(parts[0], parts[1])
    }
    return try lines(of: "openlineage/oracle_upstream.jsonl").map { line in
      let row = try JSONDecoder().decode(Row.self, from: Data(line))
      return (node(row.dataset), Set(row.direct.map(node)), Set(row.transitive.map(node)))
    }
  }

  static func event(_ line: [UInt8]) throws -> LineageEvent {
    switch OpenLineage(now: Instant(microseconds: 0)).read(line) {
    case .lineage(let event): return event
    case .refused(let refusal): throw Refused(refusal: refusal)
    default: throw CocoaError(.fileReadCorruptFile)
    }
  }

  struct Refused: Error { var refusal: Refusal }
}
