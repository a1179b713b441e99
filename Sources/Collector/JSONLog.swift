import Evidence
import Foundation
import Governance
package import Logging

/// Writes log messages to standard error, one JSON object a line.
package struct JSONLog: LogHandler {
  package var metadata: Logger.Metadata = [:]
  package var logLevel: Logger.Level

  package init(level: Logger.Level) { logLevel = level }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var members: [JSONValue.Member] = [
      .init("at", .string(Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1e6)).rfc3339)),
      .init("level", .string(event.level.rawValue)),
      .init("message", .string("\(event.message)")),
    ]
    for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { _, own in own }) {
      guard !members.contains(where: { $0.key == key }) else { continue }
      members.append(.init(key, .string("\(value)")))
    }
    guard var line = try? CanonicalJSON.bytes(of: .object(members), policy: .generation) else { return }
    line.append(UInt8(ascii: "\n"))
    FileHandle.standardError.write(Data(line))
  }
}
