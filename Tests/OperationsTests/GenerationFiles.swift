import CZlib
import Foundation
import TestSupport

/// Files of generations: real ones, and such as a test writes.
enum GenerationFiles {
  /// The public data sets, by name, with what INDEX.json says of each.
  static func index() throws -> [IndexEntry] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: try SharedData.path("generations/INDEX.json")))
    return try JSONDecoder().decode([IndexEntry].self, from: bytes)
  }

  static func all() throws -> [String] {
    try index().map { try SharedData.path("generations/" + $0.file) }
  }

  struct IndexEntry: Decodable {
    struct Named: Decodable {
      var source: String?
      var category: String?
      var verdict: String?
      var name: String?
      var n: Int
    }
    struct Version: Decodable {
      var model: String
      var model_version: String
      var events: Int
    }
    var file: String
    var events: Int
    var model_versions: [Version]
    var flags: [Named]
    var verdicts: [Named]
    var evals: [Named]
  }

  /// A line of the public shape.
  static func line(
    _ id: String, text: String = "an answer", ts: String = "2026-05-01T10:00:00Z", model: String = "gpt-5",
    verdict: String = "clear"
  ) -> String {
    """
    {"id":"\(id)","ts":"\(ts)","model":"\(model)","model_version":"1","prompt_text":"a question","response_text":"\(text)",\
    "flags":[{"source":"checker","category":"violence","verdict":"\(verdict)","on":"response"}],"evals":[]}
    """
  }
}

/// A folder of one test, gone with the last reference to it.
final class Folder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "countersign-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ name: String, _ lines: [String]) throws -> String {
    try write(name, Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let path = url.appending(path: name)
    try Data(bytes).write(to: path)
    return path.path
  }
}

/// The gzip form of some bytes.
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
  let count = output.count
  let left = input.withUnsafeMutableBufferPointer { from in
    output.withUnsafeMutableBufferPointer { to in
      stream.next_in = from.baseAddress
      stream.avail_in = UInt32(from.count)
      stream.next_out = to.baseAddress
      stream.avail_out = UInt32(to.count)
      deflate(&stream, Z_FINISH)
      return Int(stream.avail_out)
    }
  }
  return Array(output.prefix(count - left))
}
