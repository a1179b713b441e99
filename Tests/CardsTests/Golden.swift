import Foundation
import Testing

/// Compares bytes with a file beside these tests; `COUNTERSIGN_RECORD_GOLDEN=1` writes the file instead.
func expectGolden(_ bytes: [UInt8], _ name: String, _ location: SourceLocation = #_sourceLocation) throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
  if ProcessInfo.processInfo.environment["COUNTERSIGN_RECORD_GOLDEN"] == "1" {
    try Data(bytes).write(to: file)
    return
  }
  let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
  let found = String(decoding: bytes, as: UTF8.self)
  if found == expected { return }
  let lines = zip(
    found.split(separator: "\n", omittingEmptySubsequences: false),
    expected.split(separator: "\n", omittingEmptySubsequences: false))
  let place = lines.enumerated().first { $0.element.0 != $0.element.1 }
  Issue.record(
    """
    \(name) differs, first at line \((place?.offset ?? 0) + 1):
    found    \(place?.element.0 ?? "another number of lines")
    expected \(place?.element.1 ?? "")
    """, sourceLocation: location)
}
