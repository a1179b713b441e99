import Evidence
import Foundation
import Ingest
import Operations

/// Real input that lies beside the repository, or where `COUNTERSIGN_SHARED_DATA` says; nothing where it is absent.
enum SharedSeeds {
  /// Larger ones slow a fuzzer down more than they tell it.
  private static let longest = 16 << 10
  private static let most = 100

  private static let folder: URL? = {
    if let path = ProcessInfo.processInfo.environment["COUNTERSIGN_SHARED_DATA"] { return URL(fileURLWithPath: path) }
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("../shared/data").standardizedFileURL
      if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  /// The lines of a file, unpacked when its name ends with `.gz`: short ones, and not too many.
  static func lines(_ path: String) -> [[UInt8]] {
    var reader = LineReader()
    var lines = reader.take(contents(path))
    if let last = reader.finish() { lines.append(last) }
    return Array(
      lines.lazy.compactMap { line in
        guard case .bytes(let bytes) = line.content, bytes.count <= longest else { return nil }
        return bytes
      }.prefix(most))
  }

  /// Bodies of the requests in a file that were sent to a path in one encoding.
  static func bodies(_ file: String, to path: String, isText: Bool) -> [[UInt8]] {
    lines(file).compactMap { line in
      guard let request = try? JSONValue(line, policy: .generation), request["path"]?.text == path,
        let body = request["body_base64"]?.text.flatMap({ Data(base64Encoded: $0) }),
        body.count <= longest, (body.first == UInt8(ascii: "{")) == isText
      else { return nil }
      return Array(body)
    }
  }

  /// The small files of a folder.
  static func files(_ path: String) -> [[UInt8]] {
    guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + path) else {
      return []
    }
    let kept = names.sorted().lazy.filter { !$0.hasSuffix(".gz") }.map { contents(path + "/" + $0) }
    return Array(kept.filter { !$0.isEmpty && $0.count <= longest }.prefix(most))
  }

  private static func contents(_ path: String) -> [UInt8] {
    guard let folder, let data = try? Data(contentsOf: folder.appendingPathComponent(path)) else { return [] }
    guard path.hasSuffix(".gz") else { return Array(data) }
    var bytes: [UInt8] = []
    guard let unpacking = try? Gunzip() else { return [] }
    unpacking.give(Array(data))
    while let more = try? unpacking.next(), bytes.count < 16 << 20 { bytes += more }
    return bytes
  }
}
